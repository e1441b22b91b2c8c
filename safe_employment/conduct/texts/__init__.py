"""The standard texts that an association may publish as its own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class Bilingual:
    """A text in Chinese and in English, paragraphs parted by line ends."""

    zh: str
    en: str


@dataclass(frozen=True)
class StandardArticle:
    """An article: the point it carries out (1 to 7, or extra), its title and its text."""

    point: str
    title: Bilingual
    text: Bilingual


@dataclass(frozen=True)
class StandardCode:
    """The standard code of conduct."""

    title: Bilingual
    preamble: Bilingual
    pledge: Bilingual
    articles: tuple[StandardArticle, ...]


@dataclass(frozen=True)
class StandardRecommendation:
    """The standard recommendation."""

    title: Bilingual
    text: Bilingual


def _read(name: str) -> dict[str, Any]:
    text = files(__name__).joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def _both(pair: dict[str, str]) -> Bilingual:
    return Bilingual(pair["zh"].strip(), pair["en"].strip())


@cache
def standard_code() -> StandardCode:
    """Return the standard code from `code_of_conduct.yaml`."""
    found = _read("code_of_conduct")
    articles = tuple(
        StandardArticle(str(each["point"]), _both(each["title"]), _both(each["text"]))
        for each in found["articles"]
    )
    return StandardCode(_both(found["title"]), _both(found["preamble"]), _both(found["pledge"]), articles)


@cache
def standard_recommendation() -> StandardRecommendation:
    """Return the standard recommendation from `recommendation.yaml`."""
    found = _read("recommendation")
    return StandardRecommendation(_both(found["title"]), _both(found["text"]))
