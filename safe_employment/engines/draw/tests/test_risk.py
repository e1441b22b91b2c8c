from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from safe_employment.engines.draw import LINES, DrawError, Facts, Weights, harm, lines


def facts(**changes: list[Any]) -> Facts:
    plain = {
        "minor": [0.0, 2.0], "major": [0.0, 1.0], "critical": [0.0, 1.0], "books": [0.0, 20.0],
        "reports": [2.0, 4.0], "trade": ["C18", "H61"], "turnover": [0.0, 0.5], "months": [3.0, -1.0],
        "staff": [0.0, 16.0],
    }  # fmt: skip
    return Facts(**{name: np.array(value) for name, value in (plain | changes).items()})


def test_each_line_has_its_points() -> None:
    found = lines(facts(), Weights(trades={"H61": 2.0}))
    assert tuple(found) == LINES
    assert {name: value.tolist() for name, value in found.items()} == {
        "base": [1, 1], "findings": [0, 18], "books": [0, 12], "reports": [0, 12], "trade": [0, 2],
        "turnover": [0, 2], "last_visit": [pytest.approx(0.3), pytest.approx(3.6)],
    }  # fmt: skip
    assert harm(facts(), Weights(trades={"H61": 2.0})) == pytest.approx([1.3, 50.6 * 4])


def test_reports_below_the_threshold_move_nothing() -> None:
    few, none = facts(reports=[2, 2]), facts(reports=[0, 0])
    assert harm(few, Weights()).tolist() == harm(none, Weights()).tolist()


def test_a_weight_below_nothing_is_told() -> None:
    with pytest.raises(DrawError, match="DRAW_BAD_FIGURE"):
        lines(facts(), Weights(base=-1))
