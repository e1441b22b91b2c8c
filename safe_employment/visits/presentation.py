"""How a visit is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from safe_employment.kit.marks import Mark
from safe_employment.kit.navigation import address
from safe_employment.kit.policies import can
from safe_employment.visits.models import NOBODY_MET, Outcome, Visit, VisitState
from safe_employment.visits.policies import SEE_SEALED
from safe_employment.visits.progress import given_in
from safe_employment.visits.reading import is_tied
from safe_employment.visits.timeline import OUTCOME_TONES, report_mark

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor

REACHED = {
    VisitState.DRAWN: 1,
    VisitState.SEALED: 2,
    VisitState.POSTPONED: 1,
    VisitState.RELEASED: 3,
    VisitState.UNDER_WAY: 3,
    VisitState.REFUSED: 4,
    VisitState.NOT_FOUND: 5,
    VisitState.BUSINESS_CLOSED: 5,
    VisitState.REPORTED: 5,
    VisitState.REVIEWED: 6,
    VisitState.CLOSED: 7,
}


def steps_of(visit: Visit) -> tuple[list[str], int]:
    """Return the steps of a visit and which is next, counted from 1. Where nobody was met is no report."""
    reported = [] if visit.outcome in NOBODY_MET else [_("Reported")]
    steps = [
        pgettext("a visit", "Planned"), pgettext("a visit", "Released"), _("Visited"), *reported,
        pgettext("a visit", "Reviewed"), pgettext("a visit", "Closed"),
    ]  # fmt: skip
    reached = 4 if visit.waits_for_report else REACHED.get(VisitState(visit.state), 1)
    return steps, reached if reported else reached - 1


def facts_of(visit: Visit, by: Actor, today: date) -> list[tuple[str, object]]:
    """Return the facts of a visit, of `shown_visit_for`, as its staff see them."""
    page = address(by, "members:employer", pk=visit.employer_id)
    facts: list[tuple[str, object]] = [
        (_("Employer"), format_html('<a href="{}">{}</a>', page, visit.employer)),
    ]
    if visit.shown_address:
        facts.append((_("Workplace"), visit.shown_address))
    facts.append((_("Team"), _("; ").join(str(one.person) for one in visit.team.all())))
    officers = [str(one) for one in visit.officers.all()]
    if officers:
        facts.append((_("Comes along"), _("; ").join(officers)))
    if visit.is_sealed and visit.planned_on:
        facts.append((_("Planned for"), visit.planned_on))
    facts.append((_("Origin"), visit.get_origin_display()))
    if visit.why and _reads_why(visit, by):
        facts.append((_("Why just this employer"), visit.why))
    if visit.return_by:
        facts.append((_("To be visited again by"), visit.return_by))
    if visit.code_checked_at:
        facts.append((_("The employer checked the team's code"), visit.code_checked_at))
    if visit.read_at:
        facts.append((_("Read by the employer"), visit.read_at))
    facts += [*made_facts(visit, today), *_earlier_facts(visit)]
    if visit.reason and (visit.is_sealed or not is_tied(by, visit)):
        facts.append((_("Reason"), visit.reason))
    if visit.reviewed_by:
        facts.append((_("Reviewed by"), f"{visit.reviewed_by}"))
    return facts


def _earlier_facts(visit: Visit) -> list[tuple[str, object]]:
    """Return how much was answered before the visit was sealed again."""
    earlier = len(visit.given.all()) - len(given_in(visit)) if visit.sealed_again_at else 0
    words = _("%(count)s, kept and not counted") % {"count": earlier}
    return [(_("Answers of an earlier attempt"), words)] if earlier else []


def _reads_why(visit: Visit, by: Actor) -> bool:
    """The reason of a targeted visit may rest on a report: only the team and the manager read it, untied."""
    if not visit.is_sealed and is_tied(by, visit):
        return False
    return can(by, SEE_SEALED) or by.person in [member.person for member in visit.team.all()]


def made_facts(visit: Visit, today: date) -> list[tuple[str, object]]:
    """Return when a visit was made and how it went; the employer sees these too."""
    facts: list[tuple[str, object]] = []
    if visit.visited_on:
        facts.append((_("Visited on"), visit.visited_on))
    if visit.started_at:
        facts.append((_("Began at"), visit.started_at))
    if visit.ended_at:
        facts.append((_("Ended at"), visit.ended_at))
    if visit.outcome:
        facts.append((_("Outcome"), Mark(Outcome(visit.outcome).label, OUTCOME_TONES[visit.outcome])))
    due = report_mark(visit, today)
    if due is not None:
        facts.append((_("Report"), due))
    elif visit.reported_on:
        facts.append((_("Reported on"), visit.reported_on))
    return facts
