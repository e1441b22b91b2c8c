"""The tables that the rules are computed from, and how an expression over them becomes SQL.

Tables are unbound: the same expression is compiled to the SQL of DuckDB, PostgreSQL or Spark, and each engine
runs it on tables of these names.
"""

from __future__ import annotations

from collections.abc import Mapping

import ibis.expr.types as ir
from ibis.backends.sql import compilers
from sqlglot import exp

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
    """Return the SQL of an expression in a dialect (duckdb, postgres, pyspark).

    Ibis takes the sum of whole numbers for one of the same width and leaves out a cast of it; DuckDB and
    PostgreSQL make it wider, and what is reckoned from it too. Every sum is cast back, and all agree in type.
    """
    compiler = getattr(compilers, dialect).compiler
    # Ibis puts one node in several places; each must be its own.
    tree = compiler.to_sqlglot(expression).copy()
    for total in tuple(tree.find_all(exp.Sum)):
        node: exp.Expression = total
        while isinstance(node.parent, exp.Filter | exp.Window) and node.parent.this is node:
            node = node.parent
        narrow = exp.Cast(to=exp.DataType.build("bigint"))
        node.replace(narrow)
        narrow.set("this", node)
    # ``NOT x IS NULL`` is read as ``NOT (x IS NULL)``, and Spark reads no ``x IS NULL IS NULL``.
    for question in tuple(tree.find_all(exp.Is)):
        if not isinstance(question.this, exp.Column | exp.Paren):
            question.set("this", exp.Paren(this=question.this))
    return str(tree.sql(dialect=compiler.dialect))
