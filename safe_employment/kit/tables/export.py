"""A list as a spreadsheet: written row by row, text always as text."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

import xlsxwriter
from django.http import FileResponse
from django.utils import timezone

from safe_employment.kit.commands import record
from safe_employment.kit.errors import Hidden
from safe_employment.kit.policies import can

if TYPE_CHECKING:
    from safe_employment.kit.tables.columns import Column, SheetValue
    from safe_employment.kit.tables.listing import Listing

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 2000


def export(listing: Listing) -> FileResponse:
    """Write what the list shows, all pages of it, as an Excel file, and note in the audit log who took it.

    The search text is not noted: it may name a person. Raises Hidden without the table's permission.
    """
    table = listing.table
    if table.export_permission is not None and not can(table.by, table.export_permission):
        raise Hidden
    rows = listing.found[: table.export_limit].iterator(chunk_size=CHUNK)
    columns = [column for column in listing.columns if column.export]
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    written = write_sheet(file, str(table.title), columns, rows)
    narrowed = [name for bound in listing.filters for name, _value in bound.params]
    record(
        table.by,
        f"{table.key}.export",
        None,
        details={"rows": written, "filters": narrowed, "searched": bool(listing.reading.text)},
    )
    file.seek(0)
    name = f"{table.key.replace('.', '-')}-{timezone.localdate():%Y%m%d}.xlsx"
    return FileResponse(file, as_attachment=True, filename=name, content_type=SHEET)


def write_sheet(file: IO[bytes], title: str, columns: list[Column], rows: Iterable[Any]) -> int:
    """Write one sheet into `file` with constant memory; returns the number of rows under the head.

    Strings are written as strings whatever they begin with, so that no cell is ever evaluated.
    """
    book = xlsxwriter.Workbook(
        file,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "remove_timezone": True,
        },
    )
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    instant = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet(_sheet_name(title))
    sheet.freeze_panes(1, 0)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, 14 if column.is_numeric else 22)
        sheet.write_string(0, place, str(column.label), head)
    number = 0
    for number, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            _write(sheet, (number, place), column.sheet_value(row), (day, instant))
    book.close()
    return number


def _write(sheet: Any, cell: tuple[int, int], value: SheetValue, formats: tuple[Any, Any]) -> None:
    if value is None or value == "":
        return
    if isinstance(value, datetime):
        sheet.write_datetime(*cell, value, formats[1])
    elif isinstance(value, date):
        sheet.write_datetime(*cell, value, formats[0])
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(*cell, value)
    else:
        sheet.write_string(*cell, value[:32_767])


def _sheet_name(title: str) -> str:
    """Return a name that Excel accepts: at most 31 characters, no brackets, colons, stars or slashes."""
    return "".join(sign for sign in title if sign not in "[]:*?/\\'")[:31] or "Sheet1"
