"""Conditional Poisson sampling member by member: what the sampling by groups is compared with.

Independent coins with odds w₁ … w_N, kept only if just n show heads: a sample S of n has probability
∏_{i∈S} wᵢ / R_n, where R_n is the n-th elementary symmetric function of the odds. Among all designs of that
size whose employers have the same probabilities it leaves most to chance. The odds are found from the
probabilities by the iteration of X.-H. Chen, A. P. Dempster and J. S. Liu, *Weighted finite population
sampling to maximize entropy* (Biometrika 81, 1994); functions of tails of the list are kept as logarithms, so
that nothing overflows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
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
