"""What a draw is made from: the frozen roster, the teams with their weeks, and the association's terms."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from typing import TYPE_CHECKING

import numpy as np

from .problems import DrawError, ProblemCode

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.int64]

MOST_TEAMS = 63
MOST_SATURATED = 60


@dataclass(frozen=True)
class Roster:
    """One place in each array an employer.

    `keys` are its names in the draw (unique text); `district` and `trade` are codes (text or whole numbers);
    `ties` has bit *t* set where somebody on team *t* has a tie with it; `harm` is the harm at stake, ≥ 0;
    `hours` is what one visit takes, > 0.
    """

    keys: npt.NDArray[np.str_]
    district: npt.NDArray[np.generic]
    trade: npt.NDArray[np.generic]
    ties: Whole
    harm: Numbers
    hours: Numbers

    def __len__(self) -> int:
        return len(self.keys)

    def check(self) -> None:
        """Raises DrawError: no employers, a repeated key, a figure that is not one, no risk at all."""
        if not len(self):
            raise DrawError(ProblemCode.NO_EMPLOYERS)
        for name in ("district", "trade", "ties", "harm", "hours"):
            if len(getattr(self, name)) != len(self):
                raise DrawError(ProblemCode.BAD_FIGURE, f"{name}: {len(getattr(self, name))} / {len(self)}")
        if not np.isfinite(self.harm).all() or (self.harm < 0).any():
            raise DrawError(ProblemCode.BAD_FIGURE, "harm < 0")
        if not np.isfinite(self.hours).all() or (self.hours <= 0).any():
            raise DrawError(ProblemCode.BAD_FIGURE, "hours ≤ 0")
        if not (self.harm > 0).any():
            raise DrawError(ProblemCode.NO_RISK)
        if _may_repeat(self.keys):
            ordered = np.sort(self.keys)
            again = np.flatnonzero(ordered[1:] == ordered[:-1])
            if len(again):
                raise DrawError(ProblemCode.REPEATED_ROW, str(ordered[again[0]]))


def _may_repeat(keys: npt.NDArray[np.str_]) -> bool:
    """Whether two keys have the same sum of products: never missed, and rarely told of different keys."""
    width = np.uint32 if keys.itemsize % 8 else np.uint64
    letters = np.ascontiguousarray(keys).view(width).reshape(len(keys), -1)
    found = np.zeros(len(keys), np.uint64)
    for column in np.ascontiguousarray(letters.T):
        found ^= column
        found *= np.uint64(0x9E3779B97F4A7C15)
        found ^= found >> np.uint64(29)
    found.sort()
    return bool((found[1:] == found[:-1]).any())


@dataclass(frozen=True)
class Team:
    """A standing team: how many drawn visits and hours it has in each week of the period.

    `districts`: where it goes; None is everywhere. `days`: its working days in each week, as ISO dates;
    without them a schedule has no days. `day_hours`: the most that the visits of one day may take.
    """

    key: str
    visits: tuple[int, ...]
    hours: tuple[float, ...]
    districts: frozenset[str] | None = None
    days: tuple[tuple[str, ...], ...] = ()
    day_hours: float = inf

    @property
    def longest(self) -> float:
        """Hours of the longest visit that fits into each of the weeks with visits, and into a day."""
        weeks = (hours for visits, hours in zip(self.visits, self.hours, strict=True) if visits)
        return min(*weeks, self.day_hours) if any(self.visits) else 0.0


@dataclass(frozen=True)
class Terms:
    """What the association decides.

    `deterrence` is *c*: how strongly a likely visit deters. `floor` and `cap` bound the expected visits a
    year of every employer; `district_floors` the sum of a district. `per_year` is how often the period fits
    into a year, so that floors and probabilities are yearly whatever the length of the period.
    """

    deterrence: float = 10.0
    floor: float = 0.0
    cap: float = 1.0
    district_floors: Mapping[str, float] = field(default_factory=dict)
    per_year: float = 1.0

    def check(self) -> None:
        """Raises DrawError for a figure outside its range."""
        if not 0 < self.deterrence <= 1000:
            raise DrawError(ProblemCode.BAD_FIGURE, f"c = {self.deterrence}")
        if not 0 <= self.floor <= self.cap:
            raise DrawError(ProblemCode.BAD_FIGURE, f"{self.floor} … {self.cap}")
        if self.deterrence * self.cap > MOST_SATURATED:
            # e^-60 of the harm is left: beyond that no further visit is told apart from none.
            raise DrawError(ProblemCode.BAD_FIGURE, f"c × {self.cap:g} > {MOST_SATURATED}")
        if self.cap <= 0 or self.per_year <= 0 or min(self.district_floors.values(), default=0) < 0:
            raise DrawError(ProblemCode.BAD_FIGURE, "≤ 0")


def yearly_capacity(teams: tuple[Team, ...], terms: Terms) -> tuple[Numbers, Numbers]:
    """Return visits and hours a year of each team.

    The hours are those that keep every single week within its own: the week's visits are the same share of
    the year's as its capacity is, so the tightest week decides.

    Raises DrawError where there are no teams, too many, or no visits at all.
    """
    if not teams or not any(sum(team.visits) for team in teams):
        raise DrawError(ProblemCode.NO_CAPACITY, "0")
    if len(teams) > MOST_TEAMS:
        raise DrawError(ProblemCode.BAD_FIGURE, f"{len(teams)} > {MOST_TEAMS}")
    visits, hours = np.zeros(len(teams)), np.zeros(len(teams))
    for at, team in enumerate(teams):
        if len(team.hours) != len(team.visits) or min(team.visits, default=0) < 0:
            raise DrawError(ProblemCode.BAD_FIGURE, team.key)
        total = sum(team.visits)
        visits[at] = total * terms.per_year
        weeks = [h * total / v for v, h in zip(team.visits, team.hours, strict=True) if v]
        hours[at] = min(weeks, default=0.0) * terms.per_year
    return visits, hours


def keep_for_targeted(visits: tuple[int, ...], share: float) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Split each week's visits into drawn ones and places kept for visits that people target with reasons.

    Discretion carries information that no score has (Duflo, Greenstone, Pande and Ryan, *The Value of
    Regulatory Discretion: Estimates from Environmental Inspections in India*, Econometrica 86, 2018), so a
    share is kept for it, and recorded as such. Parts of a visit are carried from week to week: after any
    number of weeks the places kept are the share of all visits, rounded down.
    """
    if not 0 <= share < 1:
        raise DrawError(ProblemCode.BAD_FIGURE, f"{share}")
    drawn, kept, before = [], [], 0
    total = 0
    for each in visits:
        total += each
        now = int(total * share + 1e-9)
        kept.append(min(now - before, each))
        drawn.append(each - kept[-1])
        before = now
    return tuple(drawn), tuple(kept)
