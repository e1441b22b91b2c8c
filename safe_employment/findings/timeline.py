"""What findings add to an employer's page and to the day's work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from safe_employment.findings import policies
from safe_employment.findings.deadlines import agree_by
from safe_employment.findings.escalation import Level, action_mark, containment_mark, level_of, told_level
from safe_employment.findings.models import (
    OVER,
    TO_BE_DONE,
    ActionState,
    CorrectiveAction,
    Finding,
    FindingState,
    Postponement,
    PostponementState,
    ProposalState,
)
from safe_employment.findings.queries import (
    actions_for,
    actions_to_verify,
    findings_for,
    overdue_actions,
    proposals_for,
)
from safe_employment.kit import today as day
from safe_employment.kit.marks import Tone, mark_of
from safe_employment.kit.policies import can
from safe_employment.members.timeline import TimelineEntry, contribute

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

SHOWN = 5
LATE_TONES: dict[Level, Tone] = {
    Level.NONE: "active",
    Level.SOON: "waiting",
    Level.OVERDUE: "attention",
    Level.HEAD: "attention",
    Level.MANAGER: "urgent",
    Level.BOARD: "urgent",
}


def page_of(finding: Finding, by: Actor) -> str:
    """Return the address of the finding's page: the office's, or the portal's for an employer."""
    route = "findings:finding" if can(by, policies.SEE_FINDINGS) else "findings:own_finding"
    return reverse(route, kwargs={"association": by.home.slug, "pk": finding.pk})


@contribute
def entries(employer: Employer, by: Actor) -> list[TimelineEntry]:
    """Return what was found, closed and opened again, and which action is next."""
    found = (
        findings_for(by)
        .filter(employer=employer)
        .exclude(state=FindingState.WITHDRAWN)
        .prefetch_related(
            "reopenings", Prefetch("actions", CorrectiveAction.objects.select_related("owner_person"))
        )
    )
    made: list[TimelineEntry] = []
    for finding in found:
        made += _past(finding, by)
        made += _next(finding, by)
    return made


def _past(finding: Finding, by: Actor) -> list[TimelineEntry]:
    url = page_of(finding, by)
    facts = {"reference": finding.reference, "title": finding.title}
    made = [TimelineEntry(_("Finding %(reference)s: %(title)s") % facts, finding.found_on, url=url)]
    for again in finding.reopenings.all():
        came_back = _("Finding %(reference)s came back and was opened again")
        words = came_back if again.recurrence else _("Finding %(reference)s was opened again")
        made.append(TimelineEntry(words % facts, again.reopened_on, url=url, tone="attention"))
    if finding.closed_on:
        title = _("Finding %(reference)s corrected, verified and closed") % facts
        made.append(TimelineEntry(title, finding.closed_on, url=url, tone="good"))
    return made


def _next(finding: Finding, by: Actor) -> list[TimelineEntry]:
    if finding.is_over:
        return []
    url = page_of(finding, by)
    today = timezone.localdate()
    facts = {"reference": finding.reference}
    made = []
    for action in finding.actions.all():
        if action.state in TO_BE_DONE:
            level = level_of(action.due_on, today, told_level(action))
            made.append(
                TimelineEntry(
                    action.what, action.due_on, str(action_mark(action, today) or ""), url,
                    LATE_TONES[level], is_next=True, weight=int(level),
                )
            )  # fmt: skip
        elif action.state == ActionState.DONE:
            title = _("The correction of finding %(reference)s is to be verified") % facts
            made.append(TimelineEntry(title, None, action.what, url, "waiting", is_next=True))
    if finding.state == FindingState.OPEN:
        until = agree_by(finding.severity, finding.clock_on)
        quiet = finding.is_in_confidence and can(by, policies.SEE_FINDINGS)
        agree, decide = (
            _("Agree what is done about finding %(reference)s"),
            _("Decide what is done about finding %(reference)s"),
        )
        title = (decide if quiet else agree) % facts
        tone: Tone = "attention" if until and until < today else "waiting"
        made.append(TimelineEntry(title, until, finding.title, url, tone, is_next=True))
    return made


def _item(action: CorrectiveAction, by: Actor, today: date) -> day.TodayItem:
    return day.TodayItem(str(action), page_of(action.finding, by), action_mark(action, today))


@day.contribute
def late_actions(by: Actor, today: date) -> day.TodaySection | None:
    """What is late: for those who follow findings all of it, for others their own actions."""
    if not can(by, policies.SEE_FINDINGS):
        return None
    late = overdue_actions(by, today).select_related("finding")
    url = reverse("findings:actions", kwargs={"association": by.home.slug})
    items = [_item(action, by, today) for action in late[:SHOWN]]
    return day.TodaySection(_("Overdue corrective actions"), 0, items, late.count(), f"{url}?overdue=yes")


