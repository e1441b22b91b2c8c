"""The boards: what is overdue and by whom, how long corrections take, what comes back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from safe_employment.findings.escalation import Level, told_level
from safe_employment.findings.models import (
    ActionState,
    Cluster,
    CorrectiveAction,
    Finding,
    FindingState,
    OwnerKind,
    Severity,
)
from safe_employment.findings.queries import actions_for, findings_for, overdue_actions
from safe_employment.kit.charts import Chart

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

IN_ORDER: list[Severity] = [severity for severity in reversed(Severity) if severity != Severity.GOOD_PRACTICE]
SHOWN = 100


@dataclass(frozen=True)
class Narrowed:
    """What a board is narrowed to: a half-open period of days, a severity, a cluster; "" and None: all."""

    start: date | None = None
    end: date | None = None
    severity: str = ""
    cluster: str = ""

    def of(self, way: str, day: str) -> Q:
        """Return the condition; `way` leads to the finding, `day` is the field of the period."""
        wanted = Q()
        if self.severity:
            wanted &= Q(**{f"{way}severity": self.severity})
        if self.cluster:
            wanted &= Q(**{f"{way}cluster": self.cluster})
        if self.start:
            wanted &= Q(**{f"{day}__gte": self.start})
        if self.end:
            wanted &= Q(**{f"{day}__lt": self.end})
        return wanted


@dataclass(frozen=True)
class Late:
    """Whose actions are overdue: how many, how many of them critical, how late the worst is, who knows."""

    who: str
    employer_id: int | None
    actions: int
    critical: int
    most_days: int
    told: str


def late_by_whom(by: Actor, today: date, narrowed: Narrowed) -> list[Late]:
    """Return who is late, the worst first; one query."""
    found = overdue_actions(by, today).filter(narrowed.of("finding__", "due_on"))
    groups: dict[tuple[str, int | None], list[CorrectiveAction]] = defaultdict(list)
    for action in found.select_related("finding__employer", "owner_person"):
        if action.owner_kind == OwnerKind.EMPLOYER:
            groups[str(action.finding.employer), action.finding.employer_id].append(action)
        else:
            groups[action.owner, None].append(action)
    rows = [_late(who, employer, actions, today) for (who, employer), actions in groups.items()]
    return sorted(rows, key=lambda row: (-row.critical, -row.most_days, row.who))


def _late(who: str, employer: int | None, actions: list[CorrectiveAction], today: date) -> Late:
    words = {
        Level.NONE: _("Owner"),
        Level.HEAD: _("Employer's head"),
        Level.MANAGER: _("Programme manager"),
        Level.BOARD: _("Board"),
    }
    return Late(
        who, employer, len(actions),
        sum(action.finding.severity == Severity.CRITICAL for action in actions),
        max((today - action.due_on).days for action in actions),
        str(words[max(told_level(action) for action in actions)]),
    )  # fmt: skip


@dataclass(frozen=True)
class Duration:
    """How long corrections of one kind took, in days from the finding to the verification."""

    severity: str
    cluster: str
    number: int
    middle: float
    longest: int


def durations(by: Actor, narrowed: Narrowed) -> list[Duration]:
    """Return how long verified corrections took, by severity and cluster; one query.

    The period is that of the verification. A finding opened again counts from its first day.
    """
    found = actions_for(by).filter(narrowed.of("finding__", "verified_on"), state=ActionState.VERIFIED)
    days: dict[tuple[str, str], list[int]] = defaultdict(list)
    rows = found.values_list("finding__severity", "finding__cluster", "finding__found_on", "verified_on")
    for severity, cluster, since, until in rows:
        if until is not None:
            days[severity, cluster].append((until - since).days)
    return [
        Duration(severity, cluster, len(taken), float(median(taken)), max(taken))
        for (severity, cluster), taken in sorted(days.items(), key=lambda item: item[0][::-1])
    ]


def duration_charts(rows: Iterable[Duration], by: Actor, narrowed: Narrowed) -> list[Chart]:
    """Return the pictures: the middle number of days by severity, and by cluster and severity."""
    kept = [row for row in rows if row.severity != Severity.GOOD_PRACTICE]
    if not kept:
        return []
    clusters = [
        {
            "cluster": str(Cluster(row.cluster).label),
            "days": row.middle,
            "severity": Severity(row.severity).label,
        }
        for row in sorted(kept, key=lambda row: (row.cluster, IN_ORDER.index(Severity(row.severity))))
    ]
    return [
        Chart(
            _("Days from the finding to the verification, by severity"), _by_severity(by, narrowed),
            x="severity", y="days", x_title=_("Severity"), y_title=_("Days (median)"), horizontal=True,
        ),
        Chart(
            _("Days from the finding to the verification, by cluster"), clusters,
            x="cluster", y="days", series="severity", x_title=_("Cluster"), y_title=_("Days (median)"),
            horizontal=True,
        ),
    ]  # fmt: skip


def _by_severity(by: Actor, narrowed: Narrowed) -> list[dict[str, object]]:
    found = actions_for(by).filter(narrowed.of("finding__", "verified_on"), state=ActionState.VERIFIED)
    days: dict[str, list[int]] = defaultdict(list)
    for severity, since, until in found.values_list("finding__severity", "finding__found_on", "verified_on"):
        if until is not None:
            days[severity].append((until - since).days)
    return [
        {"severity": str(severity.label), "days": float(median(days[severity]))}
        for severity in IN_ORDER
        if days[severity]
    ]


@dataclass(frozen=True)
class Back:
    """What came back: how often, of how many findings."""

    what: str
    employer_id: int | None
    times: int
    findings: int

    @property
    def percent(self) -> float:
        """The share that came back, in percent."""
        return 100 * self.times / self.findings


def _found(by: Actor, narrowed: Narrowed) -> QuerySet[Finding]:
    found = findings_for(by).exclude(state=FindingState.WITHDRAWN)
    return found.filter(narrowed.of("", "found_on")).order_by()


def back_by_code(by: Actor, narrowed: Narrowed) -> list[Back]:
    """Return the questions and rules whose findings came back, the most often first; one query."""
    rows = _found(by, narrowed).exclude(question="", rule="").values_list("question", "rule")
    counted = rows.annotate(all=Count("pk"), back=Count("pk", filter=Q(recurred=True)))
    made = [Back(question or rule, None, back, number) for question, rule, number, back in counted if back]
    return sorted(made, key=lambda row: (-row.times, row.what))[:SHOWN]


def back_by_employer(by: Actor, narrowed: Narrowed) -> list[Back]:
    """Return the employers where findings came back, the most often first; one query."""
    rows = _found(by, narrowed).values_list("employer__name", "employer")
    counted = rows.annotate(all=Count("pk"), back=Count("pk", filter=Q(recurred=True)))
    made = [Back(name, key, back, number) for name, key, number, back in counted if back]
    return sorted(made, key=lambda row: (-row.times, row.what))[:SHOWN]
