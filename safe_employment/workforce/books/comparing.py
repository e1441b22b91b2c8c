"""What cannot be true of rows taken together: twice the same, overlapping contracts, leaving before being
hired.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from .problems import BookProblem

__all__ = ["compare"]

Add = Callable[[BookProblem], None]
#: A worker younger than this at hiring (in years) is a slip of the pen, not a child at work.
TOO_YOUNG = 8


def compare(frames: dict[str, pl.DataFrame], raw: Mapping[str, Any], add: Add) -> dict[str, pl.DataFrame]:
    """Return the frames with the shifts of a day put together; tells of what cannot be true."""
    for key in ("workers", "contracts", "attendance", "payroll", "deductions"):
        if key in frames:
            _twice(frames[key], raw[key].name if key in raw else key, add, key)
    if "workers" in frames:
        _persons(frames["workers"], raw["workers"].name, add)
    if "contracts" in frames:
        _overlaps(frames["contracts"], raw["contracts"].name, add)
    if "attendance" in frames:
        frames["attendance"] = _one_row_a_day(frames["attendance"])
    return frames


def _twice(frame: pl.DataFrame, name: str, add: Add, key: str) -> None:
    """Tell of rows that say the same; of workers, of rows with the same key."""
    same = (
        ["employer", "worker"]
        if key == "workers"
        else [column for column in frame.columns if column not in ("_row", "blank")]
    )
    if key == "deductions" or any(column not in frame.columns for column in same):
        return
    marked = frame.with_columns(first=pl.col("_row").min().over(same))
    for row in marked.filter(pl.col("_row") != pl.col("first")).iter_rows(named=True):
        add(BookProblem("BOOKS_TWICE", name, row["_row"], "", {"first": str(row["first"])}))


def _persons(workers: pl.DataFrame, name: str, add: Add) -> None:
    columns = workers.columns
    if "hire_date" in columns and "leave_date" in columns:
        for row in workers.filter(pl.col("leave_date") < pl.col("hire_date")).iter_rows(named=True):
            add(BookProblem("BOOKS_LEFT_BEFORE_HIRED", name, row["_row"], "leave_date"))
    born = pl.lit(None, dtype=pl.Int64)
    if "id_number" in columns:
        written = pl.col("id_number").str.extract(r"^\d{6}(\d{8})\d{3}[\dX]$", 1)
        born = written.str.to_date("%Y%m%d", strict=False).to_physical().cast(pl.Int64)
    if "birth_date" in columns:
        born = pl.coalesce(pl.col("birth_date"), born)
    if "hire_date" not in columns:
        return
    aged = workers.with_columns(_age=(pl.col("hire_date") - born) // 365)
    for row in aged.filter(pl.col("_age") < TOO_YOUNG).iter_rows(named=True):
        add(BookProblem("BOOKS_TOO_YOUNG", name, row["_row"], "birth_date", {"value": str(row["_age"])}))


def _overlaps(contracts: pl.DataFrame, name: str, add: Add) -> None:
    if "from" not in contracts.columns:
        return
    ends = pl.col("to") if "to" in contracts.columns else pl.lit(None, dtype=pl.Int64)
    rows = (
        contracts.filter(pl.col("from").is_not_null())
        .with_columns(_ends=ends)
        .sort("employer", "worker", "from", "_row")
    )
    by_worker = ["employer", "worker"]
    rows = rows.with_columns(
        _before=pl.col("_ends").shift(1).over(by_worker),
        _first=pl.col("_row").shift(1).over(by_worker),
    )
    for row in rows.filter(pl.col("_before") >= pl.col("from")).iter_rows(named=True):
        add(BookProblem("BOOKS_CONTRACTS_OVERLAP", name, row["_row"], "from", {"first": str(row["_first"])}))


def _one_row_a_day(frame: pl.DataFrame) -> pl.DataFrame:
    """Put the shifts of a worker's day together; the day's plan is the first row's.

    Hours that are given are summed. Clock times are joined, for nobody is at work twice at a time; the breaks
    are taken off.
    """
    keys = ["employer", "worker", "date"]
    if any(key not in frame.columns for key in keys) or not frame.select(keys).is_duplicated().any():
        return frame
    for name in ("start", "end", "break_minutes", "worked_hours"):
        if name not in frame.columns:
            frame = frame.with_columns(pl.lit(None, dtype=pl.Int64).alias(name))
    frame = frame.with_columns(_several=pl.len().over(keys) > 1)
    several = _joined(frame.filter("_several"), keys).sort(*keys, "_row").group_by(keys, maintain_order=True)
    together = several.agg(
        *(
            pl.col(name).drop_nulls().first()
            for name in frame.columns
            if name not in (*keys, "start", "end", "worked_hours", "break_minutes")
        ),
        start=pl.col("start").min(),
        end=pl.col("end").sort_by("_until").last(),
        worked_hours=pl.when(pl.col("_minutes").null_count() == 0).then(pl.col("_minutes").sum()),
        break_minutes=pl.lit(None, dtype=pl.Int64),
    )
    return pl.concat([frame.filter(~pl.col("_several")), together.select(frame.columns)]).drop("_several")


def _joined(shifts: pl.DataFrame, keys: list[str]) -> pl.DataFrame:
    """Add each shift's own minutes: what no shift that began before it on the day has covered already."""
    over_midnight = pl.when(pl.col("end") <= pl.col("start")).then(1440).otherwise(0)
    shifts = shifts.with_columns(_until=pl.col("end") + over_midnight).sort(*keys, "start", "_row")
    clocked = pl.when(pl.col("worked_hours").is_null()).then(pl.col("_until"))
    covered = clocked.cum_max().forward_fill().shift(1).over(keys)
    begins = pl.max_horizontal("start", covered)
    own = pl.col("_until") - begins - pl.col("break_minutes").fill_null(0)
    own = pl.when(pl.col("start").is_not_null() & own.is_not_null()).then(pl.max_horizontal(own, pl.lit(0)))
    return shifts.with_columns(_minutes=pl.coalesce("worked_hours", own))
