"""Signing the code, in the portal and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, BinaryIO

from django.db.models import Count

from safe_employment.conduct import errors, notices
from safe_employment.conduct.files import SCANS
from safe_employment.conduct.models import CodeVersion, Signature, SignatureState, SignatureWay, TextState
from safe_employment.conduct.policies import RECORD_SIGNATURES, SIGN_FOR_EMPLOYER
from safe_employment.conduct.queries import own_employer, signature_for
from safe_employment.conduct.references import reference_of
from safe_employment.conduct.states import SIGNATURE
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.files import store_file
from safe_employment.kit.policies import check
from safe_employment.kit.states import move
from safe_employment.members.queries import employer_for, employers_for

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer


@dataclass(frozen=True)
class PaperSignature:
    """What stands on one signed paper: the employer's key, the day, and who signed."""

    employer: int
    signed_on: date
    signatory_name: str
    signatory_post: str = ""


def _locked(by: Actor, version: CodeVersion) -> CodeVersion:
    """Return the version with its row locked, so that no one signs twice at once. Raises Hidden."""
    found = (
        CodeVersion.objects.select_for_update(of=("self",)).filter(pk=version.pk, association=by.home).first()
    )
    if found is None:
        raise Hidden
    return found


def _check_day(version: CodeVersion, signed_on: date, today: date) -> None:
    if version.state == TextState.DRAFT or version.published_on is None:
        raise ProgrammeError(errors.DRAFT_NOT_HANDED_OUT)
    if signed_on > today:
        raise ProgrammeError(errors.IN_THE_FUTURE, {"day": signed_on}, field="signed_on")
    if signed_on < version.published_on:
        facts = {"number": version.number, "day": version.published_on}
        raise ProgrammeError(errors.SIGNED_BEFORE_PUBLICATION, facts, field="signed_on")


def _check_not_signed(version: CodeVersion, employer: Employer) -> None:
    signed = version.signatures.filter(employer=employer, state=SignatureState.SIGNED).first()
    if signed is not None:
        facts = {"employer": employer.name, "number": version.number, "day": signed.signed_on}
        raise ProgrammeError(errors.SIGNED_ALREADY, facts, field="employer")


@command
def sign_in_portal(
    *,
    by: Actor,
    employer: int,
    version: CodeVersion,
    agreed: bool,
    signatory_name: str,
    signatory_post: str = "",
    today: date,
) -> Signature:
    """Sign the version in force for one's own employer; the day is today.

    Raises Hidden for an employer for whom the actor does not speak, and ProgrammeError
    CONDUCT_NOT_AGREED, CONDUCT_NAME_MISSING, CONDUCT_NOT_TO_BE_SIGNED or CONDUCT_SIGNED_ALREADY.
    """
    check(by, SIGN_FOR_EMPLOYER)
    signer = own_employer(by, employer)
    if not agreed:
        raise ProgrammeError(errors.NOT_AGREED, field="agreed")
    locked = _locked(by, version)
    if locked.state != TextState.PUBLISHED:
        raise ProgrammeError(errors.NOT_TO_BE_SIGNED, {"number": locked.number})
    _check_not_signed(locked, signer)
    entry = PaperSignature(signer.pk, today, signatory_name, signatory_post)
    [signature] = _write(by, locked, [entry], SignatureWay.PORTAL)
    record(by, "conduct.sign_in_portal", signature, details={"version": locked.number})
    return signature


@command
def record_signature(
    *,
    by: Actor,
    employer: int,
    version: CodeVersion,
    signed_on: date,
    signatory_name: str,
    signatory_post: str = "",
    today: date,
    scan: BinaryIO | None = None,
    scan_name: str = "",
) -> Signature:
    """Record a signature that was given on paper, with its scan if there is one.

    Raises Hidden, and ProgrammeError CONDUCT_NAME_MISSING, CONDUCT_DRAFT_NOT_HANDED_OUT,
    CONDUCT_IN_THE_FUTURE, CONDUCT_SIGNED_BEFORE_PUBLICATION, CONDUCT_SIGNED_ALREADY or a code of files.
    """
    check(by, RECORD_SIGNATURES)
    signer = employer_for(by, employer)
    locked = _locked(by, version)
    _check_day(locked, signed_on, today)
    _check_not_signed(locked, signer)
    entry = PaperSignature(signer.pk, signed_on, signatory_name, signatory_post)
    [signature] = _write(by, locked, [entry], SignatureWay.PAPER)
    if scan is not None:
        signature.scan = store_file(
            by=by, purpose=SCANS, content=scan, name=scan_name, subject_id=signature.pk
        )
        signature.save()
    record(by, "conduct.record_signature", signature, details={"version": locked.number})
    return signature


@command
def record_signatures(
    *, by: Actor, version: CodeVersion, signatures: Sequence[PaperSignature], today: date
) -> list[Signature]:
    """Record many paper signatures in one transaction; employers who signed already are passed over.

    Raises Hidden if one employer is not the association's, and ProgrammeError CONDUCT_NAME_MISSING,
    CONDUCT_DRAFT_NOT_HANDED_OUT, CONDUCT_IN_THE_FUTURE or CONDUCT_SIGNED_BEFORE_PUBLICATION.
    """
    check(by, RECORD_SIGNATURES)
    locked = _locked(by, version)
    for entry in signatures:
        _check_day(locked, entry.signed_on, today)
    wanted = {entry.employer: entry for entry in signatures}
    if employers_for(by).filter(pk__in=wanted).count() != len(wanted):
        raise Hidden
    there = set(
        locked.signatures.filter(employer__in=wanted, state=SignatureState.SIGNED).values_list(
            "employer", flat=True
        )
    )
    entries = [entry for key, entry in wanted.items() if key not in there]
    written = _write(by, locked, entries, SignatureWay.PAPER)
    details: dict[str, object] = {"written": len(written), "passed_over": len(there)}
    record(by, "conduct.record_signatures", locked, details=details)
    return written


def _write(
    by: Actor, version: CodeVersion, entries: Sequence[PaperSignature], way: SignatureWay
) -> list[Signature]:
    if any(not entry.signatory_name.strip() for entry in entries):
        raise ProgrammeError(errors.NAME_MISSING, field="signatory_name")
    earlier = dict(
        version.signatures.filter(employer__in=[entry.employer for entry in entries])
        .values_list("employer")
        .annotate(times=Count("pk"))
    )
    return Signature.objects.bulk_create(
        [
            Signature(
                association=by.home,
                employer_id=entry.employer,
                version=version,
                signed_on=entry.signed_on,
                way=way,
                signatory_name=entry.signatory_name.strip()[:80],
                signatory_post=entry.signatory_post.strip()[:80],
                recorded_by=by.person,
                reference=reference_of(version.pk, entry.employer, earlier.get(entry.employer, 0)),
            )
            for entry in entries
        ],
        batch_size=2000,
    )


@command
def withdraw_signature(*, by: Actor, signature: Signature, reason: str, today: date) -> Signature:
    """Withdraw a signature: a mistake of recording, or an employer that breaks the code.

    Raises Hidden, or ProgrammeError STATE_NOT_FROM_HERE or STATE_REASON_MISSING.
    """
    found = signature_for(by, signature.pk)
    changes: dict[str, object] = {"withdrawn_on": today, "withdrawn_reason": reason.strip()[:500]}
    move(SIGNATURE, "withdraw_signature", by=by, subject=found, reason=reason, changes=changes)
    notices.tell_of_withdrawal(found)
    return found
