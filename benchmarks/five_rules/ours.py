"""Ours: the SQL of the five rules, kept as all plans are, over the file on DuckDB."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

import duckdb

from benchmarks.five_rules.measuring import peak_megabytes


def main() -> None:
    months, figures, sql, out = (Path(each) for each in sys.argv[1:5])
    began = time.perf_counter()
    connection = duckdb.connect(":memory:", config={"memory_limit": "400MB", "threads": 2})
    connection.execute(f"CREATE VIEW given AS SELECT * FROM '{months}'")
    connection.execute(f"CREATE TABLE parameters AS SELECT * FROM '{figures}'")
    connection.execute(f"COPY ({sql.read_text(encoding='utf-8')}) TO '{out}' (FORMAT parquet)")
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "peak_megabytes": peak_megabytes()}))


if __name__ == "__main__":
    main()
