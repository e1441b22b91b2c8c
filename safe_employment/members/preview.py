"""What a person sees of an import before it is confirmed: problems by row and column, questions, a sheet."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl
import xlsxwriter
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from safe_employment.kit.marks import Mark
from safe_employment.kit.parts import Tab
from safe_employment.kit.sheets import neutralise_formula
from safe_employment.members.importing.comparing import staged
from safe_employment.members.importing.sheet.messages import PROBLEM_MESSAGES, describe_problem
from safe_employment.members.importing.sheet.problems import SEVERITIES
from safe_employment.members.models import Employer, ImportState
from safe_employment.members.presentation import side_of_employer, side_of_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from safe_employment.members.models import ImportBatch, MatchQuestion

PAGE = 50
STEPS = (
    gettext_lazy("Choose the list"),
    gettext_lazy("Check what it would do"),
    gettext_lazy("Write it into the register"),
)
# What a problem means for its row, the worst first.
WEIGHTS = {
    "error": Mark(gettext_lazy("Keeps the row out"), "urgent"),
    "warning": Mark(gettext_lazy("Needs a look"), "attention"),
    "note": Mark(gettext_lazy("For your information"), "plain"),
}
_ORDER = tuple(WEIGHTS)
_COLOURS = {"error": "#F6C8C8", "warning": "#FBE7B5", "note": "#E4EEF0"}


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

    @property
    def weight(self) -> Mark:
        """What it means for the row."""
        return WEIGHTS[self.severity]


@dataclass(frozen=True)
class ProblemPage:
    """One page of problems; `total` counts those of all pages."""

    problems: list[Problem]
    total: int
    page: int
    pages: int


def figures_of(batch: ImportBatch) -> list[tuple[str, int]]:
    """Return the figures of an import as (label, number): what it did, or what it would do."""
    counts = batch.counts
    if "rows" not in counts or batch.state not in (ImportState.READY, ImportState.CONFIRMED):
        return []
    written = counts.get("written") if batch.state == ImportState.CONFIRMED else None
    always = [(_("Rows"), counts["rows"])]
    if written is not None:
        always.append((_("New employers"), written["created"]))
        also = [
            (_("Employers changed"), written["updated"]),
            (_("Employers unchanged"), written["unchanged"]),
        ]
    else:
        always.append((_("Would be new employers"), counts["created"]))
        also = [
            (_("Rows of employers in the register"), counts["matched_in_register"]),
            (_("Rows imported before"), counts["known"]),
        ]
    also += [
        (_("Rows joined with another row"), counts["matched_in_file"]),
        (_("Rows left out"), counts["left_out"]),
    ]
    return always + [(label, number) for label, number in also if number]


def brings_nothing(batch: ImportBatch) -> bool:
    """Whether every usable row of the list stands in the register already, from an earlier import."""
    counts = batch.counts
    return bool(counts.get("known")) and counts["known"] == counts["rows"] - counts["left_out"]


def weights_of(batch: ImportBatch, chosen: str, path: str) -> list[Tab]:
    """Return the problems by weight, each with how many there are; only the weights that occur."""
    counts = batch.counts.get("severities", {})
    tabs = [Tab(pgettext("problems", "All"), f"{path}#problems", not chosen, sum(counts.values()))]
    return tabs + [
        Tab(str(WEIGHTS[name]), f"{path}?severity={name}#problems", chosen == name, counts[name])
        for name in WEIGHTS
        if counts.get(name)
    ]


def problem_page(
    batch: ImportBatch,
    *,
    code: str = "",
    severity: str = "",
    column: str = "",
    row: int | None = None,
    page: int = 1,
) -> ProblemPage:
    """Return a page of problems, the worst first, narrowed by code, severity, column or sheet row."""
    rows = staged.scan(batch, "problems")
    for name, wanted in (("code", code), ("severity", severity), ("column", column)):
        if wanted:
            rows = rows.filter(pl.col(name) == wanted)
    if row is not None:
        rows = rows.filter(pl.col("row") == row)
    total = int(rows.select(pl.len()).collect().item())
    pages = max(1, -(-total // PAGE))
    page = min(max(1, page), pages)
    worst_first = rows.sort(pl.col("severity").cast(pl.Enum(_ORDER)), "row", maintain_order=True)
    found = worst_first.slice((page - 1) * PAGE, PAGE).collect()
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


@dataclass(frozen=True)
class ListColumn:
    """A column of a list: its letter, its header ("" without one), and examples of what stands there."""

    letter: str
    header: str
    examples: str


def columns_of(batch: ImportBatch) -> list[ListColumn]:
    """Return the columns of the list in their order."""
    raw = staged.scan(batch, "raw").head(20).collect()
    headers = batch.counts.get("headers", {})
    return [
        ListColumn(
            letter,
            headers.get(letter, ""),
            " · ".join(raw[letter].drop_nulls().unique(maintain_order=True)[:3])[:60],
        )
        for letter in raw.columns
        if letter not in ("data_row", "sheet_row")
    ]


def marked_sheet(batch: ImportBatch) -> bytes:
    """Return the rows that have problems, as they were written, as XLSX with the problems marked.

    Formulas of the original are text: nothing in the sheet runs.
    """
    problems = staged.load(batch, "problems").filter(pl.col("data_row").is_not_null())
    raw = staged.load(batch, "raw")
    raw = raw.filter(pl.col("data_row").is_in(problems["data_row"].unique().implode()))
    letters = [name for name in raw.columns if name not in ("data_row", "sheet_row")]
    headers = batch.counts.get("headers", {})
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
            sheet.set_column(number, number, 6 if number == 0 else 18)
            sheet.write_string(0, number, neutralise_formula(title), bold)
        sheet.set_column(len(titles) - 1, len(titles) - 1, 80)
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
