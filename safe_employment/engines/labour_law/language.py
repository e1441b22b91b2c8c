"""The small language in which a rule's formulas are written, compiled to Ibis expressions.

It is a part of Python's own expressions: names of facts and parameters, whole numbers, words in quotes,
``+ - *``, comparisons (chained ones too), ``in ('a', 'b')``, ``and or not``, ``a if c else b`` and the
functions
of :data:`safe_employment.engines.labour_law.expressions.FUNCTIONS`. There is no division: amounts come
from ``half_up``, which rounds once. What is not
known is null and stays so by three-valued logic (Kleene): ``x < 5 or y`` is true where ``y`` is, though ``x``
is not known.
"""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = ["EPOCH", "Facts", "Formula", "FormulaError", "epoch_day", "parse"]

EPOCH = date(1970, 1, 1)


class FormulaError(ValueError):
    """A formula that the language does not have; names the formula and the place."""


def epoch_day(text: str) -> int:
    """Return the days from 1970-01-01 to the day written as ``2026-09-01``."""
    return (date.fromisoformat(text) - EPOCH).days


class Facts(Protocol):
    """What a formula is read over: a table, or anything that gives a column by its name."""

    @property
    def columns(self) -> tuple[str, ...]: ...

    def __getitem__(self, name: str, /) -> ir.Value: ...


@dataclass(frozen=True)
class Formula:
    """A formula that was read: its text and the names (facts, parameters, steps) that it uses.

    `decisive` are those whose absence can leave the formula open: not those it only asks whether they are
    known, or
    for which it has something else to take.
    """

    text: str
    names: frozenset[str]
    decisive: frozenset[str] = frozenset()

    def over(self, table: Facts, words: Mapping[str, tuple[str, ...]] | None = None) -> ir.Value:
        """Return the Ibis expression of the formula over a table that has all of its names as columns.

        `words` are named lists of words that ``any_of`` and ``count_missing`` may take. Raises FormulaError.
        """
        from .expressions import expression

        return expression(self.text, table, words or {})


def parse(text: str | bool | int) -> Formula:
    """Read a formula; raises FormulaError where it is no expression."""
    source = " ".join(str(text).split())
    try:
        tree = ast.parse(source, mode="eval")
    except SyntaxError as problem:
        raise FormulaError(f"not a formula: {source} ({problem.msg})") from problem
    called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    stars = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Starred)}
    names = frozenset(
        node.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Name) and id(node) not in called | stars and node.id != "null"
    )
    return Formula(source, names, _decisive(tree) & names)


def _decisive(node: ast.AST) -> frozenset[str]:
    if isinstance(node, ast.Name):
        return frozenset({node.id})
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id == "known":
            return frozenset()
        if node.func.id == "coalesce":
            return _decisive(node.args[-1])
    found: frozenset[str] = frozenset()
    for child in ast.iter_child_nodes(node):
        found |= _decisive(child)
    return found
