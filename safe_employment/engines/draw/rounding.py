"""Dependent rounding: fractions become whole numbers of the same expectation, running sums never off by one.

The pivotal method of J.-C. Deville and Y. Tillé, *Unequal probability sampling without replacement through a
splitting method* (Biometrika 85, 1998): two fractions fight, one of them becomes 0 or 1, the other carries
what is left to the next. Taken in order, what is settled so far and what is carried always add up to what was
expected, so every running sum ends at the whole number below or above it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

NEAR = 1e-6


def pivotal(totals: Sequence[float], chance: Callable[[], float]) -> list[int]:
    """Round totals ≥ 0 in their order."""
    whole = [int(total + NEAR) for total in totals]
    rest = [max(total - base, 0.0) for total, base in zip(totals, whole, strict=True)]
    carrier, carried = -1, 0.0
    for at, share in enumerate(rest):
        if share <= NEAR:
            continue
        if carrier < 0:
            carrier, carried = at, share
            continue
        both = carried + share
        if both < 1 - NEAR:
            carrier = carrier if chance() * both < carried else at
            carried = both
        elif both <= 1 + NEAR:
            whole[carrier if chance() * both < carried else at] += 1
            carrier, carried = -1, 0.0
        else:
            stays = chance() * (2 - both) < 1 - share
            whole[carrier if stays else at] += 1
            carrier, carried = (at if stays else carrier), both - 1
    if carrier >= 0 and (carried >= 1 - NEAR or chance() < carried):
        whole[carrier] += 1
    return whole


def outcomes(totals: Sequence[float]) -> dict[tuple[int, ...], float]:
    """Return every outcome of :func:`pivotal` with its probability (for short lists)."""
    whole = [int(total + NEAR) for total in totals]
    rest = [max(total - base, 0.0) for total, base in zip(totals, whole, strict=True)]
    states: dict[tuple[tuple[int, ...], int], float] = {(tuple(whole), -1): 1.0}
    carried = 0.0
    for at, share in enumerate(rest):
        if share <= NEAR:
            continue
        states, carried = _after(states, carried, at, share)
    final: dict[tuple[int, ...], float] = {}
    for (counts, carrier), chance in states.items():
        up = _up(counts, carrier) if carrier >= 0 else counts
        share = 1.0 if carried >= 1 - NEAR else carried
        for result, part in ((up, share), (counts, 1 - share)) if carrier >= 0 else ((counts, 1.0),):
            if part > 0:
                final[result] = final.get(result, 0.0) + chance * part
    return final


_States = dict[tuple[tuple[int, ...], int], float]


def _up(counts: tuple[int, ...], at: int) -> tuple[int, ...]:
    return (*counts[:at], counts[at] + 1, *counts[at + 1 :])


def _after(states: _States, carried: float, at: int, share: float) -> tuple[_States, float]:
    """One fight of every state's carrier with place `at`."""
    later: _States = {}
    both = carried + share
    for (counts, carrier), chance in states.items():
        if carrier < 0:
            ends = [((counts, at), 1.0)]
        elif both < 1 - NEAR:
            ends = [((counts, carrier), carried / both), ((counts, at), share / both)]
        elif both <= 1 + NEAR:
            ends = [((_up(counts, carrier), -1), carried / both), ((_up(counts, at), -1), share / both)]
        else:
            stays = (1 - share) / (2 - both)
            ends = [((_up(counts, carrier), at), stays), ((_up(counts, at), carrier), 1 - stays)]
        for state, part in ends:
            later[state] = later.get(state, 0.0) + chance * part
    left = share if carried == 0 else both if both < 1 - NEAR else 0.0 if both <= 1 + NEAR else both - 1
    return later, left
