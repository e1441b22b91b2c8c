"""What a submission is about: rooms above say which of their records can be meant and which take answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from safe_employment.instruments.models import Device
from safe_employment.kit.navigation import address

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.instruments.intake.parsing import Parsed
    from safe_employment.kit.actors import Actor

    Named = Collection[str] | QuerySet[Any, Any]

SUBJECT = re.compile(r"([a-z_]{1,30}):([0-9]{1,18})\Z")


@dataclass(frozen=True)
class SubjectKind:
    """Records that can be meant, e.g. `visit`: by the hidden field of that name or by what people write.

    `number_field` is the question that asks for the number on paper, `alarm_field` the one whose yes is told
    also where no record is named. `find(association_id, text)` returns
    the key of the record of that number, or None. `takes(device, key)` tells whether the record exists and
    takes answers of this person. Of subjects as text, e.g. `visit:12`: `own(by)` are those of whose worker
    interviews someone reads because they held them, `kept_from(by)` those of which they read nothing.
    `names(association_id, keys)` returns what people call these records, `page` is the route of a record's
    page.
    """

    kind: str
    number_field: str = ""
    find: Callable[[int, str], int | None] = lambda _association, _text: None
    takes: Callable[[Device, int], bool] = lambda _device, _key: True
    own: Callable[[Actor], Named] = lambda _by: ()
    kept_from: Callable[[Actor], Named] = lambda _by: ()
    names: Callable[[int, Collection[int]], Mapping[int, str]] = lambda _association, _keys: {}
    page: str = ""
    alarm_field: str = ""


_kinds: dict[str, SubjectKind] = {"visit": SubjectKind("visit")}


def subject_kind(kind: SubjectKind) -> None:
    """Declare records that submissions can be about; called once by their room."""
    _kinds[kind.kind] = kind


def subject_of(
    parsed: Parsed, device: Device, given: str = "", hidden: Collection[str] | None = None
) -> str | None:
    """Return what a submission is about, e.g. `visit:12`: as given, else by its fields; "" for nothing.

    `hidden` are the paths of the questionnaire's hidden fields: another question that is called `visit` is
    the author's own. Returns None for a hidden field, or a number as people write it, that names no record.
    """
    if SUBJECT.match(given):
        return given
    for kind in _kinds.values():
        named = _named(parsed, kind.kind, hidden)
        key = _key_in(named, device, kind)
        if named and key is None:
            return None
        if key is None and kind.number_field and (text := parsed.named(kind.number_field)):
            key = kind.find(device.association_id, text)
            if key is None:
                return None
        if key is not None:
            return f"{kind.kind}:{key}"
    return ""


def _named(parsed: Parsed, name: str, hidden: Collection[str] | None) -> str:
    if hidden is None:
        return parsed.named(name)
    return next((parsed.value(path) for path in hidden if path.rpartition("/")[2] == name), "")


def _key_in(named: str, device: Device, kind: SubjectKind) -> int | None:
    found = SUBJECT.match(named if ":" in named else f"{kind.kind}:{named}")
    if found and found[1] == kind.kind:
        return int(found[2])
    return kind.find(device.association_id, named) if named else None


def number_fields() -> set[str]:
    """Return the names of the questions that ask for the number of a record."""
    return {kind.number_field for kind in _kinds.values()}


def is_alarm(parsed: Parsed) -> bool:
    """Whether the rooms above learn of it although it names none of their records."""
    return any(kind.alarm_field and parsed.named(kind.alarm_field) == "yes" for kind in _kinds.values())


def subject_names(association_id: int, told: Iterable[str]) -> dict[str, str]:
    """Return what people call the subjects, e.g. {"visit:12": "V-00012"}; one query for each kind."""
    asked: dict[str, set[int]] = {}
    for found in filter(None, map(SUBJECT.match, told)):
        asked.setdefault(found[1], set()).add(int(found[2]))
    return {
        f"{kind}:{key}": name
        for kind, keys in asked.items()
        if kind in _kinds
        for key, name in _kinds[kind].names(association_id, keys).items()
    }


def read_as_own(by: Actor) -> Q:
    """Return the condition on a submission's subject by which someone reads the interviews that they held."""
    return reduce(or_, (Q(subject__in=kind.own(by)) for kind in _kinds.values()))


def kept_from(by: Actor) -> Q:
    """Return the condition on a submission's subject of which someone reads nothing."""
    return reduce(or_, (Q(subject__in=kind.kept_from(by)) for kind in _kinds.values()))


def is_kept_from(by: Actor, subject: str) -> bool:
    """Whether someone has a tie with the employer whom a submission is about."""
    found = SUBJECT.match(subject)
    kind = _kinds.get(found[1]) if found else None
    return kind is not None and subject in set(kind.kept_from(by))


def subject_page(by: Actor, subject: str) -> str:
    """Return the address of what a submission is about; "" where it has none."""
    found = SUBJECT.match(subject)
    kind = _kinds.get(found[1]) if found else None
    return address(by, kind.page, pk=int(found[2])) if found and kind and kind.page else ""


def subject_named(association_id: int, name: str) -> str:
    """Return the subject that people call so, e.g. V-00012; "" for none."""
    for kind in _kinds.values():
        if key := kind.find(association_id, name):
            return f"{kind.kind}:{key}"
    return ""


def takes(device: Device, subject: str) -> bool:
    """Whether what a submission is about takes answers from the person of this device."""
    found = SUBJECT.match(subject)
    kind = _kinds.get(found[1]) if found else None
    return found is None or kind is None or kind.takes(device, int(found[2]))
