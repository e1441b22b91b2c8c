"""Taking the books in: sheets of facts become the tables that the rules are computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from .books import BOOKS, KINDS, sheet_named
from .identities import STANDARDS
from .parameters import day_number
from .schemas import ADDED, sheet_schema

__all__ = ["Books", "NotRead", "Window", "take_in"]

_TYPES = {"string": pl.String, "int64": pl.Int64, "boolean": pl.Boolean}


@dataclass(frozen=True)
class Window:
    """The time that is checked: from a day, to a day (both count), as known on a day."""

    starts: date | None
    ends: date | None
    as_of: date


@dataclass(frozen=True)
class NotRead:
    """A sheet that was left out, or a column of a sheet, by the names that the file gives them."""

    sheet: str
    column: str | None = None

    @property
    def name(self) -> str:
        """``attendance · weather``, or the sheet alone."""
        return f"{self.sheet} · {self.column}" if self.column else self.sheet


@dataclass(frozen=True)
class Books:
    """The sheets of one or more employers in normal form, by the keys of ``books.BOOKS``.

    A sheet that was not given is not in `sheets` (and then nothing is said of what it would hold); one
    that was given
    empty is an empty frame. Frames have a column ``employer`` and those of the sheet's facts that the file
    has, and
    ``blank``: the facts whose column is there but empty in the row, between bars.

    `not_read` are the sheets of the file, and the columns of its sheets, whose names mean nothing here.
    """

    sheets: Mapping[str, pl.DataFrame]
    place: str | None = None
    not_read: tuple[NotRead, ...] = ()


def take_in(books: Books, window: Window, identity: str = "") -> dict[str, pl.DataFrame]:
    """Return the tables of the books by name, each with every column of its schema.

    `identity` names the standard of identity numbers of the place (a key of ``identities.STANDARDS``).
    """
    frames = {sheet.key: _complete(books.sheets.get(sheet.key), sheet.key) for sheet in BOOKS}
    frames["workers"] = _workers(
        frames, listed="workers" in books.sheets, as_of=window.as_of, identity=identity
    )
    frames["contracts"] = frames["contracts"].with_columns(row=pl.int_range(pl.len(), dtype=pl.Int64))
    frames["payroll"] = frames["payroll"].with_columns(row=pl.int_range(pl.len(), dtype=pl.Int64))
    frames["deductions"] = frames["deductions"].with_columns(row=pl.int_range(pl.len(), dtype=pl.Int64))
    frames["employer"] = _employers(frames, books, window)
    return frames


def _complete(frame: pl.DataFrame | None, key: str) -> pl.DataFrame:
    schema = sheet_schema(sheet_named(key))
    if frame is None:
        return pl.DataFrame(schema={name: _TYPES[kind] for name, kind in schema.items()})
    present = frame.columns
    return frame.select(
        (pl.col(name) if name in present else pl.lit(None)).cast(_TYPES[kind]).alias(name)
        for name, kind in schema.items()
    )


def _workers(frames: Mapping[str, pl.DataFrame], *, listed: bool, as_of: date, identity: str) -> pl.DataFrame:
    """Return the workers, those too that only other sheets name, with what their identity number says."""
    workers = frames["workers"].with_columns(is_listed=pl.lit(listed))
    named = pl.concat(
        frames[key].select("employer", "worker")
        for key in ("contracts", "attendance", "payroll", "deductions")
    ).unique()
    others = named.join(workers.select("employer", "worker"), on=["employer", "worker"], how="anti")
    if others.height:
        unlisted = _complete(others.sort("employer", "worker"), "workers").with_columns(
            is_listed=pl.lit(False)
        )
        workers = pl.concat([workers, unlisted])
    read = STANDARDS.get(identity)
    return _health(read(workers, as_of) if read else workers)


def _health(workers: pl.DataFrame) -> pl.DataFrame:
    days = (
        pl.col("health_checks")
        .str.extract_all(r"\d{4}-\d{2}-\d{2}")
        .list.eval(pl.element().str.to_date("%Y-%m-%d", strict=False).to_physical().cast(pl.Int64))
    )
    return workers.with_columns(health_first=days.list.min(), health_last=days.list.max())


def _employers(frames: Mapping[str, pl.DataFrame], books: Books, window: Window) -> pl.DataFrame:
    """Return the employers, those too that only other sheets name, with the time and which sheets there
    are.
    """
    named = pl.concat(frame.select("employer") for key, frame in frames.items() if key != "employer").unique()
    others = named.join(frames["employer"].select("employer"), on="employer", how="anti")
    table = frames["employer"]
    if others.height:
        table = pl.concat([table, _complete(others.sort("employer"), "employer")])

    def number(day: date | None) -> pl.Expr:
        return pl.lit(day_number(day) if day else None, dtype=pl.Int64)

    given = {f"has_{sheet.key}": sheet.key in books.sheets for sheet in BOOKS if sheet.key != "employer"}
    table = table.with_columns(
        district_code=pl.coalesce(pl.col("district_code"), pl.lit(books.place, dtype=pl.String)),
        checked_from=number(window.starts),
        checked_to=number(window.ends),
        as_of=number(window.as_of),
        # A sheet that was not given is not known to be empty.
        **{name: pl.lit(True if there else None, dtype=pl.Boolean) for name, there in given.items()},
    )
    assert set(ADDED["employer"]) <= set(table.columns)  # noqa: S101 - they go together
    assert set(KINDS.values()) <= set(_TYPES)  # noqa: S101
    return table
