"""Parts of a team's employers by the hours of a visit, so that no rounding can break a week's hours.

A period's expected visits of a team, x(S) for the employers S whose visit takes at least so long, are rounded
to the whole number below or above; of these a week with V of the period's D visits gets its share, rounded
again: n(S) ≤ ⌈⌈x(S)⌉·V/D⌉. Put the lengths in order h₁ > h₂ > …; the sets S₁ ⊂ S₂ ⊂ … are nested, and by
Abel's summation the hours of a week are Σ (hₖ − hₖ₊₁)·n(Sₖ). Lengths may be taken together as one part if the
sum, with the longest of each part, still fits in every week; the fewer parts, the less is fixed beforehand
and the more is left to chance. (Nested families are what can be rounded exactly: Budish, Che, Kojima and
Milgrom 2013.) Where a team's days have hours, the worst week must also fit on them, day by day
(:mod:`.dealing`).
"""

from __future__ import annotations

from itertools import combinations
from math import inf
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from .dealing import left_over, most_a_day

if TYPE_CHECKING:
    from collections.abc import Collection

    import numpy.typing as npt

    from .roster import Team

    Numbers = npt.NDArray[np.float64]

#: A sum of probabilities so close to a whole number is that number.
NEAR = 1e-6
_MOST_LEVELS, _NONE = 8, 1e-9


class Share(NamedTuple):
    """What a team has in a week: `visits` of the period's `of`, `hours`, `days` and the hours of one day.

    `days` are 0 where they are not named.
    """

    visits: int
    of: int
    hours: float
    days: int = 0
    day_hours: float = inf


def shares_of(team: Team) -> set[Share]:
    """Return the weeks of a team that have visits; weeks that are alike stand once."""
    of = sum(team.visits)
    days = [len(each) for each in team.days] or [0] * len(team.visits)
    return {
        Share(visits, of, hours, days[at], team.day_hours)
        for at, (visits, hours) in enumerate(zip(team.visits, team.hours, strict=True))
        if visits
    }


def ceiling(value: float) -> int:
    """Round up, but not for a sum that is a whole number up to the precision of the figures."""
    return int(np.ceil(value - NEAR))


def worst_week(
    lengths: tuple[float, ...], totals: tuple[float, ...], visits: int = 1, of: int = 1
) -> list[float]:
    """Return the hours of each visit of the longest week with `visits` of the period's `of`, longest first.

    `lengths` are those of the parts, longest first; `totals` their expected visits in the period.
    """
    running, found = 0.0, list[float]()
    for length, total in zip(lengths, totals, strict=True):
        running += total
        found += [length] * (-(-ceiling(running) * visits // of) - len(found))
    return found


def _over(lengths: tuple[float, ...], totals: tuple[float, ...], share: Share) -> float:
    """Return by how many hours of the period the worst week runs over its own, or over those of its days."""
    worst = worst_week(lengths, totals, share.visits, share.of)
    over = sum(worst) - share.hours
    if over <= _NONE and share.days and share.day_hours < inf:
        over = left_over(worst, share.days, most_a_day(share.visits, share.days), share.day_hours)
    return over * share.of / share.visits


def parts_of(levels: Numbers, totals: Numbers, shares: Collection[Share]) -> tuple[tuple[float, ...], float]:
    """Return the smallest length of each part, longest part first, and by how much the worst week is over.

    `levels` are the lengths of visits, longest first, `totals` their expected visits in the period. The
    fewest parts that fit; where none fits, the finest, and its excess in hours of the period.
    """
    if len(levels) > _MOST_LEVELS:
        # Many lengths: take neighbours together first, by equal numbers of visits.
        share = np.cumsum(totals) / max(totals.sum(), 1e-300)
        group = np.minimum((share * _MOST_LEVELS).astype(int), _MOST_LEVELS - 1)
        starts = [int(np.flatnonzero(group == each)[0]) for each in np.unique(group)]
    else:
        starts = list(range(len(levels)))
    starts[0] = 0
    excess = np.inf
    for count in range(len(starts)):
        for cut in combinations(starts[1:], count):
            firsts = (0, *cut)
            ends = (*cut, len(levels))
            lengths = tuple(float(levels[first]) for first in firsts)
            sums = tuple(float(totals[a:b].sum()) for a, b in zip(firsts, ends, strict=True))
            over = max(_over(lengths, sums, share) for share in shares)
            if over <= _NONE:
                return tuple(float(levels[end - 1]) for end in ends), 0.0
            excess = over
    return tuple(float(level) for level in levels), float(excess)


def hours_fit(expected: Numbers, hours: Numbers, shares: Collection[Share]) -> tuple[float, ...] | None:
    """Return the parts where the hours of every week hold whatever the rounding; None if they might not."""
    levels = np.unique(hours)[::-1]
    totals = np.array([expected[hours == level].sum() for level in levels])
    parts, excess = parts_of(levels, totals, shares)
    return None if excess > 0 else parts
