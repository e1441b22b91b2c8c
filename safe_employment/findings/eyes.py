"""Two pairs of eyes: who may correct, who may verify, and who may make a finding lighter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from safe_employment.findings import errors
from safe_employment.findings.models import (
    LIGHTEST_FIRST,
    ActionState,
    CorrectiveAction,
    Finding,
    OwnerKind,
    Postponement,
    ProposedFinding,
    Severity,
    Tie,
)
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


# What bars one person and not another.
OTHER_EYES = frozenset({errors.VERIFIER_IS_FINDER, errors.VERIFIER_IS_DOER, errors.VERIFIER_HAS_TIE})


def barred_from_verifying(action: CorrectiveAction) -> set[int | None]:
    """Return the keys of those who found it, reported it done or own it; the tied are barred besides."""
    return {action.finding.found_by_id, action.done_by_id, action.owner_person_id}


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


def is_lighter(before: Finding | ProposedFinding, severity: str, statement: str) -> bool:
    """Whether other words would make less of a finding: of its severity, or of what it says."""
    graver = Severity.values.index(severity) >= Severity.values.index(before.severity)
    return not graver or LIGHTEST_FIRST.index(statement) < LIGHTEST_FIRST.index(before.statement)


def check_other_eyes(by: Actor, found: Finding | ProposedFinding) -> None:
    """Let someone make less of a finding, or end it uncorrected, who did not find it and has no tie.

    Raises ProgrammeError FINDING_EASED_BY_MACHINE, …_BY_FINDER or …_WITH_TIE.
    """
    if by.person is None:
        raise ProgrammeError(errors.EASED_BY_MACHINE)
    if by.person.pk == found.found_by_id:
        raise ProgrammeError(errors.EASED_BY_FINDER)
    if _has_tie(by, found):
        raise ProgrammeError(errors.EASED_WITH_TIE)


def refusal_to_ease(by: Actor, found: Finding | ProposedFinding) -> ProgrammeError | None:
    """Return why this person may not make less of a finding, to be said before they try; None if they may."""
    try:
        check_other_eyes(by, found)
    except ProgrammeError as error:
        return error
    return None


def check_dropper(by: Actor, action: CorrectiveAction) -> None:
    """Let an action be dropped; what thereby closes the finding needs other eyes. Raises as they do."""
    if closes_by_drop(action):
        check_other_eyes(by, action.finding)


def closes_by_drop(action: CorrectiveAction) -> bool:
    """Whether nothing but verified actions would be left without this one."""
    finding = action.finding
    counted = [each for each in finding.actions.all() if each.round == finding.round and each.pk != action.pk]
    left = {each.state for each in counted} - {ActionState.DROPPED}
    return action.round == finding.round and left == {ActionState.VERIFIED}


def check_ender(by: Actor, tie: Tie) -> None:
    """Let a tie be ended by someone else than the tied person.

    Raises ProgrammeError TIE_NOT_ENDED_BY_ONESELF, also for the programme itself.
    """
    if by.person is None or by.person.pk == tie.person_id:
        raise ProgrammeError(errors.TIE_NOT_ENDED_BY_ONESELF)


def has_tie(by: Actor, employer_id: int) -> bool:
    """Whether the actor has a tie with an employer that is not ended."""
    return Tie.objects.filter(person=by.person, employer_id=employer_id, ended_on=None).exists()


def check_decider(by: Actor, postponement: Postponement) -> None:
    """Let someone decide on a request for more time who did not make it and may give time at all.

    Raises ProgrammeError POSTPONEMENT_DECIDER_ASKED, …_OWNS or …_HAS_TIE.
    """
    if by.person is not None and by.person.pk == postponement.asked_by_id:
        raise ProgrammeError(errors.POSTPONEMENT_DECIDER_ASKED)
    check_giver(by, postponement.action)


def check_giver(by: Actor, action: CorrectiveAction) -> None:
    """Let someone give more time who neither asks for it nor has to act, and has no tie with the employer.

    Raises ProgrammeError POSTPONEMENT_DECIDER_ASKED, …_OWNS or …_HAS_TIE.
    """
    asking = {each.asked_by_id for each in action.postponements.all() if each.is_asked}
    if by.person is not None and by.person.pk in asking:
        raise ProgrammeError(errors.POSTPONEMENT_DECIDER_ASKED)
    if by.person is not None and by.person.pk == action.owner_person_id:
        raise ProgrammeError(errors.POSTPONEMENT_DECIDER_OWNS)
    if _has_tie(by, action.finding):
        raise ProgrammeError(errors.POSTPONEMENT_DECIDER_HAS_TIE)


def check_asker(by: Actor, postponement: Postponement) -> None:
    """Let a request be taken back by who asked. Raises ProgrammeError POSTPONEMENT_OF_ANOTHER."""
    if by.person is None or by.person.pk != postponement.asked_by_id:
        raise ProgrammeError(errors.POSTPONEMENT_OF_ANOTHER)


def _has_tie(by: Actor, finding: Finding | ProposedFinding) -> bool:
    """Whether the actor has a tie with the employer; `queries.shown_finding_for` has asked already."""
    known: bool | None = getattr(finding, "reader_is_tied", None)
    if known is not None:
        return known
    return has_tie(by, finding.employer_id)
