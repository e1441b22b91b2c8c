"""Who stands at the door: what an employer learns from the code of a team, and how often one may try."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.cache import cache
from django.utils import timezone

from safe_employment.kit.client_addresses import client_address
from safe_employment.visits.models import OUT, Visit
from safe_employment.visits.releasing import CODE_LENGTH

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.http import HttpRequest

    from safe_employment.kit.models import Association, Person

WRONG_CODES = 10
FORGOTTEN_AFTER = 15 * 60  # seconds
CHINESE = re.compile(r"^[\u4e00-\u9fff]+$")


@dataclass(frozen=True)
class Visitor:
    """A person of the team as the door sees them: their first name and the number on their badge."""

    name: str
    badge: str


@dataclass(frozen=True)
class RealTeam:
    """What a right code tells: nothing that the people at the door have not said themselves."""

    association: Association
    day: date
    visitors: list[Visitor]
    officers: list[str]


def badge_of(person: Person) -> str:
    """Return the number on a person's badge."""
    return f"{person.pk:05d}"


def first_name(person: Person) -> str:
    """Return the first name: of a Chinese name what follows the family name, else the first word."""
    name = person.name.strip()
    if CHINESE.match(name):
        return name[1:] or name
    return name.split()[0] if name else ""


def real_team(code: str, now: datetime) -> RealTeam | None:
    """Return the team whose code this is, on its day and while it is out; None in every other case.

    The first check is noted at the visit, so that the reviewer sees that the employer could make sure.
    """
    digits = re.sub(r"[\s-]", "", code)
    if len(digits) != CODE_LENGTH or not digits.isdecimal() or not digits.isascii():
        digits = "-"  # asked all the same: a wrong form takes as long as a wrong code
    visit = (
        Visit.objects.filter(arrival_code=digits, state__in=OUT, visited_on=timezone.localdate(now))
        .select_related("association")
        .prefetch_related("team__person", "officers")
        .first()
    )
    if visit is None:
        return None
    Visit.objects.filter(pk=visit.pk, code_checked_at=None).update(code_checked_at=now)
    visitors = [Visitor(first_name(one.person), badge_of(one.person)) for one in visit.team.all()]
    assert visit.visited_on is not None  # noqa: S101 - it was released
    return RealTeam(
        visit.association, visit.visited_on, visitors, [officer.agency for officer in visit.officers.all()]
    )


def _key(request: HttpRequest) -> str:
    return "visits.arrival." + hashlib.sha256(client_address(request).encode()).hexdigest()[:32]


def tried_too_often(request: HttpRequest) -> bool:
    """Whether so many wrong codes came from this address that it must wait a while."""
    return int(cache.get(_key(request), 0)) >= WRONG_CODES


def note_wrong_code(request: HttpRequest) -> None:
    """Count a wrong code; the address is not kept, only its hash, and that for a quarter of an hour."""
    key = _key(request)
    if not cache.add(key, 1, FORGOTTEN_AFTER):
        try:
            cache.incr(key)
        except ValueError:
            cache.set(key, 1, FORGOTTEN_AFTER)
