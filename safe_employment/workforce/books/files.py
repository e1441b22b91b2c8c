"""Books from files: a workbook, a folder of CSV or Parquet files, CSV files named as their sheet, JSON."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import polars as pl

from safe_employment.engines.labour_law.books import sheet_named
from safe_employment.engines.labour_law.intake import Books
from safe_employment.kit.sheets import (
    DEFAULT_LIMITS,
    SHEET_ROW,
    SheetError,
    SheetLimits,
    SheetTable,
    read_sheet,
    read_sheets,
)

from .assembling import RawSheet, assemble
from .json_books import books_from_json
from .problems import BookProblem, BooksUnreadable
from .words import column_of, deduction_code, sheet_of

__all__ = ["books_from_bytes", "books_from_paths"]

TABLES = (".csv", ".parquet")
#: What stands in the place of a worker in a row that adds the others up.
SUMS = ("合计", "总计", "小计", "共计", "total", "Total", "TOTAL")


def books_from_paths(paths: Sequence[Path], *, place: str | None, minor_units: int) -> Books:
    """Read books from files and folders; raises BooksUnreadable and FileNotFoundError."""
    found: list[RawSheet] = []
    left_out: list[str] = []
    for path in _unfolded(paths, left_out):
        if path.suffix.lower() == ".json":
            if len(paths) > 1:
                raise _unreadable("JSON holds all of the books: give it alone")
            return books_from_json(path.read_bytes(), place=place, minor_units=minor_units)
        if path.suffix.lower() in TABLES:
            found.append(_table(path))
        else:
            found += _workbook(path.read_bytes(), left_out)
    return _assembled(found, place, minor_units, left_out)


def books_from_bytes(
    data: bytes, name: str, *, place: str | None, minor_units: int, limits: SheetLimits = DEFAULT_LIMITS
) -> Books:
    """Read books from one uploaded file, whatever its name says; raises BooksUnreadable."""
    if data.lstrip()[:1] in (b"{", b"["):
        return books_from_json(data, place=place, minor_units=minor_units)
    if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0":
        left_out: list[str] = []
        return _assembled(_workbook(data, left_out, limits), place, minor_units, left_out)
    del name
    raise _unreadable("neither a workbook nor JSON")


def _unfolded(paths: Iterable[Path], left_out: list[str]) -> list[Path]:
    """Return the files, those of folders too, and note what of a folder is no table."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(each for each in path.iterdir() if not each.name.startswith("."))
            found += [each for each in inside if each.suffix.lower() in TABLES]
            left_out += [each.name for each in inside if each.suffix.lower() not in TABLES]
        else:
            found.append(path)
    return found


def _unreadable(detail: str) -> BooksUnreadable:
    return BooksUnreadable([BookProblem("BOOKS_NOT_READABLE", "", facts={"detail": detail})])


def _assembled(found: list[RawSheet], place: str | None, minor_units: int, left_out: Sequence[str]) -> Books:
    if not found:
        raise BooksUnreadable([BookProblem("BOOKS_NO_SHEET", "", facts={"detail": "—"})])
    return assemble(found, place=place, minor_units=minor_units, left_out=left_out)


def _table(path: Path) -> RawSheet:
    name = re.sub(r"[-_ ]?\d{4}[-_]?\d{0,2}$", "", path.stem)
    key = sheet_of(name)
    if key is None:
        raise BooksUnreadable([BookProblem("BOOKS_NO_SHEET", path.name, facts={"detail": path.name})])
    if path.suffix.lower() == ".csv":
        return _text_table(path.read_bytes(), key, path.name)
    frame = pl.read_parquet(path)
    return RawSheet(key, path.name, frame.columns, [frame[column].to_list() for column in frame.columns])


def _workbook(data: bytes, left_out: list[str], limits: SheetLimits = DEFAULT_LIMITS) -> list[RawSheet]:
    """Read the sheets whose names are known, and note the others; the workbook is opened once."""

    def header_of(name: str) -> Callable[[str], bool] | None:
        key = sheet_of(name)
        return _is_header(key) if key else None

    try:
        found = read_sheets(data, header_of, limits=limits)
    except SheetError as problem:
        raise _refused(problem, "") from problem
    known = [(key, name, table) for name, table in found.items() if (key := sheet_of(name)) and table]
    if not known:
        raise BooksUnreadable([BookProblem("BOOKS_NO_SHEET", "", facts={"detail": ", ".join(found)})])
    left_out += [name for name in found if not sheet_of(name)]
    return [_raw(key, name, table) for key, name, table in known]


def _refused(problem: SheetError, sheet: str) -> BooksUnreadable:
    if problem.code == "TOO_MANY_ROWS":
        limit = str(problem.params["limit"])
        return BooksUnreadable([BookProblem("BOOKS_TOO_MANY_ROWS", sheet, facts={"limit": limit})])
    return BooksUnreadable([BookProblem("BOOKS_NOT_READABLE", sheet, facts={"detail": problem.code})])


def _is_header(key: str) -> Callable[[str], bool]:
    return lambda text: bool(column_of(sheet_named(key), text) or (key == "payroll" and deduction_code(text)))


def _text_table(data: bytes, key: str, name: str) -> RawSheet:
    try:
        table = read_sheet(data, recognise=_is_header(key))
    except SheetError as problem:
        return _raw(key, name, problem)
    return _raw(key, name, table)


def _raw(key: str, name: str, table: SheetTable | SheetError) -> RawSheet:
    """Return a sheet as it was read: titles above the header, merged cells and empty rows are dealt with."""
    if isinstance(table, SheetError):
        if table.code == "NO_DATA_ROWS":
            return RawSheet(key, name, ["worker"], [[]])
        raise _refused(table, name)
    frame = table.frame
    kept = [column for column in table.columns if column.header]
    whose = next(
        (column.letter for column in kept if column_of(sheet_named(key), column.header) == "worker"), None
    )
    if whose:
        frame = frame.filter(~pl.col(whose).str.strip_chars().is_in(SUMS).fill_null(value=False))
    columns = [frame[column.letter].to_list() for column in kept]
    return RawSheet(key, name, [column.header for column in kept], columns, rows=frame[SHEET_ROW].to_list())
