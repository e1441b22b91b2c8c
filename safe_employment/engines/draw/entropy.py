"""How much the schedule of a period leaves to chance, in nats, with a bound that no design exceeds."""

from __future__ import annotations

from math import lgamma
from typing import TYPE_CHECKING

import numpy as np

from .rounding import NEAR, outcomes
from .urns import Urn

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from .schedule import Design, Part

    Numbers = npt.NDArray[np.float64]


def of_outcomes(chances: Numbers) -> float:
    """Return −Σ p·log p."""
    some = chances[chances > 0]
    return float(-(some * np.log(some)).sum())


def ways(total: int, weeks: Sequence[int]) -> float:
    """Return the logarithm of the ways to deal `total` visits to weeks, on the average over their numbers.

    A week's number is the whole number below or above its share, with the share as expectation.
    """
    logs = 0.0
    for each in np.array(weeks) / max(sum(weeks), 1) * total:
        least = int(each + NEAR)
        logs += lgamma(least + 1) + max(each - least, 0.0) * np.log(least + 1)
    return lgamma(total + 1) - float(logs)


def most_ways(expected: float, weeks: Sequence[int]) -> float:
    """Return what no way to deal so many visits to weeks exceeds, whoever is drawn."""
    if abs(expected - sum(weeks)) <= NEAR * max(expected, 1.0):
        return ways(sum(weeks), weeks)
    share = np.array(weeks) / max(sum(weeks), 1)
    return expected * of_outcomes(share)


def of_design(design: Design) -> float:
    """Return the entropy of a period's schedule, days left out, by the chain rule: who is drawn, then when.

    Who is exact. When is what remains if everybody knew how many visits of each length every week has, which
    is least. Divided by the number of weeks it is what a week still leaves open, on the average, to somebody
    who saw all weeks before it.
    """
    total = 0.0
    for team, parts in zip(design.teams, design.parts, strict=True):
        total += of_set(parts)
        total += sum(ways(round(_visits(part)), team.visits) for part in parts)
    return total


def of_set(parts: Sequence[Part]) -> float:
    """Return the entropy of whom a team visits in the period: visits by part, by class, then members."""
    ends = outcomes([part.total for part in parts])
    total = of_outcomes(np.array(list(ends.values())))
    for at, part in enumerate(parts):
        sizes: dict[int, float] = {}
        for counts, chance in ends.items():
            sizes[counts[at]] = sizes.get(counts[at], 0.0) + chance
        known = sum(part.sure)
        total += sum(chance * part.lot.entropy(size - known) for size, chance in sizes.items())
        for urn, sure in zip(part.classes, part.sure, strict=True):
            rest = max(urn.total - sure, 0.0)
            total += (1 - rest) * urn.entropy(sure) + (rest * urn.entropy(sure + 1) if rest > NEAR else 0.0)
    return total


def _visits(part: Part) -> float:
    return part.total + sum(number for _, number in part.always)


def bound_of(design: Design) -> float:
    """Return what no design exceeds that has the same probabilities, home teams and numbers of a week.

    Of who: where a team's expected visits are a whole number it makes exactly so many, and the design of a
    fixed size without classes or parts has the most; otherwise independent coins. Of when: every way to deal
    the visits to the weeks' places.
    """
    total = 0.0
    for team, parts in zip(design.teams, design.parts, strict=True):
        if not parts:
            continue
        wanted = np.concatenate([urn.wanted for part in parts for urn in part.classes])
        certain = sum(number for part in parts for _, number in part.always)
        whole = float(wanted.sum())
        if abs(whole - round(whole)) <= NEAR * max(whole, 1.0):
            urn = Urn.of(wanted * (round(whole) / max(whole, 1e-300)), np.arange(len(wanted)))
            total += urn.entropy(round(whole))
        else:
            total += of_outcomes(wanted) + of_outcomes(1 - wanted)
        total += most_ways(whole + certain, team.visits)
    return float(total)


def of_systematic(chances: Numbers) -> float:
    """Return the entropy of systematic sampling in list order: one number decides everything."""
    running = np.cumsum(chances)
    cuts = np.unique(np.concatenate([[0.0], np.mod(running, 1.0), [1.0]]))
    return of_outcomes(np.diff(cuts))
