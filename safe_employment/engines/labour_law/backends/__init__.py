"""The engines that the rules run on: DuckDB inside the process, PostgreSQL, Spark."""

from __future__ import annotations

from typing import Protocol

import polars as pl

__all__ = ["Backend", "EngineMissingError"]


class EngineMissingError(RuntimeError):
    """What an engine needs is not installed; the message says what."""


class Backend(Protocol):
    """What the rules need of an engine: take tables, make tables by SQL, give rows."""

    dialect: str
    #: In so many threads `make` and `rows` may be called at a time.
    at_a_time: int

    def put(self, name: str, frame: pl.DataFrame, types: dict[str, str]) -> None:
        """Take a table in; `types` are the columns' types (string, int64, boolean)."""

    def make(self, name: str, sql: str) -> bool:
        """Make a table from a query, computed once; whether it has rows."""

    def rows(self, sql: str) -> pl.DataFrame:
        """Return the rows of a query."""

    def few_rows(self) -> None:
        """Make ready for books of few rows, where a query takes longer than its rows."""

    def close(self) -> None:
        """Let go of everything that was made."""
