"""The chain of an employer as a timeline: each room adds what happened and what is next.

A room calls `contribute(function)` in its `apps.ready`; the function takes an employer and the actor
and returns entries, only of what the actor may see. Entries with `is_next` are what is still to do.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.kit.marks import Mark, Tone

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer


@dataclass(frozen=True)
class TimelineEntry:
    """Something that happened to an employer or is to be done next, in one line of words.

    `when` is a date or an aware instant (None for what has no day yet); `url` leads to the record;
    the higher the `weight`, the sooner an open entry is named among those of the same day.
    """

    title: str | _StrPromise
    when: date | datetime | None = None
    text: str | _StrPromise = ""
    url: str = ""
    tone: Tone = "plain"
    is_next: bool = False
    weight: int = 0

    @property
    def shape(self) -> str:
        """The name of its shape in the icon sprite."""
        return Mark("", self.tone).shape

    @property
    def day(self) -> date | None:
        """The local day of `when`."""
        if isinstance(self.when, datetime):
            return timezone.localtime(self.when).date()
        return self.when


Contribution = Callable[["Employer", "Actor"], list[TimelineEntry]]
_contributions: list[Contribution] = []


def contribute(function: Contribution) -> Contribution:
    """Have `function(employer, by)` add entries to the timeline of employers."""
    if function not in _contributions:
        _contributions.append(function)
    return function


@dataclass(frozen=True)
class Timeline:
    """What is next (the most urgent first) and what happened (the latest first)."""

    next: list[TimelineEntry]
    past: list[TimelineEntry]

    @property
    def entries(self) -> list[TimelineEntry]:
        """All of them, what is next before what happened."""
        return [*self.next, *self.past]


def timeline_of(employer: Employer, by: Actor) -> Timeline:
    """Return the chain of an employer so far, as far as the actor may see it."""
    entries = [entry for function in _contributions for entry in function(employer, by)]
    open_ones = sorted(
        (entry for entry in entries if entry.is_next),
        key=lambda entry: (entry.day is None, entry.day or date.max, -entry.weight),
    )
    past = sorted(
        (entry for entry in entries if not entry.is_next),
        key=lambda entry: entry.day or date.min,
        reverse=True,
    )
    return Timeline(open_ones, past)
