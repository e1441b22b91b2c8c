"""What the checks found and the employer may know: by level, the gravest first, and the money: one query."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q, Sum

from safe_employment.workforce.models import ResultLevel, ResultState
from safe_employment.workforce.results import ORDER, results_for, with_last_run

if TYPE_CHECKING:
    from safe_employment.engines.labour_law.jurisdiction import Jurisdiction
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

SHOWN = 6


@dataclass(frozen=True)
class RuleCount:
    """How often a rule is not kept, and what is owed for it."""

    rule: str
    title: str
    level: ResultLevel
    count: int
    owed: Decimal


@dataclass(frozen=True)
class Problems:
    """The results that stand, by level and rule, what is owed, and what was paid back so far."""

    levels: list[tuple[ResultLevel, int]]
    rules: list[RuleCount]
    owed: Decimal
    paid: Decimal

    @property
    def first_rules(self) -> list[RuleCount]:
        """The gravest."""
        return self.rules[:SHOWN]

    @property
    def more(self) -> int:
        """How many rules are not among the first."""
        return max(0, len(self.rules) - SHOWN)


def problems_of(by: Actor, employer: Employer, law: Jurisdiction, *, language: str) -> Problems:
    """Count the results of an employer that the actor may read.

    Paid back is what was owed for a breach that a later check no longer found. What the checks no longer
    reach is neither.
    """
    known = with_last_run(results_for(by).filter(employer=employer), employer)
    rows = (
        known.filter(Q(state=ResultState.GONE) | Q(last_seen=F("last_run"))).select_related(None).order_by()
        .values_list("rule", "level", "state").annotate(count=Count("pk"), owed=Sum("amount"))
    )  # fmt: skip
    paid = Decimal(0)
    found: dict[tuple[str, ResultLevel], tuple[int, Decimal]] = {}
    for rule, word, state, count, owed in rows:
        level = ResultLevel(word)
        amount = (owed or Decimal(0)) if level == ResultLevel.BREACH else Decimal(0)
        if state == ResultState.GONE:
            paid += amount
            continue
        before = found.get((rule, level), (0, Decimal(0)))
        found[rule, level] = (before[0] + count, before[1] + amount)
    rules = [
        RuleCount(rule, str(getattr(law.rule(rule).title, language)), level, count, owed)
        for (rule, level), (count, owed) in found.items()
    ]
    rules.sort(key=lambda one: (ORDER.index(one.level), -one.owed, -one.count, one.rule))
    levels = [(level, sum(one.count for one in rules if one.level == level)) for level in ORDER]
    return Problems(levels, rules, sum((one.owed for one in rules), Decimal(0)), paid)
