"""The worked cases of a rule: facts and result, reckoned by hand, each a test of the engine."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml
from django.utils.translation import gettext as _

from safe_employment.engines.labour_law.explaining import fact_labels
from safe_employment.engines.labour_law.rules import Level
from safe_employment.kit.marks import Mark
from safe_employment.kit.models.associations import in_language
from safe_employment.workforce.checking.words import LEVEL_WORDS, word_of
from safe_employment.workforce.lawbook.chinese import case_text

if TYPE_CHECKING:
    from safe_employment.engines.labour_law.jurisdiction import Jurisdiction

# The cases lie with the tests that run them, in a folder of each jurisdiction.
_CASES = "safe_employment.engines.labour_law.tests"


@dataclass(frozen=True)
class Example:
    """A worked case: what it is, the working, and what the engine has to find."""

    name: str
    why: str
    results: tuple[tuple[Mark, str], ...]


def examples_of(law: Jurisdiction, rule: str) -> list[Example]:
    """Return the worked cases of a rule, as they stand in the files of the tests."""
    return [
        Example(
            case_text(str(row.get("name") or "")),
            case_text(str(row.get("why") or "")),
            _results(row.get("expect"), law),
        )
        for row in _cases(law.id).get(rule, ())
    ]


@cache
def _cases(law: str) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for path in sorted(files(_CASES).joinpath("cases", law).iterdir(), key=lambda one: one.name):
        if path.name.endswith(".yaml"):
            loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            for row in loaded.get("cases") or ():
                if row.get("rule"):
                    found.setdefault(row["rule"], []).append(row)
    return found


def _results(expected: Any, law: Jurisdiction) -> tuple[tuple[Mark, str], ...]:
    rows = expected if isinstance(expected, list) else [expected]
    found = [_result(row, law) for row in rows if isinstance(row, dict)]
    return tuple(found) or ((Mark(_("Nothing found"), "good"), ""),)


def _result(row: dict[str, Any], law: Jurisdiction) -> tuple[Mark, str]:
    if "cannot_tell" in row:
        labels = {**law.labels, **fact_labels()}
        named = row["cannot_tell"] if isinstance(row["cannot_tell"], list) else []
        facts = in_language("、", ", ").join(word_of(labels.get(fact)) or str(fact) for fact in named)
        return Mark(_("Cannot be told"), "waiting"), facts
    for level, (words, tone) in LEVEL_WORDS.items():
        if level.word in row:
            owed = row[level.word]
            places = 0 if law.minor_units == 1 else 2
            amount = f"{owed:.{places}f}" if isinstance(owed, int | float) else ""
            return Mark(words, tone), amount
    return Mark(*LEVEL_WORDS[Level.INFO]), ""
