"""Making a visit: releasing it, setting out, ending it, or recording afterwards what was done on paper."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from safe_employment.findings.commands import record_finding
from safe_employment.findings.models import (
    Basis,
    Cluster,
    Finding,
    FindingState,
    Severity,
    SourceKind,
    Statement,
)
from safe_employment.findings.numbering import next_number
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.policies import check
from safe_employment.kit.states import REASON_MISSING, move
from safe_employment.visits import errors, policies
from safe_employment.visits.commands.cancelling import lapse_cancelling
from safe_employment.visits.commands.planning import check_no_tie, check_target, check_team, set_team
from safe_employment.visits.events import EntryRefused, NobodyMet, VisitReleased
from safe_employment.visits.models import RETURN_DAYS, Origin, Outcome, Visit, VisitState
from safe_employment.visits.models.choices import REFUSAL, REFUSAL_RULE
from safe_employment.visits.queries import visit_for
from safe_employment.visits.releasing import its_hour_has_come, new_code, released
from safe_employment.visits.states import VISIT

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person
    from safe_employment.members.models import Employer, Workplace

VERBS = {
    Outcome.HELD: "end",
    Outcome.REFUSED: "note_refusal",
    Outcome.NOT_FOUND: "note_not_found",
    Outcome.BUSINESS_CLOSED: "note_business_closed",
}


@command
def release_visit(*, by: Actor, visit: Visit, now: datetime) -> Visit:
    """Release a visit to its team on its day: target and day are no longer sealed.

    Raises ProgrammeError VISIT_NOT_ITS_DAY, VISIT_TEAM_TOO_SMALL, VISIT_TEAM_HAS_TIE, and
    STATE_NOT_FROM_HERE for a second release.
    """
    visit, today = visit_for(by, visit.pk), timezone.localdate(now)
    if visit.state == VisitState.SEALED and (visit.planned_on is None or visit.planned_on > today):
        raise ProgrammeError(errors.NOT_ITS_DAY)
    changes = {"released_at": now, "visited_on": today, **released(visit)}
    move(VISIT, "release", by=by, subject=visit, changes=changes)
    publish(VisitReleased(by.home.pk, visit.pk, by.person.pk if by.person else None))
    return visit


@command
def set_out(*, by: Actor, visit: Visit, now: datetime) -> Visit:
    """The team goes in: the visit begins. One that the clock should have released is released by it.

    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM, VISIT_TEAM_TOO_SMALL, VISIT_TEAM_HAS_TIE,
    VISIT_NOT_RELEASED_YET.
    """
    visit, here = visit_for(by, visit.pk), timezone.localtime(now)
    changes: dict[str, object] = {"started_at": now, "visited_on": here.date()}
    if visit.is_sealed:
        if not its_hour_has_come(visit, now):
            raise ProgrammeError(errors.NOT_RELEASED_YET)
        changes |= {"released_at": now, **released(visit)}
    move(VISIT, "set_out", by=by, subject=visit, changes=changes)
    lapse_cancelling(by, visit)
    return visit


@command
def end_visit(
    *,
    by: Actor,
    visit: Visit,
    outcome: str,
    now: datetime,
    reason: str = "",
    workers_interviewed: int | None = None,
) -> Visit:
    """End a visit with its outcome; one that was not held says why.

    A refusal is a finding and brings the visit back; of a workplace that is gone the clerk is told.
    """
    visit = visit_for(by, visit.pk)
    changes: dict[str, object] = {
        "ended_at": now, "outcome": outcome, "reason": reason.strip(), "arrival_code": "",
        "workers_interviewed": workers_interviewed,
    }  # fmt: skip
    changes["return_by"] = _return_by(outcome, timezone.localdate(now))
    move(VISIT, VERBS[Outcome(outcome)], by=by, subject=visit, reason=reason, changes=changes)
    _follow_up(by, visit, timezone.localdate(now))
    return visit


def _return_by(outcome: str, visited_on: date) -> date | None:
    """Return the day by which a refused visit is made again; None for all others."""
    return visited_on + timedelta(days=RETURN_DAYS) if outcome == Outcome.REFUSED else None


def _follow_up(by: Actor, visit: Visit, today: date) -> None:
    """See to what follows from an outcome."""
    if visit.outcome == Outcome.REFUSED:
        _record_refusal(by, visit, today)
    kind = EntryRefused if visit.outcome == Outcome.REFUSED else NobodyMet
    if visit.outcome != Outcome.HELD:
        publish(kind(by.home.pk, visit.pk, by.person.pk if by.person else None))


@command
def go_on(*, by: Actor, visit: Visit, reason: str, now: datetime) -> Visit:
    """Go on with a visit whose end was noted too soon: the door opened after all, or it was a slip.

    On its day the team has a code again, by which the employer can check it. A finding that a refusal led to
    stays; the manager withdraws it where it was a slip.
    """
    visit = visit_for(by, visit.pk)
    on_its_day = visit.visited_on == timezone.localdate(now)
    changes: dict[str, object] = {
        "ended_at": None, "outcome": "", "reason": "", "return_by": None,
        "arrival_code": new_code() if on_its_day else "",
    }  # fmt: skip
    move(VISIT, "go_on", by=by, subject=visit, reason=reason, changes=changes)
    return visit


def _record_refusal(by: Actor, visit: Visit, today: date) -> None:
    """A refusal is no breach of the law: the association has no right of entry but the member's promise.

    One for a visit, at the workplace whose door stayed shut: entry may be refused again after it went on.
    """
    made = Finding.objects.filter(
        association=by.home, source_kind=SourceKind.VISIT, source_id=str(visit.pk), rule=REFUSAL_RULE
    )
    if made.exclude(state=FindingState.WITHDRAWN).exists():
        return
    assert visit.visited_on is not None  # noqa: S101 - it was released
    first = visit.team.select_related("person").first()
    record_finding(
        by=by, employer=visit.employer, cluster=Cluster.A, severity=Severity.MAJOR,
        statement=Statement.POSSIBLE_BREACH, title=_(REFUSAL),
        description=visit.reason, article=_("Programme rule, not law: members let the team in"),
        found_on=visit.visited_on, today=max(today, visit.visited_on), source_kind=SourceKind.VISIT,
        source_id=str(visit.pk), found_by=by.person or (first.person if first else None),
        basis=Basis.PROGRAMME, workplace=visit.workplace, rule=REFUSAL_RULE,
    )  # fmt: skip


@command
def record_visit(
    *,
    by: Actor,
    employer: Employer,
    visited_on: date,
    team: Collection[Person],
    outcome: str,
    today: date,
    reason: str = "",
    workplace: Workplace | None = None,
) -> Visit:
    """Record a visit that was made and written on paper; it waits for its report.

    Raises ProgrammeError VISIT_HAS_TIE, VISIT_IN_THE_FUTURE, VISIT_TEAM_…, VISIT_NOT_A_MONITOR,
    STATE_REASON_MISSING.
    """
    check(by, policies.MAKE_VISITS)
    check_target(by, employer, workplace)
    check_no_tie(by, employer)
    if visited_on > today:
        raise ProgrammeError(errors.IN_THE_FUTURE, {"day": visited_on}, field="visited_on")
    if outcome != Outcome.HELD and not reason.strip():
        raise ProgrammeError(REASON_MISSING, {"verb": Outcome(outcome).label}, field="reason")
    check_team(by, team, employer, visited_on, now=False)
    visit = Visit.objects.create(
        association=by.home, number=next_number(Visit, by.home), employer=employer, workplace=workplace,
        planned_on=visited_on, planned_by=by.person, origin=Origin.TARGETED, on_paper=True,
        state=VisitState.UNDER_WAY if outcome == Outcome.HELD else VisitState(outcome),
        released_at=timezone.make_aware(datetime.combine(visited_on, time())), visited_on=visited_on,
        outcome=outcome, reason=reason.strip(), return_by=_return_by(outcome, visited_on),
    )  # fmt: skip
    set_team(visit, team)
    record(by, "visits.record_visit", visit, details={"outcome": outcome})
    _follow_up(by, visit, today)
    return visit
