"""Months, each named by its first day."""

from __future__ import annotations

from datetime import date, timedelta


def first_of(day: date) -> date:
    """Return the month of a day."""
    return day.replace(day=1)


def moved(month: date, by: int) -> date:
    """Return the month so many months later (earlier where `by` is negative)."""
    year, index = divmod(month.year * 12 + month.month - 1 + by, 12)
    return date(year, index + 1, 1)


def last_day(month: date) -> date:
    """Return the last day of a month."""
    return moved(month, 1) - timedelta(days=1)


def up_to(month: date, count: int) -> list[date]:
    """Return `count` months, the last of them `month`."""
    return [moved(month, step) for step in range(1 - count, 1)]


def month_text(month: date) -> str:
    """Write a month: 2026-09."""
    return f"{month:%Y-%m}"
