"""Small cells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from safe_employment.kit.privacy import Cell, withhold


def shown(*numbers: int) -> list[int | str]:
    return [cell.shown for cell in withhold([Cell(str(n), n) for n in numbers])]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((120, 5), [120, 5]),
        ((120, 4), ["*", "<5"]),
        ((120, 30, 4), [120, "*", "<5"]),
        ((120, 4, 3), [120, "<5", "<5"]),
        ((120, 30, 0), [120, 30, 0]),
        ((3,), ["<5"]),
        ((3, 0), ["<5", 0]),
        ((), []),
    ],
)
def test_cells_of_one_to_four_are_withheld_with_what_would_give_them_away(numbers, words):
    assert shown(*numbers) == words


@given(st.lists(st.integers(min_value=0, max_value=500), max_size=12))
def test_no_small_cell_can_be_worked_out_from_the_total(numbers):
    cells = withhold([Cell("", number) for number in numbers])
    hidden = [number for number, cell in zip(numbers, cells, strict=True) if cell.is_withheld]
    assert all(
        number not in range(1, 5) for number, cell in zip(numbers, cells, strict=True) if not cell.is_withheld
    )
    others = [number for number in numbers if number]
    assert len(hidden) != 1 or len(others) == 1
