"""What a submission is about: rooms above say which of their records can be meant and which take answers."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from safe_employment.instruments.models import Device

if TYPE_CHECKING:
    from safe_employment.instruments.intake.parsing import Parsed

SUBJECT = re.compile(r"([a-z_]{1,30}):([0-9]{1,18})\Z")


@dataclass(frozen=True)
class SubjectKind:
    """Records that can be meant, e.g. `visit`: by the hidden field of that name or by what people write.

    `number_field` is the question that asks for the number on paper. `find(association_id, text)` returns
    the key of the record of that number, or None. `takes(device, key)` tells whether the record exists and
    takes answers of this person.
    """

    kind: str
    number_field: str = ""
    find: Callable[[int, str], int | None] = lambda _association, _text: None
    takes: Callable[[Device, int], bool] = lambda _device, _key: True


_kinds: dict[str, SubjectKind] = {"visit": SubjectKind("visit")}


def subject_kind(kind: SubjectKind) -> None:
    """Declare records that submissions can be about; called once by their room."""
    _kinds[kind.kind] = kind


def subject_of(parsed: Parsed, device: Device, given: str = "") -> str:
    """Return what a submission is about, e.g. `visit:12`: as given, else by its fields; "" for nothing."""
    if SUBJECT.match(given):
        return given
    for kind in _kinds.values():
        if key := _key_in(parsed, device, kind):
            return f"{kind.kind}:{key}"
    return ""


def _key_in(parsed: Parsed, device: Device, kind: SubjectKind) -> int | None:
    hidden = parsed.named(kind.kind)
    if hidden.isdecimal():
        return int(hidden)
    if (found := SUBJECT.match(hidden)) and found[1] == kind.kind:
        return int(found[2])
    for text in (hidden, parsed.named(kind.number_field) if kind.number_field else ""):
        if text and (key := kind.find(device.association_id, text)):
            return key
    return None


def takes(device: Device, subject: str) -> bool:
    """Whether what a submission is about takes answers from the person of this device."""
    found = SUBJECT.match(subject)
    kind = _kinds.get(found[1]) if found else None
    return found is None or kind is None or kind.takes(device, int(found[2]))
