"""Conditional Poisson sampling where many employers have the same probability.

Independent coins, kept only if just n show heads: of all designs of that size whose employers have the same
probabilities it leaves most to chance (X.-H. Chen, A. P. Dempster and J. S. Liu, *Weighted finite population
sampling to maximize entropy*, Biometrika 81, 1994). Whole groups of a list share one probability here: the
number that a group of N gives to a sample has the weight of a binomial, and within the group every choice is
as likely. So the work grows with the number of different probabilities, not of employers, and
all employers of a team can be one list. Nothing is subtracted in it; figures keep their digits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from .rounding import NEAR

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.int64]

_ROUNDS, _MEMORY, _EXACT, _NONE = 200, 6, 1e-10, 1e-14


def binomial(count: int, odds: float, size: int) -> Numbers:
    """Return the chances of 0, 1, …, `size` of `count` coins with these odds."""
    most = min(count, size)
    at = np.arange(1, most + 1)
    ways = np.concatenate([[0.0], np.cumsum(np.log((count - at + 1) / at))])
    chances: Numbers = np.exp(ways + np.arange(most + 1) * np.log(odds) - count * np.log1p(odds))
    return chances


def sums(rows: Sequence[Numbers], size: int) -> list[Numbers]:
    """Return the chances of 0 … `size` in the groups v, v + 1, … for each v, and of none at the end."""
    found = [np.eye(1, size + 1)[0]]
    for row in reversed(rows):
        found.append(np.convolve(row, found[-1])[: size + 1])
    return found[::-1]


def expected(rows: Sequence[Numbers], size: int) -> Numbers:
    """Return how many of a sample of `size` each group gives on the average."""
    after, before = sums(rows, size), np.eye(1, size + 1)[0]
    whole, found = after[0][size], np.zeros(len(rows))
    for at, row in enumerate(rows):
        rest = np.convolve(before, after[at + 1])[: size + 1]
        found[at] = (np.arange(len(row)) * row) @ rest[size - np.arange(len(row))] / whole
        before = np.convolve(before, row)[: size + 1]
    return found


def odds_for(wanted: Numbers, counts: Whole, size: int) -> Numbers:
    """Return each group's odds for which a sample of `size` includes its members as wanted.

    `wanted` lies between 0 and 1; with the `counts` of the groups it adds up to `size`. The plain iteration
    (log odds plus what the logits of the probabilities lack) is slow where a few members are nearly certain,
    so several of its steps are put together (D. G. Anderson, *Iterative procedures for nonlinear integral
    equations*, J. ACM 12, 1965).
    """
    if size == 1:
        return wanted.copy()
    logit = np.log(wanted) - np.log1p(-wanted)
    logs = logit
    points: list[Numbers] = []
    lacks: list[Numbers] = []
    best, least = logit, np.inf
    for _ in range(_ROUNDS):
        rows = [binomial(int(n), float(w), size) for n, w in zip(counts, np.exp(logs), strict=True)]
        found = np.clip(expected(rows, size) / counts, 1e-300, 1 - 1e-15)
        off = float(np.abs(found - wanted).max())
        if off < least:
            best, least = logs, off
        if off < _EXACT:
            break
        points, lacks = (
            [*points, logs][-_MEMORY:],
            [*lacks, logit - np.log(found) + np.log1p(-found)][-_MEMORY:],
        )
        logs = _together(points, lacks)
        # Odds that are all multiplied give the same samples; they stay about where they began.
        logs = logs - (logs - logit).mean()
    return np.asarray(np.exp(best))


def _together(points: list[Numbers], lacks: list[Numbers]) -> Numbers:
    """Return the next point: of what the last ones lack, the mixture that lacks least."""
    step: Numbers = points[-1] + lacks[-1]
    if len(points) == 1:
        return step
    changes = np.stack([lacks[-1] - each for each in lacks[:-1]], axis=1)
    moves = np.stack([points[-1] - each for each in points[:-1]], axis=1)
    part = np.linalg.lstsq(changes, lacks[-1], rcond=1e-10)[0]
    mixed: Numbers = step - (moves + changes) @ part
    return mixed


@dataclass(frozen=True)
class Urn:
    """Members with probabilities, of whom the whole number below or above their sum is drawn.

    `wanted` are the probabilities; `certain` are always drawn; `groups` are the others, those with the same
    probability together. `chances`
    are the rows of :func:`binomial`, `after` their sums, `logs` (groups + 1, sizes + 1) the logarithm of the
    chance that nothing came before a group and the whole size comes from there on.
    """

    wanted: Numbers
    certain: tuple[int, ...]
    groups: tuple[Whole, ...]
    odds: Numbers
    chances: tuple[Numbers, ...] = ()
    after: tuple[Numbers, ...] = ()
    logs: Numbers | None = None

    @staticmethod
    def of(wanted: Numbers, members: Whole) -> Urn:
        """Find the odds. Members that are (almost) certain or impossible stand aside."""
        certain = tuple(members[wanted >= 1 - NEAR].tolist())
        live = (wanted > _NONE) & (wanted < 1 - NEAR)
        values, place = np.unique(wanted[live], return_inverse=True)
        counts = np.bincount(place, minlength=len(values))
        order = members[live][np.argsort(place, kind="stable")]
        groups = tuple(np.split(order, np.cumsum(counts)[:-1])) if len(values) else ()
        total = float(values @ counts)
        size = int(total + NEAR)
        rest = total - size
        if rest > NEAR:
            # One more place that stands for nobody: with it the size is fixed.
            values, counts, size = np.append(values, 1 - rest), np.append(counts, 1), size + 1
        elif size:
            values = np.minimum(values * (size / total), 1 - 1e-12)
        if not groups or size >= counts.sum():
            return Urn(wanted, certain, groups, np.zeros(0))
        odds = odds_for(values, counts, size)[: len(groups)]
        return Urn(wanted, certain, groups, odds).with_tables(min(size, len(order)))

    def with_tables(self, size: int) -> Urn:
        """Add the tables for samples up to a size."""
        counts = np.array([len(group) for group in self.groups])
        pairs = zip(self.groups, self.odds, strict=True)
        chances = tuple(binomial(len(group), float(each), size) for group, each in pairs)
        after = tuple(sums(chances, size))
        none = np.concatenate([[0.0], np.cumsum(-counts * np.log1p(self.odds))])
        with np.errstate(divide="ignore"):
            logs = none[:, None] + np.log(np.stack(after))
        return replace(self, chances=chances, after=after, logs=logs)

    @property
    def total(self) -> float:
        """What the members expect together."""
        return float(self.wanted.sum())

    def draw(self, size: int, chance: Callable[[], float]) -> list[int]:
        """Draw `size` members, those that are certain among them.

        From group v with j left, nothing is taken before u with a probability that `logs` tells: one number
        finds the next group that gives somebody, one how many, and one each who.
        """
        left = size - len(self.certain)
        if left <= 0:
            return list(self.certain)[:size]
        taken = list(self.certain)
        if self.logs is None:
            return taken + [int(each) for group in self.groups for each in group]
        at = 0
        while left and at < len(self.groups):
            column = self.logs[:, left]
            level = column[at] + np.log(1.0 - chance())
            found = len(column) - 1 - int(np.searchsorted(column[at:][::-1], level, side="left"))
            at = min(max(found, at), len(self.groups) - 1)
            number = self._number(at, left, chance)
            taken += _some_of(self.groups[at], number, chance)
            left, at = left - number, at + 1
        return taken

    def _number(self, at: int, left: int, chance: Callable[[], float]) -> int:
        """Draw how many the group gives, at least one."""
        row = self.chances[at]
        most = min(len(row) - 1, left)
        if most == 1:
            return 1
        running = np.cumsum(row[1 : most + 1] * self.after[at + 1][left - np.arange(1, most + 1)])
        return 1 + min(int(np.searchsorted(running, chance() * running[-1], side="right")), most - 1)

    def entropy(self, size: int) -> float:
        """Return the entropy of a draw of `size`, in nats."""
        size -= len(self.certain)
        if self.logs is None or size <= 0 or size >= sum(len(group) for group in self.groups):
            return 0.0
        counts = np.array([len(group) for group in self.groups])
        ways = np.log(self.after[0][size]) + counts @ np.log1p(self.odds)
        return max(float(ways - expected(self.chances, size) @ np.log(self.odds)), 0.0)


def _some_of(group: Whole, number: int, chance: Callable[[], float]) -> list[int]:
    """Draw so many of a group, each choice as likely (R. W. Floyd's way: one number each)."""
    places: set[int] = set()
    for last in range(len(group) - number, len(group)):
        place = int(chance() * (last + 1))
        places.add(last if place in places else place)
    return [int(group[place]) for place in sorted(places)]
