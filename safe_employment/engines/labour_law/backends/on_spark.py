"""The rules on Spark: a local one inside the process, or the session that is already there."""

from __future__ import annotations

import logging
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from . import EngineMissingError

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

__all__ = ["OnSpark", "local_session"]

_POLARS = {"string": pl.String, "int64": pl.Int64, "boolean": pl.Boolean}
_SPARK = {"string": "string", "int64": "bigint", "boolean": "boolean"}
_LOGGING = Path(__file__).with_name("spark_logging.properties")
#: Settings of one check, whoever started Spark: an overflow is an error; and to guess at what the conditions
#: over a wide table imply takes longer than the conditions.
_OF_A_CHECK = {"spark.sql.ansi.enabled": "true", "spark.sql.constraintPropagation.enabled": "false"}
#: Settings of a Spark of our own: few rows in many steps, so no shuffling into hundreds of parts, and no
#: compiling of Java code that runs once.
_OF_OUR_OWN = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.extraJavaOptions": (
        f"-Dlog4j2.configurationFile=file:{_LOGGING} -XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
    ),
}


def local_session(options: dict[str, str] | None = None) -> SparkSession:
    """Return the session that is there, or start one in this process; raises EngineMissingError."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as problem:
        raise EngineMissingError("Spark is not installed: pip install 'pyspark>=4.0,<4.1'.") from problem
    there = SparkSession.getActiveSession()
    if there is not None:
        return there
    if not shutil.which("java"):
        raise EngineMissingError("Spark needs Java 17 or newer (Debian: apt install default-jre-headless).")
    logging.getLogger("py4j").setLevel(logging.WARNING)
    builder = SparkSession.builder.appName("safe-employment").master("local[*]")
    for name, value in {**_OF_OUR_OWN, **(options or {})}.items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


class OnSpark:
    """A Spark session with tables of its own; each is computed once and kept as Parquet.

    `folder` is where they are kept, a new one that goes away in the end if none is given; on a cluster every
    worker must see it.
    """

    dialect = "pyspark"
    at_a_time = 1

    def __init__(self, session: SparkSession | None = None, folder: Path | None = None) -> None:
        self.session = (session or local_session()).newSession()
        for name, value in _OF_A_CHECK.items():
            self.session.conf.set(name, value)
        self.made: set[str] = set()
        self._own = None if folder else tempfile.TemporaryDirectory(prefix="safe-employment-spark-")
        self.folder = folder or Path(self._own.name if self._own else ".")

    def put(self, name: str, frame: pl.DataFrame, types: dict[str, str]) -> None:
        """Take a table in; a frame that has no column of `types` gets it empty."""
        path = self._path(name)
        path.mkdir(parents=True)
        frame.select(
            (pl.col(column) if column in frame.columns else pl.lit(None)).cast(_POLARS[kind]).alias(column)
            for column, kind in types.items()
        ).write_parquet(path / "part-0.parquet")
        schema = ", ".join(f"`{column}` {_SPARK[kind]}" for column, kind in types.items())
        self._see(name, self.session.read.schema(schema).parquet(path.as_uri()))

    def put_parquet(self, name: str, pattern: str, types: dict[str, str]) -> None:
        """Take Parquet files in normal form as a table, read where they are."""
        from pyspark.sql import functions as f

        there = self.session.read.parquet(pattern)
        chosen = [
            (f.col(f"`{column}`") if column in there.columns else f.lit(None))
            .cast(_SPARK[kind])
            .alias(column)
            for column, kind in types.items()
        ]
        self._see(name, there.select(*chosen))

    def make(self, name: str, sql: str) -> bool:
        """Make a table from a query, computed now: the next query begins at its rows. Whether it has any."""
        path = self._path(name)
        made = self.session.sql(sql)
        made.write.parquet(path.as_uri())
        kept = self.session.read.schema(made.schema).parquet(path.as_uri())
        self._see(name, kept)
        return not kept.isEmpty()

    def rows(self, sql: str) -> pl.DataFrame:
        """Return the rows of a query."""
        found = pl.DataFrame(self.session.sql(sql).toArrow())
        return found.with_columns(pl.col(pl.Int8, pl.Int16, pl.Int32).cast(pl.Int64))

    def few_rows(self) -> None:
        """Do nothing: it is not meant for them."""

    def close(self) -> None:
        """Let go of the tables; Spark itself stays for the next check."""
        for name in self.made:
            self.session.catalog.dropTempView(name)
        self.made.clear()
        if self._own:
            self._own.cleanup()

    def _path(self, name: str) -> Path:
        """Return a new folder for a table: one that is made again may be read meanwhile."""
        number = len(list(self.folder.glob(f"{name}-*")))
        return self.folder / f"{name}-{number}"

    def _see(self, name: str, frame: DataFrame) -> None:
        frame.createOrReplaceTempView(name)
        self.made.add(name)
