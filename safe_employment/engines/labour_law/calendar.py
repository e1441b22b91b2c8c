"""The calendar as a table: a row a day with its month, week, anniversaries and what the State made of it."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date

import polars as pl

__all__ = ["FIRST_DAY", "LAST_DAY", "Holidays", "calendar_table", "month_table"]

FIRST_DAY, LAST_DAY = date(1930, 1, 1), date(2060, 12, 31)
#: Months for which every day has a column with the same day so many months later: ``plus_1`` …
ANNIVERSARIES = (1, 2, 3, 6, 7, 12, 24, 36, 60)


@dataclass(frozen=True)
class Holidays:
    """Statutory holidays, rest days that became working days, working days that became rest days.

    Between `known_from` and `known_to` a day that is in none of them is an ordinary day of the week;
    outside it is
    not known whether a day is a holiday.
    """

    statutory: Mapping[date, tuple[str, str]] = field(default_factory=dict)
    worked: Set[date] = frozenset()
    off: Set[date] = frozenset()
    known_from: date = FIRST_DAY
    known_to: date = LAST_DAY
    rest_weekdays: tuple[int, ...] = (6, 7)


def calendar_table(holidays: Holidays) -> pl.DataFrame:
    """Return a row for every day from 1930 to 2060.

    ``day`` (days since 1970-01-01), ``ymd``, ``period`` (202609), ``month_number`` (months since year 0),
    ``day_of_month``, ``weekday`` (Monday 1), ``week`` (the Monday's ``day``), ``is_statutory`` (null where
    not known), ``is_shifted_workday``, ``official_kind`` (work, rest, statutory), ``workdays_before``
    (official working days before it), ``workdays_to`` (with it), ``day_of_year``, ``last_workday`` (the last
    one up to it), ``is_month_end``, ``next_month_end``, ``plus_1`` … (the same day so many months later, at
    most the month's last day), ``holidays_before`` and ``holidays_to`` (statutory ones), ``shifted_before``
    and ``shifted_to`` (rest days that became working days), ``next_pay_due`` (who was paid on the day is to
    be paid again by then).
    """
    year, month = pl.col("date").dt.year().cast(pl.Int64), pl.col("date").dt.month().cast(pl.Int64)
    known = pl.col("date").is_between(holidays.known_from, holidays.known_to)
    statutory = pl.col("date").is_in(list(holidays.statutory) or [FIRST_DAY.replace(year=1)])
    worked = pl.col("date").is_in(list(holidays.worked) or [FIRST_DAY.replace(year=1)])
    off = pl.col("date").is_in(list(holidays.off) or [FIRST_DAY.replace(year=1)])
    rest = (pl.col("weekday").is_in(list(holidays.rest_weekdays)) & ~worked) | off
    days = pl.DataFrame({"date": pl.date_range(FIRST_DAY, LAST_DAY, eager=True)})
    days = days.with_columns(
        day=pl.col("date").to_physical().cast(pl.Int64),
        ymd=year * 10000 + month * 100 + pl.col("date").dt.day().cast(pl.Int64),
        period=year * 100 + month,
        month_number=year * 12 + month - 1,
        day_of_month=pl.col("date").dt.day().cast(pl.Int64),
        weekday=pl.col("date").dt.weekday().cast(pl.Int64),
        is_statutory=pl.when(known).then(statutory),
        is_shifted_workday=worked,
    ).with_columns(
        week=pl.col("day") - pl.col("weekday") + 1,
        official_kind=pl.when(statutory)
        .then(pl.lit("statutory"))
        .when(rest)
        .then(pl.lit("rest"))
        .otherwise(pl.lit("work")),
        **{
            f"plus_{n}": pl.col("date").dt.offset_by(f"{n}mo").to_physical().cast(pl.Int64)
            for n in ANNIVERSARIES
        },
    )
    is_work = pl.col("official_kind") == "work"
    days = days.with_columns(
        **_counted("workdays", is_work),
        **_counted("holidays", pl.col("official_kind") == "statutory"),
        **_counted("shifted", pl.col("is_shifted_workday")),
        day_of_year=pl.col("date").dt.ordinal_day().cast(pl.Int64),
        last_workday=pl.when(is_work).then(pl.col("day")).forward_fill(),
        next_month_end=pl.col("date").dt.offset_by("1mo").dt.month_end().to_physical().cast(pl.Int64),
        is_month_end=pl.col("date").dt.month_end() == pl.col("date"),
    )
    return _with_next_pay(days).drop("date")


def _counted(name: str, which: pl.Expr) -> dict[str, pl.Expr]:
    """Return how many days there were before a day, and with it."""
    one = which.cast(pl.Int64)
    return {f"{name}_before": one.cum_sum() - one, f"{name}_to": one.cum_sum()}


def _with_next_pay(days: pl.DataFrame) -> pl.DataFrame:
    """Add the day on which the next pay is due at the latest: a month later.

    Where rest days follow the day of pay, it may have been pulled forward from one of them: the month is
    counted from the last.
    """
    days = days.with_columns(
        _due=pl.when("is_month_end").then("next_month_end").otherwise("plus_1"),
        _from=pl.when(pl.col("official_kind") == "work")
        .then(pl.col("day").max().over("workdays_to"))
        .otherwise("day"),
    )
    of_last = days.select(_from="day", _due_of_last="_due")
    days = days.join(of_last, on="_from", how="left", maintain_order="left")
    return days.with_columns(next_pay_due=pl.max_horizontal("_due", "_due_of_last")).drop(
        "_due", "_from", "_due_of_last"
    )


def month_table(calendar: pl.DataFrame) -> pl.DataFrame:
    """Return a row for every month.

    ``period, number`` (months since year 0), ``first_day``, ``last_day``, ``workdays_before`` and
    ``holidays_before`` of its first day, ``workdays_to``, ``holidays_to`` and ``next_month_end`` of its last.
    """
    of_first = ("workdays_before", "holidays_before")
    of_last = ("workdays_to", "holidays_to", "next_month_end")
    return (
        calendar.group_by("period", number="month_number")
        .agg(
            pl.col(of_first).min(),
            pl.col(of_last).max(),
            first_day=pl.col("day").min(),
            last_day=pl.col("day").max(),
        )
        .sort("period")
    )
