"""Who is told of an employer's matters and has to decide: never who is tied to it, and never nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.findings.eyes import tied_people
from safe_employment.findings.models import SourceKind, Statement
from safe_employment.findings.policies import FOLLOWERS
from safe_employment.kit.notices import people_with
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from safe_employment.findings.models import Finding
    from safe_employment.kit.models import Association, Person


def without_tie(people: Iterable[Person], employer_id: int | None) -> list[Person]:
    """Leave out who is tied to the employer; nobody where it is not known."""
    found = list(people)
    if employer_id is None:
        return found
    tied = tied_people(employer_id, [person.pk for person in found], timezone.localdate())
    return [person for person in found if person.pk not in tied]


def untied_as(
    association: Association, role: Role, employer_id: int | None, *, without: Collection[int | None] = ()
) -> list[Person]:
    """Return who holds a role and has no tie to the employer, but for `without`."""
    people = [person for person in people_with(association, role) if person.pk not in without]
    return without_tie(people, employer_id)


def first_untied(
    association: Association, employer_id: int | None, *turns: Role, without: Collection[int | None] = ()
) -> list[Person]:
    """Return who holds the first of the roles that somebody holds without a tie; `without` are not asked.

    Where there is nobody, all of them: a matter that nobody hears of is worse than a number that the wrong
    person has.
    """
    for role in turns:
        if found := untied_as(association, role, employer_id, without=without):
            return found
    return people_with(association, *turns)


def managers_or_board(
    association: Association, employer_id: int | None, *, without: Collection[int | None] = ()
) -> list[Person]:
    """Return the managers without a tie to the employer; where there is none the board's people."""
    return first_untied(association, employer_id, Role.MANAGER, Role.BOARD, without=without)


def deciders_of(finding: Finding, *, without: Collection[int | None] = ()) -> list[Person]:
    """Return the managers who are not tied to the employer, else the board."""
    return managers_or_board(finding.association, finding.employer_id, without=without)


def board_of(finding: Finding) -> list[Person]:
    """Return the board's people who are not tied to the employer, else the managers."""
    return first_untied(finding.association, finding.employer_id, Role.BOARD, Role.MANAGER)


def is_hidden(finding: Finding) -> bool:
    """Whether the board may not read its page."""
    return finding.statement == Statement.INDICATOR or finding.source_kind == SourceKind.REPORT


def finder_or_managers(finding: Finding) -> list[Person]:
    """Return the finder while they still follow findings here and are not tied, else who decides."""
    staff = without_tie(people_with(finding.association, *FOLLOWERS), finding.employer_id)
    return [finding.found_by] if finding.found_by in staff else deciders_of(finding)


def managers_and_finder(finding: Finding) -> list[Person]:
    """Return the managers, and the finder while they still follow findings here, each once."""
    people = {person.pk: person for person in (*deciders_of(finding), *finder_or_managers(finding))}
    return list(people.values())
