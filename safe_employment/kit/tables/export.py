"""A list as a spreadsheet: written row by row, text always as text."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import IO, TYPE_CHECKING, Any

from django.http import FileResponse
from django.utils import timezone

from safe_employment.kit.commands import record
from safe_employment.kit.errors import Hidden

if TYPE_CHECKING:
    from safe_employment.kit.tables.columns import Column, SheetValue
    from safe_employment.kit.tables.listing import Listing

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CHUNK = 2_000
# Above this a person would wait too long for the page: the worker writes the sheet.
AT_ONCE = 5_000
Tell = Callable[[int, int], None]


def check_export(listing: Listing) -> None:
    """Raise Hidden unless the reader of the list may take it out as a sheet."""
    if not listing.table.may_be_taken_out():
        raise Hidden


def is_large(listing: Listing) -> bool:
    """Whether the sheet of the list is too much for the time of a page."""
    return listing.found.order_by().values("pk")[: AT_ONCE + 1].count() > AT_ONCE


def export(listing: Listing) -> FileResponse:
    """Give what the list shows, all pages of it, as an Excel file; the audit log says who took it.

    Raises Hidden without the table's permission.
    """
    check_export(listing)
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - the response closes it
    write_listing(listing, file)
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=file_name(listing), content_type=SHEET)


def write_listing(listing: Listing, file: IO[bytes], tell: Tell = lambda _done, _total: None) -> int:
    """Write all rows of a list into `file` and note in the audit log who took it; returns their number.

    `tell(done, total)` is called now and then. The search text is not noted: it may name a person.
    """
    columns = [column for column in listing.columns if column.export]
    written = write_sheet(file, str(listing.table.title), columns, _all_rows(listing, tell))
    narrowed = [name for bound in listing.filters for name, _value in bound.params]
    record(
        listing.table.by,
        f"{listing.table.key}.export",
        None,
        details={"rows": written, "filters": narrowed, "searched": bool(listing.reading.text)},
    )
    return written


def _all_rows(listing: Listing, tell: Tell) -> Iterator[Any]:
    """Every row of the list in its order, as the table's `rows` completes it; a few thousand at a time."""
    keys = list(listing.found.values_list("pk", flat=True)[: listing.table.export_limit])
    for start in range(0, len(keys), CHUNK):
        tell(start, len(keys))
        wanted = keys[start : start + CHUNK]
        some = listing.found.filter(pk__in=wanted).order_by()
        found = {row.pk: row for row in listing.table.rows(some)}
        yield from (found[key] for key in wanted if key in found)
    tell(len(keys), len(keys))


def file_name(listing: Listing) -> str:
    """Return what the file is called: the table and the day."""
    return f"{listing.table.key.replace('.', '-')}-{timezone.localdate():%Y%m%d}.xlsx"


def write_sheet(file: IO[bytes], title: str, columns: list[Column], rows: Iterable[Any]) -> int:
    """Write one sheet into `file` with constant memory; returns the number of rows under the head.

    Strings are written as strings whatever they begin with, so that no cell is ever evaluated.
    """
    import xlsxwriter  # every start would load it

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
