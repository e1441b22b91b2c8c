"""A whole period at once: which employers, by which team, in which week, on which day.

From the employers' probabilities to weeks that respect every limit, in steps of chance:

1. each team's visits of the period, by parts of its employers with about the same length of a visit, are
   rounded by the pivotal method, longest visits first (:mod:`.rounding`, :mod:`.strata`);
2. the visits of a part go to its classes, each the whole number below or above what it expects, by
   conditional Poisson sampling of the fractions. A class here is what a limit tells apart: the employers of a
   district that has a floor, and all others. (A class for each district and trade would leave less to chance:
   once its number is reached, all of it would be safe for the rest of the period.);
3. within each class the employers are drawn by conditional Poisson sampling (:mod:`.urns`);
4. who was drawn is spread over the weeks (:mod:`.spreading`), in an order that chance gives, and within the
   week dealt to the team's days, so that none has more visits or hours than a day takes (:mod:`.dealing`).

What holds, for an employer that expects x visits in the period (its yearly figure by the number of periods in
a year) and a week with V of its team's D visits: it is visited ⌊x⌋ or ⌈x⌉ times, never twice in a week, with
expectation x; so with x ≤ 1 the chance of a visit in the period is x, exactly. In each week its chance is
x·V/D; if it was not visited before, that divided by what is left, so who waits is ever likelier and nobody is
safe before a visit. Who was visited ⌈x⌉ times is not drawn again before the period ends; the places kept for
visits with reasons and the next period are open to everybody. Periods are independent of each other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .dealing import deal, most_a_day
from .probabilities import PARTS, codes
from .problems import DrawError, ProblemCode
from .rounding import NEAR, pivotal
from .spreading import shuffle, spread
from .strata import hours_fit, shares_of
from .urns import Urn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from .roster import Team

    Numbers = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Frame:
    """What a schedule is drawn from, the same in the office and in the file of a draw.

    `parts`: expected visits a year in 10⁻¹²; `team`: the home team; `group`: number of the class; `minutes`
    of a visit.
    """

    parts: Whole
    team: Whole
    group: Whole
    minutes: Whole


@dataclass(frozen=True)
class Visit:
    """One visit of a schedule: the row of the employer, the team, the day (empty where a team names none)."""

    row: int
    team: int
    day: str


@dataclass(frozen=True)
class Part:
    """Employers of a team whose visits are about as long.

    `classes`: an urn for each, `sure`: how many visits each certainly gets, `total`: what all expect, `lot`:
    which classes get one more. `always`: rows with whole visits beside those that chance gives, how many.
    """

    classes: tuple[Urn, ...]
    sure: tuple[int, ...]
    total: float
    lot: Urn
    always: tuple[tuple[int, int], ...]

    @staticmethod
    def of(expected: Numbers, rows: Whole, group: Whole) -> Part:
        """Prepare the employers `rows`; `expected` and `group` are those of everybody."""
        always = np.floor(expected[rows] + NEAR).astype(np.int64) * (expected[rows] >= 1 + NEAR)
        rest: Numbers = np.maximum(expected[rows] - always, 0.0)
        _, place = codes(group[rows])
        totals: Numbers = np.bincount(place, weights=rest).astype(np.float64)
        sure = np.floor(totals + NEAR).astype(np.int64)
        urns = tuple(Urn.of(rest[place == at], rows[place == at]) for at in range(len(totals)))
        lot = Urn.of(np.maximum(totals - sure, 0.0), np.arange(len(totals)))
        some = np.flatnonzero(always)
        told = tuple(zip(rows[some].tolist(), always[some].tolist(), strict=True))
        return Part(urns, tuple(sure.tolist()), float(totals.sum()), lot, told)

    def draw(self, size: int, chance: Callable[[], float]) -> dict[int, int]:
        """Draw `size` visits and add those that are certain: rows with their visits in the period."""
        counts = list(self.sure)
        for at in self.lot.draw(size - sum(self.sure), chance):
            counts[at] += 1
        visits = dict(self.always)
        for urn, number in zip(self.classes, counts, strict=True):
            for row in urn.draw(number, chance):
                visits[row] = visits.get(row, 0) + 1
        return visits


@dataclass(frozen=True)
class Design:
    """Everything that the schedule of a period needs: its parts by team, and what each row expects."""

    teams: tuple[Team, ...]
    expected: Numbers
    parts: tuple[tuple[Part, ...], ...]

    @staticmethod
    def of(frame: Frame, teams: tuple[Team, ...], per_year: float) -> Design:
        """Prepare the period's design.

        Raises DrawError DRAW_NO_CAPACITY where a rounding could break the visits or hours of a week or of a
        day, which a file
        that was tampered with could try.
        """
        expected = frame.parts / PARTS / per_year
        hours = frame.minutes / 60
        return Design(
            teams, expected,
            tuple(_parts(frame, (at, team), expected, hours) for at, team in enumerate(teams)),
        )  # fmt: skip


def _parts(frame: Frame, placed: tuple[int, Team], expected: Numbers, hours: Numbers) -> tuple[Part, ...]:
    at, team = placed
    mine = np.flatnonzero((frame.team == at) & (frame.parts > 0))
    if not len(mine):
        return ()
    of = sum(team.visits)
    most = of // max((*team.visits, 1))
    ends = hours_fit(expected[mine], hours[mine], shares_of(team)) if of else None
    if ends is None or expected[mine].sum() > of + NEAR or expected[mine].max() > most + NEAR:
        raise DrawError(ProblemCode.NO_CAPACITY, team.key)
    part = (hours[mine][:, None] < np.array(ends)[None, :] - 1e-9).sum(axis=1)
    return tuple(Part.of(expected, mine[part == each], frame.group) for each in range(len(ends)))


def draw_period(design: Design, chance: Callable[[], float]) -> list[list[tuple[int, int]]]:
    """Draw the weeks of a period: row and team of each visit; `chance` gives numbers in [0, 1), in a fixed
    order.
    """
    weeks: list[list[tuple[int, int]]] = [[] for _ in (design.teams[0].visits if design.teams else ())]
    for team, parts in enumerate(design.parts):
        sizes = pivotal([part.total for part in parts], chance)
        drawn = [part.draw(size, chance) for part, size in zip(parts, sizes, strict=True)]
        for row, week in _in_weeks(drawn, design.teams[team].visits, chance):
            weeks[week].append((row, team))
    return weeks


def _in_weeks(
    drawn: Sequence[dict[int, int]], weeks: tuple[int, ...], chance: Callable[[], float]
) -> list[tuple[int, int]]:
    """Spread a team's visits over the weeks: who comes once in pools by part, who comes more often alone."""
    pools: list[list[int]] = []
    for visits in drawn:
        pools.append([row for row, number in visits.items() if number == 1])
        pools += [[row] * number for row, number in visits.items() if number > 1]
    pools = [pool for pool in pools if pool]
    found: list[tuple[int, int]] = []
    for pool, numbers in zip(pools, spread([len(pool) for pool in pools], weeks, chance), strict=True):
        shuffle(pool, chance)
        order = iter(pool)
        found += [(next(order), week) for week, number in enumerate(numbers) for _ in range(number)]
    return found


def on_days(
    visits: Sequence[tuple[int, int]],
    teams: Sequence[Team],
    week: int,
    hours: Numbers,
    chance: Callable[[], float],
) -> list[Visit]:
    """Put each team's visits of a week on its days: the longest first, each to the day with most hours left.

    `hours` are those of a visit to each row. Among equal visits and among equal days chance decides. Raises
    DrawError DRAW_NO_CAPACITY where no day takes a visit, which :meth:`Design.of` has ruled out.
    """
    told: list[Visit] = []
    for at in sorted({team for _, team in visits}):
        rows, team = [row for row, by in visits if by == at], teams[at]
        shuffle(rows, chance)
        days = list(team.days[week]) if team.days else []
        if not days:
            told += [Visit(row, at, "") for row in rows]
            continue
        shuffle(days, chance)
        rows.sort(key=lambda row: -hours[row])
        most = most_a_day(team.visits[week], len(days))
        dealt = deal([float(hours[row]) for row in rows], len(days), most, team.day_hours)
        if dealt is None:
            raise DrawError(ProblemCode.NO_CAPACITY, team.key)
        told += [Visit(row, at, days[day]) for row, day in zip(rows, dealt, strict=True)]
    return told
