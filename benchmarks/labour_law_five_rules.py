"""Five rules over ten million worker-months: beside OpenFisca, SQL by hand, plain Python and a rule engine.

    python -m benchmarks.labour_law_five_rules [ROWS] [--by-row 480000] [--zen 24000]

Minimum wage (looked up by district and month), 36 hours of overtime, 150 %, 200 % and 300 %, and of each
employer the breaches of each rule and what is owed, from one Parquet file. Ours are the rules' own formulas,
with what is the same of all in this file put in, compiled as all are; writing their SQL takes a second and
is done once for a version of the rules: it is not counted. OpenFisca and the SQL by hand do the whole file;
plain Python and ZEN, which take each row by itself, do the first rows of it, and their time is scaled to
all. Each runs alone in a process of its own, in turns, the best of five (ZEN and Python once); the peak
memory is of that process. First all must name the same broken cases, row for row, in the first 24,000
worker-months, and then the same sums of every employer they did.

The peers are installed into ~/.cache/safe-employment/bench-peers, away from the programme.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import polars as pl

from benchmarks.five_rules import data, plan
from safe_employment.engines.labour_law.jurisdiction import jurisdiction

HERE = Path(__file__).with_name("five_rules")
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "safe-employment"
PEERS = CACHE / "bench-peers"
PACKAGES = ("openfisca-core==46.0.1", "zen-engine==2.1.3", "pyarrow", "numpy")
ALIKE = 24_000
#: Peer → at least so many times our seconds; then our memory to OpenFisca's, our seconds to those of the SQL.
FASTER = {"openfisca-core": 5.0, "row by row": 4.0, "zen-engine": 500.0}
MOST_MEMORY, MOST_OF_SQL = 0.25, 1.2


def main() -> int:
    """Run all and print a line of JSON each; 1 where a claim does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=10_000_000)
    parser.add_argument("--by-row", type=int, default=480_000)
    parser.add_argument("--zen", type=int, default=24_000)
    options = parser.parse_args()
    folder = CACHE / "bench-data"
    months = data.months_file(folder, options.rows)
    rows = options.rows // 12 * 12
    figures = data.figures_file(folder)
    jurisdiction().parameter_frame.write_parquet(folder / "figures.parquet")
    began = time.perf_counter()
    (folder / "totals.sql").write_text(plan.totals_sql(), encoding="utf-8")
    (folder / "findings.sql").write_text(plan.findings_sql(), encoding="utf-8")
    line("plan", seconds=time.perf_counter() - began)
    peer = peer_python()
    ours = [sys.executable, "-m", "benchmarks.five_rules.ours"]
    sql = [folder / "totals.sql", HERE / "by_hand.sql"]
    commands = {
        "ours": lambda file, out, *more: [*ours, file, folder / "figures.parquet", sql[0], out, *more],
        "sql by hand": lambda file, out, *more: [*ours, file, folder / "figures.parquet", sql[1], out, *more],
        "openfisca-core": lambda file, out, *more: [
            peer,
            HERE / "with_openfisca.py",
            file,
            figures,
            out,
            *more,
        ],
        "row by row": lambda file, out, *more: [
            *(sys.executable, "-m", "benchmarks.five_rules.by_row"),
            *(file, figures, out, *more),
        ],
        "zen-engine": lambda file, out, *more: [peer, HERE / "with_zen.py", file, figures, out, *more],
    }
    alike(folder, months, commands)
    sizes = {"row by row": options.by_row, "zen-engine": options.zen}
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in commands}
    files, done = {}, {}
    for turn in range(5):  # in turns, so that a slow moment of the machine is everybody's
        for name, command in commands.items():
            if turn and name in sizes:
                continue
            size = min(sizes.get(name, rows), rows)
            files[name] = size, part_of(months, size, rows), folder / f"totals-{name.split()[0]}.parquet"
            runs[name].append(run(command(*files[name][1:])))
    for name, (size, _, out) in files.items():
        best = min(runs[name], key=lambda each: each["seconds"])
        done[name] = {**best, "rows": size, "scaled_seconds": best["seconds"] * rows / size}
        line(name, **done[name])
        same_sums(folder / "totals-ours.parquet", out, whole=size == rows)
    return judged(done)


def judged(done: dict[str, dict[str, float]]) -> int:
    """Print the ratios; 1 where a claim does not hold."""
    ours = done["ours"]
    ratios = {name: done[name]["scaled_seconds"] / ours["seconds"] for name in FASTER}
    holds = all(ratios[name] >= least for name, least in FASTER.items())
    of_sql = ours["seconds"] / done["sql by hand"]["seconds"]
    memory = ours["peak_megabytes"] / done["openfisca-core"]["peak_megabytes"]
    holds = holds and of_sql <= MOST_OF_SQL and memory <= MOST_MEMORY
    line("times faster than", **ratios)
    line("ours to sql by hand", seconds=of_sql)
    line("ours to openfisca-core", memory=memory)
    print("holds" if holds else "DOES NOT HOLD")
    return 0 if holds else 1


def line(name: str, **figures: float) -> None:
    print(json.dumps({"what": name, **{key: round(value, 3) for key, value in figures.items()}}), flush=True)


def run(command: list[object]) -> dict[str, float]:
    """Run a command and return what its last line says."""
    done = subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def peer_python() -> Path:
    """Return the interpreter that has the peers, made where it is not there."""
    python = PEERS / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def part_of(months: Path, size: int, rows: int) -> Path:
    """Return a file of the first rows."""
    if size >= rows:
        return months
    path = months.with_name(f"{months.stem}-first-{size}.parquet")
    if not path.exists():
        pl.scan_parquet(months).head(size).sink_parquet(path)
    return path


def alike(folder: Path, months: Path, commands: dict) -> None:
    """Check that all name the same broken cases in the first worker-months."""
    few = part_of(months, ALIKE, 10**12)
    connection = duckdb.connect()
    connection.execute(f"CREATE VIEW given AS SELECT * FROM '{few}'")
    connection.execute(f"CREATE TABLE parameters AS SELECT * FROM '{folder / 'figures.parquet'}'")
    found = connection.execute((folder / "findings.sql").read_text(encoding="utf-8")).fetchall()
    wanted = {
        (worker, period, rule.lower().replace("-", "_"), amount) for _, worker, period, amount, rule in found
    }
    assert len(wanted) > ALIKE / 10
    for name in ("openfisca-core", "row by row", "zen-engine"):
        out = folder / "findings.json"
        run(commands[name](few, folder / "few.parquet", out))
        theirs = {tuple(row) for row in json.loads(out.read_text())}
        assert theirs == wanted, (name, len(theirs ^ wanted), sorted(theirs ^ wanted, key=str)[:3])
    line("the same broken cases, row for row", worker_months=ALIKE, cases=len(wanted))


def same_sums(ours: Path, theirs: Path, *, whole: bool) -> None:
    """Check the sums of the employers; of the last one a slice may have only some workers."""
    found = pl.read_parquet(theirs).sort("employer")
    wanted = pl.read_parquet(ours).sort("employer")
    if not whole:
        found = found.head(-1)
        wanted = wanted.head(found.height)
    assert found.select(pl.col(wanted.columns)).cast(wanted.schema).equals(wanted), theirs


if __name__ == "__main__":
    sys.exit(main())
