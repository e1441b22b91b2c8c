"""Who is told of an employer's matters and has to decide: never who is tied to it, and never nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.findings.eyes import tied_people
from safe_employment.kit.notices import people_with
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safe_employment.kit.models import Association, Person


def without_tie(people: Iterable[Person], employer_id: int | None) -> list[Person]:
    """Leave out who is tied to the employer; nobody where it is not known."""
    found = list(people)
    if employer_id is None:
        return found
    tied = tied_people(employer_id, [person.pk for person in found], timezone.localdate())
    return [person for person in found if person.pk not in tied]


def managers_or_board(association: Association, employer_id: int | None) -> list[Person]:
    """Return the managers without a tie to the employer; where there are none the board's people without.

    Where every one of them is tied, all of them: a matter that nobody hears of is worse than one that the
    wrong person has a number of.
    """
    for role in (Role.MANAGER, Role.BOARD):
        if found := without_tie(people_with(association, role), employer_id):
            return found
    return people_with(association, Role.MANAGER, Role.BOARD)
