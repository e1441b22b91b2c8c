"""Our matching beside plain Splink on the same rows: seconds, ratio, and how well each did.

Run: ``python -m benchmarks.matching_speed [rows]`` (150,000 by default, from the invented register).

Plain Splink is what its own documentation begins with: names by Jaro-Winkler, the other fields exact or
nearly so, blocking on code, phone and name, u by random sampling, m by expectation maximisation, clusters
at 0.95. It is given tidy columns (our folded text, digits of phones), which it would otherwise have to
make first; that time is not counted.
"""

import logging
import resource
import sys
import time

import polars as pl
import splink.comparison_library as cl
from splink import Linker, SettingsCreator, block_on
from splink.backends.duckdb import DuckDBAPI

from benchmarks.matching_data import DATA, read_register, read_truth
from safe_employment.engines.matching import match
from safe_employment.engines.matching.tests.scoring import Score, score

_TEXT = ("name", "code", "legal_representative", "phone", "address")


def tidy(register: pl.DataFrame) -> pl.DataFrame:
    """Text columns in half width and capitals without spaces; blanks as null; phones as digits."""
    text = [
        pl.col(column).str.normalize("NFKC").str.to_uppercase().str.replace_all(r"\s", "").replace("", None)
        for column in _TEXT
    ]
    return register.select(pl.col("row").alias("unique_id"), *text).with_columns(
        phone=pl.col("phone").str.replace_all(r"\D", "").replace("", None),
        code=pl.col("code").replace(["无", "办理中"], [None, None]),
    )


def plain_splink(frame: pl.DataFrame) -> pl.DataFrame:
    """`row` and `cluster` by a vanilla Splink model."""
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            cl.JaroWinklerAtThresholds("name", [0.92, 0.8]),
            cl.LevenshteinAtThresholds("code", [1]),
            cl.ExactMatch("phone").configure(term_frequency_adjustments=True),
            cl.ExactMatch("legal_representative").configure(term_frequency_adjustments=True),
            cl.LevenshteinAtThresholds("address", [2]),
        ],
        blocking_rules_to_generate_predictions=[block_on("code"), block_on("phone"), block_on("name")],
        retain_matching_columns=False,
    )
    database = DuckDBAPI()
    linker = Linker(database.register(frame.to_arrow()), settings, log_level=logging.ERROR)
    linker.training.estimate_probability_two_random_records_match([block_on("code")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("code"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("name"))
    pairs = linker.inference.predict(threshold_match_probability=0.5)
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(pairs, 0.95)
    found = pl.from_arrow(clusters.as_duckdbpyrelation().to_arrow_table())
    assert isinstance(found, pl.DataFrame)
    return found.select(
        row=pl.col("unique_id").cast(pl.Int64),
        cluster=pl.col("cluster_id").cast(pl.Int64),
        needs_review=pl.lit(None, dtype=pl.Int64),
    )


def measured(title: str, seconds: float, result: Score) -> None:
    """One line of the report."""
    print(f"{title:<14}{seconds:7.1f} s   {result}")


def main() -> None:
    """Measures both in one run and prints the ratio."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 150_000
    register = read_register(DATA / "register-a-150000.csv").head(rows)
    truth = read_truth(DATA / "register-a-150000.truth.csv").head(rows)
    started = time.perf_counter()
    ours = match(register)
    our_seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    frame = tidy(register)
    started = time.perf_counter()
    theirs = plain_splink(frame)
    their_seconds = time.perf_counter() - started
    measured("ours", our_seconds, score(ours.clusters, truth))
    measured("plain Splink", their_seconds, score(theirs, truth))
    print(f"ratio {our_seconds / their_seconds:.2f} (ours to plain Splink); our peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
