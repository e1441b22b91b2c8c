"""A stranger's file becomes books, within limits, and without identity numbers in place of a worker's key."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import polars as pl

from safe_employment.engines.labour_law.books import BOOKS
from safe_employment.engines.labour_law.intake import Books
from safe_employment.workforce.books.files import books_from_bytes
from safe_employment.workforce.books.json_books import books_from_object
from safe_employment.workforce.books.problems import BookProblem, BooksUnreadable

from .limits import PublicLimits

__all__ = ["guarded_books", "rows_of"]

#: A key of so many digits is an identity number, a bank account or a phone, not a number of the works.
_PERSONAL = r"\d{11,}[\dXx]?"


def guarded_books(data: bytes, *, place: str | None, minor_units: int, limits: PublicLimits) -> Books:
    """Read an uploaded workbook or JSON; raises BooksUnreadable.

    Macros of a workbook are never looked at: only the values of its cells are read.
    """
    if data.lstrip()[:1] in (b"{", b"["):
        books = books_from_object(_guarded_json(data, limits), place=place, minor_units=minor_units)
    else:
        books = books_from_bytes(data, "", place=place, minor_units=minor_units, limits=limits.sheets)
    if rows_of(books) > limits.rows:
        raise _too_many(limits.rows)
    return _without_personal_keys(books)


def rows_of(books: Books) -> int:
    """Return the rows of all sheets."""
    return sum(frame.height for frame in books.sheets.values())


def _too_many(limit: int) -> BooksUnreadable:
    return BooksUnreadable([BookProblem("BOOKS_TOO_MANY_ROWS", "", facts={"limit": str(limit)})])


def _guarded_json(data: bytes, limits: PublicLimits) -> Any:
    """Parse JSON that cannot grow out of proportion: counted before, and again before columns are made."""
    if data.count(b"{") + data.count(b"[") > limits.json_containers or data.count(b",") > limits.cells:
        raise _too_many(limits.rows)
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as problem:
        detail = f"line {problem.lineno}" if isinstance(problem, json.JSONDecodeError) else "—"
        raise BooksUnreadable([BookProblem("BOOKS_NOT_JSON", "", facts={"detail": detail})]) from None
    if isinstance(found, Mapping):
        for sheet in BOOKS:
            _measure(found.get(sheet.key), sheet.key, limits)
    return found


def _measure(rows: Any, key: str, limits: PublicLimits) -> None:
    if not isinstance(rows, list):
        return
    if len(rows) > limits.rows:
        raise _too_many(limits.rows)
    names: set[str] = set()
    for row in rows:
        if isinstance(row, Mapping):
            names.update(row)
        if len(names) > limits.columns:
            detail = f"{key}: more than {limits.columns} keys"
            raise BooksUnreadable([BookProblem("BOOKS_NOT_JSON", key, facts={"detail": detail})])
    if len(rows) * len(names) > limits.cells:
        raise _too_many(limits.rows)


def _without_personal_keys(books: Books) -> Books:
    """Put a running number in the place of keys that are themselves identity numbers, accounts or phones.

    A list without numbers of its own often uses the identity number to name the worker. Results name workers
    by their key, and an identity number must not stand on a page.
    """
    keyed = {name: frame for name, frame in books.sheets.items() if "worker" in frame.columns}
    personal: dict[str, str] = {}
    for frame in keyed.values():
        for key in frame["worker"].unique(maintain_order=True):
            if key is not None and key not in personal and re.search(_PERSONAL, key.replace(" ", "")):
                personal[key] = f"#{len(personal) + 1} (…{key.strip()[-4:]})"
    if not personal:
        return books
    renamed = {name: frame.with_columns(pl.col("worker").replace(personal)) for name, frame in keyed.items()}
    return replace(books, sheets={**books.sheets, **renamed})
