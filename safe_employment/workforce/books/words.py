"""The words of people's files, read once from ``reference/books_words.yaml``."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from safe_employment.engines.labour_law.books import BOOKS, Sheet, sheet_named

__all__ = [
    "CODE_WORDS",
    "NOTHING_WORDS",
    "NO_WORDS",
    "YES_WORDS",
    "column_of",
    "deduction_code",
    "plain_word",
    "sheet_of",
]


@cache
def _words() -> Any:
    text = files("safe_employment.reference").joinpath("books_words.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - both are safe


def plain_word(text: str) -> str:
    """Return a header without case, spaces, brackets, units and underscores."""
    bare = re.sub(r"[（(\[【].*?[)）\]】]", "", str(text))
    return re.sub(r"[\s_\-:：*%/.]+", "", bare).lower()


def _codes() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for key, rows in _words()["codes"].items():
        mapping: dict[str, str] = {}
        for code, words in rows.items():
            for word in (code, code.replace("_", " "), *words):
                mapping[str(word).lower()] = str(code)
        found[key] = mapping
    return found


#: Fact → word in lower case → code.
CODE_WORDS = _codes()
YES_WORDS = frozenset(str(word).lower() for word in _words()["says_yes"])
NO_WORDS = frozenset(str(word).lower() for word in _words()["says_no"])
NOTHING_WORDS = frozenset(str(word).lower() for word in _words()["nothing"])


@cache
def _sheet_words() -> dict[str, str]:
    found = {plain_word(word): key for key, words in _words()["sheets"].items() for word in words}
    for sheet in BOOKS:
        for word in (sheet.key, sheet.zh, sheet.en):
            found[plain_word(word)] = sheet.key
    return found


def sheet_of(name: str) -> str | None:
    """Return the key of the sheet that a name means, None where it means none."""
    return _sheet_words().get(plain_word(name))


@cache
def _columns(key: str) -> dict[str, str]:
    headers = _words()["headers"]
    found: dict[str, str] = {}
    for fact in sheet_named(key).facts:
        for word in (*headers.get(fact.key, ()), fact.zh, fact.en, fact.key):
            found[plain_word(word)] = fact.key
    return found


def column_of(sheet: Sheet, header: str) -> str | None:
    """Return the fact that a header of a sheet means, None where it means none."""
    return _columns(sheet.key).get(plain_word(header))


def deduction_code(header: str) -> str | None:
    """Return the code of a payroll column that is a deduction (扣款-个税, deduction: fine), None where it is
    not.
    """
    bare = str(header).strip()
    match = re.match(
        r"^(?:扣款|扣除|代扣|扣|deduction|deductions|less)\s*[-_:：—.]?\s*(.+)$", bare, re.IGNORECASE
    )
    return CODE_WORDS["code"].get((match[1] if match else bare).strip().lower())
