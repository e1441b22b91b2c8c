"""The expressions of a form: that they can be read, use ODK's functions, stay inside it, and end.

Functions: ODK XForms Specification, section XPath functions. A circle of dependencies is what JavaRosa
refuses on the device; here it is told with the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from graphlib import CycleError, TopologicalSorter

from lxml import etree
from pyxform.utils import default_is_dynamic

from safe_employment.instruments.compiling import xpath
from safe_employment.instruments.compiling.problems import FormProblem
from safe_employment.instruments.compiling.rows import SurveyRow
from safe_employment.instruments.compiling.sheets import FIRST_ROW, Cells

LONGEST = 10_000
MOST_NAMES = 12
# What the device reckons again when something it reads has changed.
DEPENDING = ("relevant", "calculation", "required", "readonly", "repeat_count", "trigger")
EXPRESSIONS = ("relevant", "calculation", "required", "readonly", "repeat_count", "constraint",
               "choice_filter", "default")  # fmt: skip
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
_READ = re.compile(r"\$\{(?!last-saved#)([^}]+)\}")
_YES_NO = {"yes", "no", "true", "false", "true()", "false()"}


def expression_problems(rows: Sequence[SurveyRow], settings: Cells, lists: Set[str]) -> list[FormProblem]:
    """Return what is wrong with the expressions; `lists` are the names of the form's own lists of answers."""
    found = [
        problem
        for row in rows
        for column, written in _expressions(row)
        for problem in _problems("survey", row.row, column, written, lists)
    ]
    if named := settings.get("instance_name"):
        found += _problems("settings", FIRST_ROW, "instance_name", named, lists)
    return found + _circles(rows)


def _expressions(row: SurveyRow) -> Iterator[tuple[str, str]]:
    for column in EXPRESSIONS:
        written = row.cells.get(column, "")
        if column == "default" and not default_is_dynamic(written, row.type):
            continue
        if written and written.lower() not in _YES_NO:
            yield column, written


def _problems(sheet: str, row: int, column: str, written: str, lists: Set[str]) -> Iterator[FormProblem]:
    place = (sheet, row, column)
    if len(written) > LONGEST:
        yield FormProblem("LONG_EXPRESSION", *place, facts={"limit": LONGEST})
        return
    tokens = xpath.tokens_of(written)
    if xpath.is_too_deep(tokens):
        yield FormProblem("DEEP_EXPRESSION", *place, facts={"limit": xpath.DEEPEST})
        return
    try:
        etree.XPath(_REFERENCE.sub("/data/x", written), namespaces=_PREFIXES)
    except (etree.XPathSyntaxError, ValueError) as error:
        yield FormProblem("BAD_EXPRESSION", *place, told=str(error).partition(" (")[0][:200])
        return
    for name in xpath.functions_in(tokens):
        if name not in FUNCTIONS:
            yield FormProblem("UNKNOWN_FUNCTION", *place, facts={"name": name[:80]})
    for name in xpath.outside(tokens, lists):
        yield FormProblem("OUTSIDE_PATH", *place, facts={"name": name[:80]})


_PREFIXES = {"jr": "http://openrosa.org/javarosa", "orx": "http://openrosa.org/xforms"}


def _circles(rows: Sequence[SurveyRow]) -> list[FormProblem]:
    """Name a circle of dependencies, if there is one; a group's relevance is that of all within."""
    named = {row.place: row for row in rows if row.name and not row.ends}
    by_name: dict[str, list[xpath.Path]] = {}
    for place in named:
        by_name.setdefault(place[-1], []).append(place)
    sorter: TopologicalSorter[xpath.Path] = TopologicalSorter()
    for place, row in named.items():
        around = [row.group] if row.group else []
        sorter.add(place, *around, *(read for read in _read_by(row, by_name) if read in named))
    try:
        sorter.prepare()
    except CycleError as error:
        circle: list[xpath.Path] = error.args[1]
        first = min(named[place].row for place in circle)
        return [FormProblem("CYCLE", "survey", first, facts={"names": _told([p[-1] for p in circle[::-1]])})]
    return []


def _told(names: list[str]) -> str:
    """Return the names of a circle in their order; of a long one the beginning and the end."""
    if len(names) > MOST_NAMES:
        names = [*names[: MOST_NAMES - 1], "…", names[-1]]
    return " → ".join(name[:80] for name in names)


def _read_by(row: SurveyRow, by_name: dict[str, list[xpath.Path]]) -> Iterator[xpath.Path]:
    """Return what a row's expressions read, by reference or by path.

    A calculation with a trigger is reckoned when that changes, and then may read itself.
    """

    def nearest(name: str) -> xpath.Path | None:
        return max(by_name.get(name, ()), key=lambda place: _shared(row.group, place[:-1]), default=None)

    for column in DEPENDING:
        written = row.cells.get(column, "")
        if not written or (column == "calculation" and "trigger" in row.cells):
            continue
        for name in _READ.findall(written):  # in a text, too: jr:choice-name takes it for a path
            if (place := nearest(name.strip())) is not None:
                yield place
        yield from xpath.paths_in(written, row.place, nearest)


def _shared(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Return how many groups two rows have in common, from the outside."""
    return next(
        (position for position, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]),
        min(len(one), len(other)),
    )
