"""The rules of the second place run in the same engine: the age of workers in Viet Nam."""

from __future__ import annotations

from datetime import date

import polars as pl

from safe_employment.engines.labour_law.backends.on_duckdb import OnDuckDB
from safe_employment.engines.labour_law.check import check
from safe_employment.engines.labour_law.intake import Books, Window
from safe_employment.engines.labour_law.jurisdiction import jurisdiction

SEPTEMBER = Window(date(2025, 9, 1), date(2025, 9, 30), date(2025, 10, 5))


def test_the_rules_of_the_second_place_run(law_plans) -> None:
    law = jurisdiction("viet_nam")
    workers = pl.DataFrame(
        {
            "employer": ["E", "E"],
            "worker": ["grown", "child"],
            "birth_date": [date(1990, 1, 1), date(2012, 1, 1)],
            "hire_date": [date(2025, 1, 1), date(2025, 1, 1)],
            "employment_form": ["full_time", "full_time"],
        }
    )
    backend = OnDuckDB()
    books = Books({"workers": workers}, "VN-I")
    checked = check(books, SEPTEMBER, law, backend, law_plans(law, "duckdb"))
    backend.close()
    found = {(finding.rule.id, finding.worker) for finding in checked.findings}
    assert ("VN-AGE", "child") in found
    assert ("VN-AGE", "grown") not in found
