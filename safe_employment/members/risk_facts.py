"""Counts that rooms know of employers and that the draw of visits weighs: never names, never what was said.

A room registers what it can count: a key and a function of (association, day) that returns employer keys and
figures. The draw reads them by their keys, and knows none of the rooms.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from safe_employment.kit.models import Association

Counting = Callable[["Association", date], Mapping[int, float]]
_known: dict[str, Counting] = {}


def risk_fact(key: str) -> Callable[[Counting], Counting]:
    """Register a count under its key. Raises ValueError for a key that another function has."""

    def keep(counting: Counting) -> Counting:
        if _known.get(key, counting) is not counting:
            raise ValueError(f"{key} is counted by two rooms")
        _known[key] = counting
        return counting

    return keep


def risk_facts(association: Association, today: date) -> dict[str, Mapping[int, float]]:
    """Return every count: key → employer → figure; an employer that is missing has none."""
    return {key: counting(association, today) for key, counting in sorted(_known.items())}
