"""The counts as a file to keep: an Excel workbook, or one CSV file. Withheld cells stay withheld."""

from __future__ import annotations

import csv
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from safe_employment.kit.commands import record
from safe_employment.kit.policies import check
from safe_employment.kit.sheets import neutralise_formula
from safe_employment.kit.writing import instant_text
from safe_employment.workforce.policies import SEE_COUNTS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safe_employment.workforce.tallies.cells import Line, Shown
    from safe_employment.workforce.tallies.page import TallyPage

KINDS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
LAST = ("broken", "owed", "paid")
Row = list["Shown | float | None"]


def write_tallies(page: TallyPage, kind: str) -> bytes:
    """Return the page's tables as a file and note in the audit log who took them; `kind`: xlsx or csv.

    Raises Hidden without the permission.
    """
    by = page.tallies.by
    check(by, SEE_COUNTS)
    content = _workbook(page) if kind == "xlsx" else _csv(page)
    details: dict[str, object] = {"kind": kind, "chosen": page.tallies.choice.query}
    record(by, "workforce.take_out_tallies", None, details=details)
    return content


def _employers_head(title: str) -> list[str]:
    return [
        title,
        _("Employers with books"),
        _("Checked in 12 months"),
        _("Share checked (%)"),
        _("With a breach"),
        _("Owed to workers (yuan)"),
        _("Paid back (yuan)"),
    ]


def _employers_row(line: Line) -> Row:
    share = line.checked_share
    first: Row = [line.label, line.shown["employers"], line.shown["checked"]]
    return [*first, None if share is None else round(share, 1), *(line.shown[name] for name in LAST)]


def _tables(page: TallyPage) -> list[tuple[str, list[str], list[Row]]]:
    """Return (name, heads, rows) of every table of the page."""
    tallies = page.tallies
    whole = (_("All together"), _employers_head(_("All together")), [_employers_row(tallies.total)])
    divided = [
        (group.title, _employers_head(group.title), [_employers_row(line) for line in group.lines])
        for group in tallies.groups
    ]
    heads = [_("Rule"), _("Title"), _("Employers"), _("Breaches of the law"), _("Owed to workers (yuan)")]
    rules: list[Row] = [
        [line.key, line.label, *(line.shown[name] for name in ("broken", "results", "owed"))]
        for line in tallies.rules
    ]
    return [whole, *divided, (_("Breaches by rule"), heads, rules)]


def _about(page: TallyPage) -> list[tuple[str, str]]:
    counted = page.tallies.counted_at
    return [
        (_("Association"), str(page.tallies.by.home)),
        *((label, words) for label, words in page.chosen_words),
        (_("Counted on"), instant_text(counted) if counted else ""),
        (_("Small cells"), str(page.small_cells)),
    ]


def _workbook(page: TallyPage) -> bytes:
    import xlsxwriter  # every start would load it

    file = io.BytesIO()
    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, {"in_memory": True, **plain})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for name, heads, rows in _tables(page):
        sheet = book.add_worksheet(name[:31])
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, 1, 32)
        sheet.set_column(2, len(heads), 16)
        _write(sheet, [heads], head)
        _write(sheet, rows, None, first=1)
    about = book.add_worksheet(_("About this file")[:31])
    about.set_column(0, 1, 48, book.add_format({"text_wrap": True, "valign": "top"}))
    _write(about, [list(row) for row in _about(page)], None)
    book.close()
    return file.getvalue()


def _write(sheet: Any, rows: Sequence[Sequence[object]], form: Any, *, first: int = 0) -> None:
    for line, row in enumerate(rows, start=first):
        for place, value in enumerate(row):
            if isinstance(value, int | float | Decimal):
                sheet.write_number(line, place, value, form)
            elif value is not None:
                sheet.write_string(line, place, str(value), form)


def _csv(page: TallyPage) -> bytes:
    """One table under the other, in UTF-8 with a byte order mark, which spreadsheet programs need."""
    file = io.StringIO()
    lines = csv.writer(file)
    for label, words in _about(page):
        lines.writerow([neutralise_formula(label), neutralise_formula(words)])
    for name, heads, rows in _tables(page):
        lines.writerow([])
        lines.writerow([neutralise_formula(name)])
        lines.writerow(heads)
        for row in rows:
            lines.writerow([neutralise_formula("" if value is None else str(value)) for value in row])
    return file.getvalue().encode("utf-8-sig")
