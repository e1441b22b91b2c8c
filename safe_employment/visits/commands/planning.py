"""Planning visits under seal. Audit entries name the visit by its number only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.findings.eyes import has_tie, tied_people
from safe_employment.findings.numbering import next_number
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.models import RoleAssignment
from safe_employment.kit.policies import check
from safe_employment.kit.roles import Role
from safe_employment.kit.states import REASON_MISSING, move
from safe_employment.visits import errors, policies
from safe_employment.visits.drawing.notices import tell_drawn_postponed, tell_planned_alone
from safe_employment.visits.drawing.queries import kept_places, with_reasons
from safe_employment.visits.events import SealOpened, TeamFormed
from safe_employment.visits.models import (
    DrawPeriod,
    Origin,
    PeriodState,
    SealOpening,
    TargetRequest,
    TeamMember,
    Visit,
    VisitState,
)
from safe_employment.visits.queries import to_return, visit_for
from safe_employment.visits.releasing import SEALED_AGAIN
from safe_employment.visits.states import VISIT, may_plan

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date, datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person
    from safe_employment.members.models import Employer, Workplace
    from safe_employment.visits.models import Team


def check_target(by: Actor, employer: Employer, workplace: Workplace | None) -> None:
    """Hold the association and the workplace. Raises Hidden, ProgrammeError VISIT_WORKPLACE_OF_ANOTHER."""
    if employer.association_id != by.home.pk:
        raise Hidden
    if workplace is not None and workplace.employer_id != employer.pk:
        raise ProgrammeError(errors.WORKPLACE_OF_ANOTHER, field="workplace")


def check_no_tie(by: Actor, employer: Employer) -> None:
    """Hold that who acts has no tie with the employer. Raises ProgrammeError VISIT_HAS_TIE."""
    if has_tie(by, employer.pk):
        raise ProgrammeError(errors.HAS_TIE)


def check_monitors(by: Actor, team: Collection[Person], *, now: bool, field: str = "team") -> None:
    """Hold that a team is of two monitors at least; `now`: they must be monitors today.

    Raises ProgrammeError VISIT_TEAM_TOO_SMALL, VISIT_NOT_A_MONITOR.
    """
    people = {person.pk: person for person in team}
    if len(people) < 2:
        raise ProgrammeError(errors.TEAM_TOO_SMALL, field=field)
    held = RoleAssignment.objects.filter(association=by.home, role=Role.MONITOR, person__in=people)
    if now:
        held = held.filter(ended_at=None)
    strangers = people.keys() - set(held.values_list("person_id", flat=True))
    if strangers:
        names = ", ".join(str(people[pk]) for pk in sorted(strangers))
        raise ProgrammeError(errors.NOT_A_MONITOR, {"people": names}, field=field)


def check_team(by: Actor, team: Collection[Person], employer: Employer, on: date, *, now: bool) -> None:
    """Hold the rules of a team: two monitors at least, none with a tie; `now`: they must be monitors today.

    Raises ProgrammeError VISIT_TEAM_TOO_SMALL, VISIT_NOT_A_MONITOR, VISIT_TEAM_HAS_TIE.
    """
    check_monitors(by, team, now=now)
    people = {person.pk: person for person in team}
    tied = tied_people(employer.pk, people, on)
    if tied:
        names = ", ".join(str(people[pk]) for pk in sorted(tied))
        raise ProgrammeError(errors.TEAM_HAS_TIE, {"people": names}, field="team")


def _check_plan(
    by: Actor, team: Collection[Person], employer: Employer, planned_on: date, today: date
) -> None:
    if planned_on < today:
        raise ProgrammeError(errors.PLANNED_IN_THE_PAST, field="planned_on")
    check_team(by, team, employer, planned_on, now=True)
    if Role.MANAGER not in by.roles and by.person not in team:
        raise ProgrammeError(errors.PLAN_YOURSELF_IN, field="team")


def _is_return(by: Actor, employer: Employer) -> bool:
    """Whether a visit to the employer makes good a refusal."""
    return to_return(by.home).filter(employer=employer).exists()


def _check_kept_places(by: Actor, planned_on: date, moved: Visit | None = None) -> None:
    """Hold that a period of the draw has a place left for a visit that nobody else agreed to.

    One that is moved keeps its place in the period in which it was. Raises ProgrammeError
    VISIT_NO_PLACE_KEPT.
    """
    periods = DrawPeriod.objects.filter(
        association=by.home, first_on__lte=planned_on, last_on__gte=planned_on
    ).exclude(state=PeriodState.TOLD)
    if moved is not None and moved.planned_on is not None:
        periods = periods.exclude(first_on__lte=moved.planned_on, last_on__gte=moved.planned_on)
    for period in periods:
        if with_reasons(period).count() >= kept_places(period):
            raise ProgrammeError(errors.NO_PLACE_KEPT, field="planned_on")


def _check_moved(by: Actor, visit: Visit, planned_on: date) -> None:
    """Hold a visit with reasons to the places kept, as planning it anew would. Raises as that does."""
    agreed = TargetRequest.objects.filter(visit=visit).exists()
    if visit.origin == Origin.TARGETED and not agreed and not _is_return(by, visit.employer):
        _check_kept_places(by, planned_on, visit)


@command
def plan_visit(
    *,
    by: Actor,
    employer: Employer,
    planned_on: date,
    team: Collection[Person],
    why: str,
    today: date,
    workplace: Workplace | None = None,
    standing_team: Team | None = None,
    asked: TargetRequest | None = None,
) -> Visit:
    """Plan a targeted visit, with the reason; target, day and reason are sealed until it is released.

    `asked` is the request that another person agrees to. Without one, and where no refusal is to be made
    good, another manager learns of it, and no more are planned than the period of the draw keeps places.

    Raises ProgrammeError VISIT_HAS_TIE, VISIT_WHY_MISSING, VISIT_PLANNED_IN_THE_PAST, VISIT_TEAM_…,
    VISIT_NOT_A_MONITOR, VISIT_PLAN_YOURSELF_IN, VISIT_WORKPLACE_OF_ANOTHER, VISIT_NO_PLACE_KEPT.
    """
    check(by, policies.PLAN_VISITS)
    check_target(by, employer, workplace)
    check_no_tie(by, employer)
    if not why.strip():
        raise ProgrammeError(errors.WHY_MISSING, field="why")
    _check_plan(by, team, employer, planned_on, today)
    alone = asked is None and not _is_return(by, employer)
    if alone:
        _check_kept_places(by, planned_on)
    visit = Visit.objects.create(
        association=by.home, number=next_number(Visit, by.home), employer=employer, workplace=workplace,
        planned_on=planned_on, planned_by=by.person, origin=Origin.TARGETED, why=why.strip(),
        standing_team=standing_team, state=VisitState.SEALED,
    )  # fmt: skip
    set_team(visit, team)
    record(by, "visits.plan_visit", visit)
    if alone:
        tell_planned_alone(visit, by.person)
    _tell_team(by, visit, {person.pk for person in team})
    return visit


@command
def draw_visit(*, by: Actor, employer: Employer, drawn_in: str, workplace: Workplace | None = None) -> Visit:
    """Make the visit of one row of a draw; it gets its day and its team by `seal_visit`.

    `drawn_in` names the row; of one row there is one visit. It goes to the main workplace where none is
    named. Raises ProgrammeError VISIT_DRAWN_ALREADY.
    """
    check(by, policies.DRAW_VISITS)
    check_target(by, employer, workplace)
    if Visit.objects.filter(association=by.home, drawn_in=drawn_in).exists():
        raise ProgrammeError(errors.DRAWN_ALREADY)
    workplace = workplace or employer.workplaces.filter(is_main=True, closed_on=None).first()
    visit = Visit.objects.create(
        association=by.home, number=next_number(Visit, by.home), employer=employer, workplace=workplace,
        planned_by=by.person, origin=Origin.DRAWN, drawn_in=drawn_in, state=VisitState.DRAWN,
    )  # fmt: skip
    record(by, "visits.draw_visit", visit)
    return visit


@command
def seal_visit(
    *,
    by: Actor,
    visit: Visit,
    planned_on: date,
    team: Collection[Person],
    today: date,
    standing_team: Team | None = None,
) -> Visit:
    """Give a drawn visit its day and its team; both stay sealed. Raises as `plan_visit`."""
    visit = visit_for(by, visit.pk)
    _check_plan(by, team, visit.employer, planned_on, today)
    set_team(visit, team)
    changes: dict[str, object] = {"planned_on": planned_on, "standing_team": standing_team}
    move(VISIT, "seal", by=by, subject=visit, changes=changes)
    _tell_team(by, visit, {person.pk for person in team})
    return visit


def set_team(visit: Visit, team: Collection[Person]) -> set[int]:
    """Make the team that of the visit; returns the keys of those who are new on it."""
    wanted = {person.pk for person in team}
    held = set(visit.team.values_list("person_id", flat=True))
    for person in sorted(wanted - held):
        TeamMember.objects.create(visit=visit, person_id=person)
    visit.team.filter(person__in=held - wanted).delete()
    return wanted - held


def _tell_team(by: Actor, visit: Visit, people: set[int]) -> None:
    person = by.person.pk if by.person else None
    if people:
        publish(TeamFormed(by.home.pk, visit.pk, person, tuple(sorted(people))))


@command
def change_plan(
    *,
    by: Actor,
    visit: Visit,
    planned_on: date,
    team: Collection[Person],
    today: date,
    workplace: Workplace | None = None,
) -> Visit:
    """Change the day, the workplace or the team of a planned visit. Another employer is another visit.

    Raises ProgrammeError VISIT_PLAN_IS_OVER, and as `plan_visit`.
    """
    check(by, policies.PLAN_VISITS)
    visit = visit_for(by, visit.pk)
    may_plan(by, visit)
    if visit.state != VisitState.SEALED:
        raise ProgrammeError(errors.PLAN_IS_OVER)
    check_target(by, visit.employer, workplace)
    _check_plan(by, team, visit.employer, planned_on, today)
    _check_moved(by, visit, planned_on)
    put_off = _is_put_off(visit, planned_on)
    visit.planned_on, visit.workplace, visit.release_failed_on = planned_on, workplace, None
    visit.times_postponed += put_off
    visit.save()
    new = set_team(visit, team)
    record(by, "visits.change_plan", visit)
    if put_off:
        tell_drawn_postponed(visit, by.person)
    _tell_team(by, visit, new)
    return visit


def _is_put_off(visit: Visit, planned_on: date) -> bool:
    """Whether a drawn visit gets a later day, beyond the period in which it was drawn."""
    if visit.origin != Origin.DRAWN or visit.planned_on is None or planned_on <= visit.planned_on:
        return False
    slug = visit.drawn_in.partition(":")[0]
    return not DrawPeriod.objects.filter(slug=slug, last_on__gte=planned_on).exists()


def _check_reason(verb: str, reason: str) -> None:
    """A reason may name the target, so it is kept with the sealed visit and not in the audit log."""
    if not reason.strip():
        raise ProgrammeError(REASON_MISSING, {"verb": VISIT.transition(verb).words}, field="reason")


@command
def postpone_visit(*, by: Actor, visit: Visit, reason: str, now: datetime | None = None) -> Visit:
    """Postpone a visit, for safety or because it could not be made; it is sealed (again) for a new day.

    What a team that was out has answered and photographed is kept; the visit of the new day begins without.
    """
    visit = visit_for(by, visit.pk)
    _check_reason("postpone", reason)
    changes = {**SEALED_AGAIN, "times_postponed": visit.times_postponed + 1, "reason": reason.strip()}
    if not visit.is_sealed:
        changes["sealed_again_at"] = now or timezone.now()
    move(VISIT, "postpone", by=by, subject=visit, changes=changes)
    visit.answers.all().delete()
    visit.photos.filter(for_employer=True).update(for_employer=False)
    _tell_if_drawn(by, visit)
    return visit


@command
def replan_visit(*, by: Actor, visit: Visit, planned_on: date, today: date) -> Visit:
    """Give a postponed visit a new day.

    Raises ProgrammeError VISIT_PLANNED_IN_THE_PAST, VISIT_NO_PLACE_KEPT.
    """
    visit = visit_for(by, visit.pk)
    if planned_on < today:
        raise ProgrammeError(errors.PLANNED_IN_THE_PAST, field="planned_on")
    _check_moved(by, visit, planned_on)
    move(VISIT, "replan", by=by, subject=visit, changes={"planned_on": planned_on, "reason": ""})
    return visit


@command
def cancel_visit(*, by: Actor, visit: Visit, reason: str) -> Visit:
    """Cancel a targeted visit that was not made, with the reason; who was to be visited stays sealed.

    Raises ProgrammeError VISIT_CANCEL_NEEDS_ANOTHER for one that was drawn: see `cancelling`.
    """
    visit = visit_for(by, visit.pk)
    _check_reason("cancel", reason)
    move(VISIT, "cancel", by=by, subject=visit, changes={**SEALED_AGAIN, "reason": reason.strip()})
    return visit


def _tell_if_drawn(by: Actor, visit: Visit) -> None:
    """Nobody puts off a drawn visit unseen."""
    if visit.origin == Origin.DRAWN:
        tell_drawn_postponed(visit, by.person)


@command
def open_seal(*, by: Actor, visit: Visit, reason: str, now: datetime) -> Visit:
    """Let someone who is not on the team read a sealed visit for half an hour; its team is told.

    The reason stands on the visit's page, not in the audit log. Raises Hidden, ProgrammeError
    REASON_MISSING, VISIT_NOT_SEALED.
    """
    check(by, policies.SEE_SEALED)
    found = visit_for(by, visit.pk)
    if not found.is_sealed:
        raise ProgrammeError(errors.NOT_SEALED)
    if not reason.strip():
        raise ProgrammeError(REASON_MISSING, field="reason")
    if by.person is None:
        raise Hidden
    SealOpening.objects.create(visit=found, person=by.person, opened_at=now, reason=reason.strip())
    record(by, "visits.open_seal", found)
    publish(SealOpened(by.home.pk, found.pk, by.person.pk))
    return found
