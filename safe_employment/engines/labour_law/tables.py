"""The tables that the rules are computed from: names, columns, and how an expression over them becomes SQL.

Tables are unbound: the same expression is compiled to the SQL of DuckDB, PostgreSQL or Spark, and each engine
runs it on tables of these names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import ibis
import ibis.expr.types as ir

from .books import BOOKS, KINDS, Sheet
from .calendar import Holidays, calendar_table, month_table

__all__ = ["ADDED", "base_schemas", "base_table", "compiled", "join_by", "sheet_schema"]

KEY = {"employer": "string"}
#: Columns that the engine adds to a sheet when it takes the books in (see ``intake``).
ADDED: Mapping[str, Mapping[str, str]] = {
    "employer": {
        **{f"has_{sheet.key}": "boolean" for sheet in BOOKS if sheet.key != "employer"},
        "checked_from": "int64",
        "checked_to": "int64",
        "as_of": "int64",
        "approval_given": "boolean",
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


def base_table(name: str, parameters: tuple[str, ...]) -> ir.Table:
    """Return the unbound table of that name."""
    return ibis.table(base_schemas(parameters)[name], name=name)


def join_by(left: ir.Table, right: ir.Table, keys: Mapping[str, str] | tuple[str, ...]) -> ir.Table:
    """Left join on `keys` (name on the left → name on the right); what the right adds must be new to the left.

    The right side's keys do not come along.
    """
    pairs = dict(keys) if isinstance(keys, Mapping) else {key: key for key in keys}
    renamed = right.rename({f"_key_{n}": name for n, name in enumerate(pairs.values())})
    on = [left[name] == renamed[f"_key_{n}"] for n, name in enumerate(pairs)]
    joined = left.left_join(renamed, on)
    return joined.drop(*(f"_key_{n}" for n in range(len(pairs))))


def compiled(expression: ir.Table, dialect: str) -> str:
    """Return the SQL of an expression in a dialect (duckdb, postgres, pyspark)."""
    return str(ibis.to_sql(expression, dialect=dialect, pretty=False))
