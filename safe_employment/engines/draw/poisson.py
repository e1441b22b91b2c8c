"""Conditional Poisson sampling: the design of most entropy for given probabilities and a fixed size.

Independent coins with odds w₁ … w_N, kept only if just n show heads: a sample S of n has probability
∏_{i∈S} wᵢ / R_n, where R_n is the n-th elementary symmetric function of the odds. Among all designs of that
size whose employers have the same probabilities it leaves most to chance. The odds are found from the
probabilities by the iteration of X.-H. Chen, A. P. Dempster and J. S. Liu, *Weighted finite population
sampling to maximize entropy* (Biometrika 81, 1994); functions of tails of the list are kept as logarithms, so
that nothing overflows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    Numbers = npt.NDArray[np.float64]

_ROUNDS, _EXACT = 60, 1e-10


def tails(log_odds: Numbers, size: int) -> Numbers:
    """Return log Rⱼ of the places k, k+1, … of the list: a table of (N + 1) × (size + 1)."""
    table = np.full((len(log_odds) + 1, size + 1), -np.inf)
    table[:, 0] = 0.0
    for at in range(len(log_odds) - 1, -1, -1):
        np.logaddexp(table[at + 1, 1:], log_odds[at] + table[at + 1, :-1], out=table[at, 1:])
    return table


def inclusion(log_odds: Numbers, size: int) -> Numbers:
    """Return the probability of each place to be in a sample of `size`."""
    count = len(log_odds)
    if size <= 0:
        return np.zeros(count)
    if size >= count:
        return np.ones(count)
    if size == 1:
        likely: Numbers = np.exp(log_odds - log_odds.max())
        likely /= likely.sum()
        return likely
    after = tails(log_odds, size)
    before = tails(log_odds[::-1], size)[::-1]
    # Without i: j of those before, size - 1 - j of those after.
    mixed = before[:-1, :size] + after[1:, size - 1 :: -1]
    top = mixed.max(axis=1)
    without = top + np.log(np.exp(mixed - top[:, None]).sum(axis=1))
    included: Numbers = np.exp(log_odds + without - after[0, size])
    return included


def odds_for(wanted: Numbers, size: int) -> Numbers:
    """Return log odds for which a sample of `size` includes each place as wanted (0 < wanted < 1, sum
    `size`).
    """
    logit = np.log(wanted) - np.log1p(-wanted)
    if size <= 1:
        odds: Numbers = np.log(wanted)
        return odds
    log_odds: Numbers = logit.copy()
    for _ in range(_ROUNDS):
        found = np.clip(inclusion(log_odds, size), 1e-300, 1 - 1e-15)
        if np.abs(found - wanted).max() < _EXACT:
            break
        log_odds += logit - (np.log(found) - np.log1p(-found))
        log_odds -= log_odds.mean()
    return log_odds


@dataclass(frozen=True)
class Sampler:
    """A list of places from which samples of one of a few sizes are drawn; `table` are its tails."""

    log_odds: Numbers
    table: Numbers

    @staticmethod
    def of(log_odds: Numbers, largest: int) -> Sampler:
        """Prepare for samples up to the size `largest`."""
        return Sampler(log_odds, tails(log_odds, largest))

    def draw(self, size: int, chance: Callable[[], float]) -> list[int]:
        """Draw places, in their order. One number a place drawn: how far to skip from the last one.

        From place k with j left, nothing is taken before m with probability Rⱼ(m …) / Rⱼ(k …).
        """
        taken: list[int] = []
        at = 0
        for left in range(size, 0, -1):
            column = self.table[:, left]
            level = column[at] + np.log(1.0 - chance())
            # The first m whose tail is below the level ends the stretch of places that were passed over.
            place = len(column) - int(np.searchsorted(column[at:][::-1], level, side="left")) - 1
            place = min(max(place, at), len(column) - 1 - left)
            taken.append(place)
            at = place + 1
        return taken

    def entropy(self, size: int) -> float:
        """Return the entropy of a sample of `size`, in nats."""
        if size <= 0 or size >= len(self.log_odds):
            return 0.0
        included = inclusion(self.log_odds, size)
        return max(float(self.table[0, size] - included @ self.log_odds), 0.0)


def most_entropy(wanted: Numbers, size: int) -> float:
    """Return an upper bound of the entropy of every design with these probabilities and this size, in nats.

    log R_n(w) − Σ πᵢ·log wᵢ is one for any odds w (duality of the problem of most entropy); near the best
    odds it is nearly reached, so π/(1 − π) serve.
    """
    inside = (wanted > 1e-15) & (wanted < 1 - 1e-12)
    fixed = int((wanted >= 1 - 1e-12).sum())
    log_odds = np.log(wanted[inside]) - np.log1p(-wanted[inside])
    size -= fixed
    if size <= 0 or size >= len(log_odds):
        return 0.0
    row = np.full(size + 1, -np.inf)
    row[0] = 0.0
    for each in log_odds:
        row[1:] = np.logaddexp(row[1:], each + row[:-1])
    return max(float(row[size] - wanted[inside] @ log_odds), 0.0)
