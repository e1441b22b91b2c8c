"""How the expressions of tables and rules become the SQL of a dialect.

Every expression carries all facts along, so that a rule may name any of them; an engine would bind each again
at every step. What is read is known once all rules are written: each table, the last first, then gives only
what a later table or a rule asks for.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import ibis.expr.types as ir
from sqlglot import exp
from sqlglot.optimizer.pushdown_projections import pushdown_projections
from sqlglot.optimizer.qualify import qualify
from sqlglot.optimizer.scope import Scope, traverse_scope

from .fusing import FusingCompiler

__all__ = ["Writer"]


class Writer:
    """Writes queries in a dialect (duckdb, postgres, pyspark), and remembers which columns they read.

    `tables` are the columns of every table that is read or made, in order.
    """

    def __init__(self, dialect: str, tables: Mapping[str, Sequence[str]]) -> None:
        self._compiler = FusingCompiler(dialect)
        self._dialect = self._compiler.dialect
        self._schema: dict[str, object] = {
            name: dict.fromkeys(columns, "unknown") for name, columns in tables.items()
        }
        self._read: dict[str, set[str]] = {}

    def query(self, expression: ir.Table) -> str:
        """Return the SQL of an expression, with all its columns."""
        return self._narrowed(expression, expression.columns)

    def table(self, name: str, expression: ir.Table) -> str:
        """Return the SQL of a table that is made: with the columns that were read of it so far."""
        read = self._read.get(name, set())
        # A table of which nothing is read but whether there are rows has its first column.
        columns = [column for column in expression.columns if column in read] or expression.columns[:1]
        return self._narrowed(expression, columns)

    def _tree(self, expression: ir.Table) -> exp.Query:
        """Return the query of an expression.

        Ibis takes the sum of whole numbers for one of the same width and leaves out a cast of it; DuckDB and
        PostgreSQL make it wider, and what is reckoned from it too. Every sum is cast back, and all agree in
        type.
        """
        tree: exp.Query = _own_nodes(self._compiler.tree(expression))
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
        _join_words(tree)
        if any(not isinstance(star.parent, exp.Count) for star in tree.find_all(exp.Star)):
            tree = qualify(
                tree, dialect=self._dialect, schema=self._schema, expand_alias_refs=False,
                validate_qualify_columns=False, quote_identifiers=True,
            )  # fmt: skip
        return tree

    def _narrowed(self, expression: ir.Table, columns: Sequence[str]) -> str:
        """Return the SQL of an expression that gives `columns` alone, and remember what it reads."""
        kept = exp.to_identifier("kept", quoted=True)
        source = exp.Subquery(this=self._tree(expression), alias=exp.TableAlias(this=kept))
        chosen = (exp.column(name, table="kept", quoted=True) for name in columns)
        whole = pushdown_projections(exp.select(*chosen).from_(source, copy=False))
        if source.this.named_selects == list(columns):  # as it is: no step more
            whole = source.this.copy()
        for scope in traverse_scope(whole):
            self._remember(scope)
        _shorten(whole)
        return str(whole.sql(dialect=self._dialect))

    def _remember(self, scope: Scope) -> None:
        tables = {
            alias: source.name for alias, source in scope.sources.items() if isinstance(source, exp.Table)
        }
        for column in scope.columns:
            # A name without its table may be of any of them.
            for name in [tables.get(column.table)] if column.table else tables.values():
                if name is not None:
                    self._read.setdefault(name, set()).add(column.name)


def _own_nodes(tree: exp.Query) -> exp.Query:
    """Return a tree in which every node stands in one place and knows where.

    Ibis puts one node in several places, and some into tuples, which nothing that walks a tree looks into.
    """
    for node in tree.walk():
        for key, value in tuple(node.args.items()):
            if isinstance(value, tuple):
                node.set(key, list(value))
    return tree.copy()


def _join_words(tree: exp.Query) -> None:
    """Write a long ``a || b || c`` of words that are never null as one call.

    DuckDB goes over a chain again for each of its links.
    """
    for chain in tuple(tree.find_all(exp.DPipe)):
        if isinstance(chain.parent, exp.DPipe):
            continue
        words = list(chain.flatten())
        if len(words) > 2 and all(map(_is_a_word, words)):
            chain.replace(exp.Anonymous(this="concat", expressions=[word.copy() for word in words]))


def _is_a_word(part: exp.Expr) -> bool:
    """Whether a part is a text, or one of several as the case may be."""
    if isinstance(part, exp.Case):
        branches = [*(branch.args["true"] for branch in part.args["ifs"]), part.args.get("default")]
        return all(isinstance(branch, exp.Literal) for branch in branches)
    return isinstance(part, exp.Literal) and part.is_string


def _shorten(tree: exp.Query) -> None:
    """Write ``t.*`` for all the columns of a query inside, in their order, and no name twice.

    Parsing a hundred columns again at every step takes an engine as long as few rows do.
    """
    for select in tree.find_all(exp.Select):
        if isinstance(select.parent, exp.SetOperation):
            continue  # what is put together goes by place
        parts = [_as_it_is(part) for part in select.expressions]
        for source in _queries_of(select):
            parts = _starred(parts, source.alias, source.this.named_selects)
        select.set("expressions", parts)


def _as_it_is(part: exp.Expression) -> exp.Expression:
    """Return a part without an alias that says its own name."""
    column = part.this if isinstance(part, exp.Alias) else None
    return column if isinstance(column, exp.Column) and column.name == part.alias else part


def _queries_of(select: exp.Select) -> list[exp.Subquery]:
    sources = [each.this for each in (select.args.get("from_"), *(select.args.get("joins") or ())) if each]
    return [each for each in sources if isinstance(each, exp.Subquery) and isinstance(each.this, exp.Select)]


def _starred(parts: list[exp.Expression], alias: str, columns: Sequence[str]) -> list[exp.Expression]:
    names = [part.name if isinstance(part, exp.Column) and part.table == alias else None for part in parts]
    for start in range(len(names) - len(columns) + 1):
        end = start + len(columns)
        if len(columns) > 1 and names[start:end] == list(columns):
            star = exp.Column(this=exp.Star(), table=exp.to_identifier(alias, quoted=True))
            return [*parts[:start], star, *parts[end:]]
    return parts
