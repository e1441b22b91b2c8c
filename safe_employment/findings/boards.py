"""The boards: what is overdue and by whom, how long corrections take, what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Aggregate,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    Max,
    Min,
    Q,
    Window,
)
from django.utils.translation import gettext as _

from safe_employment.findings.escalation import Level
from safe_employment.findings.models import (
    ActionState,
    Cluster,
    CorrectiveAction,
    Finding,
    FindingState,
    OwnerKind,
    Severity,
)
from safe_employment.findings.queries import actions_for, findings_for, overdue_actions, told_of_action
from safe_employment.kit.charts import Chart
from safe_employment.kit.models import Person
from safe_employment.members.models import Employer

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

IN_ORDER = Severity.from_gravest()
DRAWN = [severity for severity in IN_ORDER if severity != Severity.GOOD_PRACTICE]
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


@dataclass(frozen=True)
class Overdue:
    """The board of what is overdue: who is late, the worst first, and how many they and their actions are."""

    rows: list[Late]
    who: int
    actions: int


class SumOfCounts(Func):
    """The sum of the counts of all groups (Django's own `Sum` takes no aggregate)."""

    function = "SUM"
    window_compatible = True
    output_field = IntegerField()


def late_by_whom(by: Actor, today: date, narrowed: Narrowed, most: int | None = None) -> Overdue:
    """Return who is late, `most` of them; four queries."""
    found = overdue_actions(by, today).filter(narrowed.of("finding__", "due_on")).order_by()
    employers = _counted_late(found.filter(owner_kind=OwnerKind.EMPLOYER), "finding__employer", most)
    people = _counted_late(found.exclude(owner_kind=OwnerKind.EMPLOYER), "owner_person", most)
    words = {
        Level.NONE: _("Owner"),
        Level.HEAD: _("Employer's head"),
        Level.MANAGER: _("Programme manager"),
        Level.BOARD: _("Board"),
    }
    rows = [
        Late(
            names[row["whose"]], row["whose"] if some is employers else None, row["number"], row["critical"],
            (today - row["oldest"]).days, words[Level(row["step"])],
        )
        for some, names in ((employers, _names(Employer, employers)), (people, _names(Person, people)))
        for row in some
    ]  # fmt: skip
    worst = sorted(rows, key=lambda row: (-row.critical, -row.most_days))[:most]
    firsts = [some[0] for some in (employers, people) if some]
    return Overdue(worst, sum(each["groups"] for each in firsts), sum(each["total"] for each in firsts))


def _counted_late(found: QuerySet[CorrectiveAction], whose: str, most: int | None) -> list[dict[str, Any]]:
    """Count late actions by the key at `whose`, the worst first; names are read for those alone."""
    counted = found.values(whose=F(whose)).annotate(
        number=Count("pk"),
        critical=Count("pk", filter=Q(finding__severity=Severity.CRITICAL)),
        oldest=Min("due_on"),
        step=Max(told_of_action()),
    )
    totals = counted.annotate(groups=Window(Count("*")), total=Window(SumOfCounts("number")))
    return [dict(row) for row in totals.order_by("-critical", "oldest", "whose")[:most]]


def _names(model: type[Employer] | type[Person], rows: list[dict[str, Any]]) -> dict[int, str]:
    keys = [row["whose"] for row in rows]
    return dict(model._default_manager.filter(pk__in=keys).values_list("pk", "name"))


@dataclass(frozen=True)
class Duration:
    """How long corrections of one kind took, in days from the finding to the verification."""

    severity: str
    cluster: str
    number: int
    middle: float
    longest: int


class Median(Aggregate):
    """The middle of all values."""

    function = "percentile_cont"
    name = "Median"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"


TAKEN = ExpressionWrapper(F("verified_on") - F("finding__found_on"), output_field=DurationField())


def _verified(by: Actor, narrowed: Narrowed) -> QuerySet[CorrectiveAction]:
    wanted = narrowed.of("finding__", "verified_on") & Q(state=ActionState.VERIFIED)
    return actions_for(by).filter(wanted).order_by()


def _days(taken: timedelta) -> float:
    return taken / timedelta(days=1)


def durations(by: Actor, narrowed: Narrowed) -> list[Duration]:
    """Return how long verified corrections took, by cluster and severity, the gravest first; one query.

    The period is that of the verification. A finding opened again counts from its first day.
    """
    rows = _verified(by, narrowed).values_list("finding__severity", "finding__cluster")
    counted = rows.annotate(number=Count("pk"), middle=Median(TAKEN), longest=Max(TAKEN))
    return [
        Duration(severity, cluster, number, _days(middle), longest.days)
        for severity, cluster, number, middle, longest in sorted(
            counted, key=lambda row: (row[1], IN_ORDER.index(Severity(row[0])))
        )
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
            "severity": str(Severity(row.severity).label),
        }
        for row in kept
    ]
    return [
        Chart(
            _("Days from the finding to the verification, by severity"), _by_severity(by, narrowed),
            x="severity", y="days", x_title=_("Severity"), y_title=_("Days (median)"), horizontal=True,
        ),
        Chart(
            _("Days from the finding to the verification, by cluster"), clusters,
            x="cluster", y="days", series="severity", x_title=_("Cluster"), y_title=_("Days (median)"),
            kind="point", horizontal=True, order=[str(severity.label) for severity in DRAWN],
        ),
    ]  # fmt: skip


def _by_severity(by: Actor, narrowed: Narrowed) -> list[dict[str, object]]:
    rows = _verified(by, narrowed).values_list("finding__severity").annotate(middle=Median(TAKEN))
    middles = dict(rows)
    return [
        {"severity": str(severity.label), "days": _days(middles[severity])}
        for severity in DRAWN
        if severity in middles
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
    """Return the questions and rules whose findings came back, the most often first; two queries."""
    found = _found(by, narrowed).exclude(question="", rule="")
    times = _most(found, "question", "rule")
    keys = [question or rule for question, rule in times]
    some = found.filter(Q(question__in=keys) | Q(question="", rule__in=keys))
    every = {(one, two): number for one, two, number in _counted(some, "question", "rule")}
    return [Back(code[0] or code[1], None, number, every[code]) for code, number in times.items()]


def back_by_employer(by: Actor, narrowed: Narrowed) -> list[Back]:
    """Return the employers where findings came back, the most often first; two queries."""
    found = _found(by, narrowed)
    times = _most(found, "employer__name", "employer")
    some = found.filter(employer__in=[key for _name, key in times])
    every = dict(_counted(some, "employer"))
    return [Back(name, key, number, every[key]) for (name, key), number in times.items()]


def _counted(found: QuerySet[Finding], *parts: str) -> QuerySet[Finding, tuple[Any, ...]]:
    return found.values_list(*parts).annotate(number=Count("pk"))


def _most(found: QuerySet[Finding], *parts: str) -> dict[tuple[Any, ...], int]:
    """Return what came back most often, with the number of times."""
    rows = _counted(found.filter(recurred=True), *parts).order_by("-number", *parts)[:SHOWN]
    return {tuple(row[:-1]): row[-1] for row in rows}
