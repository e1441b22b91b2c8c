"""Making a visit: setting out, ending it, or recording afterwards what was done on paper."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from safe_employment.findings.commands import record_finding
from safe_employment.findings.models import Cluster, Severity, SourceKind, Statement
from safe_employment.findings.numbering import next_number
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.states import REASON_MISSING, move
from safe_employment.visits import errors, policies
from safe_employment.visits.commands.planning import check_target, check_team, set_team
from safe_employment.visits.models import Outcome, Visit, VisitState
from safe_employment.visits.queries import visit_for
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
def set_out(*, by: Actor, visit: Visit, now: datetime) -> Visit:
    """The team leaves: the seal is opened and the visit begins.

    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM, VISIT_TEAM_TOO_SMALL, VISIT_TEAM_HAS_TIE.
    """
    visit = visit_for(by, visit.pk)
    changes: dict[str, object] = {
        "released_at": now,
        "started_at": now,
        "visited_on": timezone.localdate(now),
    }
    move(VISIT, "set_out", by=by, subject=visit, changes=changes)
    return visit


@command
def end_visit(*, by: Actor, visit: Visit, outcome: str, now: datetime, reason: str = "") -> Visit:
    """End a visit with its outcome; one that was not held says why, and a refusal is a finding."""
    visit = visit_for(by, visit.pk)
    changes: dict[str, object] = {"ended_at": now, "outcome": outcome, "reason": reason.strip()}
    move(VISIT, VERBS[Outcome(outcome)], by=by, subject=visit, reason=reason, changes=changes)
    if outcome == Outcome.REFUSED:
        _record_refusal(by, visit, timezone.localdate(now))
    return visit


def _record_refusal(by: Actor, visit: Visit, today: date) -> None:
    """A refusal is no breach of the law: the association has no right of entry but the member's promise."""
    assert visit.visited_on is not None  # noqa: S101 - it was released
    first = visit.team.select_related("person").first()
    record_finding(
        by=by, employer=visit.employer, cluster=Cluster.A, severity=Severity.MAJOR,
        statement=Statement.POSSIBLE_BREACH, title=_("Entry refused to an unannounced visit"),
        description=visit.reason, article=_("Programme rule, not law: members let the team in"),
        found_on=visit.visited_on, today=max(today, visit.visited_on), source_kind=SourceKind.VISIT,
        source_id=str(visit.pk), found_by=by.person or (first.person if first else None),
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

    Raises ProgrammeError VISIT_IN_THE_FUTURE, VISIT_TEAM_…, VISIT_NOT_A_MONITOR, STATE_REASON_MISSING.
    """
    check(by, policies.MAKE_VISITS)
    check_target(by, employer, workplace)
    if visited_on > today:
        raise ProgrammeError(errors.IN_THE_FUTURE, {"day": visited_on}, field="visited_on")
    if outcome != Outcome.HELD and not reason.strip():
        raise ProgrammeError(REASON_MISSING, {"verb": Outcome(outcome).label}, field="reason")
    check_team(by, team, employer, visited_on, now=False)
    visit = Visit.objects.create(
        association=by.home, number=next_number(Visit, by.home), employer=employer, workplace=workplace,
        planned_on=visited_on, planned_by=by.person, state=VisitState.TO_REPORT, on_paper=True,
        released_at=timezone.make_aware(datetime.combine(visited_on, time())), visited_on=visited_on,
        outcome=outcome, reason=reason.strip(),
    )  # fmt: skip
    set_team(visit, team)
    record(by, "visits.record_visit", visit, details={"outcome": outcome})
    if outcome == Outcome.REFUSED:
        _record_refusal(by, visit, today)
    return visit
