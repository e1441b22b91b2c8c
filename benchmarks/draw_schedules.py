"""Schedules of a draw: milliseconds, entropy, and a hundred thousand weeks in which nothing is broken.

    python -m benchmarks.draw_schedules [EMPLOYERS] [WEEKS]

A quarter of 13 weeks is drawn at once, as the office does it, with harms in the steps of the file. `week_ms`
is the drawing of a whole quarter with one of its weeks put on days, so no single week takes longer; 52 seeds,
the least of three times each, so that other programs of the machine do not count. The entropy is that of the
quarter's schedule, exact for the design; its bound holds for every design with the same probabilities and
visits of a week. `left_open` is what a week still leaves open, on the average, to somebody who saw all weeks
before it, as a part of the bound of a week that is drawn without any other.
Systematic sampling in list order is the peer. Of WEEKS (100,000) weeks, every one is looked through for a
limit that is broken or an employer that comes twice in its quarter; the frequencies are compared with the
probabilities by quarter and by week.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace

import numpy as np

from benchmarks.draw_data import roster_of, teams_of, terms_of
from safe_employment.engines.draw import (
    Design,
    Frame,
    Roster,
    Stream,
    Team,
    codes,
    draw_period,
    on_days,
    solve,
)
from safe_employment.engines.draw.entropy import bound_of, of_design, of_systematic
from safe_employment.engines.draw.file import harm_of, steps_of

WEEK, OF_BOUND, OF_SYSTEMATIC = 0.050, 0.95, 10.0
QUARTER, PER_YEAR = 13, 4.0


def main() -> int:
    """Print the figures; 1 where one of them does not hold."""
    employers = int(sys.argv[1]) if len(sys.argv) > 1 else 150_000
    weeks = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    roster, teams = roster_of(employers), teams_of(weeks=QUARTER)
    roster = replace(roster, harm=harm_of(steps_of(roster.harm)))
    frame = frame_of(roster, teams)
    began = time.perf_counter()
    design = Design.of(frame, teams, PER_YEAR)
    prepared = time.perf_counter() - began
    took = [min(timed(design, week) for _ in range(3)) for week in range(52)]
    entropy, bound, systematic = of_design(design), bound_of(design), of_systematic(design.expected)
    alone = bound_of(Design.of(frame, teams_of(weeks=1), PER_YEAR * QUARTER))
    figures = {
        "employers": employers, "prepared_ms": round(prepared * 1000, 1),
        "week_ms_median": round(sorted(took)[26] * 1000, 2), "week_ms_worst": round(max(took) * 1000, 2),
        "entropy": round(entropy, 1), "of_bound": round(entropy / bound, 4),
        "left_open": round(entropy / QUARTER / alone, 4), "of_systematic": round(entropy / systematic, 1),
    }  # fmt: skip
    print(json.dumps(figures), flush=True)
    told = often(roster, teams, frame, design, weeks // QUARTER + 1)
    print(json.dumps(told))
    # Of so many figures the largest of as many standard deviations is about √(2·ln n).
    holds = (
        max(took) <= WEEK and entropy >= OF_BOUND * bound and entropy >= OF_SYSTEMATIC * systematic
        and told["broken"] == 0 and told["worst_deviation"] <= np.sqrt(2 * np.log(employers)) + 2.5
        and 0.97 < told["mean_square"] < 1.03 and 0.97 < told["mean_square_of_weeks"] < 1.03
    )  # fmt: skip
    print("holds" if holds else "DOES NOT HOLD")
    return 0 if holds else 1


def frame_of(roster: Roster, teams: tuple[Team, ...]) -> Frame:
    """The frame of the best probabilities; every district has a floor."""
    found = solve(roster, teams, terms_of(roster, teams, per_year=PER_YEAR))
    group = codes(roster.district)[1]
    return Frame(found.parts, found.team, group, np.round(roster.hours * 60).astype(np.int64))


def timed(design: Design, number: int) -> float:
    """Seconds of one quarter with one of its weeks put on days."""
    days = tuple(tuple("12345") for _ in design.teams)
    began = time.perf_counter()
    chance = Stream(b"benchmark" * 4, f"{number}")
    on_days(draw_period(design, chance)[number % QUARTER], days, chance)
    return time.perf_counter() - began


def often(
    roster: Roster, teams: tuple[Team, ...], frame: Frame, design: Design, quarters: int
) -> dict[str, float]:
    """The worst deviation in standard deviations, the means of their squares, and how many limits were
    broken."""
    counted, broken = np.zeros((len(roster), QUARTER)), 0
    chance = Stream(b"frequencies" * 3, "all")
    visits_most = np.array([team.visits[0] for team in teams])
    hours_most = np.array([team.hours[0] for team in teams])
    for _ in range(quarters):
        everybody: list[int] = []
        for week, drawn in enumerate(draw_period(design, chance)):
            rows, by = np.array(drawn, np.int64).reshape(-1, 2).T
            counted[rows, week] += 1
            everybody += rows.tolist()
            used = np.bincount(by, roster.hours[rows], minlength=len(teams))
            broken += int((np.bincount(by, minlength=len(teams)) > visits_most).any())
            broken += int((used > hours_most + 1e-9).any())
            broken += int((roster.ties[rows] >> by & 1).any()) + int((frame.team[rows] != by).any())
        broken += len(everybody) - len(set(everybody))
    of_quarter = deviations(counted.sum(axis=1), quarters, design.expected)
    cells = deviations(counted, quarters, np.repeat(design.expected[:, None] / QUARTER, QUARTER, axis=1))
    return {
        "weeks": quarters * QUARTER, "worst_deviation": round(float(np.abs(of_quarter).max()), 2),
        "mean_square": round(float(np.mean(of_quarter**2)), 4),
        "mean_square_of_weeks": round(float(np.mean(cells**2)), 4),
        "broken": broken,
    }  # fmt: skip


def deviations(counted: np.ndarray, times: int, wanted: np.ndarray) -> np.ndarray:
    """Counts less what is expected, in standard deviations."""
    spread = np.sqrt(times * np.maximum(wanted * (1 - wanted), 0.0))
    return (counted - times * wanted) / np.maximum(spread, 1e-9)


if __name__ == "__main__":
    sys.exit(main())
