"""Two pairs of eyes: who may correct and who may verify."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from safe_employment.findings import errors
from safe_employment.findings.models import CorrectiveAction, Finding, OwnerKind, Tie
from safe_employment.kit.errors import ProgrammeError

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor


def ties_in_force(on: date) -> QuerySet[Tie]:
    """Return the ties that are not ended on a day."""
    return Tie.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on))


def tied_people(employer_id: int, people: Collection[int], on: date) -> set[int]:
    """Return which of the people (keys) have a tie with the employer on a day."""
    found = ties_in_force(on).filter(employer_id=employer_id, person_id__in=people)
    return set(found.values_list("person_id", flat=True))


def check_fixer(action: CorrectiveAction, doer_id: int | None) -> None:
    """Let the association's person correct, unless they found it (an employer's person always may).

    Raises ProgrammeError ACTION_FIXER_IS_FINDER.
    """
    finder = action.finding.found_by
    if action.owner_kind == OwnerKind.ASSOCIATION and finder.pk in (doer_id, action.owner_person_id):
        raise ProgrammeError(errors.FIXER_IS_FINDER, {"person": finder})


def check_verifier(by: Actor, action: CorrectiveAction) -> None:
    """Let someone verify who neither found nor did it and has no tie with the employer.

    Raises ProgrammeError ACTION_VERIFIER_IS_MACHINE, …_IS_FINDER, …_IS_DOER or …_HAS_TIE.
    """
    if by.person is None:
        raise ProgrammeError(errors.VERIFIER_IS_MACHINE)
    if by.person.pk == action.finding.found_by_id:
        raise ProgrammeError(errors.VERIFIER_IS_FINDER)
    if by.person.pk in (action.done_by_id, action.owner_person_id):
        raise ProgrammeError(errors.VERIFIER_IS_DOER)
    if _has_tie(by, action.finding):
        raise ProgrammeError(errors.VERIFIER_HAS_TIE)


def _has_tie(by: Actor, finding: Finding) -> bool:
    """Whether the actor has a tie with the employer; `queries.shown_finding_for` has asked already."""
    known: bool | None = getattr(finding, "reader_is_tied", None)
    if known is not None:
        return known
    return Tie.objects.filter(person=by.person, employer_id=finding.employer_id, ended_on=None).exists()
