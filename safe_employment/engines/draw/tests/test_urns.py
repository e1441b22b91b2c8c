"""Conditional Poisson sampling by groups, against the sampling member by member and by counting."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safe_employment.engines.draw.tests.member_by_member import inclusion, odds_for
from safe_employment.engines.draw.urns import Urn
from safe_employment.engines.draw.urns import odds_for as odds_of_groups


def drawn_often(wanted: np.ndarray, times: int, seed: int = 5) -> np.ndarray:
    """Frequencies where the size is the whole number below or above the sum, by its fraction."""
    urn, chance = Urn.of(wanted, np.arange(len(wanted))), np.random.default_rng(seed)
    total, counted = float(wanted.sum()), np.zeros(len(wanted))
    for _ in range(times):
        size = int(total + 1e-9) + int(chance.random() < total - int(total + 1e-9))
        rows = urn.draw(size, chance.random)
        assert len(rows) == len(set(rows)) == size
        counted[rows] += 1
    return counted / times


@settings(max_examples=60, deadline=None)
@given(
    values=st.lists(st.floats(0.01, 0.95), min_size=1, max_size=5, unique=True),
    counts=st.lists(st.integers(1, 12), min_size=5, max_size=5), size=st.integers(1, 20),
)  # fmt: skip
def test_groups_have_the_probabilities_of_single_members(
    values: list[float], counts: list[int], size: int
) -> None:
    number = np.array(counts[: len(values)])
    size = min(size, int(number.sum()) - 1)
    if size < 1:
        return
    share = np.array(values) / (np.array(values) @ number) * size
    if share.max() > 0.98:
        return
    odds = odds_of_groups(share, number, size)
    assert inclusion(np.repeat(np.log(odds), number), size) == pytest.approx(
        np.repeat(share, number), abs=1e-7
    )


def test_odds_are_those_of_the_member_by_member_way() -> None:
    wanted = np.repeat([0.1, 0.3, 0.65], [10, 5, 4])
    wanted *= 5 / wanted.sum()
    values, counts = np.unique(wanted, return_counts=True)
    ours = np.log(odds_of_groups(values, counts, 5))
    theirs = np.unique(np.round(odds_for(wanted, 5), 8))
    assert ours - ours.mean() == pytest.approx(theirs - theirs.mean(), abs=1e-6)


@pytest.mark.parametrize(
    "wanted",
    [
        np.array([0.3]),
        np.array([1.0, 0.4, 0.4, 0.0]),
        np.array([0.5, 0.5]),
        np.array([0.9999999, 0.2, 0.2, 0.6]),
        np.repeat([0.02, 0.11, 0.4, 0.97], [40, 12, 6, 3]),
        np.repeat([0.25, 0.5], [8, 4]),
        # So many that "nobody of them" is no figure of the machine any more.
        np.repeat([0.001, 0.9, 0.97], [50, 300, 100]),
    ],
)
def test_frequencies_are_what_was_wanted(wanted: np.ndarray) -> None:
    times = 6000
    found = drawn_often(wanted, times)
    spread = np.sqrt(wanted * (1 - wanted) / times)
    assert (np.abs(found - wanted) <= 5 * spread + 1e-6).all()


def test_who_is_alike_is_drawn_alike_together_too() -> None:
    """Every pair of four alike is as likely: a group is no list to walk down."""
    urn, chance = Urn.of(np.full(4, 0.5), np.arange(4)), np.random.default_rng(2)
    pairs: dict[tuple[int, ...], int] = {}
    for _ in range(6000):
        pair = tuple(sorted(urn.draw(2, chance.random)))
        pairs[pair] = pairs.get(pair, 0) + 1
    assert len(pairs) == 6
    assert min(pairs.values()) > 850
    assert urn.entropy(2) == pytest.approx(np.log(6))
