"""The engine on registers in styles that it was not built from: precision, then recall, then the queue."""

import pytest

from safe_employment.engines.matching import match

from .registers import build
from .scoring import score
from .styles import STYLES

#: Least recall of what is merged without asking. Where the evidence itself is taken away (moved, no codes, no
#: addresses), more is left to a person.
RECALL = {"moving": 0.75, "no_codes": 0.9, "no_addresses": 0.93, "chains": 0.93, "careless": 0.93}


@pytest.mark.parametrize("style", sorted(STYLES))
def test_merges_are_right_and_few_are_missed(style: str) -> None:
    register, truth = build(STYLES[style], 2_000, seed=20)
    result = score(match(register).clusters, truth)
    assert result.precision >= 0.99
    assert result.recall >= RECALL.get(style, 0.95)
    assert result.recall_with_queue >= 0.98
    assert result.queue <= 0.03


@pytest.mark.parametrize("seed", range(6))
def test_fifty_rows(seed: int) -> None:
    register, truth = build(STYLES["chengdu"], 50, seed=seed)
    result = score(match(register).clusters, truth)
    assert result.precision == 1.0
    assert result.recall_with_queue >= 0.85
    assert result.queue <= 0.06


def test_a_register_without_duplicates_stays_as_it_is() -> None:
    register, _ = build(STYLES["all_distinct"], 2_000, seed=8)
    clusters = match(register).clusters
    assert clusters["cluster"].n_unique() == register.height


def test_the_same_input_gives_the_same_output() -> None:
    register, _ = build(STYLES["careless"], 800, seed=3)
    first, second = match(register), match(register)
    assert first.clusters.equals(second.clusters)
    assert first.pairs.equals(second.pairs)


def test_row_order_does_not_decide_who_is_merged() -> None:
    register, truth = build(STYLES["chengdu"], 800, seed=5)
    forward = score(match(register).clusters, truth)
    backward = score(match(register.reverse()).clusters, truth)
    assert forward.precision == backward.precision == 1.0
    assert abs(forward.recall - backward.recall) <= 0.02
