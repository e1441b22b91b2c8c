"""Districts and industries as the register names them, from the reference tables."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models.associations import in_language

SECTIONS = {
    "A": _("Farming, forestry, husbandry and fishery"),
    "B": _("Mining"),
    "C": _("Manufacturing"),
    "D": _("Electricity, heat, gas and water"),
    "E": _("Construction"),
    "F": _("Wholesale and retail"),
    "G": _("Transport, storage and post"),
    "H": _("Accommodation and catering"),
    "I": _("Information and software"),
    "J": _("Finance"),
    "K": _("Real estate"),
    "L": _("Leasing and business services"),
    "M": _("Research and technical services"),
    "N": _("Water, environment and public facilities"),
    "O": _("Resident services, repair and other services"),
    "P": _("Education"),
    "Q": _("Health and social work"),
    "R": _("Culture, sport and entertainment"),
    "S": _("Public administration and social organisations"),
    "T": _("International organisations"),
}


@cache
def _table(name: str) -> dict[str, Any]:
    text = files("safe_employment.reference").joinpath(f"{name}.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=yaml.CSafeLoader))


@cache
def _divisions() -> dict[str, tuple[str, str]]:
    table = _table("divisions_yunnan")
    rows = [*table["yunnan_counties_current"], *table["yunnan_prefectures"], *table["kunming"]]
    return {row["code"]: (row["zh"], row.get("en", "")) for row in rows}


@cache
def division_names() -> dict[str, str]:
    """Return the Chinese names of the divisions of Yunnan by their six-digit codes."""
    return {code: zh for code, (zh, _en) in _divisions().items()}


def division_name(code: str) -> str:
    """Return a division's name in the reader's language; the code itself where it is not known."""
    if code not in _divisions():
        return code
    return in_language(*_divisions()[code])


def districts_of(division_code: str) -> list[tuple[str, str]]:
    """Return the counties and districts of a prefecture (or of the province), as choices of a form."""
    stem = division_code.rstrip("0")
    stem = stem if len(stem) % 2 == 0 else stem + "0"
    codes = [row["code"] for row in _table("divisions_yunnan")["yunnan_counties_current"]]
    return [(code, division_name(code)) for code in codes if code.startswith(stem)]


@cache
def _sections() -> dict[str, dict[str, Any]]:
    return {row["gb"]: row for row in _table("industry")["sections"]}


def isic_of(industry_code: str) -> str:
    """Return the nearest ISIC Rev. 4 section of a GB/T 4754 code; "" where none is known."""
    row = _sections().get(industry_code[:1])
    return str(row["isic_main"]) if row else ""


def section_name(industry_code: str) -> str:
    """Return the name of the section of a GB/T 4754 code in the reader's language."""
    section = SECTIONS.get(industry_code[:1])
    return str(section) if section else industry_code


def is_industry_code(code: str) -> bool:
    """Whether `code` is a section letter with a division of that section (and more figures), as H62."""
    row = _sections().get(code[:1])
    figures = code[1:]
    if row is None or (figures and not figures.isdigit()):
        return False
    if len(figures) < 2:
        return not figures
    first, _dash, last = str(row["divisions"]).partition("-")
    return int(first) <= int(figures[:2]) <= int(last or first)
