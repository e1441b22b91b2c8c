"""What the rows of a form lack: types, lists, names, ends of groups, questions that are referred to.

pyxform finds most of this too, but one thing at a time, in English, and often without the row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set

from pyxform import constants
from pyxform.parsing.expression import is_xml_tag
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.utils import default_is_dynamic

from safe_employment.instruments.compiling.columns import MEDIA, declaration_faults
from safe_employment.instruments.compiling.problems import FormProblem
from safe_employment.instruments.compiling.question_types import CHOOSING, is_known, nearest
from safe_employment.instruments.compiling.rows import SurveyRow
from safe_employment.instruments.compiling.sheets import FIRST_ROW, Cells, Sheets

LONGEST_NAME = 64
_REFERENCE = re.compile(r"\$\{(?:last-saved#)?([^${}]+)\}")
# What the device adds by itself and a form may read.
ALWAYS_THERE = frozenset(("instanceID", "instanceName", "audit"))
_WORDS = ("label", "hint", *MEDIA)


def structure_problems(sheets: Sheets, rows: Sequence[SurveyRow]) -> Iterator[FormProblem]:
    """Return what is missing or stands twice, row by row."""
    lacking = list(_missing_columns(sheets))
    yield from lacking
    if lacking:
        return
    if all(row.begins or row.ends for row in rows):
        yield FormProblem("NO_QUESTIONS", "survey")
    lists = sheets.lists
    for row in rows:
        yield from _of_row(row, lists)
    yield from _twice(rows)
    yield from _ends(rows)
    yield from _choices(sheets.choices, {row.choices for row in rows if row.kind == "select_multiple"})
    yield from _settings(sheets.settings)
    yield from _references(sheets, rows)


def _missing_columns(sheets: Sheets) -> Iterator[FormProblem]:
    wanted = {"survey": ("type",), "choices": ("list_name", "name") if any(sheets.choices) else ()}
    for sheet, names in wanted.items():
        if missing := [name for name in names if (sheet, name) not in sheets.written]:
            facts = {"sheet_name": sheet, "missing": ", ".join(missing)}
            yield FormProblem("HEADER_003", sheet, 1, facts=facts)


def _of_row(row: SurveyRow, lists: Mapping[str, Sequence[str]]) -> Iterator[FormProblem]:
    place = ("survey", row.row)
    if not row.type:
        yield FormProblem("NO_TYPE", *place, "type")
    elif not is_known(row.type):
        facts = {"type": row.type[:80], "near": nearest(row.type)}
        yield FormProblem("UNKNOWN_TYPE", *place, "type", facts)
    elif row.kind in CHOOSING and "${" not in row.choices:
        yield from _list(row, lists)
    if not row.ends and row.kind != "audit":
        yield from _name(row)
    reckoned = row.cells.get("calculation") or default_is_dynamic(row.cells.get("default", ""), row.type)
    if row.kind == "calculate" and not reckoned:
        yield FormProblem("NO_CALCULATION", *place, "calculation", {"name": row.name[:80]})
    if _is_shown(row) and not any(key.startswith(_WORDS) for key in row.cells):
        yield FormProblem("NO_LABEL", *place, "label", {"name": row.name[:80]})


def _is_shown(row: SurveyRow) -> bool:
    """Whether people see it, and its words are theirs to write."""
    if row.kind.startswith(("start-", "background-")) or row.is_other:
        return False
    return row.kind in CHOOSING or "control" in QUESTION_TYPE_DICT.get(row.type, {})


def _list(row: SurveyRow, lists: Mapping[str, Sequence[str]]) -> Iterator[FormProblem]:
    if not row.choices:
        yield FormProblem("NO_LIST", "survey", row.row, "type", {"type": row.kind})
    elif row.choices not in lists:
        facts = {"list": row.choices[:80], "known": ", ".join(lists)[:200] or "–"}
        yield FormProblem("UNKNOWN_LIST", "survey", row.row, "type", facts)


def _name(row: SurveyRow) -> Iterator[FormProblem]:
    if not row.name:
        yield FormProblem("NO_NAME", "survey", row.row, "name")
    elif not is_xml_tag(row.name) or ":" in row.name:
        yield FormProblem("NAMES_008", "survey", row.row, "name", {"value": row.name[:80]})
    elif len(row.name) > LONGEST_NAME:
        facts = {"limit": LONGEST_NAME, "value": f"{row.name[:20]}…"}
        yield FormProblem("LONG_NAME", "survey", row.row, "name", facts)
    elif row.name == "meta":
        yield FormProblem("NAMES_005", "survey", row.row, "name")


def _twice(rows: Sequence[SurveyRow]) -> Iterator[FormProblem]:
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        if row.ends or not row.name:
            continue
        if row.place in seen:
            yield FormProblem("NAMES_001", "survey", row.row, "name", {"value": row.name[:80]})
        seen.add(row.place)
        if row.cells.get("repeat_count"):  # pyxform keeps the number under this name
            seen.add((*row.group, f"{row.name}_count"))


def _ends(rows: Sequence[SurveyRow]) -> Iterator[FormProblem]:
    """Each end closes what was begun last."""
    around: list[SurveyRow] = []
    for row in rows:
        if row.begins:
            around.append(row)
        elif row.ends:
            kind = row.kind.removeprefix("end_")
            if not around or around[-1].kind != f"begin_{kind}":
                yield FormProblem("SURVEY_001", "survey", row.row, facts={"type": kind})
                return
            around.pop()
    for row in around:
        facts = {"type": row.kind.removeprefix("begin_"), "name": row.name[:80]}
        yield FormProblem("SURVEY_002", "survey", row.row, facts=facts)


def _choices(choices: Sequence[Cells], several: Set[str]) -> Iterator[FormProblem]:
    for number, cells in enumerate(choices, FIRST_ROW):
        if not cells:
            continue
        held, name = cells.get("list_name", ""), cells.get("name", "")
        if not held:
            yield FormProblem("NO_LIST_NAME", "choices", number, "list_name", {"value": name[:80]})
        elif not name:
            yield FormProblem("NAMES_006", "choices", number, "name")
        elif held in several and " " in name:
            yield FormProblem("CHOICE_SPACE", "choices", number, "name", {"value": name[:80]})


def _settings(settings: Cells) -> Iterator[FormProblem]:
    root = settings.get("name", constants.DEFAULT_FORM_NAME)
    if not is_xml_tag(root) or ":" in root:
        yield FormProblem("NAMES_008", "settings", FIRST_ROW, "name", {"value": root[:80]})
    for part in declaration_faults(settings.get("namespaces", "")):
        yield FormProblem("BAD_NAMESPACE", "settings", FIRST_ROW, "namespaces", {"value": part[:80]})


def _references(sheets: Sheets, rows: Sequence[SurveyRow]) -> Iterator[FormProblem]:
    names = ALWAYS_THERE | {row.name for row in rows if row.name and not row.ends}
    for sheet, lines in (
        ("survey", sheets.survey), ("choices", sheets.choices), ("settings", (sheets.settings,)),
    ):  # fmt: skip
        for number, cells in enumerate(lines, FIRST_ROW):
            for column, written in cells.items():
                for name in dict.fromkeys(_REFERENCE.findall(written)):
                    if name.strip() not in names:
                        facts = {"q": name.strip()[:80]}
                        yield FormProblem("PYREF_003", sheet, number, column, facts)
