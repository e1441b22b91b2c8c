"""What the last check found by rule, as the employer reads it; many days of one worker are one line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Count, DateField, F, Q, QuerySet, Sum, Window
from django.db.models.functions import Cast, Coalesce, DenseRank, TruncMonth

from safe_employment.findings.deadlines import latest_due_on
from safe_employment.workforce.law import law_of
from safe_employment.workforce.models import CheckResult, CheckRun, ResultLevel, ResultState
from safe_employment.workforce.results import ORDER, explained

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from safe_employment.engines.labour_law.rules import Rule
    from safe_employment.members.models import Employer

# Lines of a rule that are shown; the list below has all.
SHOWN = 20
CLOCKS = {ResultLevel.BREACH: "major", ResultLevel.WARNING: "minor"}


@dataclass(frozen=True)
class Line:
    """One result, or the days of one worker in one month by one rule; `month` is its first day."""

    results: list[CheckResult]
    month: date | None

    @property
    def first(self) -> CheckResult:
        """The only result, or that of the first day."""
        return self.results[0]

    @property
    def days(self) -> int:
        """How many days it is about."""
        return len({result.day for result in self.results})

    @property
    def mark_of(self) -> CheckResult:
        """The result whose state is shown: a new one, where there is one."""
        return next((one for one in self.results if one.state == ResultState.NEW), self.first)


@dataclass(frozen=True)
class RuleGroup:
    """What is wrong by one rule: how often, what it costs, what to do, until when."""

    rule: Rule
    language: str
    level: ResultLevel
    count: int
    owed: Decimal
    deadline: date | None
    lines: list[Line]

    def _word(self, words: Any) -> str:
        return str(getattr(words, self.language)) if words else ""

    @property
    def title(self) -> str:
        """The rule's title."""
        return self._word(self.rule.title)

    @property
    def remedy(self) -> str:
        """What to do."""
        return self._word(self.rule.remedy)

    @property
    def estimate(self) -> str:
        """What it may cost."""
        return self._word(self.rule.estimate)

    @property
    def articles(self) -> str:
        """The articles."""
        return "; ".join(self._word(article) for article in self.rule.articles)

    @property
    def more(self) -> int:
        """How many results are not listed."""
        return self.count - sum(len(line.results) for line in self.lines)


@dataclass(frozen=True)
class Grouped:
    """The groups, and how many results were not looked at by the last check."""

    groups: list[RuleGroup]
    older: int


def grouped(
    found: QuerySet[CheckResult], employer: Employer, run: CheckRun, *, language: str, each: int = SHOWN
) -> Grouped:
    """Return what the last check `run` found by rule, the gravest first; of each rule and level the first
    `each` lines: two queries, whatever the number of results.
    """
    law = law_of(employer)
    standing = found.exclude(state=ResultState.GONE)
    counted = _counted(standing, run)
    lines = _lines(standing.filter(last_seen=run), language, each)
    found_on = run.ran_at.date()
    groups = [
        RuleGroup(
            rule=law.rule(rule),
            language=language,
            level=level,
            count=row["count"],
            owed=row["owed"] or Decimal(0),
            deadline=latest_due_on(CLOCKS[level], found_on) if level in CLOCKS else None,
            lines=lines.get((rule, level), []),
        )
        for (rule, level), row in counted.items()
        if row["count"]
    ]
    groups.sort(key=lambda group: (ORDER.index(group.level), -group.owed, -group.count, group.rule.id))
    return Grouped(groups, sum(row["older"] for row in counted.values()))


def _counted(standing: QuerySet[CheckResult], run: CheckRun) -> dict[tuple[str, ResultLevel], Any]:
    """Count by rule and level what the run found, with what is owed, and what it did not look at."""
    seen = Q(last_seen=run)
    rows = (
        standing.select_related(None)
        .order_by()
        .values("rule", "level")
        .annotate(
            count=Count("pk", filter=seen),
            older=Count("pk", filter=~seen),
            owed=Sum("amount", filter=seen & Q(level=ResultLevel.BREACH)),
        )
    )
    return {(row["rule"], ResultLevel(row["level"])): row for row in rows}


def _lines(found: QuerySet[CheckResult], language: str, each: int) -> dict[tuple[str, str], list[Line]]:
    """Return the first lines of each rule and level: by worker, the last month first."""
    order: list[Any] = ["worker__name", "worker_id", F("month").desc(nulls_last=True)]
    month = Coalesce("period", Cast(TruncMonth("day"), DateField()))
    place = Window(DenseRank(), partition_by=["rule", "level"], order_by=order)
    ranked = found.select_related(None).order_by().annotate(month=month).annotate(place=place)
    kept = ranked.filter(place__lte=each).values("pk")
    rows = (
        CheckResult.objects.filter(pk__in=kept)
        .select_related("worker", "finding")
        .annotate(month=month)
        .order_by("rule", "level", *order, "day", "ordinal", "pk")
    )
    made: dict[tuple[str, str], list[Line]] = {}
    for (rule, level), results in groupby(rows, key=lambda row: (row.rule, row.level)):
        made[rule, level] = list(_in_lines(results, language))[:each]
    return made


def _in_lines(results: Iterable[Any], language: str) -> Iterable[Line]:
    """Put the days of one worker and month into one line; what is about no day stays alone."""
    for (_worker, month, _alone), those in groupby(results, key=_place):
        line = Line(list(those), month)
        for result in line.results:
            result.told = explained(result, language)  # type: ignore[attr-defined]
        yield line


def _place(result: Any) -> tuple[Any, ...]:
    return (result.worker_id, result.month, None if result.day else result.pk)
