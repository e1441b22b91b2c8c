"""A month of workshops as weeks and days."""

from __future__ import annotations

import re
from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from safe_employment.kit.models.associations import in_language

if TYPE_CHECKING:
    from safe_employment.training.models import Workshop


@dataclass(frozen=True)
class Day:
    """A day of the calendar; `holiday` is the name of a statutory holiday in the reader's language."""

    on: date
    in_month: bool
    is_today: bool
    holiday: str
    workshops: tuple[Workshop, ...]


@dataclass(frozen=True)
class Month:
    """A month, from the Monday of its first week to the Sunday of its last."""

    first: date
    weeks: tuple[tuple[Day, ...], ...]

    @property
    def begins(self) -> date:
        """The first day shown."""
        return self.weeks[0][0].on

    @property
    def before(self) -> str:
        """The month before, as it stands in the address."""
        return f"{self.first - timedelta(days=1):%Y-%m}"

    @property
    def after(self) -> str:
        """The month after, as it stands in the address."""
        return f"{self.first + timedelta(days=31):%Y-%m}"


def first_of(text: str, today: date) -> date:
    """Return the first day of the month written as 2026-03; that of today for anything else."""
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text)
    return date(int(found[1]), int(found[2]), 1) if found else today.replace(day=1)


def days_shown(first: date) -> tuple[date, date]:
    """Return the first day shown of a month and the day after the last."""
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    return weeks[0][0], weeks[-1][-1] + timedelta(days=1)


def month_of(first: date, workshops: Iterable[Workshop], today: date) -> Month:
    """Return the month with its workshops, those of a day in the order of the hours."""
    by_day: dict[date, list[Workshop]] = defaultdict(list)
    for workshop in sorted(workshops, key=lambda each: (each.starts_at, each.pk)):
        by_day[workshop.held_on].append(workshop)
    weeks = tuple(
        tuple(
            Day(day, day.month == first.month, day == today, holiday(day), tuple(by_day[day])) for day in week
        )
        for week in Calendar().monthdatescalendar(first.year, first.month)
    )
    return Month(first, weeks)


@cache
def _holidays() -> dict[date, tuple[str, str]]:
    """Return the statutory holidays of `reference/holidays.yaml`: name in Chinese and in English."""
    text = files("safe_employment.reference").joinpath("holidays.yaml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.CSafeLoader)
    return {
        date.fromisoformat(str(row["date"])): (row["zh"], row["en"])
        for year in table["years"]
        for row in year["statutory"]
    }


def holiday(day: date) -> str:
    """Return the name of the statutory holiday on a day; "" for none."""
    return in_language(*_holidays().get(day, ("", "")))
