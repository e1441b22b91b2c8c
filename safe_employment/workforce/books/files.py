"""Books from files: a workbook, a folder of CSV or Parquet files, single CSV files named after their sheet, JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from safe_employment.engines.labour_law.books import sheet_named
from safe_employment.engines.labour_law.intake import Books
from safe_employment.kit.sheets import SHEET_ROW, SheetError, read_sheet, sheet_names

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
    for path in _unfolded(paths):
        if path.suffix.lower() == ".json":
            if len(paths) > 1:
                raise _unreadable("JSON holds all of the books: give it alone")
            return books_from_json(path.read_bytes(), place=place, minor_units=minor_units)
        if path.suffix.lower() in TABLES:
            found.append(_table(path))
        else:
            found += _workbook(path.read_bytes())
    return _assembled(found, place, minor_units)


def books_from_bytes(data: bytes, name: str, *, place: str | None, minor_units: int) -> Books:
    """Read books from one uploaded file, whatever its name says; raises BooksUnreadable."""
    if data.lstrip()[:1] in (b"{", b"["):
        return books_from_json(data, place=place, minor_units=minor_units)
    if data[:2] == b"PK" or data[:4] == b"\xd0\xcf\x11\xe0":
        return _assembled(_workbook(data), place, minor_units)
    del name
    raise _unreadable("neither a workbook nor JSON")


def _unfolded(paths: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(each for each in path.iterdir() if each.suffix.lower() in TABLES)
        else:
            found.append(path)
    return found


def _unreadable(detail: str) -> BooksUnreadable:
    return BooksUnreadable([BookProblem("BOOKS_NOT_READABLE", "", facts={"detail": detail})])


def _assembled(found: list[RawSheet], place: str | None, minor_units: int) -> Books:
    if not found:
        raise BooksUnreadable([BookProblem("BOOKS_NO_SHEET", "", facts={"detail": "—"})])
    return assemble(found, place=place, minor_units=minor_units)


def _table(path: Path) -> RawSheet:
    name = re.sub(r"[-_ ]?\d{4}[-_]?\d{0,2}$", "", path.stem)
    key = sheet_of(name)
    if key is None:
        raise BooksUnreadable([BookProblem("BOOKS_NO_SHEET", path.name, facts={"detail": path.name})])
    if path.suffix.lower() == ".csv":
        return _sheet(path.read_bytes(), key, path.name, None)
    frame = pl.read_parquet(path)
    return RawSheet(key, path.name, frame.columns, [frame[column].to_list() for column in frame.columns])


def _workbook(data: bytes) -> list[RawSheet]:
    try:
        names = sheet_names(data)
    except SheetError as problem:
        raise _unreadable(problem.code) from problem
    known = [(name, key) for name in names if (key := sheet_of(name))]
    if not known:
        raise BooksUnreadable([BookProblem("BOOKS_NO_SHEET", "", facts={"detail": ", ".join(names)})])
    return [_sheet(data, key, name, name) for name, key in known]


def _sheet(data: bytes, key: str, name: str, sheet: str | None) -> RawSheet:
    """Read one sheet; titles above the header, merged cells and empty rows are as `read_sheet` takes them."""

    def is_header(text: str) -> bool:
        return bool(column_of(sheet_named(key), text) or (key == "payroll" and deduction_code(text)))

    try:
        table = read_sheet(data, sheet=sheet, recognise=is_header)
    except SheetError as problem:
        if problem.code == "NO_DATA_ROWS":
            return RawSheet(key, name, ["worker"], [[]])
        raise BooksUnreadable(
            [BookProblem("BOOKS_NOT_READABLE", name, facts={"detail": problem.code})]
        ) from problem
    frame = table.frame
    kept = [column for column in table.columns if column.header]
    whose = next(
        (column.letter for column in kept if column_of(sheet_named(key), column.header) == "worker"), None
    )
    if whose:
        frame = frame.filter(~pl.col(whose).str.strip_chars().is_in(SUMS).fill_null(value=False))
    columns = [frame[column.letter].to_list() for column in kept]
    return RawSheet(key, name, [column.header for column in kept], columns, rows=frame[SHEET_ROW].to_list())
