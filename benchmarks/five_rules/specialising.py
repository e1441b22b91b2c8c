"""What a file says of all alike is put into the formulas, before they become SQL.

An engineer who writes the SQL by hand for a file without absences writes nothing about absences. So do we:
a fact that is the same of all takes its name's place in every formula, and what follows from it alone is
reckoned once, by the three-valued logic of the formulas.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from safe_employment.engines.labour_law.language import Formula, parse
from safe_employment.engines.labour_law.rules import Part

Value = bool | int | None

_TWO: Mapping[type, Callable[[Any, Any], Value]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul,
    ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt, ast.GtE: operator.ge,
    ast.Eq: operator.eq, ast.NotEq: operator.ne,
}  # fmt: skip


def specialised(part: Part, same: Mapping[str, Value]) -> Part:
    """Return a part over the facts that are left; `same` are the others, with what they are of all."""
    folding, steps = _Folding(dict(same)), []
    for step in part.steps:
        formula = folding.formula(step.formula)
        tree = ast.parse(formula.text, mode="eval").body
        if _is_value(tree):
            folding.same[step.name] = _value(tree)
        else:
            steps.append(replace(step, formula=formula))
    when = folding.formula(part.when) if part.when else None
    return replace(
        part,
        steps=tuple(steps),
        when=None if when and when.text == "True" else when,
        fails=folding.formula(part.fails),
        owed=folding.formula(part.owed) if part.owed else None,
    )


def _is_value(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id == "null")


def _value(node: ast.AST) -> Any:
    return node.value if isinstance(node, ast.Constant) else None


def _node(value: Value) -> ast.expr:
    return ast.Name("null", ast.Load()) if value is None else ast.Constant(value)


class _Folding(ast.NodeTransformer):
    def __init__(self, same: dict[str, Value]) -> None:
        self.same = same

    def formula(self, formula: Formula) -> Formula:
        return parse(ast.unparse(self.visit(ast.parse(formula.text, mode="eval"))))

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return _node(self.same[node.id]) if node.id in self.same else node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        test = self.visit(node.test)
        if _is_value(test):
            return self.visit(node.body if _value(test) else node.orelse)
        return ast.IfExp(test, self.visit(node.body), self.visit(node.orelse))

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        decides = isinstance(node.op, ast.Or)  # what one side alone decides: True or, False and
        parts = [part for each in node.values if _value(part := self.visit(each)) is not (not decides)]
        if any(_is_value(part) and _value(part) is decides for part in parts):
            return _node(decides)
        if len(parts) < 2:
            return parts[0] if parts else _node(not decides)
        return ast.BoolOp(node.op, parts)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        inner = self.visit(node.operand)
        if _is_value(inner):
            value = _value(inner)
            return _node(value if value is None else not value if isinstance(node.op, ast.Not) else -value)
        return ast.UnaryOp(node.op, inner)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        left, right = self.visit(node.left), self.visit(node.right)
        return self._two(left, node.op, right) or ast.BinOp(left, node.op, right)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        left, *rights = map(self.visit, (node.left, *node.comparators))
        if len(rights) == 1 and (found := self._two(left, node.ops[0], rights[0])):
            return found
        return ast.Compare(left, node.ops, rights)

    @staticmethod
    def _two(left: ast.expr, act: ast.AST, right: ast.expr) -> ast.expr | None:
        values = [_value(each) for each in (left, right) if _is_value(each)]
        if None in values:
            return _node(None)
        return _node(_TWO[type(act)](*values)) if len(values) == 2 else None

    def visit_Call(self, node: ast.Call) -> ast.expr:
        given = [self.visit(each) for each in node.args]
        name = node.func.id if isinstance(node.func, ast.Name) else ""
        if name == "known" and _is_value(given[0]):
            return _node(_value(given[0]) is not None)
        if name == "coalesce":
            given = [each for each in given if not _is_value(each) or _value(each) is not None]
            if not given or _is_value(given[0]):
                return given[0] if given else _node(None)
        return ast.Call(node.func, given, [])
