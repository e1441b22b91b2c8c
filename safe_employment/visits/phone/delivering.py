"""Opening whole parts and handing them to the door of all questionnaires."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING

from safe_employment.instruments import intake
from safe_employment.instruments.intake.parsing import parse
from safe_employment.instruments.models import Instrument
from safe_employment.instruments.models.instruments import SAID_BY_WORKERS
from safe_employment.instruments.policies import READ_CONFIDENTIAL
from safe_employment.kit.actors import Actor, actor_for, machine
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import can, check
from safe_employment.kit.queries import one_of
from safe_employment.kit.tasks import each_alone, hourly
from safe_employment.visits import notices, policies, reading
from safe_employment.visits.hearing import hear_kept_aside
from safe_employment.visits.models import PartState, PhoneChunk, PhonePart, PhonePiece, TeamMember
from safe_employment.visits.phone import errors, parts
from safe_employment.visits.phone.keys import open_key, open_piece
from safe_employment.visits.phone.parts import FORM, content_of
from safe_employment.visits.submissions import SUBJECT, visit_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.visits.models import Visit


@dataclass(frozen=True)
class Envelope:
    """What the form piece of a part says."""

    xml: bytes
    visit: int
    files: tuple[str, ...]
    begun_at: str = ""
    finished_at: str = ""

    @classmethod
    def read(cls, plain: bytes) -> Envelope:
        """Read the JSON that the app wrote. Raises ProgrammeError PHONE_BAD_REQUEST."""
        try:
            said = json.loads(plain)
            files = tuple(map(str, said["files"]))
            hours = str(said.get("begun_at", "")), str(said.get("finished_at", ""))
            return cls(str(said["xml"]).encode(), int(said["visit"]), files, *hours)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise ProgrammeError(errors.BAD_REQUEST) from None


def opened(part: PhonePart, form: PhonePiece) -> tuple[bytes, Envelope]:
    """Return the key of a part and what its form says.

    Raises ProgrammeError PHONE_DOES_NOT_OPEN, PHONE_BAD_REQUEST.
    """
    key = open_key(part.association, bytes(part.sealed_key))
    return key, Envelope.read(open_piece(key, str(part.part_id), FORM, content_of(form)))


def is_said_by_workers(part: PhonePart, envelope: Envelope) -> bool:
    """Whether workers speak in it: by its questionnaire, of whatever version."""
    try:
        form_id = parse(envelope.xml).form_id
    except ProgrammeError:
        return False
    return Instrument.objects.filter(
        association=part.association_id, form_id=form_id, kind__in=SAID_BY_WORKERS
    ).exists()


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
        .select_related("device__person", "device__phone", "settled_by", "association")
        .get(pk=part.pk)
    )
    pieces = {piece.name: piece for piece in part.pieces.all()}
    form = pieces.get(FORM)
    if part.state in (PartState.DELIVERED, PartState.SET_ASIDE) or form is None or form.whole_at is None:
        record(by, "visits.wait_for_phone_part", part)
        return part
    if taken_by is None and part.settled_by is not None:
        taken_by = actor_for(part.settled_by, part.association, channel="phone")
    envelope: Envelope | None = None
    try:
        key, envelope = opened(part, form)
        part.said_by_workers = is_said_by_workers(part, envelope)
        if taken_by is None:
            _check(part, envelope)
        files = _to_hand_on(part, key, envelope, pieces)
        # What was filled in without a network comes hours later: the clock is judged by the phone's contact.
        clock = now + timedelta(seconds=part.device.phone.clock_off)
        receipt = intake.receive(
            device=part.device, xml=envelope.xml, files=files, now=now,
            subject=f"visit:{envelope.visit}", device_time=clock, taken_by=taken_by,
        )  # fmt: skip
        if receipt.outcome == intake.Outcome.HELD:
            raise ProgrammeError(errors.HELD_ASIDE)
    except ProgrammeError as problem:
        _hear(part, envelope, now)
        return _keep(by, part, problem.code)
    except intake.Revoked:
        _hear(part, envelope, now)
        return _keep(by, part, errors.SENT_AFTER_SIGNING_OUT.code)
    stored = set(files) - {*receipt.refused, *receipt.held_files}
    part.pieces.filter(name__in=stored).update(stored_at=now)
    _note(by, part, receipt, now, left=_left(envelope, pieces, taken_by))
    return part


def _to_hand_on(
    part: PhonePart, key: bytes, envelope: Envelope, pieces: dict[str, PhonePiece]
) -> dict[str, io.BytesIO]:
    """Open the files that are here whole and were not handed on before. Raises ProgrammeError."""
    here = [name for name in envelope.files if name in pieces and pieces[name].whole_at]
    return {
        name: io.BytesIO(open_piece(key, str(part.part_id), name, content_of(pieces[name])))
        for name in here
        if pieces[name].stored_at is None
    }


def _left(envelope: Envelope, pieces: dict[str, PhonePiece], taken_by: Actor | None) -> str:
    """Return why it is not whole: "" where it is, else that photos arrive or that the phone has them no more.

    A phone announces all that it has; what the form names beyond that never comes. Who takes it, knows.
    """
    if any(piece.whole_at is None for piece in pieces.values()):
        return PartState.ARRIVING
    return "" if taken_by or pieces.keys() >= set(envelope.files) else errors.FILE_GONE.code


def _check(part: PhonePart, envelope: Envelope) -> None:
    """Raises ProgrammeError PHONE_NOT_ENDED, PHONE_SENT_AFTER_SIGNING_OUT, PHONE_NOT_FOR_VISIT."""
    if part.problem == errors.NOT_ENDED.code:
        raise ProgrammeError(errors.NOT_ENDED)
    if part.device.revoked_at is not None:
        raise ProgrammeError(errors.SENT_AFTER_SIGNING_OUT)
    team = TeamMember.objects.filter(
        visit=envelope.visit, visit__association=part.association_id, visit__released_at__isnull=False
    )
    if not team.filter(person=part.device.person_id).exists():
        raise ProgrammeError(errors.NOT_FOR_VISIT)


def _hear(part: PhonePart, envelope: Envelope | None, now: datetime) -> None:
    """Hear a critical answer, and that a team had to leave, in a part that is kept aside."""
    if envelope is None:
        return
    by, sender = machine(part.association, channel="phone"), part.device.person
    visit = visit_of(part.association_id, f"{SUBJECT}{envelope.visit}")
    hear_kept_aside(by, visit, envelope.xml, now, sender=sender, listed="visits:phones")


def _keep(by: Actor, part: PhonePart, code: str) -> PhonePart:
    if part.state != PartState.KEPT:
        sent_by = part.device.person_id
        notices.tell_part_kept(by.home, said_by_workers=part.said_by_workers, sent_by=sent_by)
    part.state, part.problem = PartState.KEPT, code[:80]
    part.save(update_fields=["state", "problem", "submission", "said_by_workers", "changed_at"])
    record(by, "visits.keep_phone_part", part, details={"why": code})
    return part


def _note(by: Actor, part: PhonePart, receipt: intake.Receipt, now: datetime, *, left: str) -> None:
    part.submission_id = receipt.submission_id or part.submission_id
    if left != PartState.ARRIVING and (receipt.refused or receipt.held_files or left):
        _keep(by, part, left or errors.FILE_REFUSED.code)
        return
    part.problem = ""
    if left:
        part.state = PartState.ARRIVING
    else:
        part.state, part.delivered_at = PartState.DELIVERED, now
        PhoneChunk.objects.filter(piece__part=part).delete()
    part.save()
    record(by, "visits.deliver_phone_part", part, details={"whole": not left})


@hourly
def deliver_waiting(by: Actor, now: datetime) -> None:
    """Deliver what was cut off between its arrival and its delivery; phones may have nothing left to send."""
    found = parts.waiting(PhonePart.objects.filter(association=by.home)).select_related("device__person")
    each_alone(partial(deliver, part, now) for part in found.order_by("pk"))


def kept_parts(by: Actor) -> QuerySet[PhonePart]:
    """Return what was kept aside: to case officers what workers said, to managers the rest."""
    check(by, policies.SETTLE_PARTS)
    found = PhonePart.objects.filter(association=by.association, state=PartState.KEPT)
    if not can(by, READ_CONFIDENTIAL):
        found = found.filter(said_by_workers=False)
    if not can(by, policies.SEE_PHONES):
        found = found.filter(said_by_workers=True)
    return found.select_related("device__person")


def is_tied(by: Actor, visit: Visit | None) -> bool:
    """Whether somebody has a tie with the employer of a visit; of a sealed one nobody is told."""
    return visit is not None and not visit.is_sealed and reading.is_tied(by, visit)


def check_eyes(by: Actor, part: PhonePart, visit: Visit | None) -> None:
    """Let those settle it who neither filled it in nor have a tie.

    Raises ProgrammeError PHONE_OTHER_EYES.
    """
    is_sender = by.person is not None and part.device.person_id == by.person.pk
    if is_sender or is_tied(by, visit):
        raise ProgrammeError(errors.OTHER_EYES)


def _check_settling(by: Actor, part: PhonePart) -> None:
    """Raises Hidden, ProgrammeError PHONE_OTHER_EYES."""
    one_of(kept_parts(by), part.pk)
    form = part.pieces.filter(name=FORM, whole_at__isnull=False).first()
    visit = None
    with suppress(ProgrammeError):  # what does not open is about no visit that we know
        envelope = opened(part, form)[1] if form else None
        visit = visit_of(part.association_id, f"{SUBJECT}{envelope.visit}") if envelope else None
    check_eyes(by, part, visit)


@command
def take_kept(*, by: Actor, part: PhonePart, now: datetime) -> PhonePart:
    """Take a part that was kept aside, after a person has looked. Raises ProgrammeError PHONE_OTHER_EYES."""
    _check_settling(by, part)
    # Photos may still be on their way: whoever took it has taken them too.
    part.settled_by = by.person
    part.save(update_fields=["settled_by", "changed_at"])
    record(by, "visits.take_kept_phone_part", part)
    return deliver(part, now, taken_by=by)


@command
def put_away(*, by: Actor, part: PhonePart, reason: str) -> PhonePart:
    """Put a part away that was kept aside; it stays sealed here, with the reason.

    Raises ProgrammeError PHONE_OTHER_EYES.
    """
    _check_settling(by, part)
    part.state, part.settled_by, part.settled_why = PartState.SET_ASIDE, by.person, reason[:300]
    part.save(update_fields=["state", "settled_by", "settled_why", "changed_at"])
    record(by, "visits.put_phone_part_away", part, details={"why": reason[:300]})
    return part
