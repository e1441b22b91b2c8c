"""What visits add to an employer's page and to the day's work. A sealed visit is never on a timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safe_employment.findings.policies import SHARE_FINDINGS
from safe_employment.instruments.queries import held_to_settle
from safe_employment.kit import today as day
from safe_employment.kit.marks import Mark, Tone
from safe_employment.kit.policies import can
from safe_employment.kit.writing import day_text
from safe_employment.members.timeline import TimelineEntry, contribute
from safe_employment.visits import policies, queries
from safe_employment.visits.cancelling.queries import to_decide
from safe_employment.visits.drawing.presentation import number_of
from safe_employment.visits.models import TO_REVIEW, DrawPeriod, Outcome, PeriodState, Visit, VisitState
from safe_employment.visits.phone.delivering import kept_parts
from safe_employment.visits.queries import findings_not_told, reports_due, to_return, visits_at, visits_for

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

SHOWN = 5
OUTCOME_TONES: dict[str, Tone] = {
    Outcome.HELD: "good",
    Outcome.REFUSED: "urgent",
    Outcome.NOT_FOUND: "ended",
    Outcome.BUSINESS_CLOSED: "ended",
}


def page_of(visit: Visit, by: Actor) -> str:
    """Return the address of the visit's page: the office's, or the portal's report for an employer."""
    route = "visits:visit" if can(by, policies.SEE_VISITS) else "visits:own_report"
    return reverse(route, kwargs={"association": by.home.slug, "pk": visit.pk})


def report_mark(visit: Visit, today: date) -> Mark | None:
    """Say in a word and a shape when the report is due; None where none is."""
    if not visit.waits_for_report or visit.report_due_on is None:
        return None
    left = (visit.report_due_on - today).days
    if left < 0:
        words = ngettext("Report %(days)s day overdue", "Report %(days)s days overdue", -left)
        return Mark(words % {"days": -left}, "attention")
    words = ngettext("Report due in %(days)s day", "Report due in %(days)s days", left)
    return Mark(words % {"days": left}, "waiting")


def return_mark(visit: Visit, today: date) -> Mark | None:
    """Say by when a refused visit is to be made again."""
    if visit.return_by is None:
        return None
    words = _("To be visited again by %(day)s") % {"day": day_text(visit.return_by)}
    return Mark(words, "attention" if visit.return_by < today else "waiting")


@contribute
def entries(employer: Employer, by: Actor) -> list[TimelineEntry]:
    """Return the visits that were made, and the report that is next."""
    made: list[TimelineEntry] = []
    for visit in visits_at(by, employer):
        url = page_of(visit, by)
        outcome = visit.get_outcome_display() or visit.get_state_display()
        title = _("Unannounced visit %(reference)s: %(outcome)s")
        tone = OUTCOME_TONES.get(visit.outcome, "active")
        facts = {"reference": visit.reference, "outcome": outcome}
        made.append(TimelineEntry(title % facts, visit.visited_on, url=url, tone=tone))
        if visit.reported_on:
            told = _("Report of visit %(reference)s") % facts
            made.append(TimelineEntry(told, visit.reported_on, url=url))
        elif visit.waits_for_report:
            told = _("Report visit %(reference)s") % facts
            made.append(TimelineEntry(told, visit.report_due_on, url=url, tone="waiting", is_next=True))
    return made


@day.contribute
def own_visits(by: Actor, today: date) -> day.TodaySection | None:  # noqa: ARG001 - as all contributions
    """The visits of one's own teams; a sealed one by its number only."""
    if by.person is None or not can(by, policies.MAKE_VISITS):
        return None
    states = [VisitState.SEALED, VisitState.POSTPONED, VisitState.RELEASED, VisitState.UNDER_WAY]
    own = visits_for(by).filter(team__person=by.person, state__in=states, outcome="")
    own = own.order_by(F("released_at").asc(nulls_last=True), "pk")
    items = []
    for visit in own.select_related("employer")[:SHOWN]:
        name = "" if visit.is_sealed else f" · {visit.employer}"
        tone = Visit.TONES[visit.state]
        items.append(
            day.TodayItem(
                f"{visit.reference}{name}", page_of(visit, by), Mark(visit.get_state_display(), tone)
            )
        )
    url = reverse("visits:visits", kwargs={"association": by.home.slug})
    return day.TodaySection(_("Your visits"), 1, items, own.count(), url)


@day.contribute
def late_reports(by: Actor, today: date) -> day.TodaySection | None:
    """The reports that are due, and for managers those to be reviewed."""
    if not can(by, policies.MAKE_VISITS):
        return None
    waiting = reports_due(by).select_related("employer")
    if not can(by, policies.REVIEW_VISITS):
        waiting = waiting.filter(team__person=by.person)
    items = [
        day.TodayItem(f"{visit.reference} · {visit.employer}", page_of(visit, by), report_mark(visit, today))
        for visit in waiting[:SHOWN]
    ]
    url = reverse("visits:visits", kwargs={"association": by.home.slug})
    return day.TodaySection(_("Visits to be reported"), 2, items, waiting.count(), f"{url}?due=report")


