"""The calendar agrees with `chinese_calendar`, the identity numbers with `stdnum` and engines.identifiers."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric

from safe_employment.engines import identifiers
from safe_employment.engines.labour_law.calendar import calendar_table
from safe_employment.engines.labour_law.identities import resident_identity
from safe_employment.engines.labour_law.jurisdiction import jurisdiction
from safe_employment.engines.labour_law.parameters import day_number

HOLIDAYS = jurisdiction().holidays
#: Years that both know.
YEARS = range(2004, 2027)
#: Days that are working days in one and days off in the other, with the reason.
KNOWN_DIFFERENCES: dict[date, str] = {}


#: In these years Mid-Autumn lies within National Day: one holiday fewer in days.
ON_ONE_DAY = (2009, 2020)


def _kinds() -> dict[date, str]:
    table = calendar_table(HOLIDAYS).filter(
        pl.col("day").is_between(day_number(date(YEARS[0], 1, 1)), day_number(date(YEARS[-1], 12, 31)))
    )
    first = date(1970, 1, 1)
    return {
        first + timedelta(days=day): kind for day, kind in table.select("day", "official_kind").iter_rows()
    }


def test_working_days_are_those_of_the_official_arrangement() -> None:
    ours = _kinds()
    differing = {
        day: (kind, chinese_calendar.is_workday(day))
        for day, kind in ours.items()
        if (kind == "work") != chinese_calendar.is_workday(day)
    }
    assert set(differing) == set(KNOWN_DIFFERENCES), differing


@pytest.mark.parametrize("year", YEARS)
def test_every_statutory_holiday_is_a_day_off(year: int) -> None:
    days = [day for day in HOLIDAYS.statutory if day.year == year]
    assert all(chinese_calendar.is_holiday(day) for day in days)
    due = 10 if year < 2008 else 11 if year < 2025 else 13
    assert len(days) == due - (year in ON_ONE_DAY)


@pytest.mark.parametrize(
    ("day", "is_statutory"),
    [
        ("2024-05-01", True), ("2024-05-02", False), ("2025-05-01", True), ("2025-05-02", True),
        ("2025-05-03", False), ("2024-02-09", False), ("2024-02-10", True), ("2025-01-28", True),
        ("2013-02-09", True), ("2014-01-30", False), ("2026-09-25", True), ("2026-10-03", True),
        ("2026-10-04", False),
    ],
)  # fmt: skip
def test_changes_of_the_holidays(day: str, *, is_statutory: bool) -> None:
    """13 days since 2025; the eve of Spring Festival was one from 2008 to 2013 and is one again."""
    assert (date.fromisoformat(day) in HOLIDAYS.statutory) == is_statutory


def _problems(numbers: list[str]) -> list[str | None]:
    frame = pl.DataFrame({"id_number": numbers}).with_columns(
        id_type=pl.lit(None, dtype=pl.String),
        birth_date=pl.lit(None, dtype=pl.Int64),
        sex=pl.lit(None, dtype=pl.String),
    )
    return resident_identity(frame, date(2026, 9, 30))["id_problem"].to_list()


_born = st.dates(date(1940, 1, 1), date(2010, 12, 31))
_numbers = st.builds(
    lambda place, born, sequence, mark: f"{place}{born:%Y%m%d}{sequence:03d}{mark}",
    st.sampled_from(["530102", "532128", "110105", "513425"]),
    _born,
    st.integers(0, 999),
    st.sampled_from("0123456789X"),
)


@settings(max_examples=30, deadline=None)
@given(st.lists(_numbers, min_size=50, max_size=50))
def test_check_characters_agree(numbers: list[str]) -> None:
    rightly = [number[:17] + ric.calc_check_digit(number) for number in numbers]
    assert _problems(rightly) == [""] * len(rightly)
    for number, problem in zip(numbers, _problems(numbers), strict=True):
        assert (problem == "") == (ric.calc_check_digit(number) == number[17])
        assert (problem == "") == identifiers.parse_resident_identity(number, date(2026, 9, 30)).is_valid


@pytest.mark.parametrize(
    ("number", "problem"),
    [
        ("11010519491231002X", ""),
        ("11010519491231002x", ""),
        ("360426199101010071", ""),
        ("360426199101010072", "check"),
        ("360426199102300071", "birth_date"),
        ("36042619910101007", "length"),
        ("530102203001010010", "birth_date"),
    ],
)
def test_published_numbers(number: str, problem: str) -> None:
    assert _problems([number]) == [problem]
