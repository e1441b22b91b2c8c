"""Books as JSON: an object with the keys of ``reference/rules.yaml`` (``meta.inputs``)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from safe_employment.engines.labour_law.books import BOOKS, sheet_named
from safe_employment.engines.labour_law.intake import Books

from .assembling import ABSENT, RawSheet, assemble
from .problems import BookProblem, BooksUnreadable
from .words import column_of

__all__ = ["books_from_json", "books_from_object"]

_APPROVAL = {
    "type": "approved_system",
    "from": "approved_from",
    "to": "approved_to",
    "cycle": "approved_cycle",
    "posts": "approved_posts",
}


def books_from_json(text: str | bytes, *, place: str | None, minor_units: int) -> Books:
    """Read books from JSON text; raises BooksUnreadable."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as problem:
        raise BooksUnreadable(
            [BookProblem("BOOKS_NOT_JSON", "", facts={"detail": str(problem)[:200]})]
        ) from problem
    return books_from_object(found, place=place, minor_units=minor_units)


def books_from_object(found: Any, *, place: str | None, minor_units: int) -> Books:
    """Read books from what JSON holds; raises BooksUnreadable."""
    if not isinstance(found, Mapping):
        raise BooksUnreadable([BookProblem("BOOKS_NOT_JSON", "", facts={"detail": "not an object"})])
    sheets: list[RawSheet] = []
    for sheet in BOOKS:
        if sheet.key not in found or found[sheet.key] is None:
            continue
        rows = found[sheet.key]
        rows = [rows] if isinstance(rows, Mapping) else rows
        if (
            not isinstance(rows, Sequence)
            or isinstance(rows, str)
            or not all(isinstance(row, Mapping) for row in rows)
        ):
            detail = f"{sheet.key} is not a list of objects"
            raise BooksUnreadable([BookProblem("BOOKS_NOT_JSON", sheet.key, facts={"detail": detail})])
        if sheet.key == "employer":
            rows = [_employer(row) for row in rows]
        if sheet.key == "workers":
            rows = [_with_key(row) for row in rows]
        if sheet.key == "payroll":
            sheets += _deductions(rows)
        sheets.append(_sheet(sheet.key, rows))
    if not sheets:
        detail = ", ".join(list(map(str, found))[:10]) or "{}"
        raise BooksUnreadable([BookProblem("BOOKS_NO_SHEET", "", facts={"detail": detail})])
    others = [str(key) for key in found if key not in {sheet.key for sheet in BOOKS}]
    books = assemble(sheets, place=place, minor_units=minor_units, left_out=others)
    return _deductions_told(books, found)


def _with_key(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """Take a worker's ``id`` for the key where the row has no other."""
    has_key = any(column_of(sheet_named("workers"), str(key)) == "worker" for key in row)
    return row if has_key or "id" not in row else {"worker": row["id"], **row}


def _employer(row: Mapping[str, Any]) -> dict[str, Any]:
    """Lay the approval of special hours flat."""
    flat = {key: value for key, value in row.items() if key != "special_hours_approval"}
    approval = row.get("special_hours_approval", ABSENT)
    if isinstance(approval, Sequence) and not isinstance(approval, str):
        approval = approval[0] if approval else None
    if isinstance(approval, Mapping):
        flat |= {_APPROVAL[key]: value for key, value in approval.items() if key in _APPROVAL}
    if approval is not ABSENT and not approval:
        flat["approved_system"] = None
    return flat


def _sheet(key: str, rows: Sequence[Mapping[str, Any]], numbers: Sequence[int] | None = None) -> RawSheet:
    headers = list(dict.fromkeys(str(name) for row in rows for name in row))
    columns = [[row.get(header, ABSENT) for row in rows] for header in headers]
    if not headers:
        headers, columns = ["worker"], [[]]
    return RawSheet(key, key, headers, columns, first_row=1, rows=numbers)


def _deductions(rows: Sequence[Mapping[str, Any]]) -> list[RawSheet]:
    """Return the deductions that stand inside payroll lines as a sheet of their own."""
    found: list[Mapping[str, Any]] = []
    numbers: list[int] = []
    told = False
    for number, row in enumerate(rows, start=1):
        inside = row.get("deductions", row.get("deduction"))
        if inside is None:
            continue
        told = True
        for each in [inside] if isinstance(inside, Mapping) else inside:
            if not isinstance(each, Mapping):
                detail = f"payroll {number}: deductions is not a list of objects"
                raise BooksUnreadable(
                    [BookProblem("BOOKS_NOT_JSON", "payroll", number, facts={"detail": detail})]
                )
            keys = {key: row[key] for key in ("employer", "worker", "period") if key in row}
            found.append({**keys, **each})
            numbers.append(number)
    return [_sheet("deductions", found, numbers)] if told else []


def _deductions_told(books: Books, found: Mapping[str, Any]) -> Books:
    """Mark the payroll lines that have a list of deductions, be it empty."""
    import polars as pl

    sheets = dict(books.sheets)
    if "payroll" in sheets and "deductions" not in found:
        rows = found["payroll"] if isinstance(found["payroll"], list) else [found["payroll"]]
        told = [row.get("deductions", row.get("deduction")) is not None or None for row in rows]
        sheets["payroll"] = sheets["payroll"].with_columns(deductions_given=pl.Series(told, dtype=pl.Boolean))
    return replace(books, sheets=sheets)
