"""Who opened or changed a screening, in lines for people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from django.utils.functional import _StrPromise

    from safe_employment.kit.models import AuditEntry, Person

WORDS: Mapping[str, str | _StrPromise] = {
    "screenings.read": _("read it"),
    "screenings.open": _("opened it"),
    "screenings.lead_to": _("came back to it from another sign"),
    "screenings.place": _("learnt where it was"),
    "screenings.answer": _("wrote down an answer"),
    "screenings.change_person": _("changed whom it is about"),
    "screenings.conclude_screening": _("concluded it"),
    "screenings.close_screening": _("closed it"),
    "screenings.reopen_screening": _("opened it again"),
    "screenings.raise_urgent": _("made it urgent by an answer or a conclusion"),
    "screenings.take_urgent": _("took the urgent record on"),
    "screenings.remind_urgent": _("called the case officers again"),
    "kit.unmask": _("had the contact shown"),
}


@dataclass(frozen=True)
class Line:
    """What one person did, so many times in a row; `at` is the last of them."""

    at: datetime
    person: Person | None
    words: str
    times: int = 1


def lines_of(entries: Iterable[AuditEntry]) -> list[Line]:
    """Return the entries, the latest first, with what was done several times in a row as one."""
    lines: list[Line] = []
    for entry in entries:
        words = str(WORDS.get(entry.action, entry.action))
        if lines and (lines[-1].person, lines[-1].words) == (entry.person, words):
            lines[-1] = replace(lines[-1], times=lines[-1].times + 1)
        else:
            lines.append(Line(entry.at, entry.person, words))
    return lines
