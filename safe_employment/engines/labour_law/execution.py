"""Running a plan on an engine: the tables are made and every part of a rule gives its rows."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cache, partial
from typing import Any

import polars as pl

from .backends import Backend
from .calendar import calendar_table, month_table
from .jurisdiction import Jurisdiction
from .parameters import Status
from .plan import OWED, OWED_SCHEMA, PartPlan, Plan
from .rules import CASES, Level
from .schemas import base_schemas

__all__ = ["PartRows", "owed_for_certain", "prepare", "prepare_law", "put_tables", "run"]

#: So many parts are begun before the first of them is taken: results of many workers may be large.
AHEAD = 4


@dataclass(frozen=True)
class PartRows:
    """The rows of a part of a rule that are broken or cannot be told, and the count of those in order."""

    plan: PartPlan
    rows: pl.DataFrame
    in_order: int


def prepare(backend: Backend, jurisdiction: Jurisdiction, tables: Mapping[str, pl.DataFrame]) -> None:
    """Put the books, the calendar and the parameters into an engine."""
    prepare_law(backend, jurisdiction)
    put_tables(backend, jurisdiction, tables)


def prepare_law(backend: Backend, jurisdiction: Jurisdiction) -> None:
    """Put the calendar and the parameters into an engine."""
    put_tables(backend, jurisdiction, _law_tables(jurisdiction))


def put_tables(backend: Backend, jurisdiction: Jurisdiction, tables: Mapping[str, pl.DataFrame]) -> None:
    """Put tables, of the books or of the law, into an engine."""
    schemas = base_schemas(tuple(sorted(jurisdiction.parameters)))
    for name, frame in tables.items():
        backend.put(name, frame, schemas[name])


@cache
def _law_tables(jurisdiction: Jurisdiction) -> Mapping[str, pl.DataFrame]:
    """Return what every check needs of a jurisdiction; made once in a process."""
    calendar = calendar_table(jurisdiction.holidays)
    months = month_table(calendar)
    return {"calendar": calendar, "months": months, "parameters": jurisdiction.parameter_frame}


@dataclass
class _Work:
    """Does what is to be done as soon as all that it needs is done; what was added first goes first.

    What needs something that failed begins too, and fails of it.
    """

    pool: Executor
    at_a_time: int
    results: dict[str, Future[Any]] = field(default_factory=dict)
    _waiting: list[tuple[Sequence[str], Callable[[], None]]] = field(default_factory=list)
    _done: set[str] = field(default_factory=set)
    _busy: int = 0
    _lock: threading.RLock = field(default_factory=threading.RLock)

    def add(self, name: str, needs: Sequence[str], task: Callable[[], Any]) -> None:
        with self._lock:
            result = self.results[name] = Future()
            self._waiting.append((needs, partial(self._do, name, result, task)))
            self._begin()

    def _begin(self) -> None:
        for entry in tuple(self._waiting):
            needs, work = entry
            if self._busy == self.at_a_time:
                return
            if self._done.issuperset(needs):
                self._waiting.remove(entry)
                self._busy += 1
                self.pool.submit(work)

    def _do(self, name: str, result: Future[Any], task: Callable[[], Any]) -> None:
        try:
            tell = partial(result.set_result, task())
        except BaseException as problem:  # noqa: BLE001 - who asks for the result is told
            tell = partial(result.set_exception, problem)
        with self._lock:
            tell()
            self._done.add(name)
            self._busy -= 1
            self._begin()

    def stop(self) -> None:
        """Begin nothing more."""
        with self._lock:
            self._waiting.clear()


def run(backend: Backend, plan: Plan, *, at_once: bool = False) -> Iterator[PartRows]:
    """Make the tables of the cases and yield the rows of every part; the arrears last.

    Several queries run at a time where the engine can. `at_once`, for books of few rows: all parts are begun
    as soon as their tables are there.
    """
    owed = [_NOTHING_OWED]
    with ThreadPoolExecutor(backend.at_a_time, "labour-law") as pool:
        work = _Work(pool, backend.at_a_time)
        try:
            _make(work, backend, plan.tables)
            for part in _parts(work, backend, plan, plan.first, at_once):
                owed.append(owed_for_certain(plan, part.plan, part.rows))
                yield part
            backend.put(OWED, pl.concat(owed), OWED_SCHEMA)
            _make(work, backend, (plan.arrears,))
            yield from _parts(work, backend, plan, plan.last, at_once)
        finally:
            work.stop()


_NOTHING_OWED = pl.DataFrame(
    schema={name: pl.String if kind == "string" else pl.Int64 for name, kind in OWED_SCHEMA.items()}
)


def owed_for_certain(plan: Plan, part: PartPlan, rows: pl.DataFrame) -> pl.DataFrame:
    """Return what arrears are counted from of the rows of a part: ``employer, worker, period, amount``.

    No amount that rests on an unconfirmed figure, nor on what was taken for granted, nor an estimate.
    """
    if part.rule.id not in plan.arrears_of or part.part.level != Level.BREACH or not rows.height:
        return _NOTHING_OWED
    is_certain = (pl.col("status") <= int(Status.SEEN_SECONDARY)) & (pl.col("assumed") == "")
    found = rows.filter((pl.col("state") == 1) & is_certain)
    return found.select(pl.col(name).cast(kind) for name, kind in _NOTHING_OWED.schema.items())


#: The names of what a query reads, as every dialect writes them.
_READ = re.compile(r"\b(?:FROM|JOIN) [\"`]?(\w+)", re.IGNORECASE)


def _make(work: _Work, backend: Backend, tables: Iterable[tuple[str, str]]) -> None:
    """Make tables, each after those that it reads; they come in such an order."""

    def make(name: str, sql: str, needs: Sequence[str]) -> bool:
        for need in needs:
            work.results[need].result()
        return backend.make(name, sql)

    for name, sql in tables:
        needs = [read for read in dict.fromkeys(_READ.findall(sql)) if read in work.results]
        work.add(name, needs, partial(make, name, sql, needs))


def _parts(
    work: _Work, backend: Backend, plan: Plan, parts: Sequence[PartPlan], at_once: bool
) -> Iterator[PartRows]:
    """Yield the rows of each part in order: of each case its survey first, then what there is to tell."""
    ahead = len(parts) if at_once else AHEAD
    for about in dict.fromkeys(part.part.about for part in parts):
        table = CASES[about].table
        work.add(f"survey of {about}", [table], partial(_survey, work, backend, table, plan.surveys[about]))

    def begin(part: PartPlan) -> None:
        survey = f"survey of {part.part.about}"
        work.add(part.name, [survey], lambda: _rows(backend, part, work.results[survey].result()))

    for part in parts[:ahead]:
        begin(part)
    for number, part in enumerate(parts):
        yield work.results.pop(part.name).result()
        if number + ahead < len(parts):
            begin(parts[number + ahead])


def _survey(work: _Work, backend: Backend, table: str, sql: str) -> Mapping[str, int]:
    """Return the counts of a case; none where it has no rows."""
    return backend.rows(sql).row(0, named=True) if work.results[table].result() else {}


def _rows(backend: Backend, part: PartPlan, counts: Mapping[str, int]) -> PartRows:
    in_order = counts.get(f"{part.name} in order", 0)
    if not counts.get(f"{part.name} open", 0):
        return PartRows(part, pl.DataFrame(), in_order)
    found = backend.rows(f"SELECT * FROM ({part.sql}) AS of_rule WHERE state > 0")  # noqa: S608 - our own
    return PartRows(part, found, in_order)