@day.contribute
def to_verify(by: Actor, today: date) -> day.TodaySection | None:
    """What this very person may verify."""
    if not can(by, policies.VERIFY_ACTIONS):
        return None
    waiting = actions_to_verify(by).select_related("finding")
    url = reverse("findings:actions", kwargs={"association": by.home.slug})
    items = [_item(action, by, today) for action in waiting[:SHOWN]]
    return day.TodaySection(
        _("Corrections for you to verify"), 2, items, waiting.count(), f"{url}?state=done"
    )


@day.contribute
def own_actions(by: Actor, today: date) -> day.TodaySection | None:
    """What the employer still has to do, or the association's person has taken on."""
    waiting = actions_for(by).filter(state__in=TO_BE_DONE).select_related("finding").order_by("due_on", "pk")
    if can(by, policies.SEE_FINDINGS):
        waiting = waiting.filter(owner_person=by.person) if by.person else waiting.none()
    items = [_item(action, by, today) for action in waiting[:SHOWN]]
    return day.TodaySection(_("Your corrective actions"), 1, items, waiting.count())


@day.contribute
def without_action(by: Actor, today: date) -> day.TodaySection | None:
    """Findings on which nothing is agreed yet."""
    if not can(by, policies.AGREE_ACTIONS):
        return None
    waiting = findings_for(by).filter(state=FindingState.OPEN).exclude(statement="good_practice")
    ordered = sorted(
        waiting.order_by("found_on")[:100],
        key=lambda found: agree_by(found.severity, found.clock_on) or today,
    )
    url = reverse("findings:findings", kwargs={"association": by.home.slug})
    items = [
        day.TodayItem(f"{found.reference} · {found.title}", page_of(found, by), found.severity_mark)
        for found in ordered[:SHOWN]
    ]
    return day.TodaySection(_("Findings without an action"), 3, items, waiting.count(), f"{url}?state=open")


@day.contribute
def to_contain(by: Actor, today: date) -> day.TodaySection | None:
    """Harm that is not contained: before everything else."""
    if not can(by, policies.CONTAIN_FINDINGS):
        return None
    waiting = findings_for(by).filter(contain_by__isnull=False, contained_at=None)
    waiting = waiting.exclude(state__in=OVER).order_by("contain_by", "pk")
    url = reverse("findings:findings", kwargs={"association": by.home.slug})
    items = [
        day.TodayItem(
            f"{found.reference} · {found.title}", page_of(found, by), containment_mark(found, today)
        )
        for found in waiting[:SHOWN]
    ]
    total = waiting.count() if len(items) == SHOWN else len(items)
    return day.TodaySection(_("Harm to be contained"), -1, items, total, f"{url}?uncontained=yes")


@day.contribute
def to_decide(by: Actor, today: date) -> day.TodaySection | None:  # noqa: ARG001 - the shape of contributions
    """Proposed findings that wait for a decision, the critical first."""
    if not can(by, policies.DECIDE_PROPOSALS):
        return None
    waiting = proposals_for(by).filter(state=ProposalState.WAITING)
    critical = Q(severity="critical")
    ordered = [*waiting.filter(critical)[:SHOWN], *waiting.exclude(critical)[:SHOWN]][:SHOWN]
    base = {"association": by.home.slug}
    items = [
        day.TodayItem(
            each.title, reverse("findings:proposal", kwargs={**base, "pk": each.pk}), each.severity_mark
        )
        for each in ordered
    ]
    url = reverse("findings:proposals", kwargs=base)
    total = waiting.count() if len(items) == SHOWN else len(items)
    place = -1 if ordered and ordered[0].severity == "critical" else 2
    return day.TodaySection(_("Proposed findings to decide"), place, items, total, f"{url}?state=waiting")


@day.contribute
def more_time(by: Actor, today: date) -> day.TodaySection | None:  # noqa: ARG001 - the shape of contributions
    """Requests for more time that the actor may decide."""
    if not can(by, policies.EXTEND_ACTIONS):
        return None
    waiting = Postponement.objects.filter(action__in=actions_for(by), state=PostponementState.ASKED)
    waiting = waiting.select_related("action__finding").order_by("was_due_on", "pk")
    items = [
        day.TodayItem(str(each.action), page_of(each.action.finding, by), mark_of(each))
        for each in waiting[:SHOWN]
    ]
    total = waiting.count() if len(items) == SHOWN else len(items)
    return day.TodaySection(_("Requests for more time"), 2, items, total)
