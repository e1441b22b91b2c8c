"""Checking books: every rule runs over them, and what it found comes back in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from .backends import Backend
from .execution import prepare_law, put_tables, run
from .explaining import Figures, written
from .intake import Books, NotRead, Window, take_in
from .jurisdiction import Jurisdiction
from .parameters import Status
from .plan import PartPlan, Plan
from .rules import CASES, Level, Rule, Words

__all__ = ["CannotTell", "Checked", "Finding", "are_few", "check"]


@dataclass(frozen=True)
class Finding:
    """One result of a rule. `amount` is what is owed to the worker, in the currency's smallest unit."""

    rule: Rule
    level: Level
    employer: str
    worker: str | None
    period: int | None
    day: int | None
    amount: int | None
    status: Status
    ilo: tuple[int, ...]
    explanation: Words
    missing: tuple[str, ...]
    is_capped: bool


@dataclass(frozen=True)
class CannotTell:
    """A case of which a rule cannot tell, and the facts that are missing for it."""

    rule: Rule
    employer: str
    worker: str | None
    period: int | None
    day: int | None
    missing: tuple[str, ...]


@dataclass(frozen=True)
class Checked:
    """What was found and what could not be told, how many cases of each rule were looked at, and what was not
    read.
    """

    findings: tuple[Finding, ...]
    cannot_tell: tuple[CannotTell, ...]
    cases: Mapping[str, Mapping[str, int]]
    not_read: tuple[NotRead, ...] = ()


#: Up to so many rows of attendance books are few: what a query costs is then more than what its rows do.
FEW = 100_000


def are_few(books: Books) -> bool:
    """Whether books are so few that every query is over before a second thread has begun."""
    attendance = books.sheets.get("attendance")
    return attendance is None or attendance.height <= FEW


def check(
    books: Books,
    window: Window,
    jurisdiction: Jurisdiction,
    backend: Backend,
    plan: Plan,
    *,
    law_is_there: bool = False,
    told: Callable[[int, int], None] | None = None,
) -> Checked:
    """Check books by a jurisdiction's rules; results are ordered by rule, employer, worker and time.

    `law_is_there`: the engine was given the law by ``execution.prepare_law`` while the books were read.
    `told` hears how many parts of rules are done, and of how many.
    """
    few = are_few(books)
    if few:
        backend.few_rows()
    if not law_is_there:
        prepare_law(backend, jurisdiction)
    tables = take_in(books, window, jurisdiction.identity)
    put_tables(backend, jurisdiction, tables)
    findings: list[Finding] = []
    cannot_tell: list[CannotTell] = []
    cases: dict[str, dict[str, int]] = {}
    figures = Figures(jurisdiction)
    for done, part in enumerate(run(backend, plan, at_once=few), 1):
        if told:
            told(done, len(plan.parts))
        rule = part.plan.rule
        count = cases.setdefault(rule.id, {"in_order": 0, "found": 0, "cannot_tell": 0})
        count["in_order"] += part.in_order
        for row in _ordered(part.rows).iter_rows(named=True):
            if row["state"] == 1:
                count["found"] += 1
                findings += _findings(part.plan, row, figures)
            else:
                count["cannot_tell"] += 1
                cannot_tell.append(_cannot_tell(rule, row))
    cannot_tell += _without_sheet(books, jurisdiction, cases, tables["employer"])
    return Checked(tuple(findings), tuple(cannot_tell), cases, books.not_read)


def _without_sheet(
    books: Books, jurisdiction: Jurisdiction, cases: Mapping[str, dict[str, int]], employers: pl.DataFrame
) -> Iterator[CannotTell]:
    """Yield what cannot be told because a whole sheet was not given."""
    for rule in jurisdiction.rules:
        lacking = tuple(dict.fromkeys(CASES[part.about].sheet for part in rule.parts))
        if any(cases[rule.id].values()) or any(sheet in books.sheets or not sheet for sheet in lacking):
            continue
        cases[rule.id]["cannot_tell"] += employers.height
        for employer in employers["employer"]:
            yield CannotTell(rule, employer, None, None, None, lacking)


def _ordered(rows: pl.DataFrame) -> pl.DataFrame:
    keys = [name for name in ("employer", "worker", "period", "date") if name in rows.columns]
    return rows.sort([*keys, *(name for name in rows.columns if name not in keys)]) if rows.height else rows


def _split(words: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in (words or "").split("|") if word))


def _cannot_tell(rule: Rule, row: Mapping[str, Any]) -> CannotTell:
    return CannotTell(
        rule, row["employer"], row["worker"], row["period"], row["date"], _split(row["missing"])
    )


def _findings(plan: PartPlan, row: Mapping[str, Any], figures: Figures) -> list[Finding]:
    """Return the result of a row: one, and an alert beside it where the rule says so."""
    part, rule = plan.part, plan.rule
    status, assumed = Status(row["status"]), _split(row["assumed"])
    level, ilo = part.level, rule.ilo
    if row["grade"] >= 0:
        level, ilo = part.grades[row["grade"]].level, part.grades[row["grade"]].ilo
    is_capped = (not status.is_confirmed or bool(assumed)) and level > Level.WARNING
    missing = assumed
    if part.owed and row["amount"] is None and level == Level.BREACH:
        missing = (*missing, *figures.behind(part.owed.names))
    base = Finding(
        rule=rule,
        level=Level.WARNING if is_capped else level,
        employer=row["employer"],
        worker=row["worker"],
        period=row["period"],
        day=row["date"],
        amount=row["amount"],
        status=status,
        ilo=ilo,
        explanation=written(part, row, figures, capped=is_capped, assumed=assumed, status=status),
        missing=missing,
        is_capped=is_capped,
    )
    if not row["is_alert"] or base.level == Level.ALERT:
        return [base]
    alert = Finding(
        **{**base.__dict__, "level": Level.ALERT if not is_capped else Level.WARNING, "amount": None}
    )
    return [base, alert] if not is_capped else [base]
