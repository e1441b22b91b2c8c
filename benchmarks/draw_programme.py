"""Our probabilities beside the employer × team programme given to HiGHS as it stands: seconds and value.

    python -m benchmarks.draw_programme [EMPLOYERS] [SECONDS] [PIECES …]

Same objective, limits and roster. HiGHS gets one column for every employer and team that may visit it, and
the concave response of every employer in straight pieces. How many pieces is what decides its time and its
accuracy, so each number of PIECES is a run of its own, and its answer is valued on the true curve:

- equal pieces between floor and cap are what one writes down who does not know the answer. The fair peer is
  the least power of two whose answer is within 1e-4 of the bound (ours is within 1e-6). That is 128: 64 equal
  pieces miss the bound by 4e-4;
- `0` stands for 12 pieces placed around the answer that we found before: nobody could write them down without
  having solved the problem already. It is told, and does not count.

HiGHS chooses its own method and is stopped after SECONDS (170) or when it has taken a thousand and a half
times as long as we do; then the ratio is at least what is printed, and there is no answer to value. What
counts is the ratio to the fair peer, or to one with fewer pieces if that is a thousand already.

On two busy cores: 359 times as fast as the 12 pieces around our answer, 550 and 1,196 times as 64 equal
pieces (two runs), at least 1,535 times as 128, which were stopped.
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

RATIO, AS_GOOD, PIECES = 1000.0, 1e-4, (64, 128)


def main() -> int:
    """Print both and their ratio for each number of pieces; 1 where none that counts reaches a thousand."""
    given = [int(each) for each in sys.argv[1:]]
    employers, limit = [*given, 30_000, 170][0], [*given, 0, 170][1] or 170
    roster, teams = roster_of(employers), teams_of()
    terms = terms_of(roster, teams)
    took = []
    for _ in range(9):
        began = time.perf_counter()
        found = solve(roster, teams, terms)
        took.append(time.perf_counter() - began)
    ours = sorted(took)[4]
    told = {
        "employers": employers,
        "ours_seconds": round(ours, 4),
        "gap": float(f"{1 - found.certainty:.1e}"),
    }
    print(json.dumps(told), flush=True)
    holds = False
    for pieces in given[2:] or PIECES:
        points = breakpoints(roster, terms, pieces) if pieces else around(found.yearly, terms)
        most = min(float(limit), 1.5 * RATIO * ours)
        seconds, yearly, status = as_it_stands(roster, teams, terms, points, most)
        gap = 1 - deterred(roster.harm, yearly, terms.deterrence) / found.bound
        solved = status == "Optimal"
        figures = {
            "pieces": pieces or "12 around our answer", "highs_seconds": round(seconds, 1), "highs": status,
            "gap": float(f"{gap:.1e}") if solved else None,
            "ratio": ("" if solved else "at least ") + str(round(seconds / ours)),
        }  # fmt: skip
        print(json.dumps(figures), flush=True)
        holds = holds or (bool(pieces) and pieces <= max(PIECES) and seconds / ours >= RATIO)
        if solved and pieces and gap <= AS_GOOD:
            break
    print("holds" if holds else "DOES NOT HOLD")
    return 0 if holds else 1


def breakpoints(roster: Roster, terms: Terms, pieces: int) -> np.ndarray:
    """Employers × (pieces + 1): visits a year, at equal steps between floor and cap."""
    return np.tile(np.linspace(terms.floor, terms.cap, pieces + 1), (len(roster), 1))


def around(yearly: np.ndarray, terms: Terms) -> np.ndarray:
    """Employers × 13: floor, cap, and steps around an answer that is known."""
    steps = np.array([-1.0, -0.3, -0.1, -0.03, -0.01, 0.0, 0.01, 0.03, 0.1, 0.3, 1.0]) / terms.deterrence
    points = np.clip(yearly[:, None] + steps, terms.floor, terms.cap)
    ends = np.full((len(yearly), 1), terms.floor), np.full((len(yearly), 1), terms.cap)
    return np.concatenate([ends[0], points, ends[1]], axis=1)


def as_it_stands(
    roster: Roster, teams: tuple[Team, ...], terms: Terms, points: np.ndarray, limit: float
) -> tuple[float, np.ndarray, str]:
    """Seconds of HiGHS with its own choices, its answer, and how it ended."""
    visits, hours = yearly_capacity(teams, terms)
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
