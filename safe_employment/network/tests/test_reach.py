"""How far a message goes."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from safe_employment.network.reach import reached_from, ties_by_sender


def test_the_message_goes_on_from_one_to_the_next() -> None:
    ties = ties_by_sender([(1, 2), (1, 3), (3, 4), (4, 1), (2, 4), (9, 8)])
    assert reached_from([1], ties) == {2: 1, 3: 1, 4: 2}
    assert reached_from([1, 3], ties) == {2: 1, 4: 1}
    assert reached_from([7], ties) == {}


def test_no_one_passes_it_to_themselves() -> None:
    assert ties_by_sender([(1, 1), (1, 2), (1, 2)]) == {1: frozenset({2})}


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=60), st.integers(0, 12))
def test_every_step_is_a_tie_from_the_step_before(pairs: list[tuple[int, int]], start: int) -> None:
    ties = ties_by_sender(pairs)
    steps = reached_from([start], ties)
    assert start not in steps
    for receiver, taken in steps.items():
        before = {start} if taken == 1 else {one for one, steps_to in steps.items() if steps_to == taken - 1}
        assert any(receiver in ties.get(sender, frozenset()) for sender in before)
        shorter = {start} | {one for one, steps_to in steps.items() if steps_to < taken - 1}
        assert taken == 1 or not any(receiver in ties.get(sender, frozenset()) for sender in shorter)
