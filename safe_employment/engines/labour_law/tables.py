"""The tables that the rules are computed from.

Tables are unbound: the same expression is compiled to the SQL of DuckDB, PostgreSQL or Spark, and each engine
runs it on tables of these names.
"""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir

__all__ = ["join_by"]


def join_by(left: ir.Table, right: ir.Table, keys: Mapping[str, str] | tuple[str, ...]) -> ir.Table:
    """Left join on `keys` (name on the left → name on the right).

    The right side's keys do not come along, nor what the left has already.
    """
    pairs = dict(keys) if isinstance(keys, Mapping) else {key: key for key in keys}
    renamed = right.rename({f"_key_{n}": name for n, name in enumerate(pairs.values())})
    on = [(name, f"_key_{n}") for n, name in enumerate(pairs)]
    # Choosing here, not afterwards, is one step of the query less.
    there = set(left.columns)
    added = (name for name in renamed.columns if not name.startswith("_key_") and name not in there)
    return left.left_join(renamed, on).select(*left.columns, *added)
