"""The engine of a public check: bounded in time, memory and results, and telling how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import duckdb
import polars as pl

from safe_employment.engines.labour_law.backends.on_duckdb import OnDuckDB

from .desk import Job
from .errors import CheckRefused
from .limits import PublicLimits

__all__ = ["WatchedDuckDB"]

T = TypeVar("T")

#: Table that is ready, and what a person would say is ready then; told in this order.
_STEPS = (("weeks", "hours"), ("month_pay", "pay"), ("monthly", "months"))


class WatchedDuckDB:
    """DuckDB in memory that never writes to disk, is interrupted in time, and counts what it finds.

    `job` is told the steps and stops the engine when nobody waits any more.
    """

    dialect = "duckdb"
    at_a_time = OnDuckDB.at_a_time

    def __init__(self, job: Job[Any], limits: PublicLimits) -> None:
        self._inner = OnDuckDB(memory_limit=limits.memory, threads=limits.threads, temp_directory="")
        self._job, self._limits = job, limits
        self._found = self._untold = 0
        self._ready: set[str] = set()
        self._to_tell = list(_STEPS)
        self._counting = threading.Lock()
        self._late = threading.Event()
        self._timer = threading.Timer(limits.seconds, self._too_late)
        self._timer.daemon = True
        self._timer.start()
        job.on_stop = self._inner.interrupt

    def _too_late(self) -> None:
        self._late.set()
        self._inner.interrupt()

    def _go_on(self) -> None:
        """Raise where there is no more time, or nobody waits."""
        if self._late.is_set():
            raise CheckRefused("CHECK_TOOK_TOO_LONG", seconds=round(self._limits.seconds))
        if self._job.is_stopped:
            raise CheckRefused("CHECK_BUSY", retry_after=30)

    def _watched(self, ask: Callable[[], T]) -> T:
        self._go_on()
        try:
            return ask()
        except duckdb.OutOfMemoryException as problem:
            raise CheckRefused("CHECK_TOO_MUCH_FOUND", limit=self._limits.findings) from problem
        except duckdb.Error:
            self._go_on()  # an interrupted query says so in several ways
            raise

    def put(self, name: str, frame: pl.DataFrame, types: dict[str, str]) -> None:
        """Take a table in."""
        self._watched(lambda: self._inner.put(name, frame, types))

    def make(self, name: str, sql: str) -> bool:
        """Make a table from a query; whether it has rows."""
        has_rows = self._watched(lambda: self._inner.make(name, sql))
        with self._counting:
            self._ready.add(name)
            while self._to_tell and self._to_tell[0][0] in self._ready:
                self._job.tell(self._to_tell.pop(0)[1])
        return has_rows

    def rows(self, sql: str) -> pl.DataFrame:
        """Return the rows of a query; raises CheckRefused where all results together are too many."""
        found = self._watched(lambda: self._inner.rows(sql))
        with self._counting:
            self._count(found)
        return found

    def _count(self, found: pl.DataFrame) -> None:
        if "state" in found.columns:
            self._found += int((found["state"] == 1).sum())
            self._untold += int((found["state"] > 1).sum())
        if self._found > self._limits.findings or self._untold > self._limits.untold:
            raise CheckRefused("CHECK_TOO_MUCH_FOUND", limit=self._limits.findings)

    def few_rows(self) -> None:
        """Make ready for books of few rows."""
        self._inner.few_rows()

    def close(self) -> None:
        """Let go of everything."""
        self._timer.cancel()
        self._job.on_stop = None
        self._inner.close()
