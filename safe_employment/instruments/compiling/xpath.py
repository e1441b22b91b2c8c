"""Reading XPath expressions of forms: the functions they call, what they reach outside, what they read.

XPath 1.0, section 3.7 (lexical structure), with `${name}` of XLSForm for a reference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass, field
from itertools import pairwise

Path = tuple[str, ...]
_TOKEN = re.compile(
    r"""(?P<space>\s+)|(?P<text>'[^']*'|"[^"]*")|(?P<ref>\$\{[^}]*\})|(?P<number>\d+(?:\.\d*)?|\.\d+)
    |(?P<sign>//|::|\.\.|!=|<=|>=|.(?<=[/.()\[\]@,|+\-=<>*$]))
    |(?P<name>[^\W\d][\w.\-]*(?::[^\W\d][\w.\-]*)?)|(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_OPERATORS = frozenset(("and", "or", "div", "mod"))
_ENDS = frozenset((")", "]", ".", ".."))
_LAST_SAVED = "last-saved#"
DEEPEST = 20  # brackets within brackets; each costs the reader three frames


@dataclass(frozen=True)
class Token:
    """A piece of an expression. `kind` is text, ref, number, sign, name, operator, step (a `*`) or other."""

    kind: str
    value: str

    @property
    def ends_operand(self) -> bool:
        """Whether an operator must follow."""
        return self.kind in {"text", "ref", "number", "name", "step"} or self.value in _ENDS


def tokens_of(expression: str) -> list[Token]:
    """Return the pieces of an expression, without the spaces between them."""
    found: list[Token] = []
    for match in _TOKEN.finditer(expression):
        kind, value = str(match.lastgroup), match[0]
        after = bool(found) and found[-1].ends_operand
        if kind == "space":
            continue
        if kind == "name" and after and value in _OPERATORS:
            kind = "operator"
        elif value == "*" and kind == "sign":
            kind = "operator" if after else "step"
        found.append(Token(kind, value))
    return found


def is_too_deep(tokens: list[Token]) -> bool:
    """Whether more square brackets lie within each other than anybody writes; such a path is not followed."""
    depth = deepest = 0
    for token in tokens:
        if token.kind == "sign":
            depth += (token.value == "[") - (token.value == "]")
            deepest = max(deepest, depth)
    return deepest > DEEPEST


def functions_in(tokens: list[Token]) -> Iterator[str]:
    """Name the functions that are called, also where a space stands before the bracket."""
    for token, following in pairwise(tokens):
        if token.kind == "name" and following.value == "(":
            yield token.value


def outside(tokens: list[Token], lists: Set[str]) -> Iterator[str]:
    """Name what would read more than the answers: other instances, whole-tree steps, axes, variables."""
    for position, token in enumerate(tokens):
        if token.kind == "sign" and token.value in {"//", "::", "$"}:
            yield token.value
        elif token.kind == "step":
            yield "*"
        elif token.value == "instance" and [each.value for each in tokens[position + 1 : position + 2]] == [
            "("
        ]:
            given, after = [*tokens[position + 2 : position + 4], Token("", ""), Token("", "")][:2]
            if given.kind != "text" or after.value != ")" or given.value[1:-1] not in lists:
                yield f"instance({given.value})"


def paths_in(expression: str, here: Path, find: Callable[[str], Path | None]) -> set[Path]:
    """Return the places in the form that an expression reads, from the root of the answers on.

    `here` is where its result stands; `find` gives the place of `${name}`. Relative paths, also within
    brackets, are followed; what stands in other instances is passed over, and what lies too deep.
    """
    tokens = tokens_of(expression)
    return set() if is_too_deep(tokens) else _Reader(tokens, here, find).read()


@dataclass
class _Reader:
    tokens: list[Token]
    here: Path
    find: Callable[[str], Path | None]
    found: set[Path] = field(default_factory=set)

    def read(self) -> set[Path]:
        self._walk(0, self.here)
        return self.found

    def _at(self, position: int) -> Token:
        return self.tokens[position] if position < len(self.tokens) else Token("", "")

    def _walk(self, position: int, base: Path | None) -> int:
        """Read up to the bracket that closes, or to the end; return what comes after."""
        while position < len(self.tokens):
            token = self.tokens[position]
            if token.value == "]" and token.kind == "sign":
                return position + 1
            position = self._operand(position, token, base)
        return position

    def _operand(self, position: int, token: Token, base: Path | None) -> int:
        calls = token.kind == "name" and self._at(position + 1).value == "("
        after = position > 0 and self.tokens[position - 1].ends_operand
        if token.kind == "ref":
            name = token.value[2:-1].strip()
            if name.startswith(_LAST_SAVED):
                return position + 1
            return self._steps(position + 1, self.find(name))
        if calls and token.value in {"current", "instance"}:
            while self._at(position).value not in {")", ""}:
                position += 1
            return self._steps(position + 1, self.here if token.value == "current" else None)
        if calls:
            return position + 1
        if token.value == "/" and token.kind == "sign":
            if after:  # what a function returned
                return self._steps(position, None)
            if self._at(position + 1).kind == "name":  # the root itself
                return self._steps(position + 2, ())
            return position + 1
        if token.kind in {"name", "step"} or (token.kind == "sign" and token.value in {".", ".."}):
            return self._steps(position + 1, _step(base, token.value))
        return position + 1

    def _steps(self, position: int, place: Path | None) -> int:
        while True:
            while self._at(position).value == "[":
                position = self._walk(position + 1, place)
            if self._at(position).value != "/" or self._at(position).kind != "sign":
                break
            place = _step(place, self._at(position + 1).value)
            position += 2
        if place is not None:
            self.found.add(place)
        return position


def _step(place: Path | None, name: str) -> Path | None:
    if place is None or name in {".", "@"}:
        return place
    return place[:-1] if name == ".." else (*place, name)
