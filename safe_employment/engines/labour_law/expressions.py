"""The formulas of rules as Ibis expressions: the same on every engine, without a callback per row."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

import ibis
import ibis.expr.types as ir

from .language import Facts, FormulaError, epoch_day

__all__ = ["FUNCTIONS", "expression", "half_up"]


def expression(text: str, table: Facts, words: Mapping[str, tuple[str, ...]]) -> ir.Value:
    """Return the Ibis expression of a formula over a table; raises FormulaError."""
    return _Compiler(text, table, words).value(ast.parse(text.strip(), mode="eval").body)


def half_up(numerator: ir.Value, denominator: ir.Value) -> ir.Value:
    """Divide and round half up to a whole number, the same on every engine.

    Both are int64, the denominator positive. The floor of the quotient of doubles is exact while twice the
    numerator and three times the denominator stay under 2**53 together: wages of millions a month.
    """
    doubled = (numerator * 2 + denominator).cast("float64") / (denominator * 2).cast("float64")
    return doubled.floor().cast("int64")


def _has(words: ir.Value, word: ir.Value) -> ir.Value:
    return words.contains(ibis.literal("|") + word + ibis.literal("|"))


def _others_than(words: ir.Value, *allowed: ir.Value) -> ir.Value:
    left = words
    for word in allowed:
        left = left.replace(ibis.literal("|") + word + ibis.literal("|"), "|")
    return left != "|"


def _whole(numerator: ir.Value, denominator: ir.Value) -> ir.Value:
    """Divide and drop the part: the rounding of twice the numerator less the denominator's loss."""
    doubled = (numerator * 2 - denominator + 1).cast("int64")
    return half_up(doubled, (denominator * 2).cast("int64"))


def _lacking(fact: ir.Value, blank: ir.Value, key: str) -> ir.Value:
    given_blank = ibis.ifelse(_has(blank, ibis.literal(key)).fill_null(False), True, ibis.null("boolean"))
    return ibis.ifelse(fact.notnull(), False, given_blank)


def _given(fact: ir.Value, blank: ir.Value, key: str) -> ir.Value:
    """Whether the fact was given, be it as nothing; null where nobody was asked for it."""
    asked = fact.notnull() | _has(blank, ibis.literal(key)).fill_null(False)
    return ibis.ifelse(asked, True, ibis.null("boolean"))


def _count_missing(words: ir.Value, *wanted: ir.Value) -> ir.Value:
    total = ibis.literal(0, "int64")
    for word in wanted:
        total = total + ibis.ifelse(_has(words, word), 0, 1).cast("int64")
    return ibis.ifelse(words.isnull(), ibis.null("int64"), total).cast("int64")


def _any_of(words: ir.Value, *wanted: ir.Value) -> ir.Value:
    found = _has(words, wanted[0])
    for word in wanted[1:]:
        found = found | _has(words, word)
    return found


#: Function of the language → what it makes of Ibis expressions.
FUNCTIONS: Mapping[str, Callable[..., ir.Value]] = {
    "half_up": half_up,
    "least": lambda *x: _fold(lambda a, b: ibis.ifelse(a <= b, a, b), x),
    "greatest": lambda *x: _fold(lambda a, b: ibis.ifelse(a >= b, a, b), x),
    "earliest_known": lambda *x: _fold(
        lambda a, b: ibis.coalesce(ibis.ifelse(a <= b, a, b), a, b),
        x,
    ),
    "latest_known": lambda *x: _fold(lambda a, b: ibis.coalesce(ibis.ifelse(a >= b, a, b), a, b), x),
    "coalesce": ibis.coalesce,
    "known": lambda x: x.notnull(),
    "has": _has,
    "any_of": _any_of,
    "others_than": _others_than,
    "whole": _whole,
    "count_missing": _count_missing,
    "positive": lambda x: ibis.ifelse(x > 0, x, ibis.ifelse(x.notnull(), 0, ibis.null("int64"))).cast(
        "int64"
    ),
}


def _fold(join: Callable[[ir.Value, ir.Value], ir.Value], values: tuple[ir.Value, ...]) -> ir.Value:
    result = values[0]
    for value in values[1:]:
        result = join(result, value)
    return result


_COMPARE: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_ARITHMETIC: Mapping[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}


