"""The visits of a week on its days: no day takes more hours, nor more visits, than a day has.

Whether that is possible must be known before anybody is drawn. The worst week of :mod:`.strata` has, for each
length, the most visits of at least that length that any week can have; so of any week the k-th longest visit
is no longer than the k-th longest of the worst one. If the worst week can be dealt to the days, each other
week can: its visits take the places of longer ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Hours that differ by less are the same.
_SAME = 1e-9


def most_a_day(visits: int, days: int) -> int:
    """Return how many visits a day takes of a week with so many; the days differ by one at the most."""
    return -(-visits // days)


def left_over(lengths: Sequence[float], days: int, most: int, limit: float) -> float:
    """Return the hours of the visits that find no day: the longest first, each to the day with most hours
    left.

    `lengths` are in hours, longest first; a day takes `most` visits and `limit` hours.
    """
    used, counts, over = [0.0] * days, [0] * days, 0.0
    for length in lengths:
        free = [day for day in range(days) if counts[day] < most and used[day] + length <= limit + _SAME]
        if not free:
            over += length
            continue
        day = min(free, key=used.__getitem__)
        used[day] += length
        counts[day] += 1
    return over


def deal(lengths: Sequence[float], days: int, most: int, limit: float) -> list[int] | None:
    """Return a day for each visit: as :func:`left_over` does, and another day where that ends badly.

    None where there is no way.
    """
    used, counts, told = [0.0] * days, [0] * days, list[int]()

    def place(at: int) -> bool:
        if at == len(lengths):
            return True
        seen = set()
        for day in sorted(range(days), key=used.__getitem__):
            like = used[day], counts[day]
            if counts[day] >= most or used[day] + lengths[at] > limit + _SAME or like in seen:
                continue
            seen.add(like)
            used[day], counts[day] = used[day] + lengths[at], counts[day] + 1
            told.append(day)
            if place(at + 1):
                return True
            told.pop()
            used[day], counts[day] = like
        return False

    return told if place(0) else None
