"""Looking at a sealed visit: every look is noted and shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from safe_employment.kit.commands import record
from safe_employment.kit.models import AuditEntry
from safe_employment.visits.queries import LOOK, shown_visit_for

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit


@dataclass(frozen=True)
class Looks:
    """How often a person looked at one sealed visit, and when first and last."""

    person: str
    count: int
    first: datetime
    last: datetime
    on_the_team: bool


def look_at(by: Actor, pk: int) -> Visit:
    """Return a visit to be shown to a person; while it is sealed the look is noted. Raises Hidden."""
    visit = shown_visit_for(by, pk)
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
    found: dict[int | None, list[AuditEntry]] = {}
    for entry in entries:
        found.setdefault(entry.person_id, []).append(entry)
    looks = [
        Looks(
            str(held[0].person or ""), len(held), min(one.at for one in held), max(one.at for one in held),
            key in team,
        )
        for key, held in found.items()
    ]  # fmt: skip
    return sorted(looks, key=lambda each: (each.on_the_team, each.first))
