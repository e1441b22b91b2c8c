"""Whether a reason names the target of a sealed visit. A net for slips: who wants to tell finds a way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safe_employment.visits.models import Visit

BEFORE_THE_NAME = re.compile(r"\A.*[市区县州]")
CHINESE = re.compile(r"[\u4e00-\u9fff]{4,}")
SHORTEST = 2  # characters


def named_in(visit: Visit, words: str) -> str:
    """Return what in the words tells whom the visit is for: a name, a person, a phone, a place; else ""."""
    said = words.casefold()
    return next((each for each in _told_by(visit) if each.casefold() in said), "")


def _told_by(visit: Visit) -> Iterator[str]:
    employer = visit.employer
    for name in (employer.name, *employer.other_names):
        yield from _known(name)
        # What it is called for short: in 昆明盘龙区北辰制衣厂 it is 北辰.
        if called := CHINESE.match(BEFORE_THE_NAME.sub("", name)):
            yield called[0][:2]
    yield from _known(employer.legal_representative, employer.code, employer.member_number)
    for contact in employer.contacts.all():
        yield from _known(contact.name, contact.phone, contact.email)
    for place in employer.workplaces.all():
        yield from _known(place.address, place.name)


def _known(*words: str) -> Iterator[str]:
    yield from (each.strip() for each in words if len(each.strip()) >= SHORTEST)
