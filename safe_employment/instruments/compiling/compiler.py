"""From the file of a questionnaire to its XForm."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from safe_employment.instruments.compiling.attributes import attribute_problems
from safe_employment.instruments.compiling.columns import MEDIA
from safe_employment.instruments.compiling.expressions import expression_problems
from safe_employment.instruments.compiling.problems import FormError, FormProblem, problem_of
from safe_employment.instruments.compiling.question_types import FROM_OUTSIDE
from safe_employment.instruments.compiling.reading import format_of, read_form
from safe_employment.instruments.compiling.rows import SurveyRow, survey_rows
from safe_employment.instruments.compiling.sheets import Cells, Sheets, in_one_spelling
from safe_employment.instruments.compiling.structure import structure_problems
from safe_employment.instruments.compiling.xforms import XForm

if TYPE_CHECKING:
    from safe_employment.instruments.definitions import Definition
    from safe_employment.instruments.models import SourceFormat

logger = logging.getLogger(__name__)

SETTINGS = {"form_id": 64, "version": 40}
LONGEST_FILE = 200
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_COLUMN = re.compile(r"[^\W\d][\w .-]*")
_FILE_NAME = re.compile(r"[\w.-]+\.\w+")
_SEARCH = re.compile(r"\bsearch\s*\(")


@dataclass(frozen=True)
class Compiled:
    """A form that can be filled in. `digest` is the MD5 of `xform` in hex."""

    source_format: SourceFormat
    xform: str
    digest: str
    definition: Definition


def compile_form(data: bytes, name: str = "") -> Compiled:
    """Compile an XLSForm (.xlsx or Markdown table) to an XForm.

    `name` is the file's: a form without a form_id is called by it, as XLSForm has it, and one without a
    version has the beginning of its content's hash for one.

    Raises FormError with every problem that was found, each by sheet, row and column.
    """
    source_format = format_of(data)
    sheets, made_up = _named(in_one_spelling(read_form(data, source_format)), data, name)
    rows = survey_rows(sheets.survey)
    problems = [sheets.as_written(problem) for problem in _problems(sheets, rows)]
    if problems:
        raise FormError(problems)
    warnings: list[str] = []
    xform, definition = _built(sheets, rows, warnings)
    digest = hashlib.md5(xform.encode(), usedforsecurity=False).hexdigest()  # OpenRosa names MD5
    asked = replace(definition, made=made_up, warnings=tuple(warnings))
    return Compiled(source_format, xform, digest, asked)


def _built(sheets: Sheets, rows: Sequence[SurveyRow], warnings: list[str]) -> tuple[str, Definition]:
    try:
        made = convert(sheets.for_pyxform(), warnings=warnings)
        return made.xform, XForm(made.xform).definition(rows, sheets)
    except PyXFormError as error:
        raise FormError([sheets.as_written(problem_of(error))]) from error
    except Exception as error:  # whatever the author wrote, it is told as a fault of the form
        logger.exception("A form passed the checks and could not be built")
        raise FormError([FormProblem("NOT_BUILT", told=type(error).__name__)]) from error


def _named(sheets: Sheets, data: bytes, name: str) -> tuple[Sheets, tuple[str, ...]]:
    """Return the sheets with what their settings lack and the file's name and content tell, and its names."""
    form_id = "_".join(re.findall(r"[A-Za-z0-9]+", name.rpartition(".")[0]))[: SETTINGS["form_id"]]
    told = {"form_id": form_id, "version": hashlib.sha256(data).hexdigest()[:8] if name else ""}
    lacking = {key: value for key, value in told.items() if value and not sheets.settings.get(key)}
    return replace(sheets, settings={**sheets.settings, **lacking}), tuple(lacking)


def _problems(sheets: Sheets, rows: Sequence[SurveyRow]) -> Iterator[FormProblem]:
    yield from sheets.problems
    yield from _setting_problems(sheets.settings)
    yield from structure_problems(sheets, rows)
    yield from _column_problems(sheets.choices)
    yield from _file_problems(rows)
    yield from expression_problems(rows, sheets.settings, set(sheets.lists))
    yield from attribute_problems(rows, sheets.lists, sheets.settings.get("namespaces", ""))


def _setting_problems(settings: Mapping[str, str]) -> Iterator[FormProblem]:
    for name, limit in SETTINGS.items():
        value = settings.get(name, "")
        facts = {"name": name, "value": value[:80], "limit": limit}
        if not value:
            yield FormProblem("NO_SETTING", "settings", column=name, facts=facts)
        elif not _CODE.fullmatch(value) or len(value) > limit:
            yield FormProblem("BAD_SETTING", "settings", 2, name, facts)


def _column_problems(choices: Sequence[Cells]) -> Iterator[FormProblem]:
    """Further columns of choices become elements of the form, so their names must be fit for that."""
    for name in dict.fromkeys(key for row in choices for key in row):
        if "::" not in name and not _COLUMN.fullmatch(name):
            yield FormProblem("BAD_COLUMN", "choices", 1, name[:40], {"name": name[:40]})


def _file_problems(rows: Sequence[SurveyRow]) -> Iterator[FormProblem]:
    for row in rows:
        if row.kind in FROM_OUTSIDE:
            facts = {"name": row.type.partition(" ")[2] or row.name}
            yield FormProblem("NEEDS_FILE", "survey", row.row, "type", facts)
        if _SEARCH.search(row.cells.get("appearance", "")):
            facts = {"name": row.cells["appearance"][:80]}
            yield FormProblem("NEEDS_FILE", "survey", row.row, "appearance", facts)
        for column, value in row.cells.items():
            if column.startswith(MEDIA) and not (_FILE_NAME.fullmatch(value) and len(value) <= LONGEST_FILE):
                yield FormProblem("MEDIA_NAME", "survey", row.row, column, {"name": value[:80]})
