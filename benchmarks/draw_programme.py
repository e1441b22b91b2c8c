"""Our probabilities beside the employer × team programme given to HiGHS as it stands: seconds and value.

    python -m benchmarks.draw_programme [EMPLOYERS] [PIECES] [SECONDS]

Same objective, limits and roster. HiGHS gets one column for every employer and team that may visit it, and
the concave response of every employer in PIECES (128) straight pieces of equal length between floor and cap:
what one writes down who does not know the answer. With 64 its answer deters 0.9996 of the bound, ours
0.999999; fewer pieces are faster and worse. HiGHS chooses its own method and is stopped after SECONDS (170);
then the ratio is at least what is printed, and there is no answer to value. An answer is valued on the true
curve.
"""

from __future__ import annotations

import json
import sys
import time

import highspy
import numpy as np

from benchmarks.draw_data import roster_of, teams_of, terms_of
from safe_employment.engines.draw import Roster, Team, Terms, deterred, solve
from safe_employment.engines.draw.roster import yearly_capacity

RATIO = 1000.0


def main() -> int:
    """Print both and their ratio; 1 where it is below a thousand."""
    employers, pieces, limit = (
        int(sys.argv[at]) if len(sys.argv) > at else default
        for at, default in ((1, 30_000), (2, 128), (3, 170))
    )
    roster, teams = roster_of(employers), teams_of()
    terms = terms_of(roster, teams)
    took = []
    for _ in range(5):
        began = time.perf_counter()
        found = solve(roster, teams, terms)
        took.append(time.perf_counter() - began)
    ours = sorted(took)[2]
    print(
        json.dumps({"employers": employers, "ours_seconds": round(ours, 4), "of_bound": found.certainty}),
        flush=True,
    )
    seconds, yearly, status = as_it_stands(roster, teams, terms, pieces, limit)
    value = deterred(roster.harm, yearly, terms.deterrence)
    figures = {
        "pieces": pieces, "highs_seconds": round(seconds, 1), "highs_status": status,
        "highs_of_bound": round(value / found.bound, 6) if status == "Optimal" else None,
        "ratio": round(seconds / ours),
    }  # fmt: skip
    print(json.dumps(figures))
    print("holds" if seconds / ours >= RATIO else "DOES NOT HOLD")
    return 0 if seconds / ours >= RATIO else 1


def breakpoints(roster: Roster, terms: Terms, pieces: int) -> np.ndarray:
    """Employers × (pieces + 1): visits a year, at equal steps between floor and cap."""
    return np.tile(np.linspace(terms.floor, terms.cap, pieces + 1), (len(roster), 1))


def as_it_stands(
    roster: Roster, teams: tuple[Team, ...], terms: Terms, pieces: int, limit: float
) -> tuple[float, np.ndarray, str]:
    """Seconds of HiGHS with its own choices, its answer, and how it ended."""
    visits, hours = yearly_capacity(teams, terms)
    points = breakpoints(roster, terms, pieces)
    length = np.diff(points, axis=1)
    worth = roster.harm[:, None] * -np.expm1(-terms.deterrence * points)
    slope = np.diff(worth, axis=1) / np.maximum(length, 1e-12)
    at, which = np.nonzero(length > 1e-12)
    row, team = np.nonzero((roster.ties[:, None] >> np.arange(len(teams))) & 1 == 0)
    count, cells, districts = len(roster), len(row), sorted(terms.district_floors)
    place = {name: number for number, name in enumerate(districts)}
    of = np.array([place[str(name)] for name in roster.district])
    entries = [
        (row, np.arange(cells), np.ones(cells)),
        (count + team, np.arange(cells), np.ones(cells)),
        (count + len(teams) + team, np.arange(cells), roster.hours[row]),
        (count + 2 * len(teams) + of[row], np.arange(cells), np.ones(cells)),
        (at, cells + np.arange(len(at)), -np.ones(len(at))),
    ]
    floors = np.array([terms.district_floors[name] for name in districts])
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = cells + len(at), count + 2 * len(teams) + len(districts)
    programme.col_cost_ = np.concatenate([np.zeros(cells), -slope[at, which]])
    programme.col_lower_ = np.zeros(cells + len(at))
    programme.col_upper_ = np.concatenate([np.full(cells, highspy.kHighsInf), length[at, which]])
    infinite = np.full(2 * len(teams), highspy.kHighsInf)
    programme.row_lower_ = np.concatenate([points[:, 0], -infinite, floors])
    programme.row_upper_ = np.concatenate(
        [points[:, 0], visits, hours, np.full(len(floors), highspy.kHighsInf)]
    )
    column = np.concatenate([each[1] for each in entries])
    order = np.argsort(column, kind="stable")
    programme.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    programme.a_matrix_.start_ = np.concatenate([[0], np.cumsum(np.bincount(column))]).astype(np.int32)
    programme.a_matrix_.index_ = np.concatenate([each[0] for each in entries])[order].astype(np.int32)
    programme.a_matrix_.value_ = np.concatenate([each[2] for each in entries])[order]
    solver = highspy.Highs()
    solver.silent()
    solver.setOptionValue("time_limit", float(limit))
    solver.passModel(programme)
    began = time.perf_counter()
    solver.run()
    seconds = time.perf_counter() - began
    answer = np.array(solver.getSolution().col_value)
    yearly = np.bincount(row, weights=answer[:cells], minlength=count) if len(answer) else np.zeros(count)
    return seconds, yearly, solver.modelStatusToString(solver.getModelStatus())


if __name__ == "__main__":
    sys.exit(main())
