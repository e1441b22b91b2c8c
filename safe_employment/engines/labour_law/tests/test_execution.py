"""Running a plan: what fails is told and nobody waits for it; a reader who goes away stops the work."""

from __future__ import annotations

import time
from dataclasses import replace

import duckdb
import polars as pl
import pytest

from safe_employment.engines.labour_law.backends.on_duckdb import OnDuckDB
from safe_employment.engines.labour_law.execution import prepare, run
from safe_employment.engines.labour_law.intake import take_in
from safe_employment.engines.labour_law.jurisdiction import jurisdiction
from safe_employment.engines.labour_law.tests.invented_books import WINDOW, invented_books


@pytest.fixture(scope="module")
def tables() -> dict[str, pl.DataFrame]:
    return take_in(invented_books(), WINDOW)


class Slow(OnDuckDB):
    """Takes its time over every part and counts them."""

    asked = 0

    def rows(self, sql: str) -> pl.DataFrame:
        self.asked += 1
        time.sleep(0.02)
        return super().rows(sql)


@pytest.mark.parametrize("at_once", [True, False])
def test_a_table_that_fails_is_told_and_not_waited_for(at_once: bool, law_plans, tables) -> None:
    law = jurisdiction()
    plan = law_plans(law, "duckdb")
    broken = tuple((name, "SELECT nothing" if name == "people" else sql) for name, sql in plan.tables)
    backend = OnDuckDB()
    prepare(backend, law, tables)
    with pytest.raises(duckdb.BinderException, match="nothing"):
        list(run(backend, replace(plan, tables=broken), at_once=at_once))
    backend.close()


@pytest.mark.parametrize("at_once", [True, False])
def test_who_goes_away_stops_the_work(at_once: bool, law_plans, tables) -> None:
    law = jurisdiction()
    plan = law_plans(law, "duckdb")
    backend = Slow()
    prepare(backend, law, tables)
    found = run(backend, plan, at_once=at_once)
    next(found)
    found.close()  # type: ignore[attr-defined]
    assert backend.asked < len(plan.parts) / 2
    backend.close()


def test_all_at_once_and_one_after_the_other_find_the_same(law_plans, tables) -> None:
    law = jurisdiction()
    plan = law_plans(law, "duckdb")
    found = []
    for at_once in (True, False):
        backend = OnDuckDB()
        if at_once:
            backend.few_rows()
        prepare(backend, law, tables)
        found.append(
            [
                (
                    part.plan.rule.id,
                    part.in_order,
                    part.rows.sort(pl.all()).rows() if part.rows.height else [],
                )
                for part in run(backend, plan, at_once=at_once)
            ]
        )
        backend.close()
    assert found[0] == found[1]
