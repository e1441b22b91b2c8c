"""Two pairs of eyes: who may correct, who may verify, and who may make a finding lighter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, ExpressionWrapper, Q

from safe_employment.findings import errors
from safe_employment.findings.models import (
    LIGHTEST_FIRST,
    ActionState,
    Basis,
    Containment,
    CorrectiveAction,
    Finding,
    OwnerKind,
    Postponement,
    ProposedFinding,
    Severity,
    Statement,
    StepKind,
    Tie,
)
from safe_employment.kit.errors import ProgrammeError
from safe_employment.members.models import EmployerContact

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person


def ties_in_force(on: date) -> QuerySet[Tie]:
    """Return the ties that are not ended on a day."""
    return Tie.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on))


def _declared(on: date | None = None, **of: Any) -> QuerySet[Tie]:
    """Return the declared ties in force on a day, or that are not ended, of the people or employers named."""
    ties = Tie.objects.filter(ended_on=None) if on is None else ties_in_force(on)
    return ties.filter(**of).order_by()


def _speaking(**of: Any) -> QuerySet[EmployerContact]:
    """Return who speaks for an employer in the portal, which ties them whatever the day."""
    return EmployerContact.objects.filter(ended_at=None, **of).order_by()


def pairs_tied(on: date | None = None, **of: Any) -> QuerySet[Any, tuple[int, int]]:
    """Return who is tied with whom as pairs of person and employer (keys), on a day or as it stands.

    A tie is declared; or the person speaks for the employer in the portal. `of` narrows both, as a filter by
    `person` and `employer` does.
    """
    pairs = ("person_id", "employer_id")
    return _declared(on, **of).values_list(*pairs).union(_speaking(**of).values_list(*pairs))


def tied_people(employer_id: int, people: Collection[int], on: date) -> set[int]:
    """Return which of the people (keys) have a tie with the employer on a day; one query."""
    return {person for person, _employer in pairs_tied(on, employer=employer_id, person__in=people)}


def employers_tied(person: Person | None) -> set[int]:
    """Return the keys of the employers to which a person is tied; one query."""
    return {employer for _person, employer in pairs_tied(person=person)} if person is not None else set()


def of_the_tied(person: Person | None, way: str) -> Q:
    """Return the condition that a row's employer, to whose key `way` leads, is one a person is tied to."""
    declared, speaking = _declared(person=person), _speaking(person=person)
    return Q(**{f"{way}__in": declared.values("employer")}) | Q(**{f"{way}__in": speaking.values("employer")})


def tied_to(person: Person | None, way: str) -> ExpressionWrapper[Q]:
    """Return `of_the_tied` as a column."""
    return ExpressionWrapper(of_the_tied(person, way), output_field=BooleanField())


def check_untied(by: Actor, employer_id: int) -> None:
    """Keep those with a tie from acting for the association. Raises ProgrammeError FINDING_TIED."""
    if has_tie(by, employer_id):
        raise ProgrammeError(errors.TIED)


def finders_of(found: Finding | ProposedFinding) -> set[int]:
    """Return the keys of who found it and of who was there with them, the team of a visit."""
    return {key for key in (found.found_by_id, *found.found_with) if key is not None}


def check_fixer(action: CorrectiveAction, doer_id: int | None) -> None:
    """Let the association's person correct, unless they found it (an employer's person always may).

    Raises ProgrammeError ACTION_FIXER_IS_FINDER.
    """
    finder = action.finding.found_by
    if action.owner_kind == OwnerKind.ASSOCIATION and finder.pk in (doer_id, action.owner_person_id):
        raise ProgrammeError(errors.FIXER_IS_FINDER, {"person": finder})


# What bars one person and not another.
OTHER_EYES = frozenset(
    {errors.VERIFIER_IS_FINDER, errors.VERIFIER_WAS_THERE, errors.VERIFIER_IS_DOER, errors.VERIFIER_HAS_TIE}
)


def doers_of(action: CorrectiveAction) -> set[int | None]:
    """Return the keys of who owns it and of all who reported it done, also before it was sent back."""
    reported = {each.person_id for each in action.steps.all() if each.kind == StepKind.DONE}
    return {action.done_by_id, action.owner_person_id, *reported}


def barred_from_verifying(action: CorrectiveAction) -> set[int | None]:
    """Return the keys of those who found it, reported it done or own it; the tied are barred besides."""
    return finders_of(action.finding) | doers_of(action)


def check_verifier(by: Actor, action: CorrectiveAction) -> None:
    """Let someone verify who neither found it, was there, nor did it, and has no tie with the employer.

    Raises ProgrammeError ACTION_VERIFIER_IS_MACHINE, …_IS_FINDER, …_WAS_THERE, …_IS_DOER or …_HAS_TIE.
    """
    if by.person is None:
        raise ProgrammeError(errors.VERIFIER_IS_MACHINE)
    if by.person.pk == action.finding.found_by_id:
        raise ProgrammeError(errors.VERIFIER_IS_FINDER)
    if by.person.pk in finders_of(action.finding):
        raise ProgrammeError(errors.VERIFIER_WAS_THERE)
    if by.person.pk in doers_of(action):
        raise ProgrammeError(errors.VERIFIER_IS_DOER)
    if has_reader_tie(by, action.finding):
        raise ProgrammeError(errors.VERIFIER_HAS_TIE)


