"""XLSX and XLS workbooks: every cell as the text a person would read in it."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import polars as pl
import python_calamine

from safe_employment.kit.sheets.containers import check_xls, check_xlsx, column_letter
from safe_employment.kit.sheets.detect import FileKind, detect_kind
from safe_employment.kit.sheets.errors import SheetError
from safe_employment.kit.sheets.limits import DEFAULT_LIMITS, SheetLimits


@dataclass(frozen=True, slots=True)
class WorkbookGrid:
    """Cells of one sheet as text (null where blank), columns named A, B, C …; row i is sheet row i + 1.

    ``merged`` are 0-based inclusive ranges ((top, left), (bottom, right)).
    """

    name: str
    cells: pl.DataFrame
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    visible: bool


def read_workbook(data: bytes, kind: FileKind, limits: SheetLimits, sheet: str | None) -> list[WorkbookGrid]:
    """Read the sheets of a workbook that hold anything, or only the one called ``sheet``.

    Raises SheetError: every code of :mod:`containers`, BROKEN_FILE, EMPTY_SHEET, SHEET_NOT_FOUND.
    """
    if kind is FileKind.XLSX:
        check_xlsx(data, limits)
    else:
        check_xls(data)
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = {
            meta.name: meta.visible == python_calamine.SheetVisibleEnum.Visible
            for meta in workbook.sheets_metadata
            if meta.typ == python_calamine.SheetTypeEnum.WorkSheet
        }
        names = [name for name in visible if sheet is None or name == sheet]
        if sheet is not None and not names:
            raise SheetError("SHEET_NOT_FOUND", {"sheet": sheet, "sheets": ", ".join(visible)})
        grids = [_read_sheet(workbook.get_sheet_by_name(name), visible[name], limits) for name in names]
    except python_calamine.PasswordError as locked:
        raise SheetError("PASSWORD_PROTECTED") from locked
    except (python_calamine.CalamineError, OSError, ValueError) as broken:
        raise SheetError("BROKEN_FILE") from broken
    filled = [grid for grid in grids if grid.cells.height]
    if not filled:
        raise SheetError("EMPTY_SHEET")
    return filled


def sheet_names(data: bytes, limits: SheetLimits = DEFAULT_LIMITS) -> list[str]:
    """Return the names of a workbook's sheets that hold anything; raises SheetError as `read_workbook`
    does.
    """
    kind = detect_kind(data)
    return [] if kind is FileKind.TEXT else [grid.name for grid in read_workbook(data, kind, limits, None)]


def _read_sheet(sheet: python_calamine.CalamineSheet, visible: bool, limits: SheetLimits) -> WorkbookGrid:
    end = sheet.end
    if end is None:
        return WorkbookGrid(sheet.name, pl.DataFrame(), (), visible)
    rows, columns = end[0] + 1, end[1] + 1
    if columns > limits.columns * 10:
        raise SheetError("TOO_MANY_COLUMNS", {"limit": limits.columns, "columns": columns})
    if rows * columns > limits.cells:
        raise SheetError("TOO_MANY_CELLS", {"limit": limits.cells, "cells": rows * columns})
    values = sheet.to_python(skip_empty_area=False)
    frame = pl.DataFrame(
        {
            column_letter(number): pl.Series(_as_text(column), dtype=pl.String)
            for number, column in enumerate(zip(*values, strict=True), 1)
        }
    )
    merged = tuple(sheet.merged_cell_ranges or ())
    return WorkbookGrid(sheet.name, frame, merged, visible)


def _as_text(column: Sequence[Any]) -> list[str | None]:
    """Write each value once: a column says the same again and again.

    True and 1 are equal to Python; nothing else that is written differently is.
    """
    if bool in set(map(type, column)):
        return [_written(value) for value in column]
    written = {value: _written(value) for value in set(column)}
    return [*map(written.__getitem__, column)]


def _written(value: Any) -> str | None:
    return _WRITERS[type(value)](value) if value != "" else None


def _write_text(value: str) -> str | None:
    return value if value.strip(" \t\r\n\u00a0\u3000\u200b\ufeff") else None


def _write_number(value: float) -> str:
    """Whole numbers without a decimal point; 17 digits keep every double apart."""
    if value == int(value) and abs(value) < 1e18:
        return str(int(value))
    return repr(value)


def _write_datetime(value: datetime) -> str:
    return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")


_WRITERS: dict[type, Callable[[Any], str | None]] = {
    str: _write_text,
    float: _write_number,
    int: str,
    bool: lambda value: "TRUE" if value else "FALSE",
    date: date.isoformat,
    datetime: _write_datetime,
    time: lambda value: value.isoformat("minutes"),
    timedelta: str,
}
