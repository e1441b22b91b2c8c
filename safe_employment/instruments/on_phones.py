"""What the visit app does with each type of question; what only ODK Collect can is told to who publishes.

This table is the only one. The forms of `tests/phone_types.py` are made from it, and the app's own tests open
each of them and look at what is drawn and what is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.instruments.definitions import told
from safe_employment.instruments.models import InstrumentKind
from safe_employment.instruments.models.instruments import ON_PHONES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.utils.functional import _StrPromise

    from safe_employment.instruments.definitions import Definition, Question


class OnPhone(StrEnum):
    """What becomes of a question in the visit app."""

    ASKED = "asked"
    NOTED = "noted"  # by the app itself; nobody is asked
    BY_HAND = "by_hand"
    PHOTOGRAPHED = "photographed"
    NOT_ASKED = "not_asked"
    EMPTY = "empty"
    KNOWN = "known"  # left empty: who sent it, and from which phone, stands beside every submission
    ONCE = "once"


TYPES = {
    "text": OnPhone.ASKED, "integer": OnPhone.ASKED, "decimal": OnPhone.ASKED, "range": OnPhone.ASKED,
    "note": OnPhone.ASKED, "geopoint": OnPhone.ASKED, "date": OnPhone.ASKED, "time": OnPhone.ASKED,
    "dateTime": OnPhone.ASKED, "image": OnPhone.ASKED, "audio": OnPhone.ASKED, "video": OnPhone.ASKED,
    "file": OnPhone.ASKED, "acknowledge": OnPhone.ASKED, "trigger": OnPhone.ASKED,
    "select_one": OnPhone.ASKED, "select_multiple": OnPhone.ASKED, "rank": OnPhone.ASKED,
    "calculate": OnPhone.NOTED, "hidden": OnPhone.NOTED, "start": OnPhone.NOTED, "end": OnPhone.NOTED,
    "today": OnPhone.NOTED, "barcode": OnPhone.BY_HAND, "geotrace": OnPhone.NOT_ASKED,
    "geoshape": OnPhone.NOT_ASKED, "background-audio": OnPhone.EMPTY, "audit": OnPhone.EMPTY,
    "start-geopoint": OnPhone.EMPTY, "background-geopoint": OnPhone.EMPTY, "deviceid": OnPhone.KNOWN,
    "phonenumber": OnPhone.EMPTY, "username": OnPhone.KNOWN, "email": OnPhone.EMPTY,
    "subscriberid": OnPhone.EMPTY, "simserial": OnPhone.EMPTY,
}  # fmt: skip
# A picture that is drawn or signed on the screen.
DRAWN = frozenset(("draw", "signature", "annotate"))
MEANS: dict[OnPhone, _StrPromise] = {
    OnPhone.BY_HAND: _("ODK Collect scans it. The visit app asks for it to be typed."),
    OnPhone.PHOTOGRAPHED: _("ODK Collect takes a drawing or signature. The visit app takes a photo."),
    OnPhone.NOT_ASKED: _(
        "It is answered in ODK Collect. The visit app shows it and says that it cannot be answered there."
    ),
    OnPhone.EMPTY: _("ODK Collect notes it by itself. The visit app leaves it empty."),
    OnPhone.ONCE: _("ODK Collect asks it as often as needed. In an interview the visit app asks it once."),
}


@dataclass(frozen=True)
class Lack:
    """A question of which the app does less than ODK Collect. `row` is that of the sheet survey, if known."""

    row: int | None
    name: str
    type: str
    label: str
    means: _StrPromise


def on_phone(question: Question) -> OnPhone:
    """Tell what the app does with a question; one of an old type is asked like the type that it became."""
    if question.type == "image" and not DRAWN.isdisjoint((question.rest or {}).get("appearance", "").split()):
        return OnPhone.PHOTOGRAPHED
    return TYPES.get(question.type.removeprefix("uri:"), OnPhone.ASKED)


def lacks_on_phones(definition: Definition, kind: str) -> list[Lack]:
    """Return what the app does not ask as ODK Collect does, in the order of the form.

    Nothing for a questionnaire of a kind that the app does not carry.
    """
    if kind not in ON_PHONES:
        return []
    found = [
        *_questions(definition),
        *(_repeats(definition) if kind == InstrumentKind.WORKER_INTERVIEW else ()),
    ]
    return sorted(found, key=lambda lack: lack.row or 0)


def _questions(definition: Definition) -> Iterator[Lack]:
    for question in definition.questions:
        means = MEANS.get(on_phone(question))
        if means is not None:
            yield Lack(question.row, question.name, question.type, question.label, means)


def _repeats(definition: Definition) -> Iterator[Lack]:
    """Give the groups that are asked again and again: an interview is walked question by question."""
    for group in definition.groups:
        if group.repeat and "repeat_count" not in group.logic:
            name = group.path.rpartition("/")[2]
            yield Lack(group.row, name, "begin_repeat", told(group.labels), MEANS[OnPhone.ONCE])