def is_lighter(before: Finding | ProposedFinding, severity: str, statement: str, basis: str = "") -> bool:
    """Whether other words would make less of a finding: of its severity, what it says, or what it rests on.

    `basis` "" stays as it was.
    """
    if before.basis == Basis.LAW and basis == Basis.PROGRAMME:
        return True
    graver = Severity.values.index(severity) >= Severity.values.index(before.severity)
    return not graver or LIGHTEST_FIRST.index(statement) < LIGHTEST_FIRST.index(before.statement)


def check_other_eyes(by: Actor, found: Finding | ProposedFinding) -> None:
    """Let someone make less of a finding, or end it uncorrected, who did not find it, was not there, no tie.

    Raises ProgrammeError FINDING_EASED_BY_MACHINE, …_BY_FINDER, …_BY_TEAM or …_WITH_TIE.
    """
    if by.person is None:
        raise ProgrammeError(errors.EASED_BY_MACHINE)
    if by.person.pk == found.found_by_id:
        raise ProgrammeError(errors.EASED_BY_FINDER)
    if by.person.pk in finders_of(found):
        raise ProgrammeError(errors.EASED_BY_TEAM)
    if has_reader_tie(by, found):
        raise ProgrammeError(errors.EASED_WITH_TIE)


def refusal_to_ease(by: Actor, found: Finding | ProposedFinding) -> ProgrammeError | None:
    """Return why this person may not make less of a finding, to be said before they try; None if they may."""
    try:
        check_other_eyes(by, found)
    except ProgrammeError as error:
        return error
    return None


def check_kept_quiet(
    before: Finding | ProposedFinding, for_employer: bool, statement: str, reason: str
) -> None:
    """Let what the employer may be told be kept from it with a reason only; an indicator needs none.

    No other eyes are asked for: whoever fears for a worker keeps it quiet at once.
    Raises ProgrammeError FINDING_KEPT_WITHOUT_REASON.
    """
    kept = before.for_employer and not for_employer and statement != Statement.INDICATOR
    if kept and not reason.strip():
        raise ProgrammeError(errors.KEPT_WITHOUT_REASON, field="reason")


def check_dropper(by: Actor, action: CorrectiveAction) -> None:
    """Let the untied drop an action; what thereby closes the finding needs other eyes.

    Raises as they do, and ProgrammeError FINDING_TIED.
    """
    if closes_by_drop(action):
        check_other_eyes(by, action.finding)
    elif has_reader_tie(by, action.finding):
        raise ProgrammeError(errors.TIED)


def closes_by_drop(action: CorrectiveAction) -> bool:
    """Whether nothing but verified actions would be left without this one."""
    finding = action.finding
    counted = [each for each in finding.actions.all() if each.round == finding.round and each.pk != action.pk]
    left = {each.state for each in counted} - {ActionState.DROPPED}
    return action.round == finding.round and left == {ActionState.VERIFIED}


def check_looker(by: Actor, noted: Containment) -> Person:
    """Let someone confirm that the harm has stopped who did not note it and has no tie.

    Raises ProgrammeError FINDING_CONTAINMENT_CONFIRMED_BY_ONESELF, also for the programme itself, and
    FINDING_TIED.
    """
    if by.person is None or by.person.pk == noted.noted_by_id:
        raise ProgrammeError(errors.CONTAINMENT_CONFIRMED_BY_ONESELF)
    check_untied(by, noted.finding.employer_id)
    return by.person


def check_ender(by: Actor, tie: Tie) -> None:
    """Let a tie be ended by someone else than the tied person.

    Raises ProgrammeError TIE_NOT_ENDED_BY_ONESELF, also for the programme itself.
    """
    if by.person is None or by.person.pk == tie.person_id:
        raise ProgrammeError(errors.TIE_NOT_ENDED_BY_ONESELF)


def has_tie(by: Actor, employer_id: int) -> bool:
    """Whether the actor has a tie with an employer that is not ended, or speaks for it; one query."""
    return by.person is not None and pairs_tied(person=by.person, employer=employer_id).exists()


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
    if has_reader_tie(by, action.finding):
        raise ProgrammeError(errors.POSTPONEMENT_DECIDER_HAS_TIE)


def check_asker(by: Actor, postponement: Postponement) -> None:
    """Let a request be taken back by who asked. Raises ProgrammeError POSTPONEMENT_OF_ANOTHER."""
    if by.person is None or by.person.pk != postponement.asked_by_id:
        raise ProgrammeError(errors.POSTPONEMENT_OF_ANOTHER)


def has_reader_tie(by: Actor, finding: Finding | ProposedFinding) -> bool:
    """Whether the actor has a tie with the employer; `queries.shown_finding_for` has asked already."""
    known: bool | None = getattr(finding, "reader_is_tied", None)
    if known is not None:
        return known
    return has_tie(by, finding.employer_id)
