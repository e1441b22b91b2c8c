"""The expressions of a form: that they can be read, use ODK's functions, stay inside it, and end.

Functions: ODK XForms Specification, section XPath functions. A circle of dependencies is what JavaRosa
refuses on the device; here it is told with the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from lxml import etree
from pyxform.parsing.expression import parse_expression

from safe_employment.instruments.compiling.problems import FormProblem
from safe_employment.instruments.compiling.rows import Cells, SurveyRow

LONGEST = 10_000
DEPENDING = ("relevant", "calculation", "required", "readonly", "repeat_count")
EXPRESSIONS = (*DEPENDING, "constraint", "choice_filter")
FUNCTIONS = frozenset(
    """
    abs acos area asin atan atan2 base64-decode boolean boolean-from-string ceiling checklist
    checksum choice-name coalesce concat contains cos count count-non-empty count-selected current
    date date-time decimal-date-time decimal-time digest distance ends-with enclosed-area exp exp10
    extract-signed false floor format-date format-date-time geofence id if indexed-repeat instance
    int intersects join jr:choice-name jr:itext last last-saved local-name log log10 lower-case max
    min name namespace-uri normalize-space not now number once orx:pulldata pi pos position pow
    property random randomize regex round selected selected-at sin sqrt starts-with string
    string-length substr substring substring-after substring-before sum tan thousands-sep today
    translate true upper-case uuid version weighted-checklist
    """.split()  # noqa: SIM905 - a list of 90 words reads better so
)
_REFERENCE = re.compile(r"\$\{(?:last-saved#)?([^}]+)\}")
_YES_NO = {"yes", "no", "true", "false", "true()", "false()"}


def expression_problems(rows: Sequence[SurveyRow], lists: set[str]) -> list[FormProblem]:
    """Return what is wrong with the expressions; `lists` are the names of the form's own lists of answers."""
    found = [
        problem
        for row in rows
        for column, written in _expressions(row.cells)
        for problem in _problems(row.row, column, written, lists)
    ]
    return found + _circles(rows)


def _expressions(cells: Cells) -> Iterator[tuple[str, str]]:
    for column in EXPRESSIONS:
        written = cells.get(column) or cells.get(f"bind::{column}", "")
        if written and written.lower() not in _YES_NO:
            yield column, written


def _problems(row: int, column: str, written: str, lists: set[str]) -> Iterator[FormProblem]:
    place = ("survey", row, column)
    if len(written) > LONGEST:
        yield FormProblem("LONG_EXPRESSION", *place, facts={"limit": LONGEST})
        return
    try:
        etree.XPath(_REFERENCE.sub("/data/x", written), namespaces=_PREFIXES)
    except etree.XPathSyntaxError as error:
        yield FormProblem("BAD_EXPRESSION", *place, told=str(error).partition(" (")[0][:200])
        return
    tokens = parse_expression(written)
    for token in tokens:
        if token.type == "FUNC_CALL" and token.value[:-1] not in FUNCTIONS:
            yield FormProblem("UNKNOWN_FUNCTION", *place, facts={"name": token.value[:-1]})
    for name in _outside(written, lists):
        yield FormProblem("OUTSIDE_PATH", *place, facts={"name": name})


_PREFIXES = {"jr": "http://openrosa.org/javarosa", "orx": "http://openrosa.org/xforms"}
_INSTANCE = re.compile(r"instance\(\s*(?:'([^']*)'|\"([^\"]*)\"|([^)]*))\s*\)")
_TEXT = re.compile(r"'[^']*'|\"[^\"]*\"")


def _outside(written: str, lists: set[str]) -> Iterator[str]:
    """Name what would read more than the answers: other instances, addresses, whole-tree steps."""
    for single, double, computed in _INSTANCE.findall(written):
        name = single or double
        if computed or name not in lists:
            yield f"instance({name or computed})"
    bare = _TEXT.sub("", written)
    if "//" in bare:
        yield "//"
    if "::" in bare:
        yield "::"


def _circles(rows: Sequence[SurveyRow]) -> list[FormProblem]:
    """Name a circle of dependencies, if there is one; a group's relevance is that of all within."""
    named = [row for row in rows if row.name]
    by_name: dict[str, list[SurveyRow]] = {}
    for row in named:
        by_name.setdefault(row.name, []).append(row)
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for row in named:
        around = ["/".join(row.group)] if row.group else []
        sorter.add(row.path, *around, *_depends_on(row, by_name))
    try:
        sorter.prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        first = next(row for row in named if row.path in circle)
        names = " → ".join(path.rpartition("/")[2] for path in reversed(circle))
        return [FormProblem("CYCLE", "survey", first.row, facts={"names": names})]
    return []


def _depends_on(row: SurveyRow, by_name: dict[str, list[SurveyRow]]) -> Iterator[str]:
    for column in DEPENDING:
        for name in _REFERENCE.findall(row.cells.get(column, "")):
            near = by_name.get(name.strip())
            if near:
                yield max(near, key=lambda other: _shared(row.group, other.group)).path


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many groups two rows have in common, from the outside."""
    return next(
        (position for position, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
