"""What can be wrong with the file of a questionnaire: sheet, row, column, what it is, what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from pyxform.errors import ErrorCode

from safe_employment.instruments.compiling.wording import KINDS, OTHER, ProblemKind
from safe_employment.kit.errors import ErrorKind, ProgrammeError

if TYPE_CHECKING:
    from pyxform.errors import PyXFormError

SHOWN = 200
_TWICE = re.compile(r"Duplicate column header: (.*)", re.DOTALL)
_PLACE = re.compile(r"\{(\w+)\}")
REFUSED = ErrorKind(
    "INSTRUMENT_REFUSED",
    gettext_lazy("The questionnaire has problems: %(first)s"),
    gettext_lazy("Put right what the list names, sheet by sheet and row by row, and upload it again."),
)


@dataclass(frozen=True)
class FormProblem:
    """One problem. `row` is the number in the sheet, None where it is of no row."""

    code: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    facts: Mapping[str, object] = field(default_factory=dict)
    told: str = ""

    @property
    def kind(self) -> ProblemKind:
        """Its entry in the catalogue."""
        return KINDS.get(self.code, OTHER)

    @property
    def what(self) -> str:
        """What is wrong, in the reader's language."""
        return str(self.kind.what) % {"told": self.told, **self.facts}

    @property
    def remedy(self) -> str:
        """What to do."""
        return str(self.kind.remedy) % {"told": self.told, **self.facts}

    @property
    def place(self) -> str:
        """Where it is, in words."""
        if self.row is not None and self.column:
            return _("Sheet %(sheet)s, row %(row)s, column %(column)s") % {
                "sheet": self.sheet, "row": self.row, "column": self.column,
            }  # fmt: skip
        if self.row is not None:
            return _("Sheet %(sheet)s, row %(row)s") % {"sheet": self.sheet, "row": self.row}
        return _("Sheet %(sheet)s") % {"sheet": self.sheet} if self.sheet else _("The whole file")

    def __str__(self) -> str:
        return f"{self.place}: {self.what} {self.remedy}"


class FormError(ProgrammeError):
    """A questionnaire that cannot be taken; `problems` are at most 200, `more` how many are left out."""

    def __init__(self, problems: Sequence[FormProblem]) -> None:
        self.problems = list(problems[:SHOWN])
        self.more = max(0, len(problems) - SHOWN)
        super().__init__(REFUSED, {"first": str(self.problems[0])}, field="file")


def problem_of(error: PyXFormError) -> FormProblem:
    """Return what pyxform found as a problem of ours."""
    text = str(error)
    if twice := _TWICE.fullmatch(text):
        return FormProblem("COLUMN_TWICE", row=1, facts={"header": twice[1][:80]})
    code, context = (error.code.name, error.context) if error.code else _recognised(text)
    if not code:
        return FormProblem("XLSFORM", *_place(text), _column(text), told=_without_place(text))
    row = context.get("row")
    return FormProblem(
        code,
        str(context.get("sheet") or context.get("sheet_name") or _place(text)[0]),
        int(row) if isinstance(row, int | str) and str(row).isdigit() else None,
        str(context.get("column") or _column(text)),
        {key: str(value)[:200] for key, value in context.items()} | _unknown(code, context),
        _without_place(text),
    )


@cache
def _sentences() -> list[tuple[str, re.Pattern[str]]]:
    """Return the sentences of pyxform's catalogue as patterns: it often gives a sentence without its code."""
    found = []
    for code in ErrorCode:
        seen: set[str] = set()
        pattern = "".join(
            _pattern(part, seen) if position % 2 else re.escape(part)
            for position, part in enumerate(_PLACE.split(code.value.msg))
        )
        found.append((code.name, re.compile(pattern, re.DOTALL)))
    return found


def _pattern(name: str, seen: set[str]) -> str:
    """Return what stands for a place of a sentence: its value, or the same value again."""
    if name in seen:
        return f"(?P={name})"
    seen.add(name)
    return f"(?P<{name}>.*?)"


def _recognised(text: str) -> tuple[str, dict[str, Any]]:
    """Return the code and the facts of a sentence of pyxform; ("", {}) for one that is in no catalogue."""
    for code, pattern in _sentences():
        if told := pattern.fullmatch(text):
            return code, told.groupdict()
    return "", {}


def _unknown(code: str, context: Mapping[str, Any]) -> dict[str, str]:
    """Fill the places of the words that pyxform left empty."""
    kind = KINDS.get(code)
    return {} if kind is None else {name: "?" for name in kind.places if name not in context}


def _place(text: str) -> tuple[str, int | None]:
    """Return (sheet, row) that a sentence of pyxform names: “[row : 5] On the 'survey' sheet …”."""
    sheet = text.partition("On the '")[2].partition("' sheet")[0] or "survey"
    row = text.partition("[row : ")[2].partition("]")[0]
    return sheet, int(row) if row.isdigit() else None


def _column(text: str) -> str:
    """Return the column that a sentence of pyxform names: “… the 'name' value …”."""
    return text.partition("' sheet, the '")[2].partition("' value")[0]


def _without_place(text: str) -> str:
    return text.partition("] ")[2] if text.startswith("[row") else text
