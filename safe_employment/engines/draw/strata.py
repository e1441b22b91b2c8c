"""Parts of a team's employers by the hours of a visit, so that no rounding can break a week's hours.

A week's expected visits of a team, n(S) for the employers S whose visit takes at least so long, are rounded
to the whole number below or above. Put the lengths in order h₁ > h₂ > …; the sets S₁ ⊂ S₂ ⊂ … are nested, and
by Abel's summation the hours of a week are Σ (hₖ − hₖ₊₁)·n(Sₖ) ≤ Σ (hₖ − hₖ₊₁)·⌈x(Sₖ)⌉. Lengths may be taken
together as one part if the sum, with the longest of each part, still fits; the fewer parts, the less is fixed
beforehand and the more is left to chance. (Nested families are what can be rounded exactly: Budish, Che,
Kojima and Milgrom 2013.)
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

#: A sum of probabilities so close to a whole number is that number.
NEAR = 1e-6
_MOST_LEVELS = 8


def ceiling(value: float) -> int:
    """Round up, but not for a sum that is a whole number up to the precision of the figures."""
    return int(np.ceil(value - NEAR))


def worst_hours(lengths: tuple[float, ...], totals: tuple[float, ...]) -> float:
    """Return the most hours of a week: `lengths` of the parts, longest first, and their expected visits."""
    running, hours = 0.0, 0.0
    for at, (length, total) in enumerate(zip(lengths, totals, strict=True)):
        running += total
        shorter = lengths[at + 1] if at + 1 < len(lengths) else 0.0
        hours += (length - shorter) * ceiling(running)
    return hours


def parts_of(expected: Numbers, hours: Numbers, limit: float) -> tuple[tuple[float, ...], float]:
    """Return the smallest length of each part, longest part first, and by how much the worst week is over.

    The fewest parts that fit; where none fits, the finest and its excess.
    """
    levels = np.unique(hours)[::-1]
    totals = np.array([expected[hours == level].sum() for level in levels])
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
            over = worst_hours(lengths, sums) - limit
            if over <= 1e-9:
                return tuple(float(levels[end - 1]) for end in ends), 0.0
            excess = over
    return tuple(float(level) for level in levels), float(excess)


def hours_fit(expected: Numbers, hours: Numbers, limit: float) -> tuple[float, ...] | None:
    """Return the parts where the week's hours hold whatever the rounding; None where they might not."""
    parts, excess = parts_of(expected, hours, limit)
    return None if excess > 0 else parts
