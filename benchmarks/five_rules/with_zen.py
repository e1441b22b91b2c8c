"""The five rules as a decision of the rule engine ZEN: a table of the minimum wage, an expression a rule.

Run by an interpreter that has zen-engine and pyarrow: ``with_zen.py MONTHS FIGURES OUT [FINDINGS]``.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import zen
from measuring import peak_megabytes

RULES = ("pay_01", "hrs_03", "pay_03", "pay_04", "pay_05")


def decision(figures: list[dict]) -> dict:
    """Return the decision: minimum wage by place and month, then the rules."""
    law = figures[0]
    inputs = [
        {"id": name, "name": name, "type": "expression", "field": name} for name in ("district", "period")
    ]
    rows = [
        {
            "_id": str(n),
            "district": f'"{row["place"]}"',
            "period": str(row["period"]),
            "least": str(row["minimum_month"]),
        }
        for n, row in enumerate(figures)
    ]
    divisor = law["pay_days"] * law["day_hours"]
    expressions = {
        "wage": "gross - ot_pay_150 - ot_pay_200 - ot_pay_300 - special_allowances - welfare",
        "pay_01": "max([least - $.wage, 0])",
        "hrs_03": f"extended + rest + statutory > {law['overtime_month']}",
    }
    for rule, minutes, paid, rate in (
        ("pay_03", "extended", "ot_pay_150", "rate_extended"),
        ("pay_04", "rest", "ot_pay_200", "rate_rest_day"),
        ("pay_05", "statutory", "ot_pay_300", "rate_statutory"),
    ):
        expressions[rule] = (
            f"max([floor((2 * {minutes} * base * {law[rate]} + {divisor}) / {2 * divisor}) - {paid}, 0])"
        )
    nodes = [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {
            "id": "table", "type": "decisionTableNode", "name": "minimum wage", "position": {"x": 1, "y": 0},
            "content": {
                "hitPolicy": "first", "inputs": inputs, "rules": rows, "passThrough": True,
                "outputs": [{"id": "least", "name": "least", "type": "expression", "field": "least"}],
            },
        },
        {
            "id": "rules", "type": "expressionNode", "name": "rules", "position": {"x": 2, "y": 0},
            "content": {
                "expressions": [{"id": key, "key": key, "value": text} for key, text in expressions.items()],
            },
        },
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 3, "y": 0}},
    ]  # fmt: skip
    edges = [("in", "table"), ("table", "rules"), ("rules", "out")]
    return {
        "nodes": nodes,
        "edges": [
            {"id": f"{start}-{end}", "type": "edge", "sourceId": start, "targetId": end}
            for start, end in edges
        ],
    }


def main() -> None:
    months, figures, out = sys.argv[1:4]
    keep: list[list] = []
    began = time.perf_counter()
    rules = zen.ZenEngine().create_decision(json.dumps(decision(json.loads(Path(figures).read_text()))))
    totals: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for batch in pq.ParquetFile(months).iter_batches(10_000):
        for row in batch.to_pylist():
            result = rules.evaluate(row)["result"]
            total = totals[row["employer"]]
            for rule in RULES:
                amount = result[rule]
                if amount:
                    total[f"{rule}_broken"] += 1
                    total[f"{rule}_amount"] += int(amount)
                    keep.append(
                        [row["worker"], row["period"], rule, None if rule == "hrs_03" else int(amount)]
                    )
    names = [
        f"{rule}_{what}"
        for rule in RULES
        for what in ("broken", "amount")
        if (rule, what) != ("hrs_03", "amount")
    ]
    columns = {name: [total[name] for total in totals.values()] for name in names}
    pq.write_table(pa.table({"employer": list(totals), **columns}), out)
    print(json.dumps({"seconds": time.perf_counter() - began, "peak_megabytes": peak_megabytes()}))
    if len(sys.argv) > 4:
        Path(sys.argv[4]).write_text(json.dumps(keep))


if __name__ == "__main__":
    main()
