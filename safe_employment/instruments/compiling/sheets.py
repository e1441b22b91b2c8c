"""The sheets of a form as the checks and pyxform see them: columns, types and texts in one spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from pyxform import aliases
from pyxform.parsing.sheet_headers import clean_text_values

from safe_employment.instruments.compiling.columns import columns_of
from safe_employment.instruments.compiling.problems import FormProblem
from safe_employment.instruments.compiling.question_types import spelled

if TYPE_CHECKING:
    from pyxform.xls2json_backends import DefinitionData

Cells = Mapping[str, str]
HEADER_ROWS = 1
FIRST_ROW = HEADER_ROWS + 1
# Sheets that XLSForm knows and forms here do not take; a sheet with no rows does no harm.
NOT_TAKEN = ("entities", "osm", "external_choices")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2 Char


@dataclass(frozen=True)
class Sheets:
    """A form's sheets; row `n` of a sheet stands at `n - 2`, and one that does not count is empty.

    `written` gives the author's own word for a column, `problems` are those of columns and signs.
    """

    survey: tuple[Cells, ...]
    choices: tuple[Cells, ...]
    settings: Cells
    written: Mapping[tuple[str, str], str]
    problems: tuple[FormProblem, ...]

    @property
    def lists(self) -> dict[str, list[str]]:
        """The answers of each list, by its name."""
        found: dict[str, list[str]] = {}
        for choice in self.choices:
            found.setdefault(choice.get("list_name", ""), []).append(choice.get("name", ""))
        found.pop("", None)
        return found

    @property
    def further(self) -> dict[tuple[str, str], dict[str, str]]:
        """The further columns of each answer, by its list and name."""
        return {
            (choice.get("list_name", ""), choice.get("name", "")): {
                column: text for column, text in choice.items()
                if column not in {"list_name", "name", "label"} and not column.startswith("label::")
            }
            for choice in self.choices
        }  # fmt: skip

    @property
    def further_settings(self) -> dict[str, str]:
        """The settings, form id, version and title aside."""
        return {
            name: text for name, text in self.settings.items()
            if name not in {"form_id", "version", "form_title"}
        }  # fmt: skip

    def as_written(self, problem: FormProblem) -> FormProblem:
        """Return a problem with its column named as the author did."""
        column = self.written.get((problem.sheet, problem.column), problem.column)
        return replace(problem, column=column)

    def for_pyxform(self) -> dict[str, Any]:
        """Return what pyxform takes in place of a file."""
        kept: dict[str, Any] = {"sheet_names": ["survey", "choices", "settings"]}
        for name, rows in (
            ("survey", self.survey),
            ("choices", self.choices),
            ("settings", (self.settings,)),
        ):
            columns = [column for sheet, column in self.written if sheet == name]
            kept[name] = [dict(row) for row in rows]
            kept[f"{name}_header"] = [dict.fromkeys((*columns, *(key for row in rows for key in row)))]
        return kept


def in_one_spelling(read: DefinitionData) -> Sheets:
    """Return the sheets of a file in one spelling, with the problems of its columns and signs."""
    written: dict[tuple[str, str], str] = {}
    problems = [
        FormProblem("SHEET_NOT_TAKEN", name, facts={"name": name})
        for name in NOT_TAKEN
        if getattr(read, name)
    ]
    settings = _sheet(read, "settings", written, problems, collapse=False)
    first: Cells = next(iter(settings), {})
    collapse = aliases.yes_no.get(first.get("clean_text_values", "yes"), True)
    spaces = first.get("namespaces", "")
    survey = _sheet(read, "survey", written, problems, collapse=collapse, namespaces=spaces)
    choices = _sheet(read, "choices", written, problems, collapse=False)
    counted = tuple(_row(cells, number) for number, cells in enumerate(survey, FIRST_ROW))
    return Sheets(counted, tuple(choices), first, written, tuple(problems))


def _sheet(
    read: DefinitionData,
    name: str,
    written: dict[tuple[str, str], str],
    problems: list[FormProblem],
    *,
    collapse: bool,
    namespaces: str = "",
) -> list[Cells]:
    rows = [
        {str(key).strip(): cell for key, cell in row.items() if key is not None and str(key).strip()}
        for row in getattr(read, name) or ()
    ]
    headers = (getattr(read, f"{name}_header") or [{}])[0]
    wanted = dict.fromkeys(str(key).strip() for key in headers if key is not None)
    wanted |= dict.fromkeys(key for row in rows for key in row)
    wanted.pop("None", None)  # how pyxform calls a column without a header
    names: dict[str, str] = {}
    for column in columns_of(name, [key for key in wanted if key], namespaces):
        if _NOT_XML.search(column.written):
            problems.append(_bad_sign(name, 1, "", column.written))
        elif column.problem:
            facts = {"name": column.written[:80], "sheet_name": name, "header": column.written[:80],
                     "other": column.other[:80]}  # fmt: skip
            problems.append(FormProblem(column.problem, name, 1, column.written[:80], facts))
        else:
            names[column.written] = column.name
            written[name, column.name] = column.written
    kept = [_cells(row, names, collapse=collapse) for row in rows]
    problems += _signs(name, kept)
    return kept


def _cells(row: Mapping[str, object], names: Mapping[str, str], *, collapse: bool) -> Cells:
    texts = {
        names[key]: str(value).strip() for key, value in row.items() if key in names and value is not None
    }
    return {key: clean_text_values(text, strip_whitespace=collapse) for key, text in texts.items() if text}


def _signs(sheet: str, rows: Sequence[Cells]) -> Iterator[FormProblem]:
    for number, cells in enumerate(rows, FIRST_ROW):
        for column, text in cells.items():
            if _NOT_XML.search(text):
                yield _bad_sign(sheet, number, column, text)


def _bad_sign(sheet: str, row: int, column: str, text: str) -> FormProblem:
    match = _NOT_XML.search(text)
    sign = f"U+{ord(match[0]):04X}" if match else ""
    return FormProblem("CONTROL_CHARACTER", sheet, row, column, {"sign": sign})


def _row(cells: Cells, number: int) -> Cells:
    """Return a row of questions as pyxform reads it: {} for one that is switched off or only a remark."""
    kept = {key: text for key, text in cells.items() if key != "disabled"}
    remark = "type" not in kept and "name" not in kept and not any(key.startswith("label") for key in kept)
    if remark or aliases.yes_no.get(cells.get("disabled", "")):
        return {}
    if "type" in kept:
        kept["type"] = spelled(kept["type"])
    if kept.get("type") == "note" and "name" not in kept:
        kept["name"] = f"generated_note_name_{number}"
    return kept
