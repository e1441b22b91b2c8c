"""From the file of a questionnaire to its XForm."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from safe_employment.instruments.compiling.attributes import attribute_problems
from safe_employment.instruments.compiling.expressions import expression_problems
from safe_employment.instruments.compiling.problems import FormError, FormProblem, problem_of
from safe_employment.instruments.compiling.reading import format_of, read_form
from safe_employment.instruments.compiling.rows import SurveyRow, survey_rows
from safe_employment.instruments.compiling.xforms import XForm

if TYPE_CHECKING:
    from pyxform.xls2json_backends import DefinitionData

    from safe_employment.instruments.definitions import Definition
    from safe_employment.instruments.models import SourceFormat

SETTINGS = {"form_id": 64, "version": 40}
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_FROM_OUTSIDE = re.compile(r"^(xml-external|csv-external|select_\w+_from_file|osm)$")
_MEDIA = re.compile(r"^(media::)?(image|audio|video|big-image)(::.*)?$")
_FILE_NAME = re.compile(r"[\w.-]+\.\w+")


@dataclass(frozen=True)
class Compiled:
    """A form that can be filled in. `digest` is the MD5 of `xform` in hex, `warnings` are pyxform's."""

    source_format: SourceFormat
    xform: str
    digest: str
    definition: Definition
    warnings: tuple[str, ...]


def compile_form(data: bytes) -> Compiled:
    """Compile an XLSForm (.xlsx or Markdown table) to an XForm.

    Raises FormError with every problem that was found, each by sheet, row and column.
    """
    source_format = format_of(data)
    sheets = read_form(data, source_format)
    rows = survey_rows(sheets.survey)
    problems = _problems(sheets, rows)
    if problems:
        raise FormError(problems)
    warnings: list[str] = []
    try:
        made = convert(data, warnings=warnings, file_type=f".{source_format.value}")
    except PyXFormError as error:
        raise FormError([problem_of(error)]) from error
    digest = hashlib.md5(made.xform.encode(), usedforsecurity=False).hexdigest()  # OpenRosa names MD5
    return Compiled(source_format, made.xform, digest, XForm(made.xform).definition(rows), tuple(warnings))


def _problems(sheets: DefinitionData, rows: Sequence[SurveyRow]) -> list[FormProblem]:
    lists: dict[str, list[str]] = {}
    for choice in sheets.choices or ():
        name = str(choice.get("list_name") or choice.get("list name") or "").strip()
        lists.setdefault(name, []).append(str(choice.get("name") or "").strip())
    settings = {str(key).strip(): str(value).strip() for key, value in (sheets.settings or [{}])[0].items()}
    return [
        *_setting_problems(settings),
        *_file_problems(rows),
        *expression_problems(rows, set(lists)),
        *attribute_problems(rows, lists, settings.get("namespaces", "")),
    ]


def _setting_problems(settings: Mapping[str, str]) -> list[FormProblem]:
    found = []
    for name, limit in SETTINGS.items():
        value = settings.get(name) or (settings.get("id_string", "") if name == "form_id" else "")
        facts = {"name": name, "value": value[:80], "limit": limit}
        if not value:
            found.append(FormProblem("NO_SETTING", "settings", column=name, facts=facts))
        elif not _CODE.fullmatch(value) or len(value) > limit:
            found.append(FormProblem("BAD_SETTING", "settings", 2, name, facts))
    return found


def _file_problems(rows: Sequence[SurveyRow]) -> list[FormProblem]:
    found = []
    for row in rows:
        if _FROM_OUTSIDE.match(row.kind):
            facts = {"name": row.type.partition(" ")[2] or row.name}
            found.append(FormProblem("NEEDS_FILE", "survey", row.row, "type", facts))
        for column, value in row.cells.items():
            if _MEDIA.match(column) and not _FILE_NAME.fullmatch(value):
                found.append(FormProblem("MEDIA_NAME", "survey", row.row, column, {"name": value[:80]}))
    return found
