"""The tables that the rules are computed from, and how an expression over them becomes SQL.

Tables are unbound: the same expression is compiled to the SQL of DuckDB, PostgreSQL or Spark, and each engine
runs it on tables of these names.
"""

from __future__ import annotations

from collections.abc import Mapping

import ibis
import ibis.expr.types as ir

__all__ = ["compiled", "join_by"]


def join_by(left: ir.Table, right: ir.Table, keys: Mapping[str, str] | tuple[str, ...]) -> ir.Table:
    """Left join on `keys` (name on the left → name on the right); what the right adds must be new to the
    left.

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
