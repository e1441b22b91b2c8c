"""The two fixed days of the programme's year: when they are, and how far away."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from safe_employment.outreach.models import Occasion

FIXED_DAYS = {Occasion.WOMENS_DAY: (3, 8), Occasion.CHILD_LABOUR_DAY: (6, 12)}
PREPARATION = timedelta(days=30)


@dataclass(frozen=True)
class FixedDay:
    """One of the two days in one year."""

    occasion: Occasion
    day: date

    @property
    def prepare_from(self) -> date:
        """The day from which its preparation is due."""
        return self.day - PREPARATION

    def is_near(self, today: date) -> bool:
        """Whether it is to come and its preparation is due."""
        return self.prepare_from <= today <= self.day


def fixed_days(year: int) -> list[FixedDay]:
    """Return the two days of a year, in order."""
    return [FixedDay(occasion, date(year, *when)) for occasion, when in FIXED_DAYS.items()]


def near_days(today: date) -> list[FixedDay]:
    """Return the days whose preparation is due today."""
    return [day for year in (today.year, today.year + 1) for day in fixed_days(year) if day.is_near(today)]
