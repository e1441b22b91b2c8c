"""The law's figures: dated, local, with their source and how sure it is.

Every value is a whole number (minutes, fen, hundredths, parts of 10,000) from a first to a last day, for
all places
of a jurisdiction or some. A rule never asks for today's value but for that of the period its facts lie in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Any

import polars as pl

from .language import EPOCH

__all__ = ["Parameter", "ParameterValue", "Status", "parameter_table", "status_of"]


class Status(IntEnum):
    """How sure a value is, the surest first (``reference/README.md``)."""

    SEEN = 0
    SEEN_SECONDARY = 1
    PARTLY_SEEN = 2
    MEMORY = 3
    NONE = 4

    @property
    def word(self) -> str:
        return self.name.lower()

    @property
    def is_confirmed(self) -> bool:
        """Whether a breach may rest on it."""
        return self <= Status.SEEN_SECONDARY


def status_of(text: str | None) -> Status:
    """Read the status in the words of the reference files; what is not plainly seen counts as memory."""
    words = (text or "").strip().lower()
    if words.startswith("seen_secondary"):
        return Status.SEEN_SECONDARY
    if words.startswith(("partly_seen", "seen indirectly")):
        return Status.PARTLY_SEEN
    if words.startswith("seen"):
        return Status.SEEN
    return Status.NONE if words == "none" else Status.MEMORY


#: Unit → by what a written number is multiplied to be whole.
UNITS: Mapping[str, int] = {
    "count": 1,
    "hours": 60,
    "percent": 100,
    "share": 10_000,
    "hundredths": 100,
    "hundredths_of_hours": 100,
}


@dataclass(frozen=True)
class ParameterValue:
    """One value: in force from `starts` to `ends` (both days count), in `places` (all where None)."""

    value: int
    starts: date
    ends: date | None
    status: Status
    instrument: str
    source: str
    places: frozenset[str] | None = None

    def covers(self, day: date, place: str | None) -> bool:
        """Whether it is in force on that day in that place."""
        return (
            self.starts <= day
            and (self.ends is None or day <= self.ends)
            and (self.places is None or place in self.places)
        )


@dataclass(frozen=True)
class Parameter:
    """A figure of the law by date and place, oldest value first."""

    id: str
    unit: str
    zh: str
    en: str
    values: tuple[ParameterValue, ...]

    def at(self, day: date, place: str | None) -> ParameterValue | None:
        """Return the value in force on that day in that place; the latest where two overlap."""
        found = [value for value in self.values if value.covers(day, place)]
        return max(found, key=lambda value: value.starts, default=None)


def scaled(number: Any, unit: str, minor_units: int) -> int:
    """Return a written number as a whole one of its unit; ValueError where that would lose a part of it."""
    factor = minor_units if unit == "money" else UNITS[unit]
    exact = Decimal(str(number)) * factor
    if exact != exact.to_integral_value():
        raise ValueError(f"{number} in {unit} is not a whole number")
    return int(exact)


def parameter_table(
    parameters: Iterable[Parameter], places: Iterable[str], first_year: int, last_year: int
) -> pl.DataFrame:
    """Return a row for every place and month: ``place, period``, each parameter's value and its status' rank.

    A month has the value in force on its last day: laws that begin inside a month are compared by their
    own date
    in the rules.
    """
    months = [(year, month) for year in range(first_year, last_year + 1) for month in range(1, 13)]
    lasts = [
        date.fromordinal(date(year + month // 12, month % 12 + 1, 1).toordinal() - 1)
        for year, month in months
    ]
    where = tuple(places)
    periods = [year * 100 + month for year, month in months]
    columns: dict[str, list[Any]] = {
        "place": [place for place in where for _ in months],
        "period": periods * len(where),
    }
    for parameter in parameters:
        local = any(value.places is not None for value in parameter.values)
        everywhere = [] if local else [parameter.at(day, None) for day in lasts]
        found = [
            value for place in where for value in (everywhere or [parameter.at(day, place) for day in lasts])
        ]
        columns[parameter.id] = [value.value if value else None for value in found]
        columns[f"{parameter.id}_status"] = [int(value.status) if value else None for value in found]
    whole = {name: pl.Int64 for name in columns if name != "place"}
    return pl.DataFrame(columns, schema={"place": pl.String, **whole})


def day_number(day: date) -> int:
    """Return the days from 1970-01-01."""
    return (day - EPOCH).days
