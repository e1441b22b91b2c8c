"""How much a schedule leaves to chance, in nats: exactly for the design, with a bound that no design
exceeds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .poisson import most_entropy
from .rounding import NEAR, outcomes

if TYPE_CHECKING:
    import numpy.typing as npt

    from .schedule import Design

    Numbers = npt.NDArray[np.float64]


def of_outcomes(chances: Numbers) -> float:
    """Return −Σ p·log p."""
    some = chances[chances > 0]
    return float(-(some * np.log(some)).sum())


def of_design(design: Design) -> float:
    """Return the entropy of a week's set of visits, by the chain rule over the three steps of
    :mod:`.schedule`.

    The set tells the visits of every class, these those of every part: each step adds what it leaves open.
    """
    total = 0.0
    for parts in design.parts:
        ends = outcomes([part.total for part in parts])
        total += of_outcomes(np.array(list(ends.values())))
        for at, part in enumerate(parts):
            sizes: dict[int, float] = {}
            for counts, chance in ends.items():
                sizes[counts[at]] = sizes.get(counts[at], 0.0) + chance
            known = int(part.sure.sum())
            total += sum(chance * part.lot.entropy(size - known) for size, chance in sizes.items())
    return total + _within_classes(design)


def _within_classes(design: Design) -> float:
    total = 0.0
    for group, expected in enumerate(design.totals):
        if expected <= 0:
            continue
        if expected < 1 - NEAR:
            rows = design.order[design.starts[group] : design.starts[group + 1]]
            total += expected * of_outcomes(design.chance[rows] / expected)
            continue
        sure = int(expected + NEAR)
        rest = max(expected - sure, 0.0)
        lot = design.lot(group)
        total += (1 - rest) * lot.entropy(sure) + (rest * lot.entropy(sure + 1) if rest > NEAR else 0.0)
    return total


def bound_of(design: Design) -> float:
    """Return what no design exceeds that has the same probabilities and home teams and keeps each team's
    visits.

    A team whose expected visits are a whole number must make exactly so many, so the bound is that of a fixed
    size; otherwise it is that of independent coins.
    """
    total = 0.0
    for parts in design.parts:
        expected = sum(part.total for part in parts)
        groups = [group for part in parts for group in part.classes]
        if not groups:
            continue
        rows = np.concatenate([design.order[design.starts[g] : design.starts[g + 1]] for g in groups])
        chance = design.chance[rows]
        if abs(expected - round(expected)) <= NEAR:
            total += most_entropy(chance * (round(expected) / max(expected, 1e-300)), round(expected))
        else:
            total += of_outcomes(chance) + of_outcomes(1 - chance)
    return total


def of_systematic(chances: Numbers) -> float:
    """Return the entropy of systematic sampling in list order: one number decides everything."""
    running = np.cumsum(chances)
    cuts = np.unique(np.concatenate([[0.0], np.mod(running, 1.0), [1.0]]))
    return of_outcomes(np.diff(cuts))
