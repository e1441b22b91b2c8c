"""The benchmarks still fit the code they measure; their figures are taken by `make bench`."""

from __future__ import annotations

import importlib
from pathlib import Path

import duckdb
import pytest

FOLDER = Path(__file__).parent.parent / "benchmarks"


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("[a-z]*.py")))
def test_a_benchmark_loads(name: str) -> None:
    importlib.import_module(f"benchmarks.{name}")


def test_the_five_rules_are_written() -> None:
    plan = importlib.import_module("benchmarks.five_rules.plan")
    for sql in (plan.findings_sql(), plan.totals_sql()):
        assert len(duckdb.extract_statements(sql)) == 1
