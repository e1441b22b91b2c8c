"""The two invented registers as canonical columns, and their truth."""

import csv
import os
from pathlib import Path

import polars as pl
from python_calamine import CalamineWorkbook

#: Where the invented registers are kept; they are not part of the repository.
DATA = Path(os.environ.get("MEMBER_REGISTERS", Path(__file__).resolve().parents[2] / "shared/data/members"))
COLUMNS = (
    *("number", "name", "code", "legal_representative", "phone", "address", "district"),
    *("industry", "staff", "women", "founded", "kind", "note"),
)


def _rows(path: Path) -> list[list[str]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            return [row for row in csv.reader(file) if any(row)]
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return [[str(int(cell)) if isinstance(cell, float) else str(cell) for cell in row] for row in sheet]


def read_register(path: Path) -> pl.DataFrame:
    """The data rows between the header and the totals, in the columns that the engine knows."""
    rows = _rows(path)
    header = next(number for number, row in enumerate(rows) if sum(cell != "" for cell in row) >= 8)
    body = [row for row in rows[header + 1 :] if row[0]]
    frame = pl.DataFrame(body, schema=list(COLUMNS), orient="row")
    return frame.drop("number", "women", "note").insert_column(
        0, pl.Series("row", range(1, frame.height + 1), dtype=pl.Int64)
    )


def read_truth(path: Path) -> pl.DataFrame:
    """`row` and `entity` of each data row."""
    truth = pl.read_csv(path, infer_schema_length=0)
    return truth.select(pl.col("row").cast(pl.Int64), "entity")
