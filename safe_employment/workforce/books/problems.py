"""What can be wrong with the books: a catalogue of codes; each problem names sheet, row and column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

__all__ = ["CATALOGUE", "BookProblem", "BooksUnreadable"]

CATALOGUE: Mapping[str, ErrorKind] = {
    kind.code: kind
    for kind in (
        ErrorKind(
            "BOOKS_NOT_JSON",
            _("The file is not JSON: %(detail)s."),
            _("Send an object with the keys employer, workers, contracts, attendance and payroll."),
        ),
        ErrorKind(
            "BOOKS_NOT_READABLE",
            _("The file cannot be read as books: %(detail)s."),
            _("Use the template, a folder of CSV or Parquet files, or JSON."),
        ),
        ErrorKind(
            "BOOKS_NO_SHEET",
            _("None of the sheets is one of the books: %(detail)s."),
            _("Name the sheets employer, workers, contracts, attendance and payroll, in Chinese or English."),
        ),
        ErrorKind(
            "BOOKS_COLUMN_MISSING",
            _("The sheet lacks the column that tells whose row it is."),
            _("Add the column and fill it in every row."),
        ),
        ErrorKind(
            "BOOKS_CELL_MISSING",
            _("The cell is empty, and the row cannot be used without it."),
            _("Fill the cell."),
        ),
        ErrorKind(
            "BOOKS_NOT_A_DATE",
            _("“%(value)s” is not a date."),
            _("Write dates as 2026-09-30."),
        ),
        ErrorKind("BOOKS_NOT_A_MONTH", _("“%(value)s” is not a month."), _("Write months as 2026-09.")),
        ErrorKind("BOOKS_NOT_A_TIME", _("“%(value)s” is not a time of day."), _("Write times as 08:30.")),
        ErrorKind(
            "BOOKS_NOT_A_NUMBER",
            _("“%(value)s” is not a number."),
            _("Write digits only, with a point for decimals."),
        ),
        ErrorKind(
            "BOOKS_NEGATIVE",
            _("“%(value)s” is below nothing."),
            _("Enter amounts and hours as positive numbers."),
        ),
        ErrorKind(
            "BOOKS_TOO_FINE",
            _("“%(value)s” has a smaller part than the currency or a minute has."),
            _("Round amounts to the cent and hours to the minute."),
        ),
        ErrorKind(
            "BOOKS_TOO_LARGE", _("“%(value)s” is too large to be true."), _("Check the number and its unit.")
        ),
        ErrorKind(
            "BOOKS_DAY_TOO_LONG",
            _("“%(value)s” hours do not fit into a day."),
            _("Enter the hours of one day, at most 24."),
        ),
        ErrorKind("BOOKS_NOT_YES_OR_NO", _("“%(value)s” is neither yes nor no."), _("Write yes or no.")),
        ErrorKind(
            "BOOKS_UNKNOWN_WORD", _("“%(value)s” is not one of: %(choices)s."), _("Use one of these words.")
        ),
        ErrorKind(
            "BOOKS_TWICE",
            _("The same row is there twice; the first is row %(first)s."),
            _("Delete one, or correct whose or which day's it is."),
        ),
        ErrorKind(
            "BOOKS_CONTRACTS_OVERLAP",
            _("The contract begins before the one of row %(first)s has ended."),
            _("Correct the dates: a worker has one contract at a time."),
        ),
        ErrorKind(
            "BOOKS_TOO_YOUNG",
            _("A worker of %(value)s years cannot be true."),
            _("Check the birth date and the identity number."),
        ),
        ErrorKind(
            "BOOKS_LEFT_BEFORE_HIRED",
            _("The leaving date lies before the hire date."),
            _("Correct one of the dates."),
        ),
        ErrorKind(
            "BOOKS_TOO_MANY_ROWS",
            _("The file has more than %(limit)s rows."),
            _("Check it in parts, or use the command line."),
        ),
    )
}


#: Details that are sentences of ours, not of the file.
_DETAILS: Mapping[str, str | _StrPromise] = {
    "neither a workbook nor JSON": _("neither a workbook nor JSON"),
    "not an object": _("not an object"),
}


@dataclass(frozen=True)
class BookProblem:
    """One thing wrong: its code, where it is (row as a person counts, header as the file has it), the value.

    The value is never shown where it may be an identity number, a bank account or a phone.
    """

    code: str
    sheet: str
    row: int | None = None
    column: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def what(self) -> str:
        """What happened, in the reader's language."""
        told = {key: str(_DETAILS.get(value, value)) for key, value in self.facts.items()}
        return str(CATALOGUE[self.code].what) % told

    @property
    def remedy(self) -> str:
        """What to do next."""
        return str(CATALOGUE[self.code].remedy) % self.facts

    def as_dict(self) -> dict[str, str | int | None]:
        """Return it for JSON."""
        place = {"sheet": self.sheet, "row": self.row, "column": self.column}
        return {"code": self.code, **place, "what": self.what, "remedy": self.remedy}


class BooksUnreadable(Exception):  # noqa: N818 - reads as what happened
    """Raised when the books cannot be checked as they are; holds every problem that was found."""

    def __init__(self, problems: list[BookProblem]) -> None:
        self.problems = problems
        super().__init__(", ".join(sorted({problem.code for problem in problems})))
