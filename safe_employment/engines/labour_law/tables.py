"""The tables that the rules are computed from, and how an expression over them becomes SQL.

Tables are unbound: the same expression is compiled to the SQL of DuckDB, PostgreSQL or Spark, and each engine
runs it on tables of these names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ibis.expr.types as ir
from ibis.backends.sql import compilers
from ibis.expr.operations import UnboundTable
from sqlglot import exp

__all__ = ["compiled", "join_by"]


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


def compiled(expression: ir.Table, dialect: str) -> str:
    """Return the SQL of an expression in a dialect (duckdb, postgres, pyspark).

    Ibis takes the sum of whole numbers for one of the same width and leaves out a cast of it; DuckDB and
    PostgreSQL make it wider, and what is reckoned from it too. Every sum is cast back, and all agree in type.
    """
    compiler = getattr(compilers, dialect).compiler
    # Ibis puts one node in several places; each must be its own.
    tree = compiler.to_sqlglot(expression).copy()
    _with_stars(tree, {table.name: table.schema.names for table in expression.op().find(UnboundTable)})
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


def _with_stars(tree: exp.Expression, tables: Mapping[str, Sequence[str]]) -> None:
    """Write ``t.*`` for all the columns of a source in their order.

    Ibis names a hundred and fifty columns again at every step: reading that takes engines longer than few
    rows do. `tables` are the columns of the tables that are read.
    """
    known: dict[int, list[str]] = {}
    for select in reversed(list(tree.find_all(exp.Select))):  # the innermost first
        sources = {source.alias: _columns(source, tables, known) for source in _sources(select)}
        known[id(select)] = [name for part in select.expressions for name in _named(part, sources)]
        if isinstance(select.parent, exp.SetOperation):
            continue  # what is put together goes by place, and a table's own order is not ours
        for alias, columns in sources.items():
            _star(select, alias, columns)


def _sources(select: exp.Select) -> list[exp.Expression]:
    first = select.args.get("from_") or select.args.get("from")
    return [each.this for each in (first, *(select.args.get("joins") or ())) if each is not None]


def _columns(
    source: exp.Expression, tables: Mapping[str, Sequence[str]], known: Mapping[int, list[str]]
) -> list[str]:
    """Return the columns of a table or a query in order; none where they are not known."""
    if isinstance(source, exp.Table):
        return list(tables.get(source.name, ()))
    inner = source.this if isinstance(source, exp.Subquery) else None
    while isinstance(inner, exp.SetOperation | exp.Subquery):
        inner = inner.this
    return known.get(id(inner), [])


def _named(part: exp.Expression, sources: Mapping[str, list[str]]) -> list[str]:
    """Return the columns that a part of a select gives."""
    if not _is_star(part):
        return [part.alias_or_name]
    star = part if isinstance(part, exp.Star) else part.this
    wanted = sources if star is part else {part.text("table"): sources.get(part.text("table"), [])}
    left_out = {each.name for each in star.args.get("except_") or star.args.get("except") or ()}
    return [name for columns in wanted.values() for name in columns if name not in left_out]


def _is_star(part: exp.Expression) -> bool:
    return isinstance(part, exp.Star) or (isinstance(part, exp.Column) and isinstance(part.this, exp.Star))


def _star(select: exp.Select, alias: str, columns: Sequence[str]) -> None:
    """Put a star in the place of all the columns of a source, where they stand in a row and in order."""

    def as_is(part: exp.Expression) -> str | None:
        column = part.this if isinstance(part, exp.Alias) else part
        is_its = isinstance(column, exp.Column) and column.table == alias and not _is_star(column)
        return column.name if is_its and part.alias_or_name == column.name else None

    names = [as_is(part) for part in select.expressions]
    for start in range(len(names) - len(columns) + 1):
        if len(columns) > 1 and names[start : start + len(columns)] == list(columns):
            star = exp.Column(this=exp.Star(), table=exp.to_identifier(alias, quoted=True))
            parts = select.expressions
            select.set("expressions", [*parts[:start], star, *parts[start + len(columns) :]])
            return
