"""Spreading a team's visits of a period over its weeks: each week its share, nobody twice in a week.

A table of whole numbers is wanted: a row for each length of a visit (and one for each employer that is
visited more than once), a column for each week. Row r has cᵣ visits; week w gets cᵣ·V_w/D of them on the
average, where V_w are the week's visits and D those of the period. The whole numbers are below or above that,
in every cell, and in every week for the rows from the longest visits down to any length, so that the hours
hold (:mod:`.strata`). Rows on one side and nested sums of columns on the other are a bihierarchy, which can
always be rounded so that expectations are kept (E. Budish, Y.-K. Che, F. Kojima and P. Milgrom 2013, theorem
1). As there, it is done on a network: cells and running sums are its flows, and as long as some are not
whole, they contain a cycle, along which one way or the other is pushed until one more is whole. Flows are
kept in Dths, so that nothing is rounded in the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_Item = TypeVar("_Item")
#: A flow: its two ends, and its amount in Dths. Nodes: (row, -1), (row, week), and the ground.
Node = tuple[int, int]
_GROUND: Node = (-1, -1)


def spread(rows: Sequence[int], weeks: Sequence[int], chance: Callable[[], float]) -> list[list[int]]:
    """Return for each row its visits in each week.

    `rows` are their visits in the period, longest visits first, `weeks` the visits each week can have;
    together the rows have no more than the weeks.
    """
    whole = sum(weeks)
    order = list(range(len(weeks)))
    shuffle(order, chance)
    cells = {(row, week): rows[row] * weeks[week] for row in range(len(rows)) for week in order}
    network = _Network(whole)
    for week in order:
        running = 0
        for row in range(len(rows)):
            running += cells[row, week]
            below = (row + 1, week) if row + 1 < len(rows) else _GROUND
            network.add((row, -1), (row, week), cells[row, week], (row, week))
            network.add((row, week), below, running, None)
    network.settle(chance)
    found = network.amounts()
    return [[found[row, week] for week in range(len(weeks))] for row in range(len(rows))]


def shuffle(items: list[_Item], chance: Callable[[], float]) -> None:
    """Put items in an order, each as likely (R. A. Fisher and F. Yates)."""
    for at in range(len(items) - 1, 0, -1):
        other = int(chance() * (at + 1))
        items[at], items[other] = items[other], items[at]


class _Network:
    """Flows between nodes; at each node as much comes as goes, up to whole numbers."""

    def __init__(self, whole: int) -> None:
        self._whole = whole
        self._ends: list[tuple[Node, Node]] = []
        self._amount: list[int] = []
        self._cell: list[tuple[int, int] | None] = []
        self._open: dict[Node, list[int]] = {}

    def add(self, start: Node, end: Node, amount: int, cell: tuple[int, int] | None) -> None:
        if amount % self._whole:
            for node in (start, end):
                self._open.setdefault(node, []).append(len(self._amount))
        self._ends.append((start, end))
        self._amount.append(amount)
        self._cell.append(cell)

    def amounts(self) -> dict[tuple[int, int], int]:
        """Return the cells, in whole visits."""
        told = zip(self._cell, self._amount, strict=True)
        return {cell: amount // self._whole for cell, amount in told if cell is not None}

    def settle(self, chance: Callable[[], float]) -> None:
        """Push along cycles until every flow is whole; each flow keeps its expectation."""
        for node in list(self._open):
            while self._open[node]:
                self._push(self._cycle(node), chance)

    def _cycle(self, start: Node) -> list[tuple[int, bool]]:
        """Walk along flows that are not whole until a node comes back: flows, and whether with their way."""
        seen, path, node, last = {start: 0}, list[tuple[int, bool]](), start, -1
        while True:
            flow = next(each for each in self._open[node] if each != last)
            first, second = self._ends[flow]
            forward = first == node
            path.append((flow, forward))
            node, last = (second if forward else first), flow
            if node in seen:
                return path[seen[node] :]
            seen[node] = len(path)

    def _push(self, cycle: list[tuple[int, bool]], chance: Callable[[], float]) -> None:
        up = min(self._room(flow, more=forward) for flow, forward in cycle)
        down = min(self._room(flow, more=not forward) for flow, forward in cycle)
        step = up if chance() * (up + down) < down else -down
        for flow, forward in cycle:
            self._amount[flow] += step if forward else -step
            if self._amount[flow] % self._whole == 0:
                for node in self._ends[flow]:
                    self._open[node].remove(flow)

    def _room(self, flow: int, *, more: bool) -> int:
        part = self._amount[flow] % self._whole
        return self._whole - part if more else part
