"""What a finding rests on: the law or a rule of the programme, and the ILO's indicators."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import yaml
from django.utils.translation import get_language

from safe_employment.findings.models import Basis, Statement

ILO_NUMBERS = range(1, 12)
# How the words of an article begin where they say themselves that they are no law.
PROGRAMME_WORDS = ("programme rule", "项目规则", "计划规则")


def basis_of(article: str, statement: str) -> Basis:
    """Return what a finding rests on where nobody said: the law if it names an article of one."""
    words = article.strip().casefold()
    if statement == Statement.BREACH:
        return Basis.LAW
    if not words or statement == Statement.GOOD_PRACTICE or words.startswith(PROGRAMME_WORDS):
        return Basis.PROGRAMME
    return Basis.LAW


@cache
def _indicators() -> dict[int, dict[str, str]]:
    path = files("safe_employment.reference").joinpath("ilo11_icls_palermo.yaml")
    table = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {row["n"]: row for row in table["ilo_11_indicators"]["items"]}


def ilo_word(number: int) -> str:
    """Return the name of one of the ILO's eleven indicators in the reader's language."""
    row = _indicators()[number]
    return row["zh"] if (get_language() or "zh").startswith("zh") else row["en"]


def ilo_choices() -> list[tuple[int, str]]:
    """Return the eleven indicators to choose from."""
    return [(number, ilo_word(number)) for number in ILO_NUMBERS]
