"""How well the matching does: on both invented registers, and in styles that it was not built from.

Run: ``python -m benchmarks.matching_quality [rows of each style]`` (10,000 by default).
"""

import sys
import time

import polars as pl

from benchmarks.matching_data import DATA, read_register, read_truth
from safe_employment.engines.matching import match
from safe_employment.engines.matching.tests.registers import build
from safe_employment.engines.matching.tests.scoring import score
from safe_employment.engines.matching.tests.styles import STYLES


def report(title: str, register: pl.DataFrame, truth: pl.DataFrame) -> None:
    """One line: what was matched, how well, in how many seconds."""
    started = time.perf_counter()
    clusters = match(register).clusters
    seconds = time.perf_counter() - started
    print(f"{title:<18}{register.height:>8} rows {seconds:6.1f} s   {score(clusters, truth)}", flush=True)


def main() -> None:
    """Prints a line for each register and each style."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for name, suffix in (("register-a-20000", "xlsx"), ("register-a-150000", "csv")):
        if (DATA / f"{name}.{suffix}").exists():
            register = read_register(DATA / f"{name}.{suffix}")
            report(name, register, read_truth(DATA / f"{name}.truth.csv"))
    for title, style in STYLES.items():
        report(title, *build(style, rows, seed=1))


if __name__ == "__main__":
    main()
