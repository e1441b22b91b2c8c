"""The weeks of files of version 1, kept so that these files can be verified; nothing new is drawn so.

Each week was drawn by itself: whoever was visited could be drawn again in the same period, while others
waited, and the chance of a visit in a period was 1 − ∏(1 − pᵢ) instead of what was promised. Classes were
rounded, then drawn from by conditional Poisson sampling (:mod:`.poisson`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from .poisson import Sampler, odds_for
from .probabilities import PARTS, codes, joined
from .problems import DrawError, ProblemCode
from .rounding import NEAR, pivotal
from .schedule import Visit
from .strata import hours_fit

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from .roster import Team
    from .schedule import Frame

    Numbers = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Lot:
    """A list of places with probabilities, from which the whole number below or above their sum is drawn."""

    certain: tuple[int, ...]
    live: npt.NDArray[np.int64]
    sampler: Sampler | None

    @staticmethod
    def of(wanted: Numbers) -> Lot:
        """Find the odds; places that are (almost) certain or impossible stand aside."""
        certain = tuple(np.flatnonzero(wanted >= 1 - NEAR).tolist())
        live = np.flatnonzero((wanted > 1e-14) & (wanted < 1 - NEAR))
        inside = wanted[live]
        total = float(inside.sum())
        size = int(total + NEAR)
        rest = total - size
        if rest > NEAR:
            inside, size = np.append(inside, 1 - rest), size + 1
        elif size:
            inside = np.minimum(inside * (size / total), 1 - 1e-12)
        if not len(live) or size >= len(inside):
            return Lot(certain, live, None)
        odds = odds_for(inside, size)[: len(live)]
        return Lot(certain, live, Sampler.of(odds, min(size, len(live))))

    def draw(self, size: int, chance: Callable[[], float]) -> list[int]:
        """Draw `size` places, in their order."""
        free = size - len(self.certain)
        if free <= 0:
            return list(self.certain)[:size]
        if self.sampler is None or free >= len(self.live):
            return sorted([*self.certain, *self.live.tolist()])
        drawn = [int(self.live[at]) for at in self.sampler.draw(free, chance)]
        return sorted([*self.certain, *drawn]) if self.certain else drawn


@dataclass(frozen=True)
class Part:
    """Employers of a team whose visits are about as long: its classes and how many visits each is sure of."""

    classes: Whole
    sure: Whole
    total: float
    lot: Lot


@dataclass(frozen=True)
class WeekDesign:
    """Everything that a week's schedule needs, prepared once for all weeks of the same capacity."""

    chance: Numbers
    order: Whole
    starts: Whole
    running: Numbers
    totals: Numbers
    parts: tuple[tuple[Part, ...], ...]
    _lots: dict[int, Lot] = field(default_factory=dict)

    @staticmethod
    def of(frame: Frame, teams: tuple[Team, ...], per_year: float, week: int) -> WeekDesign:
        """Prepare the week's design.

        Raises DrawError DRAW_NO_CAPACITY where a rounding could break a week's visits or hours, which a file
        that was tampered with could try.
        """
        share = np.array([t.visits[week] / max(sum(t.visits), 1) / per_year for t in teams])
        chance = np.minimum(frame.parts / PARTS * share[frame.team], 1.0)
        hours = frame.minutes / 60
        part = np.zeros(len(chance), np.int64)
        for at, team in enumerate(teams):
            mine = np.flatnonzero(frame.team == at)
            visits = float(chance[mine].sum())
            if not len(mine) or visits <= 0:
                continue
            ends = hours_fit(chance[mine], hours[mine], ((1, 1, team.hours[week]),))
            if ends is None or visits > team.visits[week] + NEAR:
                raise DrawError(ProblemCode.NO_CAPACITY, f"{team.key}, {week + 1}")
            part[mine] = (hours[mine][:, None] < np.array(ends)[None, :] - 1e-9).sum(axis=1)
        return _prepared(frame, len(teams), chance, part)

    def lot(self, group: int) -> Lot:
        """Return the employers of a class that may get more than one visit, prepared when first needed."""
        found = self._lots.get(group)
        if found is None:
            rows = self.order[self.starts[group] : self.starts[group + 1]]
            found = self._lots[group] = Lot.of(self.chance[rows])
        return found

    def employers(self, group: int, size: int, chance: Callable[[], float]) -> list[int]:
        """Draw the employers of a class."""
        first, last = int(self.starts[group]), int(self.starts[group + 1])
        if self.totals[group] < 1 - NEAR and size == 1:
            before, total = self.running[first], self.running[last] - self.running[first]
            at = int(np.searchsorted(self.running[first : last + 1], before + chance() * total, side="right"))
            return [int(self.order[min(first + at - 1, last - 1)])]
        return [int(self.order[first + at]) for at in self.lot(group).draw(size, chance)]


def _prepared(frame: Frame, teams: int, chance: Numbers, part: Whole) -> WeekDesign:
    group = joined(frame.team, part, codes(frame.group)[1])
    count = int(group.max()) + 1
    order = np.argsort(group, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(group, minlength=count))])
    totals: Numbers = np.bincount(group, weights=chance, minlength=count).astype(np.float64)
    team_of, part_of = np.zeros(count, np.int64), np.zeros(count, np.int64)
    team_of[group], part_of[group] = frame.team, part
    sure = np.floor(totals + NEAR).astype(np.int64)
    rest = np.maximum(totals - sure, 0.0)
    parts: list[tuple[Part, ...]] = []
    for at in range(teams):
        own = np.flatnonzero(team_of == at)
        parts.append(
            tuple(
                Part(inside, sure[inside], float(totals[inside].sum()), Lot.of(rest[inside]))
                for each in np.unique(part_of[own])
                for inside in (own[part_of[own] == each],)
            )
        )
    running = np.concatenate([[0.0], np.cumsum(chance[order])])
    return WeekDesign(chance, order, starts, running, totals, tuple(parts))


def draw_week(
    design: WeekDesign, chance: Callable[[], float], days: tuple[tuple[str, ...], ...] = ()
) -> list[Visit]:
    """Draw a week's schedule; `chance` gives numbers in [0, 1), used in a fixed order.

    The visits of a team are shuffled and dealt to its days (`days`, by team) in turn.
    """
    visits: list[Visit] = []
    for team, parts in enumerate(design.parts):
        rows: list[int] = []
        for part, size in zip(parts, pivotal([part.total for part in parts], chance), strict=True):
            counts = part.sure.copy()
            counts[part.lot.draw(size - int(part.sure.sum()), chance)] += 1
            for busy in np.flatnonzero(counts):
                rows += design.employers(int(part.classes[busy]), int(counts[busy]), chance)
        for at in range(len(rows) - 1, 0, -1):
            other = int(chance() * (at + 1))
            rows[at], rows[other] = rows[other], rows[at]
        own = days[team] if days else ()
        visits += [Visit(row, team, own[at % len(own)] if own else "") for at, row in enumerate(rows)]
    return visits
