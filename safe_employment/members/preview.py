"""What a person sees of an import before it is confirmed: problems by row and column, questions, a sheet."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl
import xlsxwriter
from django.utils.translation import gettext as _

from safe_employment.kit.sheets import neutralise_formula
from safe_employment.members.importing.comparing import staged
from safe_employment.members.importing.sheet.messages import PROBLEM_MESSAGES, describe_problem
from safe_employment.members.importing.sheet.problems import SEVERITIES
from safe_employment.members.models import Employer
from safe_employment.members.presentation import side_of_employer, side_of_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safe_employment.members.models import ImportBatch, MatchQuestion

PAGE = 50
_COLOURS = {"error": "#F6C8C8", "warning": "#FBE7B5", "note": "#E4EEF0"}
_ORDER = ("error", "warning", "note")


@dataclass(frozen=True)
class Problem:
    """A problem of a list in words; `row` is the row the spreadsheet program shows (None: of the sheet)."""

    row: int | None
    letter: str
    header: str
    code: str
    severity: str
    value: str
    what: str
    next: str


@dataclass(frozen=True)
class ProblemPage:
    """One page of problems; `total` counts those of all pages."""

    problems: list[Problem]
    total: int
    page: int
    pages: int


def problem_page(
    batch: ImportBatch,
    *,
    code: str = "",
    severity: str = "",
    column: str = "",
    row: int | None = None,
    page: int = 1,
) -> ProblemPage:
    """Return a page of problems, narrowed by code, severity, canonical column or sheet row."""
    rows = staged.scan(batch, "problems")
    for name, wanted in (("code", code), ("severity", severity), ("column", column)):
        if wanted:
            rows = rows.filter(pl.col(name) == wanted)
    if row is not None:
        rows = rows.filter(pl.col("row") == row)
    total = int(rows.select(pl.len()).collect().item())
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    found = rows.slice((page - 1) * PAGE, PAGE).collect()
    return ProblemPage([_worded(each) for each in found.iter_rows(named=True)], total, page, pages)


def _worded(row: dict[str, Any]) -> Problem:
    what, following = describe_problem(row["code"], row["value"], row["proposed"])
    letter, header, value = (row[name] or "" for name in ("letter", "header", "value"))
    return Problem(row["row"], letter, header, row["code"], row["severity"], value, what, following)


def kinds_of(batch: ImportBatch) -> list[tuple[str, str, str, int]]:
    """Return the kinds of problem as (code, words, severity, count), errors first, then the commonest."""
    counts = batch.counts.get("problems", {})
    kinds = [
        (code, _kind_words(code), SEVERITIES[code], int(count))
        for code, count in counts.items()
        if code in SEVERITIES
    ]
    return sorted(kinds, key=lambda kind: (_ORDER.index(kind[2]), -kind[3], kind[0]))


def _kind_words(code: str) -> str:
    """A kind of problem without the value of a row: an ellipsis stands for it."""
    return str(PROBLEM_MESSAGES[code].what).format(value="…", proposed="…")


def rows_of(batch: ImportBatch, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return prepared rows by their data row."""
    found = staged.scan(batch, "rows").filter(pl.col("data_row").is_in(list(numbers))).collect()
    return {row["data_row"]: row for row in found.iter_rows(named=True)}


def sides_of(question: MatchQuestion) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the two sides of a question for a comparison."""
    numbers = [number for number in (question.left_row, question.right_row) if number is not None]
    rows = rows_of(question.batch, numbers)
    left = side_of_row(rows[question.left_row])
    if question.right_row is not None:
        return left, side_of_row(rows[question.right_row])
    employers = Employer.objects.prefetch_related("contacts", "workplaces")
    return left, side_of_employer(employers.get(match_questions=question))


def headers_of(batch: ImportBatch) -> list[tuple[str, str]]:
    """Return the columns of the list as (letter, an example of what stands there)."""
    raw = staged.scan(batch, "raw").head(20).collect()
    letters = [name for name in raw.columns if name not in ("data_row", "sheet_row")]
    return [
        (letter, "、".join(raw[letter].drop_nulls().unique(maintain_order=True)[:3])[:60])
        for letter in letters
    ]


def marked_sheet(batch: ImportBatch) -> bytes:
    """Return the rows that have problems, as they were written, as XLSX with the problems marked.

    Formulas of the original are text: nothing in the sheet runs.
    """
    problems = staged.load(batch, "problems").filter(pl.col("data_row").is_not_null())
    raw = staged.load(batch, "raw")
    raw = raw.filter(pl.col("data_row").is_in(problems["data_row"].unique().implode()))
    letters = [name for name in raw.columns if name not in ("data_row", "sheet_row")]
    headers = dict(problems.select("letter", "header").unique().drop_nulls().iter_rows())
    by_row: dict[int, list[dict[str, Any]]] = {}
    for problem in problems.iter_rows(named=True):
        by_row.setdefault(problem["data_row"], []).append(problem)
    out = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        colours = {name: book.add_format({"bg_color": colour}) for name, colour in _COLOURS.items()}
        sheet = book.add_worksheet(_("Problems")[:31])
        sheet.freeze_panes(1, 1)
        titles = [_("Row"), *(headers.get(letter) or letter for letter in letters), _("What is wrong")]
        for number, title in enumerate(titles):
            sheet.write_string(0, number, neutralise_formula(title), bold)
        for line, row in enumerate(raw.iter_rows(named=True), start=1):
            cells = [(row[letter] or "", letter) for letter in letters]
            sheet.write_number(line, 0, row["sheet_row"])
            _write_cells(sheet, line, cells, by_row[row["data_row"]], colours)
    return out.getvalue()


def _write_cells(
    sheet: Any,
    line: int,
    cells: list[tuple[str, str]],
    problems: list[dict[str, Any]],
    colours: dict[str, Any],
) -> None:
    """The cells (text, letter) of one row as they were written, and what is wrong with them in words."""
    by_weight = sorted(problems, key=lambda problem: _ORDER.index(problem["severity"]), reverse=True)
    worst = {problem["letter"]: problem["severity"] for problem in by_weight}
    for number, (text, letter) in enumerate(cells, start=1):
        sheet.write_string(line, number, neutralise_formula(text), colours.get(worst.get(letter, "")))
    words = "\n".join(" ".join(describe_problem(p["code"], p["value"], p["proposed"])) for p in problems)
    sheet.write_string(line, len(cells) + 1, neutralise_formula(words))
