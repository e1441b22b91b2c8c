"""From the file of a questionnaire to its XForm."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
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
_COLUMN = re.compile(r"[^\W\d][\w .-]*")
_FILE_NAME = re.compile(r"[\w.-]+\.\w+")


@dataclass(frozen=True)
class Compiled:
    """A form that can be filled in. `digest` is the MD5 of `xform` in hex, `warnings` are pyxform's."""

    source_format: SourceFormat
    xform: str
    digest: str
    definition: Definition
    warnings: tuple[str, ...]


def compile_form(data: bytes, name: str = "") -> Compiled:
    """Compile an XLSForm (.xlsx or Markdown table) to an XForm.

    `name` is the file's: a form without a form_id is called by it, as XLSForm has it, and one without a
    version has the beginning of its content's hash for one.

    Raises FormError with every problem that was found, each by sheet, row and column.
    """
    source_format = format_of(data)
    sheets = read_form(data, source_format)
    made_up = _name(sheets, data, name)
    completed = bool(made_up) | _without_other_tools(sheets)
    rows = survey_rows(sheets.survey)
    problems = _problems(sheets, rows)
    if problems:
        raise FormError(problems)
    warnings: list[str] = []
    try:
        given = {each.name: getattr(sheets, each.name) for each in fields(sheets)} if completed else data
        made = convert(given, warnings=warnings, file_type=f".{source_format.value}")
    except PyXFormError as error:
        raise FormError([problem_of(error)]) from error
    digest = hashlib.md5(made.xform.encode(), usedforsecurity=False).hexdigest()  # OpenRosa names MD5
    definition = replace(XForm(made.xform).definition(rows), made=made_up)
    return Compiled(source_format, made.xform, digest, definition, tuple(warnings))


def _name(sheets: DefinitionData, data: bytes, name: str) -> tuple[str, ...]:
    """Write into the settings what they lack and the file's name and content tell; return what that was."""
    settings: dict[str, str] = dict((sheets.settings or [{}])[0])
    form_id = "_".join(re.findall(r"[A-Za-z0-9]+", name.rpartition(".")[0]))[: SETTINGS["form_id"]]
    told = {"form_id": form_id, "version": hashlib.sha256(data).hexdigest()[:8] if name else ""}
    if settings.get("id_string"):
        told.pop("form_id", None)
    lacking = {
        key: value for key, value in told.items() if value and not str(settings.get(key) or "").strip()
    }
    if lacking:
        settings |= lacking
        sheets.settings, sheets.settings_header = [settings], [dict.fromkeys(settings)]
    return tuple(lacking)


def _without_other_tools(sheets: DefinitionData) -> bool:
    """Leave out the columns that a toolbox keeps for itself (`$kuid`); they are no names in XML."""
    found = False
    for sheet in ("survey", "choices"):
        rows = getattr(sheets, sheet) or []
        kept = [{key: cell for key, cell in row.items() if not key.startswith("$")} for row in rows]
        if kept != list(rows):
            setattr(sheets, sheet, kept)
            headers = (getattr(sheets, f"{sheet}_header") or [{}])[0]
            setattr(sheets, f"{sheet}_header", [{key: None for key in headers if not key.startswith("$")}])
            found = True
    return found


def _problems(sheets: DefinitionData, rows: Sequence[SurveyRow]) -> list[FormProblem]:
    lists: dict[str, list[str]] = {}
    for choice in sheets.choices or ():
        name = str(choice.get("list_name") or choice.get("list name") or "").strip()
        lists.setdefault(name, []).append(str(choice.get("name") or "").strip())
    settings = {str(key).strip(): str(value).strip() for key, value in (sheets.settings or [{}])[0].items()}
    return [
        *_setting_problems(settings),
        *_column_problems(sheets),
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


def _column_problems(sheets: DefinitionData) -> list[FormProblem]:
    """Further columns of choices become elements of the form, so their names must be fit for that."""
    names = dict.fromkeys(str(key).strip() for row in sheets.choices or () for key in row)
    return [
        FormProblem("BAD_COLUMN", "choices", 1, name[:40], {"name": name[:40]})
        for name in names
        if "::" not in name and not _COLUMN.fullmatch(name)
    ]


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
