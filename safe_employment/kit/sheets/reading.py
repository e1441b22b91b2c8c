"""One entry: a file of any accepted kind becomes a table with its own row numbers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from safe_employment.kit.sheets.delimited import read_delimited
from safe_employment.kit.sheets.detect import FileKind, detect_kind
from safe_employment.kit.sheets.errors import SheetError
from safe_employment.kit.sheets.layout import (
    HeaderChoice,
    RowRoles,
    classify_rows,
    find_header,
    given_header,
    group_headers,
    usual_fill,
)
from safe_employment.kit.sheets.limits import DEFAULT_LIMITS, SheetLimits
from safe_employment.kit.sheets.workbooks import WorkbookGrid, read_workbook

SHEET_ROW = "sheet_row"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """One column that holds anything: its letter in the sheet and its header as written ("" if none)."""

    letter: str
    header: str


@dataclass(frozen=True, slots=True)
class SheetNotice:
    """Something the reader decided that a person should know; the code is in SHEET_MESSAGES."""

    code: str
    params: dict[str, str | int]
    row: int | None = None


@dataclass(frozen=True, slots=True)
class SheetTable:
    """A sheet's data rows as text.

    ``frame`` has the column ``sheet_row`` (UInt32, 1-based as the spreadsheet program shows it) and one
    String column per sheet letter, null where blank. ``header_row`` is 1-based, 0 if there is none.
    """

    frame: pl.DataFrame
    columns: tuple[SheetColumn, ...]
    header_row: int
    header_candidates: tuple[int, ...]
    roles: RowRoles
    kind: FileKind
    sheet_name: str | None
    sheet_names: tuple[str, ...]
    encoding: str | None
    delimiter: str | None
    notices: tuple[SheetNotice, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class _Grid:
    cells: pl.DataFrame
    kind: FileKind
    name: str | None = None
    names: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    notices: tuple[SheetNotice, ...] = ()


def read_sheet(
    source: str | Path | bytes,
    *,
    header_row: int | None = None,
    sheet: str | None = None,
    recognise: Callable[[str], bool] | None = None,
    limits: SheetLimits = DEFAULT_LIMITS,
) -> SheetTable:
    """Read XLSX, XLS, CSV or TSV by content.

    ``header_row`` (1-based; 0 for "there is none") and ``sheet`` overrule what would be chosen.
    ``recognise`` tells whether a text is a column name the caller knows.

    Raises SheetError with a code of SHEET_MESSAGES; OSError if the path cannot be read.
    """
    data = _bytes_of(source, limits)
    kind = detect_kind(data)
    grid = (
        _read_text(data, limits)
        if kind is FileKind.TEXT
        else _read_book(data, kind, limits, sheet, recognise)
    )
    choice = (
        find_header(grid.cells, recognise) if header_row is None else _given_header(grid.cells, header_row)
    )
    return _as_table(
        grid, choice, limits, hashlib.sha256(data).hexdigest(), chosen_by_caller=header_row is not None
    )


def read_sheets(
    data: bytes,
    recognise: Callable[[str], Callable[[str], bool] | None],
    *,
    limits: SheetLimits = DEFAULT_LIMITS,
) -> dict[str, SheetTable | SheetError | None]:
    """Read several sheets of a workbook that is looked through and opened once.

    ``recognise`` gives for a sheet's name the function that tells a known column name, or None for a sheet
    that is not to be read. Returns for each sheet that holds anything its table, the error with which it
    cannot be read, or None where it was not to be; an empty dict for a text file.

    Raises SheetError where the workbook itself cannot be read.
    """
    _bytes_of(data, limits)
    kind = detect_kind(data)
    if kind is FileKind.TEXT:
        return {}
    digest = hashlib.sha256(data).hexdigest()
    grids = read_workbook(data, kind, limits, None)
    names = tuple(grid.name for grid in grids)
    found: dict[str, SheetTable | SheetError | None] = {}
    for each in grids:
        known = recognise(each.name)
        found[each.name] = None
        if known is None:
            continue
        grid = _Grid(each.cells, kind, each.name, names, None, None, each.merged)
        try:
            choice = find_header(grid.cells, known)
            found[each.name] = _as_table(grid, choice, limits, digest, chosen_by_caller=False)
        except SheetError as problem:
            found[each.name] = problem
    return found


def _bytes_of(source: str | Path | bytes, limits: SheetLimits) -> bytes:
    size = len(source) if isinstance(source, bytes) else Path(source).stat().st_size
    if size > limits.file_bytes:
        raise SheetError(
            "FILE_TOO_LARGE", {"limit": limits.file_bytes // 1024**2, "megabytes": size // 1024**2}
        )
    return source if isinstance(source, bytes) else Path(source).read_bytes()


def _read_text(data: bytes, limits: SheetLimits) -> _Grid:
    read = read_delimited(data, limits)
    notices = (SheetNotice("DAMAGED_CHARACTERS", {"count": read.damaged}),) if read.damaged else ()
    return _Grid(read.cells, FileKind.TEXT, None, (), read.encoding, read.delimiter, (), notices)


def _read_book(
    data: bytes,
    kind: FileKind,
    limits: SheetLimits,
    sheet: str | None,
    recognise: Callable[[str], bool] | None,
) -> _Grid:
    """Of several sheets, the visible one whose header is best known and which has most rows."""
    grids = read_workbook(data, kind, limits, sheet)

    def rank(grid: WorkbookGrid) -> tuple[bool, int, int]:
        choice = find_header(grid.cells, recognise)
        header = grid.cells.row(choice.row - 1) if choice.row else ()
        known = (
            sum(1 for text in header if text and recognise(text))
            if recognise
            else len([t for t in header if t])
        )
        return grid.visible, min(known, 4), grid.cells.height

    best = grids[0] if len(grids) == 1 else max(grids, key=rank)
    names = tuple(grid.name for grid in grids)
    notices: tuple[SheetNotice, ...] = ()
    if len(grids) > 1:
        others = ", ".join(name for name in names if name != best.name)
        notices = (SheetNotice("SEVERAL_SHEETS", {"sheet": best.name, "others": others}),)
    return _Grid(best.cells, kind, best.name, names, None, None, best.merged, notices)


def _given_header(cells: pl.DataFrame, header_row: int) -> HeaderChoice:
    if not 0 <= header_row <= cells.height:
        raise SheetError("HEADER_ROW_OUTSIDE", {"row": header_row, "rows": cells.height})
    return given_header(cells, header_row)


def _as_table(
    grid: _Grid, choice: HeaderChoice, limits: SheetLimits, sha256: str, *, chosen_by_caller: bool
) -> SheetTable:
    headers = group_headers(grid.cells, choice, grid.merged)
    below = grid.cells.slice(choice.row)
    used = [
        name for name, header in zip(below.columns, headers, strict=True) if header or below[name].count()
    ]
    if not used or not below.height:
        raise SheetError("NO_DATA_ROWS" if choice.row else "EMPTY_SHEET", {"row": choice.row})
    if len(used) > limits.columns:
        raise SheetError("TOO_MANY_COLUMNS", {"limit": limits.columns, "columns": len(used)})
    below = below.select(used)
    numbers = pl.int_range(choice.row + 1, choice.row + 1 + below.height, dtype=pl.UInt32, eager=True)
    named = {name: header for name, header in zip(grid.cells.columns, headers, strict=True) if name in used}
    header_cells = (
        dict(zip(grid.cells.columns, grid.cells.row(choice.row - 1), strict=True)) if choice.row else {}
    )
    data, roles = classify_rows(
        below, numbers, [header_cells.get(name) for name in used] if choice.row else None
    )
    if not choice.row:
        data = data & ~_leading_titles(below)
    frame = below.with_columns(numbers.alias(SHEET_ROW)).filter(data).select(SHEET_ROW, *used)
    if not frame.height:
        raise SheetError("EMPTY_SHEET" if not choice.row else "NO_DATA_ROWS", {"row": choice.row})
    if frame.height > limits.rows:
        raise SheetError("TOO_MANY_ROWS", {"limit": limits.rows})
    columns = tuple(SheetColumn(name, named[name]) for name in used)
    notices = (*grid.notices, *_layout_notices(choice, columns, grid, chosen_by_caller=chosen_by_caller))
    return SheetTable(
        frame, columns, choice.row, choice.candidates, roles, grid.kind, grid.name, grid.names,
        grid.encoding, grid.delimiter, notices, sha256,
    )  # fmt: skip


def _leading_titles(cells: pl.DataFrame) -> pl.Series:
    """Without a header row, the sparse rows before the first well-filled one are titles."""
    filled = cells.select(pl.sum_horizontal(pl.all().is_not_null().cast(pl.Int32))).to_series()
    usual = usual_fill(filled)
    first = (filled * 2 >= usual).arg_max() or 0
    return pl.int_range(cells.height, eager=True) < first


def _layout_notices(
    choice: HeaderChoice, columns: tuple[SheetColumn, ...], grid: _Grid, *, chosen_by_caller: bool
) -> list[SheetNotice]:
    notices = []
    if not choice.row and not chosen_by_caller:
        notices.append(SheetNotice("NO_HEADER_ROW", {}))
    if len(choice.candidates) > 1:
        others = ", ".join(str(row) for row in choice.candidates if row != choice.row)
        notices.append(SheetNotice("HEADER_AMBIGUOUS", {"row": choice.row, "others": others}, choice.row))
    headers = [column.header for column in columns if column.header]
    for header in sorted({header for header in headers if headers.count(header) > 1}):
        letters = ", ".join(column.letter for column in columns if column.header == header)
        notices.append(SheetNotice("DUPLICATE_HEADER", {"header": header, "columns": letters}, choice.row))
    in_data = sum(1 for (_, _), (bottom, _) in grid.merged if bottom >= choice.row)
    if in_data:
        notices.append(SheetNotice("MERGED_CELLS", {"count": in_data}))
    return notices
