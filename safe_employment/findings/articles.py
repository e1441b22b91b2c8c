"""Articles of the law in the reader's words; the checklist cites them in short: `Order 724 arts 11, 31`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import yaml
from django.utils.translation import get_language

# `arts 7-8`, `43(3)`, `4 (memory), 80`: what stands behind a name.
ASIDE = re.compile(r"\s*\([a-z]+\)")
ARTICLE = re.compile(r"([0-9]+(?:-[0-9]+)?)(?:\(([0-9]+)\))?")
ARTICLES = re.compile(rf"(?:arts?\.?\s*)?({ARTICLE.pattern}(?:,\s*{ARTICLE.pattern})*)")


@cache
def _names() -> dict[str, dict[str, str]]:
    path = files("safe_employment.reference").joinpath("law_names.yaml")
    table: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))["names"]
    return dict(sorted(table.items(), key=lambda row: -len(row[0])))


def article_words(short: str, language: str = "") -> str:
    """Return what the checklist cites in short in full, in a language (`zh` or `en`, else the reader's).

    What is not one of its short forms stays as it was written.
    """
    speaks = "zh" if (language or get_language() or "zh").startswith("zh") else "en"
    told = [_one(part.strip(), speaks) for part in short.split(";")]
    return ("；" if speaks == "zh" else "; ").join(part for part in told if part)


def _one(part: str, language: str) -> str:
    name = next((name for name in _names() if part == name or part.startswith(f"{name} ")), None)
    if name is None:
        return part
    behind, full = ASIDE.sub("", part[len(name) :]).strip(), _names()[name][language]
    if not behind:
        return full
    if not ARTICLES.fullmatch(behind):
        return part
    found = ARTICLE.findall(behind)
    return full + (_chinese(found) if language == "zh" else _english(found))


def _chinese(found: list[tuple[str, str]]) -> str:
    """Return `第4、80条`; where a paragraph is named, each article by itself: `第43条第3款`."""
    numbers = [number.replace("-", "至") for number, _ in found]
    if any(paragraph for _, paragraph in found):
        return "、".join(
            f"第{number}条{f'第{paragraph}款' if paragraph else ''}"
            for number, (_, paragraph) in zip(numbers, found, strict=True)
        )
    return f"第{'、'.join(numbers)}条"


def _english(found: list[tuple[str, str]]) -> str:
    several = len(found) > 1 or "-" in found[0][0]
    numbers = ", ".join(f"{number}({paragraph})" if paragraph else number for number, paragraph in found)
    return f", {'arts' if several else 'art.'} {numbers}"
