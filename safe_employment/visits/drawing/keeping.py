"""A frozen roster as the database keeps it: a row for each employer, and the weights it was weighed with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from safe_employment.engines import draw
from safe_employment.kit.inserting import insert_rows, insert_statement
from safe_employment.visits.drawing.rosters import Row, facts_of
from safe_employment.visits.models import RosterRow

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np

    from safe_employment.visits.models import DrawPeriod

AT_ONCE = 10_000
_FACTS = {
    "key": "varchar", "employer": "bigint", "district": "varchar", "trade": "varchar", "ties": "bigint",
    "minor": "int", "major": "int", "critical": "int", "books": "int", "reports": "int", "left": "int",
    "months": "int", "staff": "int",
}  # fmt: skip
_COLUMNS = {"period_id": "bigint", **_FACTS, "harm": "float8", "yearly": "float8"}
_INSERT = insert_statement("visits_rosterrow", {f'"{name}"': kind for name, kind in _COLUMNS.items()})


def keep_rows(
    period: DrawPeriod,
    rows: Sequence[Row],
    harm: np.ndarray,
    yearly: Mapping[str, float],
    tell: Callable[[int], None],
) -> None:
    """Write the rows of a period with their harm and expected visits a year; `tell` how many are written."""
    for start in range(0, len(rows), AT_ONCE):
        tell(start)
        part = range(start, min(start + AT_ONCE, len(rows)))
        insert_rows(
            _INSERT,
            [
                (period.pk, *vars(rows[at]).values(), float(harm[at]), yearly[rows[at].key])
                for at in part
            ],
        )  # fmt: skip


def facts_hash(salt: bytes, rows: Sequence[Row], weights: draw.Weights) -> str:
    """Return the hash of what was known of everybody and of the points that it was weighed with."""
    plain = {name: repr(float(value)) for name, value in vars(weights).items() if name != "trades"}
    trades = {code: repr(float(points)) for code, points in sorted(weights.trades.items())}
    facts = {"rows": [list(vars(row).values()) for row in rows], "weights": plain, "trades": trades}
    return draw.facts_hash(salt, facts)


def row_of(kept: RosterRow) -> Row:
    """Return a kept row as it was frozen."""
    return Row(*(getattr(kept, name) for name in _FACTS))


def frozen_rows(period: DrawPeriod) -> list[Row]:
    """Return all rows of a period as they were frozen, in the order of their keys."""
    kept = RosterRow.objects.filter(period=period).values_list(*_FACTS)
    return sorted((Row(*row) for row in kept.iterator(AT_ONCE)), key=lambda row: row.key)


def weights_in(kept: Mapping[str, Any]) -> draw.Weights:
    """Return the weights that a period was sealed with."""
    return draw.Weights(**kept)


def points_of(rows: Sequence[RosterRow], weights: draw.Weights) -> list[dict[str, float]]:
    """Return the points of each line for each row, by the lines of the engine."""
    points = draw.lines(facts_of([row_of(row) for row in rows]), weights)
    return [{line: round(float(points[line][at]), 2) for line in draw.LINES} for at in range(len(rows))]
