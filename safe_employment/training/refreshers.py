"""When knowledge has faded: the day on which a refresher is due."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

# The programme's own rule of thumb: what was learnt at a workshop is repeated after a year.
MONTHS = 12


def refresher_due(last_on: date) -> date:
    """Return the day 12 months after the last workshop; 29 February becomes 28 February."""
    years, month = divmod(last_on.month - 1 + MONTHS, 12)
    year = last_on.year + years
    return date(year, month + 1, min(last_on.day, monthrange(year, month + 1)[1]))


def due_before(today: date) -> date:
    """Return the last day such that who was trained then, and never since, is due today."""
    year, month = today.year - 1, today.month
    last = monthrange(year, month)[1]
    is_last = today.day == monthrange(today.year, month)[1]
    return date(year, month, last if is_last else min(today.day, last))
