"""Checking books: the tables are made, every rule runs, the results come back as rows and in words."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

import polars as pl

from .backends import Backend
from .calendar import calendar_table, month_table
from .explaining import Figures, written
from .intake import Books, Window, take_in
from .jurisdiction import Jurisdiction
from .parameters import Status
from .plan import PartPlan, Plan
from .rules import CASES, Level, Rule, Words
from .schemas import base_schemas

__all__ = ["CannotTell", "Checked", "Finding", "PartRows", "check", "prepare", "prepare_law", "run"]


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
    """What was found, what could not be told, and how many cases of each rule were looked at."""

    findings: tuple[Finding, ...]
    cannot_tell: tuple[CannotTell, ...]
    cases: Mapping[str, Mapping[str, int]]


@dataclass(frozen=True)
class PartRows:
    """The rows of a part of a rule that are broken or cannot be told, and the count of those in order."""

    plan: PartPlan
    rows: pl.DataFrame
    in_order: int


def prepare(backend: Backend, jurisdiction: Jurisdiction, tables: Mapping[str, pl.DataFrame]) -> None:
    """Put the books, the calendar and the parameters into an engine."""
    prepare_law(backend, jurisdiction)
    _put(backend, jurisdiction, tables)


def prepare_law(backend: Backend, jurisdiction: Jurisdiction) -> None:
    """Put the calendar and the parameters into an engine."""
    _put(backend, jurisdiction, _law_tables(jurisdiction))


def _put(backend: Backend, jurisdiction: Jurisdiction, tables: Mapping[str, pl.DataFrame]) -> None:
    schemas = base_schemas(tuple(sorted(jurisdiction.parameters)))
    for name, frame in tables.items():
        backend.put(name, frame, schemas[name])


@cache
def _law_tables(jurisdiction: Jurisdiction) -> Mapping[str, pl.DataFrame]:
    """Return what every check needs of a jurisdiction; made once in a process."""
    calendar = calendar_table(jurisdiction.holidays)
    months = month_table(calendar)
    return {"calendar": calendar, "months": months, "parameters": jurisdiction.parameter_frame}


def run(backend: Backend, plan: Plan, *, at_once: bool = False) -> Iterator[PartRows]:
    """Make the tables of the cases and yield the rows of every part; the arrears last.

    Several queries run at a time where the engine can. `at_once`, for books of few rows: the cases in order
    are fetched too and counted here, which takes half the queries.
    """
    with ThreadPoolExecutor(backend.at_a_time, "labour-law") as pool:
        _make(backend, plan.tables, pool)
        yield from _parts(backend, plan.first, pool, at_once)
        _make(backend, (plan.owed, plan.arrears), pool)
        yield from _parts(backend, plan.last, pool, at_once)


def _make(backend: Backend, tables: Sequence[tuple[str, str]], pool: Executor) -> None:
    """Make tables, each after those that it reads; they come in such an order."""
    begun: dict[str, Future[None]] = {}

    def make(name: str, sql: str, needed: Sequence[Future[None]]) -> None:
        for table in needed:
            table.result()
        backend.make(name, sql)

    for name, sql in tables:
        needed = [begun[read] for read in dict.fromkeys(_READ.findall(sql)) if read in begun]
        begun[name] = pool.submit(make, name, sql, needed)
    for table in begun.values():
        table.result()


#: The names of what a query reads, as every dialect writes them.
_READ = re.compile(r"\b(?:FROM|JOIN) [\"`]?(\w+)", re.IGNORECASE)


def _parts(backend: Backend, parts: Sequence[PartPlan], pool: Executor, at_once: bool) -> Iterator[PartRows]:
    names = {CASES[part.part.about].table for part in parts}
    filled = {name for name in names if backend.rows(f"SELECT 1 AS one FROM {name} LIMIT 1").height}  # noqa: S608

    def rows_of(part: PartPlan) -> PartRows:
        if CASES[part.part.about].table not in filled:
            return PartRows(part, pl.DataFrame(), 0)
        if at_once:
            found = backend.rows(part.sql)
            broken = found.filter(pl.col("state") > 0)
            return PartRows(part, broken, found.height - broken.height)
        of_rule = f"FROM ({part.sql}) AS of_rule"
        found = backend.rows(f"SELECT * {of_rule} WHERE state > 0")
        count = backend.rows(f"SELECT COUNT(*) AS n {of_rule} WHERE state = 0")
        return PartRows(part, found, int(count.item(0, 0)))

    yield from _ahead(pool, rows_of, parts)


def _ahead(
    pool: Executor, work: Callable[[PartPlan], PartRows], parts: Sequence[PartPlan], most: int = 4
) -> Iterator[PartRows]:
    """Yield the rows of each part in order, with not more than `most` begun: results may be large."""
    begun: deque[Future[PartRows]] = deque()
    for part in parts:
        begun.append(pool.submit(work, part))
        if len(begun) == most:
            yield begun.popleft().result()
    while begun:
        yield begun.popleft().result()


#: Up to so many rows of attendance the cases in order are fetched with the others.
FEW = 100_000


def check(books: Books, window: Window, jurisdiction: Jurisdiction, backend: Backend, plan: Plan) -> Checked:
    """Check books by a jurisdiction's rules; results are ordered by rule, employer, worker and time."""
    with ThreadPoolExecutor(1, "labour-law") as beside:
        law_is_there = beside.submit(prepare_law, backend, jurisdiction)
        tables = take_in(books, window, jurisdiction.identity)
        law_is_there.result()
    _put(backend, jurisdiction, tables)
    findings: list[Finding] = []
    cannot_tell: list[CannotTell] = []
    cases: dict[str, dict[str, int]] = {}
    figures = Figures(jurisdiction)
    for part in run(backend, plan, at_once=tables["attendance"].height <= FEW):
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
    return Checked(tuple(findings), tuple(cannot_tell), cases)


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
