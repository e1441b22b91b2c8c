"""What needs a person today; each room tells its own, the overdue first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.marks import Mark


@dataclass(frozen=True)
class TodayItem:
    """One thing to do: its words, where it is done, and how urgent it is."""

    text: str
    url: str
    mark: Mark | None = None


@dataclass(frozen=True)
class TodaySection:
    """Things of one kind; `urgency` orders the sections (0 first), `more_url` leads to the whole list."""

    title: str | _StrPromise
    urgency: int
    items: list[TodayItem] = field(default_factory=list)
    total: int = 0
    more_url: str = ""


Contribution = Callable[["Actor", date], TodaySection | None]
_contributions: list[Contribution] = []


def contribute(function: Contribution) -> Contribution:
    """Register `function(by, today)`, which tells what waits for the actor, or None."""
    if function not in _contributions:
        _contributions.append(function)
    return function


def sections_for(by: Actor, today: date) -> list[TodaySection]:
    """Return what waits for the actor, the most urgent first; empty sections are left out."""
    found = [function(by, today) for function in _contributions]
    return sorted((section for section in found if section and section.items), key=_urgency)


def _urgency(section: TodaySection) -> int:
    return section.urgency
