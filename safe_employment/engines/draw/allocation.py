"""Which team makes the visits of which block: a linear programme of some thousand columns, by HiGHS.

The concave curve of each block (see :mod:`.filling`) stands in it as segments between prices, so the
programme is the inner approximation of the exact problem: what it finds is feasible. Its duals are prices of
a team's visit and hour and of a district's floor; at those prices every block's best answer is known in
closed form, which is an upper bound for every allocation there could be (weak duality), whatever the segments
were. Segments are then added around the prices, until bound and value meet (column generation, as Dantzig and
Wolfe 1960).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import highspy
import numpy as np

from .filling import PRICE_OF_ALL, PRICE_OF_NONE
from .problems import DrawError, ProblemCode

if TYPE_CHECKING:
    import numpy.typing as npt

    from .filling import Curves

    Numbers = npt.NDArray[np.float64]
    Whole = npt.NDArray[np.int64]

CLOSE_ENOUGH = 1e-5
ROUNDS = 8
#: Where the segments begin, as logarithms of prices around the first or the last ones: far, wide, close.
_FAR = np.concatenate([[-5.0, -4.0, -3.2], np.arange(-16, 17) * 0.15, [3.2, 4.0, 5.0]])
_WIDE, _CLOSE = np.array([-4.0, -1.5, -0.5, 0.5, 1.5, 4.0]), np.linspace(-1.0, 1.0, 17)
_WIDTH, _NARROWER = 0.2, 8.0


@dataclass(frozen=True)
class Blocks:
    """Blocks of employers that no limit tells apart.

    `allowed` (blocks × teams): who may visit; `hours` of a visit; `district`: the number of its floor, -1 for
    none.
    """

    allowed: npt.NDArray[np.bool_]
    hours: Numbers
    district: Whole


@dataclass(frozen=True)
class Limits:
    """Visits and hours a year of each team, and the least visits of each district that has a floor."""

    visits: Numbers
    hours: Numbers
    districts: Numbers


@dataclass(frozen=True)
class Allocation:
    """Visits of each block, also by team (blocks × teams); prices; a value that is reached at least; the
    bound.
    """

    total: Numbers
    by_team: Numbers
    log_price: Numbers
    value: float
    bound: float


def allocate(curves: Curves, blocks: Blocks, limits: Limits, near: Numbers | None = None) -> Allocation:
    """Maximise the deterred harm; `near` are each block's logarithms of prices where they are about known.

    Raises DrawError DRAW_FLOORS_TOO_HIGH.
    """
    if near is None:
        around = _one_price(curves, float(limits.visits.sum()))
        grid = around + _FAR[None, :] + np.zeros((curves.size, 1))
    else:
        grid = _around(near, _WIDTH / _NARROWER)
    width, bound, kept = _WIDTH, np.inf, None
    for _ in range(ROUNDS):
        found = _master(curves, blocks, limits, grid)
        bound = min(bound, found.bound)
        kept = found if kept is None or found.value > kept.value else kept
        if bound - kept.value <= CLOSE_ENOUGH * max(abs(bound), 1e-12):
            break
        grid = _around(found.log_price, width)
        width /= _NARROWER
    assert kept is not None  # noqa: S101
    return Allocation(kept.total, kept.by_team, kept.log_price, kept.value, bound)


def _around(log_price: Numbers, width: float) -> Numbers:
    price = np.clip(log_price, PRICE_OF_ALL, PRICE_OF_NONE)[:, None]
    return np.sort(np.concatenate([price + _WIDE, price + width * _CLOSE], axis=1), axis=1)


def _one_price(curves: Curves, visits: float) -> float:
    low, high = PRICE_OF_ALL, PRICE_OF_NONE
    # Near enough: the segments that begin here reach far on both sides.
    for _ in range(20):
        middle = (low + high) / 2
        if curves.at(np.full(curves.size, middle))[0].sum() > visits:
            low = middle
        else:
            high = middle
    return high


def _segments(curves: Curves, grid: Numbers) -> tuple[Numbers, float, Numbers, Numbers]:
    """Return the least visits of each block, what they deter, and length and slope of its segments."""
    ends = np.full((curves.size, 1), PRICE_OF_NONE), np.full((curves.size, 1), PRICE_OF_ALL)
    visits, value = curves.at(np.concatenate([ends[0], grid[:, ::-1], ends[1]], axis=1))
    visits = np.maximum.accumulate(visits, axis=1)
    length = np.diff(visits, axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = np.where(length > 1e-12, np.diff(value, axis=1) / length, 0.0)
    least = float(value[:, 0].sum())
    return visits[:, 0], least, np.where(length > 1e-12, length, 0.0), np.maximum(slope, 0.0)


def _master(curves: Curves, blocks: Blocks, limits: Limits, grid: Numbers) -> Allocation:
    """Solve the programme once: cells (block, team) first, then segments."""
    least, worth, length, slope = _segments(curves, grid)
    block, team = np.nonzero(blocks.allowed)
    teams, districts = len(limits.visits), len(limits.districts)
    count, cells = curves.size, len(block)
    scale = max(float(slope.max()), 1e-300)
    at, which = np.nonzero(length > 0)
    entries = [
        (block, np.arange(cells), np.ones(cells)),
        (count + team, np.arange(cells), np.ones(cells)),
        (count + teams + team, np.arange(cells), blocks.hours[block]),
        (at, cells + np.arange(len(at)), -np.ones(len(at))),
    ]
    floored = np.flatnonzero(blocks.district[block] >= 0)
    entries.append((count + 2 * teams + blocks.district[block[floored]], floored, np.ones(len(floored))))
    low = np.concatenate([least, np.full(2 * teams, -highspy.kHighsInf), limits.districts])
    high = np.concatenate([least, limits.visits, limits.hours, np.full(districts, highspy.kHighsInf)])
    cost = np.concatenate([np.zeros(cells), -slope[at, which] / scale])
    top = np.concatenate([np.full(cells, highspy.kHighsInf), length[at, which]])
    columns, duals = _solved(entries, (low, high), cost, top)
    by_team = np.zeros((count, teams))
    by_team[block, team] = np.maximum(columns[:cells], 0.0)
    total = by_team.sum(axis=1)
    visit_price = np.maximum(-duals[count : count + teams], 0.0) * scale
    hour_price = np.maximum(-duals[count + teams : count + 2 * teams], 0.0) * scale
    floor_price = np.maximum(duals[count + 2 * teams :], 0.0) * scale
    log_price, bound = _bound(curves, blocks, limits, (visit_price, hour_price, floor_price))
    worth -= float(cost @ columns) * scale
    return Allocation(total, by_team, log_price, worth, bound)


def _bound(
    curves: Curves, blocks: Blocks, limits: Limits, prices: tuple[Numbers, Numbers, Numbers]
) -> tuple[Numbers, float]:
    """Return each block's price, and what no allocation can exceed at these prices."""
    visit, hour, floor = prices
    each = np.where(blocks.allowed, visit[None, :] + blocks.hours[:, None] * hour[None, :], np.inf).min(
        axis=1
    )
    if len(floor):
        each = each - np.where(blocks.district >= 0, floor[np.maximum(blocks.district, 0)], 0.0)
    # Below a price of nothing everybody gets the cap, which is what `at` answers for the lowest price.
    log_price = np.log(np.maximum(each, 1e-60))
    visits, value = curves.at(log_price)
    paid = visit @ limits.visits + hour @ limits.hours - floor @ limits.districts
    bound = float((value - visits * each).sum() + paid)
    return log_price, bound


