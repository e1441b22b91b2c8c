"""Writing many rows at once: PostgreSQL's COPY fed from Polars tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import polars as pl
from django.db import connection
from psycopg import sql

if TYPE_CHECKING:
    from django.db import models

# A million rows are sent in pieces of this many, so that no copy of the whole stands in memory as text.
ROWS_AT_ONCE = 20_000


def take_keys(model: type[models.Model], count: int) -> pl.Series:
    """Take `count` new primary keys of a model from its sequence (Int64)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [model._meta.db_table])
        (sequence,) = cursor.fetchone()
        cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, count])
        return pl.Series("id", [row[0] for row in cursor.fetchall()], dtype=pl.Int64)


def copy_into(
    target: type[models.Model] | str,
    frame: pl.DataFrame,
    complete: Callable[[pl.DataFrame], pl.DataFrame] | None = None,
) -> None:
    """Write rows into a model's table (or a named one); columns are named as the table's, null is NULL.

    `complete` turns a piece of the frame into the rows of the table, without the database: it works on the
    next piece while the database takes the one before.

    Raises django.db.IntegrityError where a constraint does not hold.
    """
    if not frame.height:
        return
    pieces = _prepared(frame, complete or (lambda piece: piece))
    columns, text = next(pieces)
    statement = sql.SQL("COPY {} ({}) FROM STDIN (FORMAT csv)").format(
        sql.Identifier(target if isinstance(target, str) else target._meta.db_table),
        sql.SQL(", ").join(map(sql.Identifier, columns)),
    )
    with connection.cursor() as cursor, connection.wrap_database_errors, cursor.copy(statement) as copy:
        copy.write(text)
        for _columns, following in pieces:
            copy.write(following)


def _prepared(
    frame: pl.DataFrame, complete: Callable[[pl.DataFrame], pl.DataFrame]
) -> Iterator[tuple[list[str], bytes]]:
    """Columns and text of each piece, one piece ahead of the reader."""

    def text(start: int) -> tuple[list[str], bytes]:
        piece = _as_text(complete(frame.slice(start, ROWS_AT_ONCE)))
        return piece.columns, piece.write_csv(include_header=False, quote_style="non_numeric").encode()

    with ThreadPoolExecutor(max_workers=1) as ahead:
        coming = ahead.submit(text, 0)
        for start in range(ROWS_AT_ONCE, frame.height, ROWS_AT_ONCE):
            following = ahead.submit(text, start)
            yield coming.result()
            coming = following
        yield coming.result()


def _as_text(frame: pl.DataFrame) -> pl.DataFrame:
    lists = [name for name, kind in frame.schema.items() if isinstance(kind, pl.List)]
    return frame.with_columns(_array(frame[name]) for name in lists)


def _array(values: pl.Series) -> pl.Series:
    """Lists as PostgreSQL writes arrays: `{1,2}`, texts quoted."""
    inner = values.dtype.inner if isinstance(values.dtype, pl.List) else pl.Null()
    element = pl.element().cast(pl.String)
    if inner == pl.String:
        element = '"' + element.str.replace_all(r'(["\\\\])', r"\\$1") + '"'
    joined = values.list.eval(element).list.join(",")
    return ("{" + joined.fill_null("") + "}").alias(values.name)
