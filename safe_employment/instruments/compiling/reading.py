"""Reading the file of a questionnaire: nothing of it is trusted before it was measured."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zipfile import BadZipFile

from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import get_xlsform

from safe_employment.instruments.compiling.problems import FormError, FormProblem, problem_of
from safe_employment.instruments.models import SourceFormat
from safe_employment.kit.sheets import SheetError, SheetLimits
from safe_employment.kit.sheets.containers import check_xlsx

if TYPE_CHECKING:
    from pyxform.xls2json_backends import DefinitionData

LARGEST = 5 * 1024 * 1024
MOST_ROWS = 10_000
SHEETS = ("survey", "choices", "settings")
LIMITS = SheetLimits(rows=MOST_ROWS, columns=300)


def format_of(data: bytes) -> SourceFormat:
    """Tell a workbook from a Markdown table by its content. Raises FormError NOT_A_FORM."""
    if data[:4] == b"PK\x03\x04":
        return SourceFormat.XLSX
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    if "|" in text and "\x00" not in text:
        return SourceFormat.MARKDOWN
    raise FormError([FormProblem("NOT_A_FORM")])


def read_form(data: bytes, source_format: SourceFormat) -> DefinitionData:
    """Return the sheets of a form as pyxform reads them.

    Raises FormError TOO_LARGE, UNREADABLE, TOO_MANY_ROWS, NO_QUESTIONS or what pyxform says.
    """
    if len(data) > LARGEST:
        raise FormError([FormProblem("TOO_LARGE", told=f"{len(data) / 1024 / 1024:.1f} MB")])
    if source_format == SourceFormat.XLSX:
        _check_container(data)
    try:
        sheets = get_xlsform(data, file_type=f".{source_format.value}")
    except PyXFormError as error:
        raise FormError([problem_of(error)]) from error
    except (BadZipFile, KeyError, ValueError, UnicodeDecodeError) as error:
        raise FormError([FormProblem("UNREADABLE", told=type(error).__name__)]) from error
    _check_rows(sheets)
    return sheets


def _check_container(data: bytes) -> None:
    try:
        check_xlsx(data, LIMITS)
    except SheetError as error:
        raise FormError([FormProblem("UNREADABLE", told=str(error))]) from error


def _check_rows(sheets: DefinitionData) -> None:
    for name in SHEETS:
        rows = len(getattr(sheets, name) or ())
        if rows > MOST_ROWS:
            facts = {"rows": rows, "limit": MOST_ROWS}
            raise FormError([FormProblem("TOO_MANY_ROWS", name, facts=facts)])
    if not sheets.survey:
        raise FormError([FormProblem("NO_QUESTIONS", "survey")])
