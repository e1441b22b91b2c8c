"""The rules on DuckDB, inside the process."""

from __future__ import annotations

import atexit
import threading
import warnings
from functools import lru_cache
from typing import Any

import duckdb
import polars as pl
import pyarrow as pa

__all__ = ["OnDuckDB"]

warnings.filterwarnings("ignore", message="Arrow output on a DB-API result", category=UserWarning)

_TYPES = {"string": "VARCHAR", "int64": "BIGINT", "boolean": "BOOLEAN"}


@lru_cache(maxsize=1024)
def _parsed(sql: str) -> duckdb.Statement:
    """Return a query as it was parsed: a third of what few rows take, and the same for every check."""
    with duckdb.connect(":memory:") as parser:
        return parser.extract_statements(sql)[0]


atexit.register(_parsed.cache_clear)  # DuckDB counts what is left of it when a process ends


class OnDuckDB:
    """A DuckDB in memory; `config` are its settings (``memory_limit``, ``threads`` …).

    `make` and `rows` may be called from other threads; the parser and the planner use one core only.
    """

    dialect = "duckdb"
    at_a_time = 2

    def __init__(self, **config: Any) -> None:
        self.connection = duckdb.connect(":memory:", config=config)
        self.connection.execute("SET enable_progress_bar = false")
        self._few = False
        self._of_thread = threading.local()
        self._all = [self.connection]

    def _own(self, use: str) -> duckdb.DuckDBPyConnection:
        """Return this thread's connection for a use: to the same tables, free while others are at work."""
        own: duckdb.DuckDBPyConnection | None = getattr(self._of_thread, use, None)
        if own is None:
            own = self.connection.cursor()
            setattr(self._of_thread, use, own)
            self._all.append(own)
            if use == "rows" and self._few:
                own.execute("PRAGMA disable_optimizer")
        return own

    def few_rows(self) -> None:
        """Run each query in one thread, as it is written where it reads one table only: that is faster."""
        self.connection.execute("SET threads = 1")
        self._few = True

    def interrupt(self) -> None:
        """Stop what is running, in whichever thread."""
        for connection in tuple(self._all):
            connection.interrupt()

    def put(self, name: str, frame: pl.DataFrame, types: dict[str, str]) -> None:
        """Take a table in; a frame that has no column of `types` gets it empty."""
        chosen = ", ".join(
            f'CAST("{column}" AS {_TYPES[kind]}) AS "{column}"'
            if column in frame.columns
            else f'CAST(NULL AS {_TYPES[kind]}) AS "{column}"'
            for column, kind in types.items()
        )
        self.connection.register("_incoming", frame.to_arrow())
        self.connection.execute(
            _parsed(f'CREATE OR REPLACE TABLE "{name}" AS SELECT {chosen} FROM _incoming')  # noqa: S608
        )
        self.connection.unregister("_incoming")

    def put_parquet(self, name: str, pattern: str, types: dict[str, str], which: str = "true") -> None:
        """Take Parquet files in normal form as a table, without copying them; `which` rows, as SQL."""
        there = self.connection.execute(f"DESCRIBE SELECT * FROM '{pattern}'")  # noqa: S608
        present = {row[0] for row in there.fetchall()}
        chosen = ", ".join(
            f'CAST("{column}" AS {_TYPES[kind]}) AS "{column}"'
            if column in present
            else f'CAST(NULL AS {_TYPES[kind]}) AS "{column}"'
            for column, kind in types.items()
        )
        view = f"SELECT {chosen} FROM '{pattern}' WHERE {which}"  # noqa: S608
        self.connection.execute(f'CREATE OR REPLACE VIEW "{name}" AS {view}')

    def make(self, name: str, sql: str) -> bool:
        """Make a table from a query; whether it has rows."""
        made = self._own("make").execute(_parsed(f'CREATE OR REPLACE TABLE "{name}" AS {sql}')).fetchone()
        return bool(made and made[0])

    def rows(self, sql: str) -> pl.DataFrame:
        """Return the rows of a query."""
        # The copy that DuckDB warns of costs a rule's few rows less than a relation, which is bound twice.
        reader = self._own("rows").execute(_parsed(sql)).to_arrow_reader()
        assert reader is not None  # noqa: S101 - a query has an answer
        return pl.DataFrame(pa.Table.from_batches(reader, reader.schema))

    def close(self) -> None:
        """Close the connection."""
        for connection in self._all:
            connection.close()
