"""The rules on PostgreSQL, in temporary tables of a connection that is given."""

from __future__ import annotations

import io
from typing import Any

import polars as pl
import psycopg
from psycopg import sql

__all__ = ["OnPostgres"]

_TYPES = {"string": "text", "int64": "bigint", "boolean": "boolean"}
#: Type numbers of PostgreSQL (``pg_type.oid``) → types of the result.
_KINDS: dict[int, Any] = {
    16: pl.Boolean,
    20: pl.Int64,
    21: pl.Int64,
    23: pl.Int64,
    25: pl.String,
    1043: pl.String,
}
#: From so many rows the planner is told what a table holds: before, its guess is good enough.
_MANY = 1_000


class OnPostgres:
    """A psycopg connection; everything that is made is temporary and leaves with :meth:`close`."""

    dialect = "postgres"
    at_a_time = 1

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.made: list[str] = []

    def put(self, name: str, frame: pl.DataFrame, types: dict[str, str]) -> None:
        """Take a table in; a frame that has no column of `types` gets it empty."""
        self._drop(name)
        columns = sql.SQL(", ").join(
            sql.SQL("{} {}").format(sql.Identifier(column), sql.SQL(_TYPES[kind]))
            for column, kind in types.items()
        )
        present = [column for column in types if column in frame.columns]
        names = sql.SQL(", ").join(map(sql.Identifier, present))
        with self.connection.cursor() as cursor:
            cursor.execute(sql.SQL("CREATE TEMPORARY TABLE {} ({})").format(sql.Identifier(name), columns))
            copy = sql.SQL("COPY pg_temp.{} ({}) FROM STDIN (FORMAT csv)").format(sql.Identifier(name), names)
            with cursor.copy(copy) as into:
                for part in frame.select(present).iter_slices(50_000):
                    into.write(_as_csv(part))
        self.made.append(name)
        if frame.height >= _MANY:
            self._analyse(name)

    def make(self, name: str, query: str) -> bool:
        """Make a table from a query; whether it has rows."""
        self._drop(name)
        with self.connection.cursor() as cursor:
            # The query is the rules' own SQL, not a text from outside.
            cursor.execute(
                sql.SQL("CREATE TEMPORARY TABLE {} AS ").format(sql.Identifier(name)) + sql.SQL(query)
            )
            rows = cursor.rowcount
        self.made.append(name)
        if rows >= _MANY:
            self._analyse(name)
        return rows > 0

    def rows(self, query: str) -> pl.DataFrame:
        """Return the rows of a query."""
        with self.connection.cursor() as cursor:
            cursor.execute(query)
            schema = {column.name: _KINDS[column.type_code] for column in cursor.description or ()}
            return pl.DataFrame(cursor.fetchall(), schema=schema, orient="row")

    def few_rows(self) -> None:
        """Do nothing: it plans for as many rows as there are."""

    def close(self) -> None:
        """Drop what was made; the connection stays open."""
        for name in tuple(self.made):
            self._drop(name)

    def _drop(self, name: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(sql.SQL("DROP TABLE IF EXISTS pg_temp.{}").format(sql.Identifier(name)))
        if name in self.made:
            self.made.remove(name)

    def _analyse(self, name: str) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(sql.SQL("ANALYZE pg_temp.{}").format(sql.Identifier(name)))


def _as_csv(frame: pl.DataFrame) -> bytes:
    """Return the rows as CSV: words in quotes, so that the empty word is told from none."""
    buffer = io.BytesIO()
    frame.write_csv(buffer, include_header=False, quote_style="non_numeric", null_value="")
    return buffer.getvalue()
