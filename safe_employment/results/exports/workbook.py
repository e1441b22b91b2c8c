"""The figures as an Excel workbook: figures, divided figures, definitions, and what the file is."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import xlsxwriter

from safe_employment.results.exports import sheets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.results.counting import Figure
    from safe_employment.results.models import Programme
    from safe_employment.results.periods import Parts


def write_workbook(
    by: Actor,
    programme: Programme,
    parts: Parts,
    figures: Sequence[Figure],
    now: datetime,
) -> bytes:
    """Return the workbook. Text is written as text, so that no cell is ever evaluated."""
    file = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, {"in_memory": True, **plain})
    for sheet in (
        sheets.figures_sheet(parts, figures, by),
        sheets.divisions_sheet(programme, parts, figures, by),
        sheets.definitions_sheet(figures),
        sheets.about_sheet(by, programme, parts.chosen, now),
    ):
        _write(book, sheet)
    book.close()
    return file.getvalue()


def _write(book: Any, sheet: sheets.Sheet) -> None:
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "#,##0.###", "valign": "top", "align": "right"})
    page = book.add_worksheet(sheet.name)
    page.freeze_panes(1, 0)
    for place, label in enumerate(sheet.heads):
        longest = max((len(str(row[place] or "")) for row in sheet.rows if place < len(row)), default=0)
        page.set_column(place, place, max(12, min(60, 2 + longest)))
        page.write_string(0, place, label, head)
    for line, row in enumerate(sheet.rows, start=1):
        for place, value in enumerate(row):
            if isinstance(value, int | float):
                page.write_number(line, place, value, number)
            elif value is not None:
                page.write_string(line, place, str(value), text)
