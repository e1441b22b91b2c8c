"""The rules give the same rows on DuckDB, PostgreSQL and Spark: every column of every part, to the last
null.
"""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable, Mapping

import polars as pl
import psycopg
import pytest
from polars.testing import assert_frame_equal

from safe_employment.engines.labour_law.backends import Backend
from safe_employment.engines.labour_law.backends.on_duckdb import OnDuckDB
from safe_employment.engines.labour_law.backends.on_postgres import OnPostgres
from safe_employment.engines.labour_law.execution import owed_for_certain, prepare
from safe_employment.engines.labour_law.intake import Books, take_in
from safe_employment.engines.labour_law.jurisdiction import Jurisdiction, jurisdiction, jurisdictions
from safe_employment.engines.labour_law.plan import OWED, OWED_SCHEMA, Plan
from safe_employment.engines.labour_law.tests.invented_books import WINDOW, invented_books

Rows = dict[str, pl.DataFrame]
Plans = Callable[[Jurisdiction, str], Plan]
#: For each jurisdiction: its invented books, and how many cases of each state they have at the least.
INVENTED: Mapping[str, tuple[Books, int]] = {
    "kunming": (invented_books(), 500),
    "viet_nam": (invented_books(places=("VN-I", "VN-IV"), money=23), 20),
}
has_spark = importlib.util.find_spec("pyspark") is not None and shutil.which("java") is not None


def rows_on(backend: Backend, plans: Plans, law: Jurisdiction) -> Rows:
    """The rows of every part of every rule over the invented books."""
    plan = plans(law, backend.dialect)
    prepare(backend, law, take_in(INVENTED[law.id][0], WINDOW))
    found: Rows = {}
    owed: list[pl.DataFrame] = []
    for name, sql in plan.tables:
        backend.make(name, sql)
    for part in plan.first:
        rows = found[part.name] = backend.rows(part.sql)
        owed.append(owed_for_certain(plan, part, rows))
    backend.put(OWED, pl.concat(owed), OWED_SCHEMA)
    backend.make(*plan.arrears)
    for part in plan.last:
        found[part.name] = backend.rows(part.sql)
    found |= {f"survey of {about}": backend.rows(sql) for about, sql in plan.surveys.items()}
    return {name: in_order(frame) for name, frame in found.items()}


def in_order(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows sorted by all columns; a column of nothing has no type of its own."""
    whole = frame.with_columns(pl.col(pl.Int8, pl.Int16, pl.Int32).cast(pl.Int64))
    return (
        whole.select(pl.col(pl.Null).cast(pl.Int64), pl.exclude(pl.Null)).select(frame.columns).sort(pl.all())
    )


@pytest.fixture(scope="module", params=jurisdictions())
def law(request: pytest.FixtureRequest) -> Jurisdiction:
    return jurisdiction(request.param)


@pytest.fixture(scope="module")
def on_duckdb(law_plans: Plans, law: Jurisdiction) -> Rows:
    return rows_on(OnDuckDB(), law_plans, law)


def assert_same(found: Rows, wanted: Rows) -> None:
    assert found.keys() == wanted.keys()
    for name, frame in wanted.items():
        try:
            assert_frame_equal(found[name], frame)
        except AssertionError as difference:
            raise AssertionError(f"{name}: {difference}") from difference


def test_a_survey_counts_what_its_parts_tell(on_duckdb: Rows, law: Jurisdiction, law_plans: Plans) -> None:
    for part in law_plans(law, "duckdb").parts:
        counts = on_duckdb[f"survey of {part.part.about}"].row(0, named=True)
        states = on_duckdb[part.name]["state"]
        told = (counts[f"{part.name} in order"], counts[f"{part.name} open"])
        assert told == ((states == 0).sum(), (states > 0).sum()), part.name


def test_every_part_has_something_to_say(on_duckdb: Rows, law: Jurisdiction) -> None:
    assert not {name for name, frame in on_duckdb.items() if not frame.height}
    parts = [frame for frame in on_duckdb.values() if "state" in frame.columns]
    states = pl.concat(frame.select("state") for frame in parts).to_series()
    often = states.value_counts().filter(pl.col("count") > INVENTED[law.id][1])["state"]
    assert sorted(often) == [0, 1, 2]


def test_postgres_agrees(
    on_duckdb: Rows, law_plans: Plans, law: Jurisdiction, postgres: psycopg.Connection
) -> None:
    backend = OnPostgres(postgres)
    assert_same(rows_on(backend, law_plans, law), on_duckdb)
    backend.close()
    assert backend.made == []


@pytest.mark.skipif(
    not has_spark, reason="needs Java and the dependency group spark (make test installs both)"
)
def test_spark_agrees(on_duckdb: Rows, law_plans: Plans, law: Jurisdiction) -> None:
    from safe_employment.engines.labour_law.backends.on_spark import OnSpark

    backend = OnSpark()
    try:
        assert_same(rows_on(backend, law_plans, law), on_duckdb)
    finally:
        backend.close()
