"""Taking the books in: sheets of facts become the tables that the rules are computed from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import polars as pl

from .books import BOOKS, KINDS, sheet_named
from .parameters import day_number
from .schemas import ADDED, sheet_schema

__all__ = ["Books", "Window", "take_in"]

_TYPES = {"string": pl.String, "int64": pl.Int64, "boolean": pl.Boolean}
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
#: Words of `id_problem`.
LENGTH, BIRTH_DATE, CHECK, BIRTH_DIFFERS, SEX_DIFFERS = (
    "length",
    "birth_date",
    "check",
    "birth_differs",
    "sex_differs",
)


@dataclass(frozen=True)
class Window:
    """The time that is checked: from a day, to a day (both count), as known on a day."""

    starts: date | None
    ends: date | None
    as_of: date


@dataclass(frozen=True)
class Books:
    """The sheets of one or more employers in normal form, by the keys of ``books.BOOKS``.

    A sheet that was not given is not in `sheets` (and then nothing is said of what it would hold); one that was given
    empty is an empty frame. Frames have a column ``employer`` and those of the sheet's facts that the file has, and
    ``blank``: the facts whose column is there but empty in the row, between bars.
    """

    sheets: Mapping[str, pl.DataFrame]
    place: str | None = None


def take_in(books: Books, window: Window) -> dict[str, pl.DataFrame]:
    """Return the tables of the books by name, each with every column of its schema."""
    frames = {sheet.key: _complete(books.sheets.get(sheet.key), sheet.key) for sheet in BOOKS}
    frames["workers"] = _workers(frames, listed="workers" in books.sheets, as_of=window.as_of)
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


def _workers(frames: Mapping[str, pl.DataFrame], *, listed: bool, as_of: date) -> pl.DataFrame:
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
    return _health(_identity(workers, as_of))


def _identity(workers: pl.DataFrame, as_of: date) -> pl.DataFrame:
    """Add `id_problem` and fill birth date and sex from a valid number (GB 11643-1999, ISO 7064 MOD 11-2)."""
    number = pl.col("id_number").str.strip_chars().str.to_uppercase()
    resident = pl.col("id_type").is_null() | pl.col("id_type").is_in(["resident_id", "hmt_permit"])
    shaped = number.str.contains(r"^\d{17}[\dX]$")
    born = number.str.slice(6, 8).str.to_date("%Y%m%d", strict=False)
    total = sum(
        (number.str.slice(n, 1).cast(pl.Int64, strict=False) * weight for n, weight in enumerate(_WEIGHTS)),
        pl.lit(0),
    )
    marks = pl.lit(list(_CHECK), dtype=pl.List(pl.String))
    check = marks.list.get((total % 11).cast(pl.Int64), null_on_oob=True) == number.str.slice(17, 1)
    is_woman = number.str.slice(16, 1).cast(pl.Int64, strict=False) % 2 == 0
    born_day = born.to_physical().cast(pl.Int64)
    sex = pl.when(is_woman).then(pl.lit("F")).otherwise(pl.lit("M"))
    wrong_birth = born.is_null() | (born > as_of) | (born.dt.year() < 1850)
    problem = (
        pl.when(pl.col("id_number").is_null() | ~resident)
        .then(None)
        .when(~shaped)
        .then(pl.lit(LENGTH))
        .when(wrong_birth)
        .then(pl.lit(BIRTH_DATE))
        .when(~check)
        .then(pl.lit(CHECK))
        .when(pl.col("birth_date").is_not_null() & (pl.col("birth_date") != born_day))
        .then(pl.lit(BIRTH_DIFFERS))
        .when(pl.col("sex").is_not_null() & (pl.col("sex") != sex))
        .then(pl.lit(SEX_DIFFERS))
        .otherwise(pl.lit(""))
    )
    workers = workers.with_columns(id_problem=problem)
    valid = pl.col("id_problem") == ""
    return workers.with_columns(
        birth_date=pl.coalesce("birth_date", pl.when(valid).then(born_day)),
        sex=pl.coalesce("sex", pl.when(valid).then(sex)),
    )


def _health(workers: pl.DataFrame) -> pl.DataFrame:
    days = (
        pl.col("health_checks")
        .str.extract_all(r"\d{4}-\d{2}-\d{2}")
        .list.eval(pl.element().str.to_date("%Y-%m-%d", strict=False).to_physical().cast(pl.Int64))
    )
    return workers.with_columns(health_first=days.list.min(), health_last=days.list.max())


def _employers(frames: Mapping[str, pl.DataFrame], books: Books, window: Window) -> pl.DataFrame:
    """Return the employers, those too that only other sheets name, with the time and which sheets there are."""
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
    assert set(ADDED["employer"]) <= set(table.columns)  # noqa: S101 - the schema and this function go together
    assert set(KINDS.values()) <= set(_TYPES)  # noqa: S101
    return table