def _solved(
    entries: list[tuple[Whole, Whole, Numbers]], rows: tuple[Numbers, Numbers], cost: Numbers, top: Numbers
) -> tuple[Numbers, Numbers]:
    """Hand the programme to HiGHS; returns columns and row duals."""
    row = np.concatenate([each[0] for each in entries])
    column = np.concatenate([each[1] for each in entries])
    value = np.concatenate([each[2] for each in entries])
    order = np.argsort(column, kind="stable")
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = len(cost), len(rows[0])
    programme.col_cost_, programme.col_lower_, programme.col_upper_ = cost, np.zeros(len(cost)), top
    programme.row_lower_, programme.row_upper_ = rows
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    counts = np.bincount(column, minlength=len(cost))
    programme.a_matrix_.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    programme.a_matrix_.index_ = row[order].astype(np.int32)
    programme.a_matrix_.value_ = value[order]
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.silent()
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("solver", "simplex")
    solver.passModel(programme)
    solver.run()
    status = solver.getModelStatus()
    if status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible):
        raise DrawError(ProblemCode.FLOORS_TOO_HIGH, "LP")
    if status != highspy.HighsModelStatus.kOptimal:
        raise DrawError(ProblemCode.BAD_FIGURE, str(status))
    solution = solver.getSolution()
    return np.array(solution.col_value), np.array(solution.row_dual)
