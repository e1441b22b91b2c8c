"""Our own columns `bind::se:…` (docs/decisions/0015): that they say something, and agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from safe_employment.instruments.compiling.columns import OURS, prefixes
from safe_employment.instruments.compiling.problems import FormProblem
from safe_employment.instruments.compiling.rows import SurveyRow

NAMESPACE = "https://safe-employment.org/xforms/instrument"
PREFIX = f"bind::{OURS}:"
SEVERITIES = ("good_practice", "minor", "major", "critical")
STATEMENTS = ("breach", "possible_breach", "indicator", "good_practice")
METHODS = ("document", "observation", "worker_interview", "manager_interview")
PARTS = ("documents", "tour", "interviews")
LETTERS = tuple("ABCDEFGHIJKL")
ILO = tuple(str(number) for number in range(1, 12))
# The words that a column may hold; several where it says so.
ONE_OF: dict[str, tuple[str, ...]] = {
    "cluster": LETTERS, "critical": ("yes", "no"), "severity": SEVERITIES, "statement": STATEMENTS,
    "tell": ("yes", "no"), "asked": ("worker", "interviewer"),
}  # fmt: skip
SOME_OF: dict[str, tuple[str, ...]] = {"methods": METHODS, "part": PARTS, "ilo": ILO}
WORDS = ("question", "good", "weight", "article", "finding-en", "finding-zh")
KNOWN = (*ONE_OF, *SOME_OF, *WORDS)
OF_A_FINDING = ("finding-en", "finding-zh", "statement")
_QUESTION = re.compile(r"[A-L]\d\d")
_WEIGHT = re.compile(r"\d{1,3}")

Lists = Mapping[str, Sequence[str]]


def attribute_problems(rows: Sequence[SurveyRow], lists: Lists, namespaces: str) -> list[FormProblem]:
    """Return what is wrong with our columns; `lists` are the answers of each list, by name."""
    found = [problem for row in rows for problem in _of_row(row, lists)]
    declared = prefixes(namespaces)
    elsewhere = any(uri == NAMESPACE and prefix != OURS for prefix, uri in declared.items())
    used = any(name.startswith(PREFIX) for row in rows for name in row.cells)
    if elsewhere or (used and declared.get(OURS) != NAMESPACE):  # under another name nothing would be checked
        found.append(FormProblem("NO_NAMESPACE", "settings", facts={"uri": NAMESPACE}))
    return [*found, *_twice(rows)]


def _of_row(row: SurveyRow, lists: Lists) -> Iterator[FormProblem]:
    for column in row.cells:
        name = column.removeprefix(PREFIX)
        if not column.startswith(PREFIX):
            continue
        if name not in KNOWN:
            yield _problem(row, "UNKNOWN_ATTRIBUTE", name, known=", ".join(KNOWN))
        else:
            yield from _value(row, name)
    yield from _good(row, lists)
    yield from _finding(row)


def _problem(row: SurveyRow, code: str, name: str, **facts: object) -> FormProblem:
    return FormProblem(code, "survey", row.row, f"{PREFIX}{name}", {"name": name, **facts})


def _value(row: SurveyRow, name: str) -> Iterator[FormProblem]:
    value = row.attribute(name)
    known = ONE_OF.get(name) or SOME_OF.get(name)
    given = value.split() if name in SOME_OF else [value]
    if known and not set(given) <= set(known):
        yield _problem(row, "BAD_VALUE", name, value=value[:80], known=", ".join(known))
    if name == "weight" and not _WEIGHT.fullmatch(value):
        yield _problem(row, "BAD_VALUE", name, value=value[:80], known="0–999")
    if name == "question" and not _QUESTION.fullmatch(value):
        yield _problem(row, "BAD_VALUE", name, value=value[:80], known="A01 … L99")


def _good(row: SurveyRow, lists: Lists) -> Iterator[FormProblem]:
    good = row.attribute("good").split()
    if not good:
        if any(row.attribute(name) for name in ("severity", "finding-en", "finding-zh", "critical")):
            yield _problem(row, "NEEDS_GOOD", "good")
        return
    if row.kind != "select_one":
        yield _problem(row, "NOT_JUDGED", "good")
        return
    for answer in good:
        if answer not in lists.get(row.choices, ()):
            yield _problem(row, "NO_SUCH_ANSWER", "good", list=row.choices, value=answer[:80])


def _finding(row: SurveyRow) -> Iterator[FormProblem]:
    severity, statement = row.attribute("severity"), row.attribute("statement")
    if not severity:
        return
    for name in OF_A_FINDING:
        if not row.attribute(name):
            yield _problem(row, "NEEDS_FINDING", name)
    if statement and (severity == "good_practice") != (statement == "good_practice"):
        yield _problem(row, "WISH_OR_BREACH", "statement")
    if statement == "breach" and not row.attribute("article"):
        yield _problem(row, "BREACH_WITHOUT_ARTICLE", "article")
    if statement == "indicator" and row.attribute("tell") != "no":
        yield _problem(row, "INDICATOR_TOLD", "tell")


def _twice(rows: Sequence[SurveyRow]) -> list[FormProblem]:
    first: dict[str, int] = {}
    found = []
    for row in rows:
        asked = row.attribute("question")
        if asked in first:
            found.append(_problem(row, "QUESTION_TWICE", "question", value=asked, other=first[asked]))
        elif asked:
            first[asked] = row.row
    return found
