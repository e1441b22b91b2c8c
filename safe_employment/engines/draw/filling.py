"""Water-filling: the best way to spread visits, for a price of a visit.

For one price λ of a visit the best aᵢ solves c·hᵢ·e^(−c·aᵢ) = λ, within the bounds: the harm that a further
bit of probability deters is the same for everybody between floor and cap. Groups of employers with the same
bounds are sorted by harm once; then the total and the deterred harm of every group at any price are
differences of running sums, found by one binary search a group, whatever the number of employers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from .roster import Terms

    Numbers = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.int64]

#: Logarithm of a harm that counts as none.
NO_HARM = -60.0
_APART, _SHORT = 256.0, 1 << 16
PRICE_OF_ALL, PRICE_OF_NONE = -140.0, 90.0


def log_harm(harm: Numbers) -> Numbers:
    """Return the logarithm of each harm; none becomes :data:`NO_HARM`."""
    return np.log(np.maximum(harm, np.exp(NO_HARM)))


def best(logs: Numbers, log_price: Numbers | float, c: float, floor: float, cap: float) -> Numbers:
    """Return the best aᵢ of each employer at its price."""
    filled: Numbers = np.clip((logs + (np.log(c) - log_price)) / c, floor, cap)
    return filled


def in_order(logs: Numbers) -> Whole:
    """Return the places of employers by their harm; those with the same in any order, as no sum tells it."""
    return np.argsort(logs).astype(np.int64, copy=False)


def by_group(group: Whole, groups: int, places: Whole) -> Whole:
    """Return places sorted by group, within each as they were; few groups are sorted by their digits."""
    code = group[places]
    return places[np.argsort(code.astype(np.uint16) if groups <= _SHORT else code, kind="stable")]


@dataclass(frozen=True)
class Curves:
    """The employers of each block, sorted by harm, with running sums; blocks in the order of their
    numbers.
    """

    starts: Whole
    keys: Numbers
    sum_logs: Numbers
    sum_harm: Numbers
    c: float
    floor: float
    cap: float

    @staticmethod
    def of(blocked: tuple[Whole, int], harm: Numbers, logs: Numbers, ordered: Whole, terms: Terms) -> Curves:
        """Prepare; `blocked` is the number of each employer's block, and how many blocks there are.

        `ordered` are the places of :func:`in_order`.
        """
        block, blocks = blocked
        order = by_group(block, blocks, ordered)
        sorted_logs = logs[order]
        counts = np.bincount(block, minlength=blocks)
        starts = np.concatenate([[0], np.cumsum(counts)])
        return Curves(
            starts, np.repeat(np.arange(blocks) * _APART, counts) + sorted_logs,
            np.concatenate([[0.0], np.cumsum(sorted_logs)]), np.concatenate([[0.0], np.cumsum(harm[order])]),
            terms.deterrence, terms.floor, terms.cap,
        )  # fmt: skip

    @property
    def size(self) -> int:
        """How many blocks there are."""
        return len(self.starts) - 1

    def at(self, log_price: Numbers) -> tuple[Numbers, Numbers]:
        """Return the visits a year of each block at its price, and the harm that they deter.

        Prices are one for each block, or a row of them; so are the answers.
        """
        c, wide = self.c, (-1,) + (1,) * (log_price.ndim - 1)
        first, last = self.starts[:-1].reshape(wide), self.starts[1:].reshape(wide)
        base = np.minimum(np.maximum(log_price - np.log(c), -200.0), 100.0)
        low, high = self._place(base + c * self.floor), self._place(base + c * self.cap)
        between = high - low
        logs = self.sum_logs[high] - self.sum_logs[low]
        at_cap = last - high
        visits = (low - first) * self.floor + at_cap * self.cap + (logs - between * base) / c
        left = (
            (self.sum_harm[low] - self.sum_harm[first]) * np.exp(-c * self.floor)
            + (self.sum_harm[last] - self.sum_harm[high]) * np.exp(-c * self.cap)
            + np.where(between > 0, between * np.exp(np.minimum(base, 100.0)), 0.0)
        )
        return visits, self.sum_harm[last] - self.sum_harm[first] - left

    def _place(self, level: Numbers) -> Whole:
        """Return the first place of each block whose harm is at least the level."""
        wide = (-1,) + (1,) * (level.ndim - 1)
        shift = (np.arange(self.size) * _APART).reshape(wide)
        found = np.searchsorted(self.keys, shift + np.minimum(np.maximum(level, -100.0), 100.0))
        return np.minimum(np.maximum(found, self.starts[:-1].reshape(wide)), self.starts[1:].reshape(wide))

    def price_for(self, visits: Numbers) -> Numbers:
        """Return the price at which each block has just so many visits (bisection on its logarithm)."""
        low = np.full(self.size, PRICE_OF_ALL)
        high = np.full(self.size, PRICE_OF_NONE)
        for _ in range(64):
            middle = (low + high) / 2
            more = self.at(middle)[0] > visits
            low, high = np.where(more, middle, low), np.where(more, high, middle)
        return high
