"""Reading the file of a questionnaire: nothing of it is trusted before it was measured."""

from __future__ import annotations

import logging
from typing import Any

from pyxform.constants import SUPPORTED_SHEET_NAMES, SURVEY
from pyxform.errors import PyXFormError
from pyxform.xls2json_backends import DefinitionData, _md_table_to_ss_structure, get_xlsform

from safe_employment.instruments.compiling.problems import FormError, FormProblem, problem_of
from safe_employment.instruments.models import SourceFormat
from safe_employment.kit.sheets import SheetError, SheetLimits
from safe_employment.kit.sheets.containers import check_xlsx

logger = logging.getLogger(__name__)

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
    """Return the sheets of a form as they are in the file, as pyxform reads them.

    Raises FormError TOO_LARGE, UNREADABLE, TOO_MANY_ROWS, TOO_MANY_CELLS, NO_QUESTIONS or what pyxform says.
    """
    if len(data) > LARGEST:
        raise FormError([FormProblem("TOO_LARGE", told=f"{len(data) / 1024 / 1024:.1f} MB")])
    if source_format == SourceFormat.XLSX:
        _check_container(data)
    try:
        sheets = _tables(data) if source_format == SourceFormat.MARKDOWN else _workbook(data)
    except PyXFormError as error:
        raise FormError([problem_of(error)]) from error
    _check_rows(sheets)
    return sheets


def _workbook(data: bytes) -> DefinitionData:
    try:
        return get_xlsform(data, file_type=".xlsx")
    except PyXFormError:
        raise
    except Exception as error:  # a workbook can be broken in as many ways as its parser has lines
        logger.warning("A workbook cannot be read", exc_info=True)
        raise FormError([FormProblem("UNREADABLE", told=type(error).__name__)]) from error


def _tables(data: bytes) -> DefinitionData:
    """Read the tables of a Markdown form; a cell beyond the columns is told, not dropped."""
    tables = {
        name: rows for name, rows in _md_table_to_ss_structure(data.decode("utf-8-sig")).items() if name
    }
    found: dict[str, Any] = {"sheet_names": list(tables)}
    for written, rows in tables.items():
        name = SURVEY if len(tables) == 1 else written.lower()
        if name in SUPPORTED_SHEET_NAMES and rows:
            header, *cells = rows
            found[f"{name}_header"] = [dict.fromkeys(filter(None, header))]
            found[name] = [_named(name, number, header, row) for number, row in enumerate(cells, 2)]
    return DefinitionData(**found)


def _named(
    sheet: str, number: int, header: tuple[str | None, ...], row: tuple[str | None, ...]
) -> dict[str, str]:
    if any(row[len(header) :]):
        raise FormError([FormProblem("TOO_MANY_CELLS", sheet, number, facts={"columns": len(header)})])
    return {name: cell for name, cell in zip(header, row, strict=False) if name and cell}


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
