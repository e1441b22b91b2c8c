"""What reference files and worked cases say in English, in the reader's language."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml

from safe_employment.kit.models.associations import in_language

__all__ = ["case_text", "case_words", "source_text", "source_words"]


@cache
def source_words() -> dict[str, str]:
    """Return the Chinese of each source that is named in English."""
    return _words("safe_employment.reference", "source_words.yaml")


@cache
def case_words() -> dict[str, str]:
    """Return the Chinese of each name and working of a worked case; they lie with the cases."""
    return _words("safe_employment.engines.labour_law.tests", "cases", "words_zh.yaml")


def source_text(text: str) -> str:
    """Return the name of a source; one that has both languages is ``中文 / English``."""
    zh, between, en = text.partition(" / ")
    return in_language(zh, en) if between else in_language(source_words().get(text, text), text)


def case_text(text: str) -> str:
    """Return the name or the working of a worked case."""
    return in_language(case_words().get(text, text), text)


def _words(package: str, *path: str) -> dict[str, str]:
    found: dict[str, str] = yaml.load(
        files(package).joinpath(*path).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return found
