"""Visit days: the working days of a team that are no holidays, by weeks."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from safe_employment.visits.models import Team


@cache
def days_off() -> frozenset[date]:
    """Return the statutory holidays and the other days off around them, of `reference/holidays.yaml`."""
    text = files("safe_employment.reference").joinpath("holidays.yaml").read_text(encoding="utf-8")
    table = yaml.load(text, Loader=yaml.CSafeLoader)
    found = {str(row["date"]) for year in table["years"] for row in year["statutory"]}
    for year in table["years"]:
        for each in year.get("other_days_off_in_official_arrangement") or ():
            found.add(str(each["date"] if isinstance(each, dict) else each))
    return frozenset(date.fromisoformat(day[:10]) for day in found)


def mondays(first_on: date, last_on: date) -> list[date]:
    """Return the first days of the weeks of a period."""
    return [first_on + timedelta(days=at) for at in range(0, (last_on - first_on).days + 1, 7)]


def week_name(monday: date) -> str:
    """Return the ISO name of a week, as 2026-W03."""
    year, week, _day = monday.isocalendar()
    return f"{year}-W{week:02d}"


def visit_days(team: Team, monday: date) -> list[date]:
    """Return the days of a week on which a team visits."""
    week = [monday + timedelta(days=at) for at in sorted(team.working_days)]
    return [day for day in week if day not in days_off()]
