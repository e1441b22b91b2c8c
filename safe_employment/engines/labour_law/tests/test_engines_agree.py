"""The rules give the same rows on DuckDB, PostgreSQL and Spark: every column of every part, to the last
null.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable

import polars as pl
import psycopg
import pytest
from polars.testing import assert_frame_equal

from safe_employment.engines.labour_law.backends import Backend
from safe_employment.engines.labour_law.backends.on_duckdb import OnDuckDB
from safe_employment.engines.labour_law.backends.on_postgres import OnPostgres
from safe_employment.engines.labour_law.execution import owed_for_certain, prepare
from safe_employment.engines.labour_law.intake import take_in
from safe_employment.engines.labour_law.jurisdiction import Jurisdiction, jurisdiction
from safe_employment.engines.labour_law.plan import OWED, OWED_SCHEMA, Plan
from safe_employment.engines.labour_law.tests.invented_books import WINDOW, invented_books

Rows = dict[str, pl.DataFrame]
Plans = Callable[[Jurisdiction, str], Plan]
#: Parts of rules that have no row in the invented books.
WITHOUT_ROWS: frozenset[str] = frozenset()
has_spark = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None


def rows_on(backend: Backend, plans: Plans) -> Rows:
    """The rows of every part of every rule over the invented books."""
    law = jurisdiction()
    plan = plans(law, backend.dialect)
    prepare(backend, law, take_in(invented_books(), WINDOW))
    found: Rows = {}
    owed: list[pl.DataFrame] = []
    for name, sql in plan.tables:
        backend.make(name, sql)
    for part in plan.first:
        rows = found[f"{part.rule.id}/{part.number}"] = backend.rows(part.sql)
        owed.append(owed_for_certain(plan, part, rows))
    backend.put(OWED, pl.concat(owed), OWED_SCHEMA)
    backend.make(*plan.arrears)
    for part in plan.last:
        found[f"{part.rule.id}/{part.number}"] = backend.rows(part.sql)
    return {name: in_order(frame) for name, frame in found.items()}


def in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows sorted by all columns; a column of nothing has no type of its own."""
    whole = frame.with_columns(pl.col(pl.Int8, pl.Int16, pl.Int32).cast(pl.Int64))
    return (
        whole.select(pl.col(pl.Null).cast(pl.Int64), pl.exclude(pl.Null)).select(frame.columns).sort(pl.all())
    )


@pytest.fixture(scope="module")
def on_duckdb(law_plans: Plans) -> Rows:
    return rows_on(OnDuckDB(), law_plans)


def assert_same(found: Rows, wanted: Rows) -> None:
    assert found.keys() == wanted.keys()
    for name, frame in wanted.items():
        try:
            assert_frame_equal(found[name], frame)
        except AssertionError as difference:
            raise AssertionError(f"{name}: {difference}") from difference


def test_every_part_has_something_to_say(on_duckdb: Rows) -> None:
    assert {name for name, frame in on_duckdb.items() if not frame.height} == WITHOUT_ROWS
    states = pl.concat(frame.select("state") for frame in on_duckdb.values()).to_series()
    assert states.value_counts().sort("state").filter(pl.col("count") > 500)["state"].to_list() == [0, 1, 2]


def test_postgres_agrees(on_duckdb: Rows, law_plans: Plans, postgres: psycopg.Connection) -> None:
    backend = OnPostgres(postgres)
    assert_same(rows_on(backend, law_plans), on_duckdb)
    backend.close()
    assert backend.made == []


@pytest.mark.skipif(
    not has_spark, reason="needs Java and the dependency group spark (make test installs both)"
)
def test_spark_agrees(on_duckdb: Rows, law_plans: Plans) -> None:
    from safe_employment.engines.labour_law.backends.on_spark import OnSpark

    backend = OnSpark()
    try:
        assert_same(rows_on(backend, law_plans), on_duckdb)
    finally:
        backend.close()
