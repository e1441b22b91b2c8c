"""Districts by their GB/T 2260 code: their names in the reader's language, and the choices of a form."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

from safe_employment.kit.models.associations import in_language

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


@dataclass(frozen=True)
class NamedDivision:
    """A division with its names; `en` is empty where no English name is recorded."""

    code: str
    zh: str
    en: str = ""

    def __str__(self) -> str:
        return in_language(self.zh, self.en)


@cache
def named_divisions() -> dict[str, NamedDivision]:
    """Return prefectures and counties in force by code (source: reference/divisions_yunnan.yaml)."""
    text = files("safe_employment.reference").joinpath("divisions_yunnan.yaml").read_text(encoding="utf-8")
    tables: dict[str, Any] = yaml.load(text, Loader=yaml.CSafeLoader)
    rows = [*tables["yunnan_counties_current"], *tables["kunming"], *tables["yunnan_prefectures"]]
    return {row["code"]: NamedDivision(row["code"], row["zh"], row.get("en") or "") for row in rows}


@cache
def division_names() -> dict[str, str]:
    """Return the Chinese names by code, as lists of employers write them."""
    return {code: division.zh for code, division in named_divisions().items()}


def division_name(code: str) -> str:
    """Return the name in the reader's language; the code itself where it is not known, "" for none."""
    found = named_divisions().get(code)
    return str(found) if found else code


def districts_of(area: str) -> list[tuple[str, str]]:
    """Return (code, name) of the districts of a prefecture (its code), in the order of their codes.

    For a whole province or a place without a table it is every division of the province.
    """
    known = named_divisions()
    inside = [code for code in sorted(known) if code[:4] == area[:4] and not code.endswith("00")]
    return [(code, str(known[code])) for code in inside or sorted(known) if code[:2] == area[:2]]


def district_choices(by: Actor) -> list[tuple[str, str]]:
    """Return (code, name) of the districts that the association serves."""
    return districts_of(by.home.division_code)


def division_choices(by: Actor) -> list[tuple[str, str]]:
    """Return (code, name) of every known division: the association's districts first, then all others."""
    known = named_divisions()
    near = dict(district_choices(by))
    far = [(code, _with_prefecture(known[code])) for code in sorted(known) if code not in near]
    return [*near.items(), *far]


def _with_prefecture(division: NamedDivision) -> str:
    over = named_divisions().get(f"{division.code[:4]}00")
    return f"{over} · {division}" if over and over != division else str(division)
