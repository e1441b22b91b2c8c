"""Invented months of work, the same on every machine, and the law's figures of their months."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow.parquet as pq

from safe_employment.engines.labour_law.jurisdiction import jurisdiction

#: A minimum wage ends and another begins among them.
PERIODS = tuple(range(202504, 202513)) + tuple(range(202601, 202604))
STAFF = 42
#: Worker-months of one part of the file.
PART = 12 * 80_000
FIGURES = (
    "minimum_month",
    "pay_days",
    "day_hours",
    "rate_extended",
    "rate_rest_day",
    "rate_statutory",
    "overtime_month",
)


def months_file(folder: Path, rows: int) -> Path:
    """Return the file of so many worker-months (whole years of workers), written where missing."""
    rows = rows // 12 * 12
    path = folder / f"months-{rows}.parquet"
    if path.exists():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    writer = None
    for number, first in enumerate(range(0, rows, PART)):
        table = _part(number, min(PART, rows - first)).to_arrow().combine_chunks()
        writer = writer or pq.ParquetWriter(unfinished, table.schema)
        writer.write_table(table, row_group_size=120_000)
    if writer:
        writer.close()
    unfinished.rename(path)
    return path


def _part(number: int, rows: int) -> pl.DataFrame:
    """A worker's twelve months lie together, an employer's workers too; each part has its own seed."""
    chance = np.random.default_rng(20_260_901 + number)
    workers = rows // 12
    worker = np.arange(workers) + number * (PART // 12)
    employer = worker // STAFF
    places = [place for place in jurisdiction().places if place != "*"]
    full = chance.integers(2_000, 9_000, workers)[:, None] * 100 + np.zeros((1, 12), np.int64)
    base = full + chance.integers(0, 3, (workers, 12)) * 5_000

    def some(low: int, high: int, share: float) -> np.ndarray:
        there = chance.random((workers, 12)) < share
        return np.where(there, chance.integers(low, high, (workers, 12)) * 30, 0)

    extended, rest, statutory = some(0, 70, 0.7), some(0, 60, 0.3), some(0, 17, 0.1)
    # Half of those who work overtime are paid as they should be, the others by a rate of the employer's own.
    fair = chance.random((workers, 12)) < 0.5
    paid = {
        name: np.where(
            fair, -(-minutes * base * rate // (2175 * 480)), minutes * chance.integers(0, 60, (workers, 12))
        )
        for name, minutes, rate in (
            ("ot_pay_150", extended, 150),
            ("ot_pay_200", rest, 200),
            ("ot_pay_300", statutory, 300),
        )
    }
    extras = {"special_allowances": some(0, 500, 0.2), "welfare": some(0, 500, 0.3)}
    gross = base + sum(paid.values()) + sum(extras.values())
    names = pl.DataFrame({"employer": employer, "worker": worker}).select(
        employer=pl.format("E{}", pl.col("employer").cast(pl.String).str.zfill(6)),
        worker=pl.format("W{}", pl.col("worker").cast(pl.String).str.zfill(8)),
        district=pl.Series(places).gather(employer * 7919 % len(places)),
    )
    months = pl.DataFrame({"period": np.tile(np.array(PERIODS, np.int64), workers)})
    figures = {
        "extended": extended,
        "rest": rest,
        "statutory": statutory,
        "base": base,
        **paid,
        **extras,
        "gross": gross,
    }
    return pl.concat(
        [
            names.select(pl.all().repeat_by(12).explode()),
            months,
            pl.DataFrame(
                {name: np.ascontiguousarray(values).reshape(-1) for name, values in figures.items()}
            ),
        ],
        how="horizontal",
    ).select(
        "employer",
        "worker",
        "district",
        pl.col("period").cast(pl.Int64),
        pl.col(list(figures)).cast(pl.Int64),
    )


def figures_file(folder: Path) -> Path:
    """Write the figures of the law by place and month for those who cannot read our rules."""
    frame = jurisdiction().parameter_frame.filter(pl.col("period").is_in(PERIODS), pl.col("place") != "*")
    path = folder / "figures.json"
    folder.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(frame.select("place", "period", *FIGURES).to_dicts()), encoding="utf-8")
    return path
