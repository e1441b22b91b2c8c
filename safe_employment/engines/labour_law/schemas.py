"""The columns of the tables that are given to the rules: the books' sheets, the calendar, the parameters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from .books import BOOKS, KINDS, Sheet
from .calendar import Holidays, calendar_table, month_table

__all__ = ["ADDED", "base_schemas", "sheet_schema"]

KEY = {"employer": "string"}
#: Columns that the engine adds to a sheet when it takes the books in (see ``intake``).
ADDED: Mapping[str, Mapping[str, str]] = {
    "employer": {
        **{f"has_{sheet.key}": "boolean" for sheet in BOOKS if sheet.key != "employer"},
        "checked_from": "int64",
        "checked_to": "int64",
        "as_of": "int64",
        "blank": "string",
    },
    "workers": {
        "is_listed": "boolean",
        "blank": "string",
        "id_problem": "string",
        "health_first": "int64",
        "health_last": "int64",
    },
    "contracts": {"row": "int64", "blank": "string"},
    "attendance": {},
    "payroll": {"row": "int64", "deductions_given": "boolean"},
    "deductions": {"row": "int64"},
}


def sheet_schema(sheet: Sheet) -> dict[str, str]:
    """Return the columns of a sheet's table with their types, the employer first."""
    facts = {fact.key: KINDS[fact.kind] for fact in sheet.facts}
    return {**KEY, **facts, **ADDED[sheet.key]}


@cache
def base_schemas(parameters: tuple[str, ...]) -> dict[str, dict[str, str]]:
    """Return columns and types of every table that is given, by table name."""
    calendar = calendar_table(Holidays())
    schemas = {sheet.key: sheet_schema(sheet) for sheet in BOOKS}
    schemas["calendar"] = _types(calendar)
    schemas["months"] = _types(month_table(calendar))
    figures = {name: "int64" for each in parameters for name in (each, f"{each}_status")}
    schemas["parameters"] = {"place": "string", "period": "int64", **figures}
    return schemas


def _types(frame: Any) -> dict[str, str]:
    names = {"Int64": "int64", "Boolean": "boolean", "String": "string"}
    return {name: names[str(kind)] for name, kind in frame.schema.items()}
