"""Inserting many rows in one statement that is the same for any number of them: a list for each column."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection
from psycopg import Cursor

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def insert_statement(table: str, columns: Mapping[str, str], ending: str = "") -> str:
    """Return the statement for a table and its {column: PostgreSQL type}; `ending` stands at its end."""
    lists = ", ".join(f"%b::{kind}[]" for kind in columns.values())
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT * FROM unnest({lists}) {ending}"  # noqa: S608


def insert_rows(statement: str, rows: Sequence[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Insert at least one row, in their order, within the caller's transaction; returns what it returns.

    The values go to the server beside the statement, in binary: Django would write each into the text of
    one. Raises the errors of django.db.
    """
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        cursor.execute(statement, [list(column) for column in zip(*rows, strict=True)])
        return cursor.fetchall() if cursor.description else []
