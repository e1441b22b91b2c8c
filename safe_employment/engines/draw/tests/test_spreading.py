"""Spreading visits over weeks: always within the sums, on the average each week's share."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safe_employment.engines.draw.spreading import spread


@settings(max_examples=150, deadline=None)
@given(
    rows=st.lists(st.integers(1, 9), min_size=1, max_size=5),
    weeks=st.lists(st.integers(0, 6), min_size=1, max_size=9), seed=st.integers(0, 999),
)  # fmt: skip
def test_every_sum_is_the_whole_number_below_or_above(rows: list[int], weeks: list[int], seed: int) -> None:
    while sum(rows) > sum(weeks):
        rows = rows[1:] if len(rows) > 1 else [min(rows[0], sum(weeks))]
        if not sum(weeks):
            return
    told = np.array(spread(rows, weeks, np.random.default_rng(seed).random))
    share = np.array(weeks) / sum(weeks)
    assert (told.sum(axis=1) == rows).all()
    assert (np.abs(told - np.outer(rows, share)) < 1).all()
    assert (np.abs(told.cumsum(axis=0) - np.outer(np.cumsum(rows), share)) < 1).all()
    assert (told.sum(axis=0) <= weeks).all()


@pytest.mark.parametrize(
    ("rows", "weeks"), [([3, 4], [2, 2, 1, 3]), ([1], [1, 2, 0, 3]), ([2, 2, 1], [3] * 3)]
)
def test_each_cell_gets_its_share_on_the_average(rows: list[int], weeks: list[int]) -> None:
    times, chance = 4000, np.random.default_rng(4)
    told = np.mean([spread(rows, weeks, chance.random) for _ in range(times)], axis=0)
    wanted = np.outer(rows, np.array(weeks) / sum(weeks))
    assert told == pytest.approx(wanted, abs=4 * 0.5 / np.sqrt(times))
