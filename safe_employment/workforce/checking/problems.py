"""What is wrong with books as a stranger may see it on a screen: without what may name or number a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from safe_employment.workforce.books.problems import BookProblem

__all__ = ["Problem", "problem_of", "problems_in_order"]

#: What a message may repeat of a cell: short figures, never a name and never a long number.
_HARMLESS = re.compile(r"[\d\s.,:/年月日时点分元¥￥%+-]{1,10}")
_OUR_DETAIL = re.compile(
    r"[A-Z_]{3,40}|line \d+|[a-z]+: more than \d+ keys|[a-z ]*not [a-z ]+|neither a workbook nor JSON"
)
_OWN_WORDS = frozenset({"first", "limit", "choices"})


@dataclass(frozen=True)
class Problem:
    """Something wrong with the books, as a stranger may see it on a screen."""

    code: str
    sheet: str
    row: int | None
    column: str
    what: str
    remedy: str

    def as_dict(self) -> dict[str, str | int | None]:
        """Return it for JSON."""
        return asdict(self)


def problem_of(problem: BookProblem) -> Problem:
    """Return the problem without what may be a name or a number of a person: such cells are not repeated."""
    facts = {
        key: value if key in _OWN_WORDS or _is_harmless(problem.code, key, value) else "…"
        for key, value in problem.facts.items()
    }
    told = type(problem)(problem.code, problem.sheet, problem.row, problem.column, facts)
    return Problem(told.code, told.sheet, told.row, told.column, told.what, told.remedy)


def problems_in_order(problems: Sequence[BookProblem]) -> list[Problem]:
    """Return the problems as one meets them in the file: sheet after sheet, from the top down."""
    sheets = list(dict.fromkeys(problem.sheet for problem in problems))
    ordered = sorted(problems, key=lambda problem: (sheets.index(problem.sheet), problem.row or 0))
    return [problem_of(problem) for problem in ordered]


def _is_harmless(code: str, key: str, value: str) -> bool:
    if key == "detail":  # but for names of sheets, a code of the reader or a sentence of ours
        return code != "BOOKS_NO_SHEET" and bool(_OUR_DETAIL.fullmatch(value))
    return bool(_HARMLESS.fullmatch(value))
