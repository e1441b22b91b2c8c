"""Looking at a part that was kept aside, before it is taken or put away; each look is noted."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.dateparse import parse_datetime

from safe_employment.instruments.answered import AnsweredGroup, answered
from safe_employment.instruments.definitions import Definition
from safe_employment.instruments.intake.parsing import parse
from safe_employment.instruments.models import InstrumentVersion
from safe_employment.instruments.policies import READ_CONFIDENTIAL
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.files import small_jpeg
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of
from safe_employment.visits.models import Visit
from safe_employment.visits.phone.delivering import check_eyes, is_tied, kept_parts, opened
from safe_employment.visits.phone.keys import open_piece
from safe_employment.visits.phone.parts import FORM, content_of

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import PhonePart, PhonePiece
    from safe_employment.visits.phone.delivering import Envelope

SIDE = 1600


@dataclass(frozen=True)
class KeptPhoto:
    """A photo that the form names; `is_here` whether it has arrived whole."""

    place: int
    name: str
    is_here: bool


@dataclass(frozen=True)
class Kept:
    """What a kept part holds.

    `visit` and `version` are None where it names none of ours, `opens` is whether it can be read at all.
    `withholds` is whether its answers are not shown: workers speak in it and the reader is no case officer or
    has a tie, or it belongs to no questionnaire of ours. Of what workers said no hour is told, since it would
    tell the shift. `bar` says why the reader may not settle it.
    """

    part: PhonePart
    opens: bool = False
    visit: Visit | None = None
    on_the_team: bool = False
    version: InstrumentVersion | None = None
    withholds: bool = True
    begun_at: datetime | None = None
    finished_at: datetime | None = None
    photos: list[KeptPhoto] = field(default_factory=list)
    groups: list[AnsweredGroup] = field(default_factory=list)
    bar: str = ""

    @property
    def arrived(self) -> int:
        """How many of its photos are here."""
        return sum(photo.is_here for photo in self.photos)


@command
def look_at_kept(*, by: Actor, part: PhonePart) -> Kept:
    """Return what a kept part holds. Raises Hidden."""
    _check(by, part)
    record(by, "visits.look_at_kept_phone_part", part)
    pieces = {piece.name: piece for piece in part.pieces.all()}
    try:
        return _kept(by, part, pieces)
    except (ProgrammeError, KeyError):
        return Kept(part, bar=_bar(by, part, None))


@command
def look_at_kept_photo(*, by: Actor, part: PhonePart, place: int) -> bytes:
    """Return a photo of a kept part as a JPEG without metadata. Raises Hidden."""
    _check(by, part)
    record(by, "visits.look_at_kept_phone_photo", part, details={"photo": place})
    pieces = {piece.name: piece for piece in part.pieces.all()}
    try:
        kept, (key, _envelope) = _kept(by, part, pieces), opened(part, pieces[FORM])
        found = next(photo for photo in kept.photos if photo.place == place and photo.is_here)
        plain = open_piece(key, str(part.part_id), found.name, content_of(pieces[found.name]))
    except (ProgrammeError, KeyError, StopIteration):
        raise Hidden from None
    shown = None if kept.withholds else small_jpeg(io.BytesIO(plain), SIDE)
    if shown is None:
        raise Hidden
    return shown


def _check(by: Actor, part: PhonePart) -> None:
    one_of(kept_parts(by), part.pk)


def _bar(by: Actor, part: PhonePart, visit: Visit | None) -> str:
    try:
        check_eyes(by, part, visit)
    except ProgrammeError as refused:
        return f"{refused.what} {refused.remedy}"
    return ""


def _kept(by: Actor, part: PhonePart, pieces: dict[str, PhonePiece]) -> Kept:
    """Open a part. Raises ProgrammeError, KeyError where it cannot be read."""
    form = pieces[FORM]
    if form.whole_at is None:
        raise KeyError(FORM)
    _key, envelope = opened(part, form)
    parsed = parse(envelope.xml)
    version = (
        InstrumentVersion.objects.filter(
            association=part.association_id, instrument__form_id=parsed.form_id, version=parsed.version
        )
        .select_related("instrument")
        .first()
    )
    visit = Visit.objects.filter(association=part.association_id, pk=envelope.visit).first()
    tied = is_tied(by, visit)
    is_of_workers = version is None or version.instrument.is_said_by_workers
    withholds = version is None or tied or (is_of_workers and not can(by, READ_CONFIDENTIAL))
    groups = []
    if version is not None and not withholds:
        asked = Definition.from_json(version.definition)
        repeats = frozenset(group.path for group in asked.groups if group.repeat)
        groups = answered(asked, parsed.answers(repeats))
    return Kept(
        part, opens=True, visit=visit, version=version, withholds=withholds, groups=groups,
        on_the_team=visit is not None and visit.team.filter(person=part.device.person_id).exists(),
        begun_at=None if is_of_workers else _hour(envelope.begun_at),
        finished_at=None if is_of_workers else _hour(envelope.finished_at),
        photos=_photos(envelope, pieces), bar=_bar(by, part, visit),
    )  # fmt: skip


def _photos(envelope: Envelope, pieces: dict[str, PhonePiece]) -> list[KeptPhoto]:
    here = {name for name, piece in pieces.items() if piece.whole_at is not None}
    return [KeptPhoto(place, name, name in here) for place, name in enumerate(envelope.files, 1)]


def _hour(said: str) -> datetime | None:
    try:
        return parse_datetime(said)
    except ValueError:
        return None
