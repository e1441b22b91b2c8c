"""Reading of spreadsheets that strangers made: any kind, any layout, nothing trusted."""

from safe_employment.kit.sheets.containers import column_letter, column_number
from safe_employment.kit.sheets.detect import FileKind
from safe_employment.kit.sheets.errors import SheetError
from safe_employment.kit.sheets.formulas import (
    formula_text,
    has_markup,
    is_formula_text,
    markup_text,
    neutralise_formula,
)
from safe_employment.kit.sheets.layout import RowRoles
from safe_employment.kit.sheets.limits import DEFAULT_LIMITS, SheetLimits
from safe_employment.kit.sheets.reading import (
    SHEET_ROW,
    SheetColumn,
    SheetNotice,
    SheetTable,
    read_sheet,
    read_sheets,
)
from safe_employment.kit.sheets.workbooks import sheet_names

__all__ = [
    "DEFAULT_LIMITS",
    "SHEET_ROW",
    "FileKind",
    "RowRoles",
    "SheetColumn",
    "SheetError",
    "SheetLimits",
    "SheetNotice",
    "SheetTable",
    "column_letter",
    "column_number",
    "formula_text",
    "has_markup",
    "is_formula_text",
    "markup_text",
    "neutralise_formula",
    "read_sheet",
    "read_sheets",
    "sheet_names",
]
