"""The five rules row by row in plain Python, as one would first write them: MONTHS FIGURES OUT [FINDINGS]."""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.five_rules.measuring import peak_megabytes

OVERTIME = (
    ("pay_03", "extended", "ot_pay_150", "rate_extended"),
    ("pay_04", "rest", "ot_pay_200", "rate_rest_day"),
    ("pay_05", "statutory", "ot_pay_300", "rate_statutory"),
)


def main() -> None:
    months, figures, out = sys.argv[1:4]
    keep: list[list] | None = [] if len(sys.argv) > 4 else None
    began = time.perf_counter()
    law = {(row["place"], row["period"]): row for row in json.loads(Path(figures).read_text())}
    totals: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for batch in pq.ParquetFile(months).iter_batches(50_000):
        for row in batch.to_pylist():
            figure = law[row["district"], row["period"]]
            total = totals[row["employer"]]
            for rule, amount in judged(row, figure):
                total[f"{rule}_broken"] += 1
                if amount is not None:
                    total[f"{rule}_amount"] += amount
                if keep is not None:
                    keep.append([row["worker"], row["period"], rule, amount])
    names = [
        f"{rule}_{what}" for rule in ("pay_01", "pay_03", "pay_04", "pay_05") for what in ("broken", "amount")
    ]
    columns = {name: [total[name] for total in totals.values()] for name in (*names, "hrs_03_broken")}
    pq.write_table(pa.table({"employer": list(totals), **columns}), out)
    print(json.dumps({"seconds": time.perf_counter() - began, "peak_megabytes": peak_megabytes()}))
    if keep is not None:
        Path(sys.argv[4]).write_text(json.dumps(keep))


def judged(row: dict, law: dict) -> list[tuple[str, int | None]]:
    """Return the broken rules of a worker's month and what each leaves owed."""
    found: list[tuple[str, int | None]] = []
    extras = (
        row["ot_pay_150"] + row["ot_pay_200"] + row["ot_pay_300"] + row["special_allowances"] + row["welfare"]
    )
    short = law["minimum_month"] - (row["gross"] - extras)
    if short > 0:
        found.append(("pay_01", short))
    if row["extended"] + row["rest"] + row["statutory"] > law["overtime_month"]:
        found.append(("hrs_03", None))
    divisor = law["pay_days"] * law["day_hours"]
    for rule, minutes, paid, rate in OVERTIME:
        if row[minutes] > 0:
            due = (2 * row[minutes] * row["base"] * law[rate] + divisor) // (2 * divisor)
            if row[paid] < due:
                found.append((rule, due - row[paid]))
    return found


if __name__ == "__main__":
    main()