class _Compiler:
    def __init__(self, text: str, table: Facts, words: Mapping[str, tuple[str, ...]]) -> None:
        self.text, self.table, self.words = text, table, words

    def value(self, node: ast.expr) -> ir.Value:
        """Return the Ibis expression of one node."""
        method = getattr(self, f"_{type(node).__name__.lower()}", None)
        if method is None:
            raise FormulaError(f"{type(node).__name__} is not in the language: {self.text}")
        result: ir.Value = method(node)
        return result

    def _name(self, node: ast.Name) -> ir.Value:
        if node.id == "null":
            return ibis.null()
        if node.id not in self.table.columns:
            raise FormulaError(f"no fact or parameter is called {node.id}: {self.text}")
        return self.table[node.id]

    def _constant(self, node: ast.Constant) -> ir.Value:
        if isinstance(node.value, bool):
            return ibis.literal(node.value)
        if isinstance(node.value, int):
            return ibis.literal(node.value, "int64")
        if isinstance(node.value, str):
            return ibis.literal(node.value)
        raise FormulaError(f"only whole numbers and words: {self.text}")

    def _binop(self, node: ast.BinOp) -> ir.Value:
        act = _ARITHMETIC.get(type(node.op))
        if act is None:
            raise FormulaError(f"only + - * (divide with half_up): {self.text}")
        result: ir.Value = act(self.value(node.left), self.value(node.right))
        return result.cast("int64")

    def _unaryop(self, node: ast.UnaryOp) -> ir.Value:
        inner = self.value(node.operand)
        if isinstance(node.op, ast.Not):
            return ~inner
        if isinstance(node.op, ast.USub):
            return (-inner).cast("int64")
        raise FormulaError(f"only not and minus: {self.text}")

    def _boolop(self, node: ast.BoolOp) -> ir.Value:
        values = tuple(self.value(part) for part in node.values)
        join = operator.and_ if isinstance(node.op, ast.And) else operator.or_
        return _fold(join, values)

    def _ifexp(self, node: ast.IfExp) -> ir.Value:
        return ibis.ifelse(self.value(node.test), self.value(node.body), self.value(node.orelse))

    def _compare(self, node: ast.Compare) -> ir.Value:
        parts: list[ir.Value] = []
        left = node.left
        for act, right in zip(node.ops, node.comparators, strict=True):
            parts.append(self._one_comparison(left, act, right))
            left = right
        return _fold(operator.and_, tuple(parts))

    def _one_comparison(self, left: ast.expr, act: ast.cmpop, right: ast.expr) -> ir.Value:
        if isinstance(act, ast.In | ast.NotIn):
            if not isinstance(right, ast.Tuple):
                raise FormulaError(f"in ('a', 'b') needs a list of words: {self.text}")
            choice = [item.value for item in right.elts if isinstance(item, ast.Constant)]
            inside = self.value(left).isin(choice)
            return inside if isinstance(act, ast.In) else ~inside
        compare = _COMPARE.get(type(act))
        if compare is None:
            raise FormulaError(f"this comparison is not in the language: {self.text}")
        result: ir.Value = compare(self.value(left), self.value(right))
        return result

    def _call(self, node: ast.Call) -> ir.Value:
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "day":
            return ibis.literal(epoch_day(self._word(node.args[0])), "int64")
        if name == "lacking" and isinstance(node.args[0], ast.Name):
            return _lacking(self.value(node.args[0]), self.table["blank"], node.args[0].id)
        if name == "given" and isinstance(node.args[0], ast.Name):
            return _given(self.value(node.args[0]), self.table["blank"], node.args[0].id)
        if name not in FUNCTIONS:
            raise FormulaError(f"no function is called {name}: {self.text}")
        arguments: list[ir.Value] = []
        for part in node.args:
            if isinstance(part, ast.Starred):
                arguments += [ibis.literal(word) for word in self._listed(part)]
            else:
                arguments.append(self.value(part))
        return FUNCTIONS[name](*arguments)

    def _listed(self, node: ast.Starred) -> tuple[str, ...]:
        name = node.value.id if isinstance(node.value, ast.Name) else ""
        if name not in self.words:
            raise FormulaError(f"no list of words is called {name}: {self.text}")
        return self.words[name]

    def _word(self, node: ast.expr) -> str:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        raise FormulaError(f"a word in quotes is expected: {self.text}")
