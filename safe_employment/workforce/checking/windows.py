"""Which time is checked: the months that were asked for, and the last day that the books know of."""

from __future__ import annotations

from datetime import date, timedelta

import polars as pl

from safe_employment.engines.labour_law.intake import Books, Window
from safe_employment.engines.labour_law.language import EPOCH

__all__ = ["month_end", "read_month", "window_of"]


def read_month(text: str) -> date:
    """Return the first day of a month written as 2026-09; raises ValueError."""
    year, _, month = text.strip().partition("-")
    return date(int(year), int(month), 1)


def month_end(first: date) -> date:
    """Return the last day of the month."""
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def window_of(books: Books, today: date, first: date | None = None, last: date | None = None) -> Window:
    """Return the time to check: from the month `first` to the month `last`.

    What is known is known on the last day of `last`; without it on the last day of the books' own
    attendance and pay;
    and where they have none, on `today`.
    """
    ends = month_end(last) if last else None
    as_of = ends or _last_day(books) or today
    return Window(first, ends, as_of)


def _last_day(books: Books) -> date | None:
    days: list[int] = []
    for key, column in (("attendance", "date"), ("payroll", "pay_date")):
        frame = books.sheets.get(key)
        if frame is not None and column in frame.columns and frame.height:
            latest = frame[column].max()
            days += [latest] if isinstance(latest, int) else []
    payroll = books.sheets.get("payroll")
    if payroll is not None and "period" in payroll.columns and payroll.height:
        period = payroll.select(pl.col("period").max()).item()
        if period:
            days.append((month_end(date(period // 100, period % 100, 1)) - EPOCH).days)
    return EPOCH + timedelta(days=max(days)) if days else None
