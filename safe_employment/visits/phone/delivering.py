"""Opening whole parts and handing them to the door of all questionnaires."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from safe_employment.instruments import intake
from safe_employment.kit.actors import Actor, actor_for
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.visits import notices, policies
from safe_employment.visits.models import PartState, PhoneChunk, PhonePart, TeamMember
from safe_employment.visits.phone import errors
from safe_employment.visits.phone.keys import open_key, open_piece
from safe_employment.visits.phone.parts import content_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

FORM = "form"


@dataclass(frozen=True)
class Envelope:
    """What the form piece of a part says."""

    xml: bytes
    visit: int
    files: tuple[str, ...]

    @classmethod
    def read(cls, plain: bytes) -> Envelope:
        """Read the JSON that the app wrote. Raises ProgrammeError PHONE_BAD_REQUEST."""
        try:
            said = json.loads(plain)
            return cls(str(said["xml"]).encode(), int(said["visit"]), tuple(map(str, said["files"])))
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ProgrammeError(errors.BAD_REQUEST) from None


def deliver(part: PhonePart, now: datetime, *, taken_by: Actor | None = None) -> PhonePart:
    """Hand a part in as far as it is here: the form first, photos as they come; whole, it is delivered.

    What does not open or is not taken is kept aside with the reason. `taken_by` has looked at it and may.
    """
    by = actor_for(part.device.person, part.association, channel="phone")
    return deliver_part(by=by, part=part, now=now, taken_by=taken_by)


@command
def deliver_part(*, by: Actor, part: PhonePart, now: datetime, taken_by: Actor | None) -> PhonePart:
    """Do what `deliver` says, as the person of the phone."""
    part = (
        PhonePart.objects.select_for_update(of=("self",))
        .select_related("device__person", "device__phone")
        .get(pk=part.pk)
    )
    pieces = {piece.name: piece for piece in part.pieces.all()}
    form = pieces.get(FORM)
    if part.state in (PartState.DELIVERED, PartState.SET_ASIDE) or form is None or form.whole_at is None:
        record(by, "visits.wait_for_phone_part", part)
        return part
    try:
        key = open_key(by.home, bytes(part.sealed_key))
        envelope = Envelope.read(open_piece(key, str(part.part_id), FORM, content_of(form)))
        if taken_by is None:
            _check(part, envelope)
        here = [name for name in envelope.files if name in pieces and pieces[name].whole_at]
        files = {
            name: io.BytesIO(open_piece(key, str(part.part_id), name, content_of(pieces[name])))
            for name in here
        }
        # What was filled in without a network comes hours later: the clock is judged by the phone's contact.
        clock = now + timedelta(seconds=part.device.phone.clock_off)
        receipt = intake.receive(
            device=part.device, xml=envelope.xml, files=files, now=now,
            subject=f"visit:{envelope.visit}", device_time=clock, taken_by=taken_by,
        )  # fmt: skip
        if receipt.outcome == intake.Outcome.HELD:
            raise ProgrammeError(errors.HELD_ASIDE)
    except ProgrammeError as problem:
        return _keep(by, part, problem.code)
    except intake.Revoked:
        return _keep(by, part, errors.SENT_AFTER_SIGNING_OUT.code)
    whole = len(here) == len(envelope.files)
    _note(by, part, receipt, now, whole=whole)
    return part


def _check(part: PhonePart, envelope: Envelope) -> None:
    """Raises ProgrammeError PHONE_SENT_AFTER_SIGNING_OUT, PHONE_NOT_FOR_VISIT."""
    if part.device.revoked_at is not None:
        raise ProgrammeError(errors.SENT_AFTER_SIGNING_OUT)
    team = TeamMember.objects.filter(
        visit=envelope.visit, visit__association=part.association_id, visit__released_at__isnull=False
    )
    if not team.filter(person=part.device.person_id).exists():
        raise ProgrammeError(errors.NOT_FOR_VISIT)


def _keep(by: Actor, part: PhonePart, code: str) -> PhonePart:
    if part.state != PartState.KEPT:
        notices.tell_part_kept(by.home)
    part.state, part.problem = PartState.KEPT, code[:80]
    part.save(update_fields=["state", "problem", "submission", "changed_at"])
    record(by, "visits.keep_phone_part", part, details={"why": code})
    return part


def _note(by: Actor, part: PhonePart, receipt: intake.Receipt, now: datetime, *, whole: bool) -> None:
    part.submission_id = receipt.submission_id or part.submission_id
    if whole and (receipt.refused or receipt.held_files):
        _keep(by, part, errors.FILE_REFUSED.code)
        return
    part.problem = ""
    if whole:
        part.state, part.delivered_at = PartState.DELIVERED, now
        PhoneChunk.objects.filter(piece__part=part).delete()
    part.save()
    record(by, "visits.deliver_phone_part", part, details={"whole": whole})


def kept_parts(by: Actor) -> QuerySet[PhonePart]:
    """Return the parts of all phones of the association; what is kept aside comes first on its page."""
    check(by, policies.SEE_PHONES)
    return PhonePart.objects.filter(association=by.association).select_related("device__person")


@command
def take_kept(*, by: Actor, part: PhonePart, now: datetime) -> PhonePart:
    """Take a part that was kept aside, after a person has looked."""
    check(by, policies.SEE_PHONES)
    if part.state != PartState.KEPT:
        raise Hidden
    record(by, "visits.take_kept_phone_part", part)
    return deliver(part, now, taken_by=by)


@command
def put_away(*, by: Actor, part: PhonePart, reason: str) -> PhonePart:
    """Put a part away that was kept aside; it stays sealed here, with the reason."""
    check(by, policies.SEE_PHONES)
    if part.state != PartState.KEPT:
        raise Hidden
    part.state, part.settled_by, part.settled_why = PartState.SET_ASIDE, by.person, reason[:300]
    part.save(update_fields=["state", "settled_by", "settled_why", "changed_at"])
    record(by, "visits.put_phone_part_away", part, details={"why": reason[:300]})
    return part
