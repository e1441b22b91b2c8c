"""How steps of an expression become one query step, or stay two.

Ibis puts a step into the one after it wherever that is shorter to write, and so repeats what is reckoned
there as often as it is read. Here a step is put into the next only where nothing is reckoned twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import ibis
import ibis.expr.operations as ops
from ibis.backends.sql import compilers
from ibis.backends.sql.rewrites import Select, merge_select_select
from ibis.common.patterns import Object, replace
from sqlglot import exp

__all__ = ["FusingCompiler"]

#: How often a value reads each field, counted as it will be written.
_Reads = Counter[ops.Field]


@replace(Object(Select, Object(Select)))  # type: ignore[untyped-decorator]
def _merge_what_is_read_once(_: Any, **context: Any) -> Any:
    read = _reads_of((*_.selections.values(), *_.predicates, *_.sort_keys))
    reckoned = (
        ops.Field(_.parent, name)
        for name, value in _.parent.selections.items()
        if not isinstance(value, ops.Field | ops.Literal)
    )
    if any(read[field] > 1 for field in reckoned):
        return _
    return merge_select_select.replacer.func(_, **context)


def _reads_of(values: tuple[ops.Value, ...]) -> _Reads:
    known: dict[ops.Node, _Reads] = {}

    def of(node: ops.Node) -> _Reads:
        if isinstance(node, ops.Field):
            return Counter({node: 1})
        if node not in known:
            known[node] = sum(map(of, node.__children__), Counter())
        return known[node]

    return sum(map(of, values), Counter())


class FusingCompiler:
    """Ibis' compiler of a dialect (duckdb, postgres, pyspark) that reckons nothing twice."""

    def __init__(self, dialect: str) -> None:
        theirs = type(getattr(compilers, dialect).compiler)
        rewrites = (_merge_what_is_read_once, *theirs.post_rewrites)
        self._compiler = type("Compiler", (theirs,), {"post_rewrites": rewrites})()
        self.dialect = self._compiler.dialect

    def tree(self, expression: ibis.Table) -> exp.Query:
        """Return the query of an expression."""
        with _without_fusing():
            found: exp.Query = self._compiler.to_sqlglot(expression)
        return found


@contextmanager
def _without_fusing() -> Iterator[None]:
    before = ibis.options.sql.fuse_selects
    ibis.options.sql.fuse_selects = False
    try:
        yield
    finally:
        ibis.options.sql.fuse_selects = before
