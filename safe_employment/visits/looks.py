"""Looking at a sealed visit: its team reads it, the manager with a reason; every look is noted and shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.kit.commands import record
from safe_employment.visits.models import SealOpening
from safe_employment.visits.queries import LOOK, shown_visit_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import AuditEntry
    from safe_employment.visits.models import Visit

OPEN_FOR = timedelta(minutes=30)


@dataclass(frozen=True)
class Looks:
    """How often a person looked at one sealed visit, and when first and last."""

    person: str
    count: int
    first: datetime
    last: datetime
    on_the_team: bool
    reasons: tuple[str, ...] = ()


def is_on_the_team(by: Actor, visit: Visit) -> bool:
    """Whether the actor is one of the visit's team."""
    return by.person is not None and by.person.pk in {member.person_id for member in visit.team.all()}


def readable(by: Actor, visits: Iterable[Visit]) -> set[int]:
    """Return the keys of the visits whose target the actor may read now: those no longer sealed, those of
    their own team, and those whose seal they opened with a reason within the last half hour.
    """
    sealed = {visit.pk: visit for visit in visits if visit.is_sealed}
    found = {visit.pk for visit in visits if not visit.is_sealed}
    found |= {pk for pk, visit in sealed.items() if is_on_the_team(by, visit)}
    others = sealed.keys() - found
    if not others or by.person is None:
        return found
    opened = SealOpening.objects.filter(
        visit__in=others, person=by.person, opened_at__gt=timezone.now() - OPEN_FOR
    )
    return found | set(opened.values_list("visit_id", flat=True))


def look_at(by: Actor, pk: int) -> Visit | None:
    """Return a visit to be shown to a person; while it is sealed the look is noted.

    None where its seal has to be opened first. Raises Hidden.
    """
    visit = shown_visit_for(by, pk)
    if not readable(by, [visit]):
        return None
    if visit.is_sealed:
        record(by, LOOK, visit)
    return visit


def note_looks(by: Actor, visits: Iterable[Visit]) -> None:
    """Note a look at each of several visits that are sealed, as on the board of a week."""
    for visit in visits:
        if visit.is_sealed:
            record(by, LOOK, visit, details={"at": "board"})


def looks_by_person(visit: Visit, entries: Iterable[AuditEntry]) -> list[Looks]:
    """Return who looked while the visit was sealed, person by person, those who are not on its team first."""
    team = {member.person_id for member in visit.team.all()}
    why: dict[int | None, list[str]] = {}
    for opening in visit.openings.all():
        why.setdefault(opening.person_id, []).append(opening.reason)
    found: dict[int | None, list[AuditEntry]] = {}
    for entry in entries:
        found.setdefault(entry.person_id, []).append(entry)
    looks = [
        Looks(
            str(held[0].person or ""), len(held), min(one.at for one in held), max(one.at for one in held),
            key in team, tuple(why.get(key, ())),
        )
        for key, held in found.items()
    ]  # fmt: skip
    return sorted(looks, key=lambda each: (each.on_the_team, each.first))
