"""Rounding and sampling, against every possible sample where that can be counted."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safe_employment.engines.draw.rounding import outcomes, pivotal
from safe_employment.engines.draw.strata import Share, hours_fit, worst_week
from safe_employment.engines.draw.tests.member_by_member import inclusion, odds_for, tails

WANTED = np.array([0.9, 0.6, 0.55, 0.4, 0.3, 0.25])


def samples(log_odds, size):
    found = {s: float(np.exp(log_odds[list(s)].sum())) for s in combinations(range(len(log_odds)), size)}
    whole = sum(found.values())
    return {s: share / whole for s, share in found.items()}


def test_tails_are_symmetric_functions() -> None:
    odds = np.log(np.array([2.0, 3.0, 5.0]))
    assert np.exp(tails(odds, 3)[0]) == pytest.approx([1, 10, 31, 30])


def test_the_odds_give_the_probabilities() -> None:
    odds = odds_for(WANTED, 3)
    counted = samples(odds, 3)
    included = [sum(p for s, p in counted.items() if at in s) for at in range(6)]
    assert included == pytest.approx(list(WANTED), abs=1e-9)
    assert inclusion(odds, 3) == pytest.approx(WANTED, abs=1e-9)


fractions = st.lists(st.floats(0, 3), min_size=1, max_size=6)


@settings(max_examples=100, deadline=None)
@given(totals=fractions, seed=st.integers(0, 10_000))
def test_running_sums_are_never_off_by_one(totals: list[float], seed: int) -> None:
    rounded = pivotal(totals, np.random.default_rng(seed).random)
    for at in range(1, len(totals) + 1):
        assert abs(sum(rounded[:at]) - sum(totals[:at])) < 1 + 1e-5
    assert all(abs(a - b) < 1 + 1e-5 for a, b in zip(rounded, totals, strict=True))


@settings(max_examples=60, deadline=None)
@given(totals=fractions)
def test_rounding_keeps_expectations(totals: list[float]) -> None:
    ends = outcomes(totals)
    assert sum(ends.values()) == pytest.approx(1)
    for at, total in enumerate(totals):
        assert sum(p * end[at] for end, p in ends.items()) == pytest.approx(total, abs=1e-4)


def test_rounding_has_the_outcomes_that_are_told() -> None:
    totals, times, chance = [0.5, 0.7, 0.45, 1.35], 20_000, np.random.default_rng(5)
    counted: dict[tuple[int, ...], int] = {}
    for _ in range(times):
        end = tuple(pivotal(totals, chance.random))
        counted[end] = counted.get(end, 0) + 1
    told = outcomes(totals)
    assert counted.keys() <= told.keys()
    for end, share in told.items():
        assert abs(counted.get(end, 0) - times * share) < 5 * np.sqrt(times * share) + 5


def test_parts_are_as_few_as_the_hours_allow() -> None:
    expected, hours = np.array([1.5, 1.5]), np.array([2.0, 6.0])
    assert hours_fit(expected, hours, {Share(1, 1, 18.0)}) == (2.0,)
    assert hours_fit(expected, hours, {Share(1, 1, 14.0)}) == (6.0, 2.0)
    assert hours_fit(expected, hours, {Share(1, 1, 13.0)}) is None
    assert sum(worst_week((6.0, 2.0), (1.5, 1.5))) == 14.0
    # Three visits in all, two longer than the others, of which a week with one of three gets one at most.
    assert worst_week((6.0, 2.0), (1.5, 1.5), 1, 3) == [6.0]
    assert hours_fit(expected, hours, {Share(1, 3, 6.0), Share(2, 3, 12.0)}) == (2.0,)
