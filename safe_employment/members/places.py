"""Industries as the register names them, from the reference table; districts are in `kit.divisions`."""

from __future__ import annotations

from functools import cache, reduce
from importlib.resources import files
from operator import or_
from typing import TYPE_CHECKING, Any

import yaml
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.members.models import Employer


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
def _sections() -> dict[str, dict[str, Any]]:
    text = files("safe_employment.reference").joinpath("industry.yaml").read_text(encoding="utf-8")
    return {row["gb"]: row for row in yaml.load(text, Loader=yaml.CSafeLoader)["sections"]}


def isic_of(industry_code: str) -> str:
    """Return the nearest ISIC Rev. 4 section of a GB/T 4754 code; "" where none is known."""
    row = _sections().get(industry_code[:1])
    return str(row["isic_main"]) if row else ""


def section_name(industry_code: str) -> str:
    """Return the name of the section of a GB/T 4754 code in the reader's language."""
    section = SECTIONS.get(industry_code[:1])
    return str(section) if section else industry_code


def in_sections(employers: QuerySet[Employer], sections: list[str]) -> QuerySet[Employer]:
    """Return the employers of some sections (letters): ranges of codes, which the index can count."""
    ranges = [
        Q(industry_code__gte=section, industry_code__lt=chr(ord(section) + 1))
        for section in sections
        if section in SECTIONS
    ]
    return employers.filter(reduce(or_, ranges)) if ranges else employers.none()


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
