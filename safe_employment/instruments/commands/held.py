"""Settling what was kept aside: taken as an edit, or put away with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from safe_employment.instruments import errors, policies
from safe_employment.instruments.definitions import without_positions
from safe_employment.instruments.events import SubmissionReceived
from safe_employment.instruments.files import held_entry
from safe_employment.instruments.intake.jobs import known_version
from safe_employment.instruments.intake.parsing import parse
from safe_employment.instruments.intake.telling import tell
from safe_employment.instruments.models import (
    HeldReason,
    HeldSubmission,
    InstrumentVersion,
    Submission,
    SubmissionFile,
)
from safe_employment.instruments.notices import tell_free_words
from safe_employment.instruments.queries import held_submission_for, held_to_settle
from safe_employment.instruments.subjects import is_kept_from, subject_named, subject_of, takes
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.queries import one_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from safe_employment.kit.actors import Actor


@command
def accept_held(*, by: Actor, held: HeldSubmission, now: datetime, about: str = "") -> Submission:
    """Store what was kept aside: as an edit of what the same person has there under its ID, else as it is.

    The version that it names must be published or retired by now. `about` is the number of the visit that
    is meant, where what it says itself names none (`wants_subject`). Raises ProgrammeError
    INSTRUMENT_HELD_SETTLED, INSTRUMENT_HELD_NOT_ACCEPTABLE, INSTRUMENT_HELD_NOT_ABOUT,
    INSTRUMENT_HELD_OTHER_EYES.
    """
    check(by, policies.SETTLE_HELD)
    found = _open(by, held)
    if found.content is None:
        raise ProgrammeError(errors.NOT_ACCEPTABLE)
    xml = bytes(found.content)
    parsed = parse(xml)
    version = known_version(by.home.pk, found.form_id, found.version)
    if isinstance(version, str) or parsed.root != version.root:
        raise ProgrammeError(errors.NOT_ACCEPTABLE)
    subject = _subject_of(found, about) if wants_subject(found) else found.subject
    check_eyes(by, found, subject)
    before = _current(by, found)
    same = Submission.objects.filter(association=by.home, instance_id=found.instance_id).exists()
    stored = Submission.objects.create(
        association=by.home, version=InstrumentVersion.objects.get(pk=version.pk), xml=xml,
        instance_id=f"{found.instance_id}#{found.pk}"[-100:] if same else found.instance_id,
        sha256=found.sha256, answers=parsed.answers(version.repeats), subject=subject,
        received_at=found.received_at, person=found.person, device=found.device, replaces=before,
    )  # fmt: skip
    _take_files(found, stored, version.files)
    found.subject = subject  # by which those with a tie are kept from it
    _settle(by, found, now, how="accepted")
    record(by, held_entry(found, "accept_held"), found, details={"submission": stored.pk})
    if version.has_free_words(stored.answers):
        tell_free_words(by.home)
    transaction.on_commit(lambda: tell(SubmissionReceived(by.home.pk, stored.pk, stored.subject)))
    return stored


@command
def discard_held(*, by: Actor, held: HeldSubmission, why: str, now: datetime) -> HeldSubmission:
    """Put it away; it stays readable with the reason.

    Raises ProgrammeError INSTRUMENT_HELD_SETTLED, INSTRUMENT_HELD_OTHER_EYES.
    """
    check(by, policies.SETTLE_HELD)
    found = _open(by, held)
    check_eyes(by, found, found.subject)
    _settle(by, found, now, how=why)
    record(by, held_entry(found, "discard_held"), found)
    return found


def check_eyes(by: Actor, held: HeldSubmission, subject: str) -> None:
    """Let those settle it who neither sent it nor have a tie with the employer whom it is about.

    Raises ProgrammeError INSTRUMENT_HELD_OTHER_EYES.
    """
    is_sender = by.person is not None and held.person_id == by.person.pk
    if is_sender or is_kept_from(by, subject):
        raise ProgrammeError(errors.OTHER_EYES)


def wants_subject(held: HeldSubmission) -> bool:
    """Whether it says what it is about and nothing is called so: who accepts it says which is meant."""
    if held.subject or held.content is None or held.device is None:
        return False
    version = known_version(held.association_id, held.form_id, held.version)
    hidden = None if isinstance(version, str) else version.hidden
    named = subject_of(parse(bytes(held.content)), held.device, hidden=hidden)
    return named is None or held.reason == HeldReason.SUBJECT_UNKNOWN


def _subject_of(held: HeldSubmission, about: str) -> str:
    """Return the subject that is meant. Raises ProgrammeError INSTRUMENT_HELD_NOT_ABOUT."""
    subject = subject_named(held.association_id, about)
    if not subject or (held.device is not None and not takes(held.device, subject)):
        raise ProgrammeError(errors.NOT_ABOUT, {"name": about.strip()[:20]}, field="about")
    return subject


def _open(by: Actor, held: HeldSubmission) -> HeldSubmission:
    found = held_submission_for(by, held.pk)
    if found.settled_at is not None:
        raise ProgrammeError(errors.SETTLED)
    return one_of(held_to_settle(by), found.pk)


def _current(by: Actor, held: HeldSubmission) -> Submission | None:
    """Return the submission that an accepted one takes the place of: the last edit under its ID.

    None where another person sent that: what two people say stands side by side.
    """
    content = parse(bytes(held.content or b""))
    wanted = {held.instance_id, content.deprecated_id} - {""}
    first = (
        Submission.objects.filter(association=by.home, instance_id__in=wanted, person=held.person_id)
        .filter(version__instrument__form_id=held.form_id)
        .order_by("pk")
        .first()
    )
    while first is not None and hasattr(first, "replaced_by"):
        first = first.replaced_by
    return first


def _take_files(held: HeldSubmission, stored: Submission, paths: Collection[str]) -> None:
    """Give it the files that were kept aside with it, then those of the submission that it replaces."""
    kept = held.files.filter(settled_at=None)
    arrived = {row.name: (row.file, bytes(row.sha256)) for row in kept.select_related("file")}
    names = [value.strip() for path, value in stored.answers.items() if without_positions(path) in paths]
    before = SubmissionFile.objects.filter(submission=stored.replaces, name__in=names, file__isnull=False)
    for old in before.select_related("file") if stored.replaces else ():
        arrived.setdefault(old.name, (old.file, bytes(old.sha256 or b"")))
    for name in dict.fromkeys((*names, *(row.name for row in kept))):
        file, digest = arrived.get(name, (None, None))
        SubmissionFile.objects.create(
            submission=stored, name=name, file=file, sha256=digest,
            received_at=held.received_at if file else None,
        )  # fmt: skip
    for row in kept.select_related("file"):
        if row.file is not None:
            row.file.subject_id = stored.pk
            row.file.save(update_fields=["subject_id", "changed_at"])
    Submission.objects.filter(pk=stored.pk).update(files_expected=len(set(names)))


def _settle(by: Actor, held: HeldSubmission, now: datetime, *, how: str) -> None:
    """Settle it; the files that came with it go with it."""
    for row in (held, *held.files.filter(settled_at=None)):
        row.settled_at, row.settled_by, row.settled_how = now, by.person, how[:500]
        row.save(update_fields=["settled_at", "settled_by", "settled_how", "subject", "changed_at"])