@day.contribute
def to_make_again(by: Actor, today: date) -> day.TodaySection | None:
    """The refused visits that are to be made again; each leads to planning it."""
    if by.person is None or not can(by, policies.RELEASE_VISITS):
        return None
    waiting = to_return(by.home).select_related("employer")
    plan = reverse("visits:plan", kwargs={"association": by.home.slug})
    items = [
        day.TodayItem(
            f"{visit.reference} · {visit.employer}", f"{plan}?after={visit.pk}", return_mark(visit, today)
        )
        for visit in waiting[:SHOWN]
    ]
    url = reverse("visits:visits", kwargs={"association": by.home.slug})
    total = waiting.count() if len(items) == SHOWN else len(items)
    return day.TodaySection(_("Refused: to be visited again"), 2, items, total, f"{url}?outcome=refused")


@day.contribute
def to_be_cancelled(by: Actor, today: date) -> day.TodaySection | None:  # noqa: ARG001 - as all contributions
    """The drawn visits of which this very person decides whether they are cancelled; by number only."""
    if by.person is None or not can(by, policies.DECIDE_CANCELLING):
        return None
    waiting, home = to_decide(by), {"association": by.home.slug}
    items = [
        day.TodayItem(
            str(asked), reverse("visits:cancelling", kwargs={**home, "pk": asked.pk}),
            Mark(asked.get_state_display(), asked.TONES[asked.state]),
        )
        for asked in waiting[:SHOWN]
    ]  # fmt: skip
    url = reverse("visits:cancellings", kwargs=home)
    total = waiting.count() if len(items) == SHOWN else len(items)
    return day.TodaySection(_("Drawn visits to be cancelled: for you to decide"), 2, items, total, url)


@day.contribute
def kept_aside(by: Actor, today: date) -> day.TodaySection | None:  # noqa: ARG001 - as all contributions
    """What came from others, was kept aside, and waits for this very person to settle it."""
    if by.person is None or not can(by, policies.SETTLE_PARTS):
        return None
    held = held_to_settle(by).exclude(person=by.person).order_by("received_at", "pk")
    parts, home = kept_parts(by).exclude(device__person=by.person), {"association": by.home.slug}
    sent = [
        *(("instruments:held_one", each.pk, each.form_id, each.received_at) for each in held[:SHOWN]),
        *(("visits:kept_phone_part", each.pk, each.device.person, each.created_at) for each in parts[:SHOWN]),
    ]
    items = [
        day.TodayItem(f"{named} · {day_text(at)}", reverse(route, kwargs={**home, "pk": pk}))
        for route, pk, named, at in sent[:SHOWN]
    ]
    total = held.count() + parts.count() if len(sent) >= SHOWN else len(items)
    return day.TodaySection(_("Kept aside: for you to settle"), 2, items, total)


@day.contribute
def not_told(by: Actor, today: date) -> day.TodaySection | None:  # noqa: ARG001 - as all contributions
    """Findings of reported visits that the employer was not told of: they were accepted later."""
    if not can(by, SHARE_FINDINGS):
        return None
    waiting = findings_not_told(by)
    base = {"association": by.home.slug}
    items = [
        day.TodayItem(
            f"{each.reference} · {each.title}", reverse("findings:finding", kwargs={**base, "pk": each.pk}),
            each.severity_mark,
        )
        for each in waiting[:SHOWN]
    ]  # fmt: skip
    total = waiting.count() if len(items) == SHOWN else len(items)
    return day.TodaySection(_("Findings that the employer was not told of"), 3, items, total)


@day.contribute
def numbers_awaited(by: Actor, today: date) -> day.TodaySection | None:
    """The periods of the draw whose public number was announced and is to be entered."""
    if by.person is None or not can(by, policies.DRAW_VISITS):
        return None
    waiting = DrawPeriod.objects.filter(
        association=by.home, state=PeriodState.SEALED, number_on__lte=today
    ).order_by("first_on")
    items = [
        day.TodayItem(
            period.name,
            reverse("visits:number", kwargs={"association": by.home.slug, "pk": period.pk}),
            Mark(number_of(period), "attention" if period.first_on <= today else "waiting"),
        )
        for period in waiting[:SHOWN]
    ]
    url = reverse("visits:periods", kwargs={"association": by.home.slug})
    return day.TodaySection(_("Public numbers to enter"), 1, items, len(items), url)


@day.contribute
def to_review(by: Actor, today: date) -> day.TodaySection | None:  # noqa: ARG001 - as all contributions
    """The visits that this very person may review: reported, or nobody was met."""
    if by.person is None or not can(by, policies.REVIEW_VISITS):
        return None
    waiting = queries.to_review(by)
    items = [
        day.TodayItem(f"{visit.reference} · {visit.employer}", page_of(visit, by), _review_mark(visit))
        for visit in waiting.select_related("employer")[:SHOWN]
    ]
    url = reverse("visits:visits", kwargs={"association": by.home.slug})
    more = f"{url}?{urlencode({'state': [str(state) for state in TO_REVIEW]}, doseq=True)}"
    return day.TodaySection(_("Visits for you to review"), 3, items, waiting.count(), more)


def _review_mark(visit: Visit) -> Mark | None:
    """Say how a visit went that met nobody; None for a reported one."""
    if visit.state == VisitState.REPORTED:
        return None
    return Mark(visit.get_state_display(), Visit.TONES[visit.state])
