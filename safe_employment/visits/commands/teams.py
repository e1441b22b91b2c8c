"""Standing teams, and the officers of partner agencies who come along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.queries import one_of
from safe_employment.kit.states import NOT_FROM_HERE
from safe_employment.visits import errors, policies
from safe_employment.visits.commands.planning import check_monitors
from safe_employment.visits.models import JointOfficer, Team, Visit, VisitState
from safe_employment.visits.queries import teams_for, visit_for
from safe_employment.visits.states import may_plan

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date
    from decimal import Decimal

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person

LAST_STATES = (VisitState.CANCELLED, VisitState.REPORTED, VisitState.REVIEWED, VisitState.CLOSED)


@command
def keep_team(
    *,
    by: Actor,
    name: str,
    members: Collection[Person],
    working_days: Collection[int],
    hours_per_day: Decimal,
    districts: Collection[str] = (),
    team: Team | None = None,
) -> Team:
    """Form a standing team, or change one.

    Raises ProgrammeError VISIT_TEAM_NAME_TAKEN, VISIT_TEAM_TOO_SMALL, VISIT_NOT_A_MONITOR,
    VISIT_TEAM_WITHOUT_DAYS, VISIT_TEAM_DISSOLVED.
    """
    check(by, policies.KEEP_TEAMS)
    kept = Team(association=by.home) if team is None else one_of(teams_for(by), team.pk)
    if not kept.is_standing:
        raise ProgrammeError(errors.TEAM_DISSOLVED)
    check_monitors(by, members, now=True, field="members")
    if not working_days:
        raise ProgrammeError(errors.TEAM_WITHOUT_DAYS, field="working_days")
    same = Team.objects.filter(association=by.home, name__iexact=name.strip(), retired_on=None)
    if same.exclude(pk=kept.pk).exists():
        raise ProgrammeError(errors.TEAM_NAME_TAKEN, field="name")
    kept.name, kept.hours_per_day = name.strip(), hours_per_day
    kept.working_days, kept.districts = sorted(set(working_days)), sorted(set(districts))
    kept.save()
    kept.members.set(members)
    details: dict[str, object] = {"members": sorted(person.pk for person in members)}
    record(by, "visits.form_team" if team is None else "visits.change_team", kept, details=details)
    return kept


@command
def dissolve_team(*, by: Actor, team: Team, today: date) -> Team:
    """Dissolve a standing team; visits that were made keep who made them."""
    check(by, policies.KEEP_TEAMS)
    kept = one_of(teams_for(by), team.pk)
    if not kept.is_standing:
        raise ProgrammeError(errors.TEAM_DISSOLVED)
    kept.retired_on = today
    kept.save()
    record(by, "visits.dissolve_team", kept)
    return kept


@command
def name_officers(*, by: Actor, visit: Visit, officers: Sequence[tuple[str, str, str]]) -> Visit:
    """Name who comes along from partner agencies: (agency, name, what for); those named before give way.

    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM, STATE_NOT_FROM_HERE once the report is handed in.
    """
    check(by, policies.PLAN_VISITS)
    visit = visit_for(by, visit.pk)
    may_plan(by, visit)
    if visit.state in LAST_STATES:
        words = {"verb": JointOfficer._meta.verbose_name, "state": visit.get_state_display()}
        raise ProgrammeError(NOT_FROM_HERE, words)
    visit.officers.all().delete()
    JointOfficer.objects.bulk_create(
        JointOfficer(visit=visit, agency=agency.strip(), name=name.strip(), role=role.strip())
        for agency, name, role in dict.fromkeys(officers)
        if agency.strip() and name.strip()
    )
    record(by, "visits.name_officers", visit)
    return visit
