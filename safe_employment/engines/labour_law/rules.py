"""A rule of the law as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from string import Formatter

from .language import Formula
from .parameters import Status

__all__ = ["CASES", "Case", "Grade", "Level", "Part", "Rule", "Step", "Words"]


class Level(IntEnum):
    """The four words of a result, which are never mixed up."""

    INFO = 0
    WARNING = 1
    BREACH = 2
    ALERT = 3

    @property
    def word(self) -> str:
        return self.name.lower()


@dataclass(frozen=True)
class Words:
    """A text in both languages."""

    zh: str
    en: str

    @cached_property
    def names(self) -> frozenset[str]:
        """The figures that stand in the text between braces."""
        found = {name for text in (self.zh, self.en) for _, name, _, _ in Formatter().parse(text) if name}
        return frozenset(found)


@dataclass(frozen=True)
class Step:
    """An intermediate figure of a rule: its name, what it counts, how it comes about."""

    name: str
    kind: str
    formula: Formula


@dataclass(frozen=True)
class Grade:
    """Another level (and other ILO indicators) where a condition holds; the first that holds counts."""

    when: Formula
    level: Level
    ilo: tuple[int, ...]


@dataclass(frozen=True)
class Part:
    """One formulation of a rule over one case.

    `when` says to what it applies, `fails` when it is broken; either not known means *cannot tell*.
    `alert` adds a
    separate result of level alert. `assumes`: condition → fact that was taken for granted; the result is
    then at most
    a warning and names the fact.
    """

    about: str
    when: Formula | None
    steps: tuple[Step, ...]
    fails: Formula
    owed: Formula | None
    level: Level
    grades: tuple[Grade, ...]
    alert: Formula | None
    assumes: tuple[tuple[Formula, str], ...]
    starts: str | None
    ends: str | None
    explain: Words

    @property
    def names(self) -> frozenset[str]:
        """Every name that its formulas and its explanation have: facts, figures, steps."""
        formulas = [self.when, self.fails, self.owed, self.alert, *(step.formula for step in self.steps)]
        formulas += [grade.when for grade in self.grades] + [condition for condition, _ in self.assumes]
        return self.explain.names.union(*(formula.names for formula in formulas if formula))


@dataclass(frozen=True)
class Rule:
    """A check: id, title, law, how sure, ILO indicators, what to do, what it may cost, and its parts."""

    id: str
    title: Words
    articles: tuple[Words, ...]
    status: Status
    ilo: tuple[int, ...]
    remedy: Words
    estimate: Words | None
    parts: tuple[Part, ...]
    parameters: tuple[str, ...] = ()
    note: Words | None = None


@dataclass(frozen=True)
class Case:
    """What a rule can be about: its table, the columns that say which case it is, and its day."""

    name: str
    table: str
    zh: str
    en: str
    day: str
    worker: str | None = "worker"
    period: str | None = "period"
    date: str | None = None
    window: tuple[str, str] | None = None
    sheet: str = ""


CASES: Mapping[str, Case] = {
    case.name: case
    for case in (
        Case("worker", "people", "劳动者", "worker", "last_at_work", period="period", sheet="workers"),
        Case("contract", "agreements", "劳动合同", "contract", "in_force_on", sheet="contracts"),
        Case("day", "dated", "工作日", "day", "day", date="day", window=("day", "day"), sheet="attendance"),
        Case(
            "seven_days",
            "runs",
            "连续工作",
            "days in a row",
            "last_day",
            date="first_day",
            window=("last_day", "first_day"),
            sheet="attendance",
        ),
        Case(
            "month",
            "monthly",
            "工资月",
            "month",
            "last_day",
            window=("last_day", "first_day"),
            sheet="payroll",
        ),
        Case(
            "cycle",
            "cycles",
            "综合工时周期",
            "cycle",
            "cycle_end",
            window=("cycle_end", "cycle_start"),
            sheet="attendance",
        ),
        Case(
            "deduction",
            "withheld",
            "扣款",
            "deduction",
            "last_day",
            window=("last_day", "first_day"),
            sheet="deductions",
        ),
        Case(
            "unsigned", "unsigned", "未订立书面合同", "time without contract", "unsigned_to", sheet="workers"
        ),
        Case(
            "post",
            "posts",
            "同岗位",
            "same post",
            "last_day",
            window=("last_day", "first_day"),
            sheet="payroll",
        ),
        Case("employer", "establishment", "用人单位", "employer", "as_of", worker=None),
        Case("arrears", "arrears", "欠薪", "arrears", "as_of", worker=None),
        Case("pattern", "patterns", "名册规律", "pattern", "as_of", period=None),
        Case(
            "recon",
            "recon",
            "工资核对",
            "payroll month",
            "last_day",
            worker=None,
            window=("last_day", "first_day"),
        ),
    )
}
