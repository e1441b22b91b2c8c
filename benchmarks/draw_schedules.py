"""Schedules of a draw: milliseconds of a week, entropy, and a hundred thousand weeks in which nothing is
broken.

    python -m benchmarks.draw_schedules [EMPLOYERS] [DRAWS]

Entropy is exact for the design, its bound holds for every design with the same probabilities; systematic
sampling in list order is the peer. Frequencies are compared with the probabilities by the sum of squared
deviations.
"""

from __future__ import annotations

import json
import sys
import time

import numpy as np

from benchmarks.draw_data import roster_of, teams_of, terms_of
from safe_employment.engines.draw import Design, Frame, Roster, Stream, Team, codes, draw_week, joined, solve
from safe_employment.engines.draw.entropy import bound_of, of_design, of_systematic

WEEK, OF_BOUND, OF_SYSTEMATIC = 0.050, 0.95, 10.0


def main() -> int:
    """Print the figures; 1 where one of them does not hold."""
    employers = int(sys.argv[1]) if len(sys.argv) > 1 else 150_000
    draws = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    roster, teams = roster_of(employers), teams_of()
    frame = frame_of(roster, teams)
    began = time.perf_counter()
    design = Design.of(frame, teams, 1.0, 0)
    prepared = time.perf_counter() - began
    took = [timed(design, week) for week in range(52)]
    entropy, bound, systematic = of_design(design), bound_of(design), of_systematic(design.chance)
    figures = {
        "employers": employers, "classes": len(design.totals), "prepared_ms": round(prepared * 1000, 1),
        "week_ms_median": round(sorted(took)[26] * 1000, 2), "week_ms_worst": round(max(took) * 1000, 2),
        "entropy": round(entropy, 1), "of_bound": round(entropy / bound, 4),
        "of_systematic": round(entropy / systematic, 1),
    }  # fmt: skip
    print(json.dumps(figures), flush=True)
    worst, mean, broken = often(roster, teams, frame, design, draws)
    print(json.dumps({"draws": draws, "worst_deviation": worst, "mean_square": mean, "broken": broken}))
    # Of so many employers the largest of as many standard deviations is about √(2·ln n).
    holds = (
        max(took) <= WEEK and entropy >= OF_BOUND * bound and entropy >= OF_SYSTEMATIC * systematic
        and broken == 0 and worst <= np.sqrt(2 * np.log(employers)) + 2.5 and 0.97 < mean < 1.03
    )  # fmt: skip
    print("holds" if holds else "DOES NOT HOLD")
    return 0 if holds else 1


def frame_of(roster: Roster, teams: tuple[Team, ...]) -> Frame:
    """The frame of the best probabilities."""
    found = solve(roster, teams, terms_of(roster, teams))
    group = joined(*(codes(column)[1] for column in (roster.district, roster.trade, roster.ties)))
    return Frame(found.parts, found.team, group, np.round(roster.hours * 60).astype(np.int64))


def timed(design: Design, week: int) -> float:
    """Seconds of one week."""
    began = time.perf_counter()
    draw_week(design, Stream(b"benchmark" * 4, f"{week}"))
    return time.perf_counter() - began


def often(
    roster: Roster, teams: tuple[Team, ...], frame: Frame, design: Design, draws: int
) -> tuple[float, float, int]:
    """The worst deviation in standard deviations, the mean of their squares, and how many limits were
    broken."""
    counted, broken = np.zeros(len(roster)), 0
    chance = Stream(b"frequencies" * 3, "all")
    visits_most = np.array([team.visits[0] for team in teams])
    hours_most = np.array([team.hours[0] for team in teams])
    for _ in range(draws):
        drawn = draw_week(design, chance)
        rows, by = np.array([v.row for v in drawn]), np.array([v.team for v in drawn])
        counted[rows] += 1
        broken += int((np.bincount(by, minlength=len(teams)) > visits_most).any())
        broken += int((np.bincount(by, roster.hours[rows], minlength=len(teams)) > hours_most + 1e-9).any())
        broken += int((roster.ties[rows] >> by & 1).any()) + int(len(set(rows.tolist())) < len(rows))
        broken += int((frame.team[rows] != by).any())
    spread = np.sqrt(draws * design.chance * (1 - design.chance))
    off = (counted - draws * design.chance) / np.maximum(spread, 1e-9)
    # Where a visit is expected often enough for a standard deviation to say something.
    often_enough = draws * design.chance >= 25
    worst = float(np.abs(off[often_enough]).max(initial=0.0))
    return round(worst, 2), round(float(np.mean(off**2)), 4), broken


if __name__ == "__main__":
    sys.exit(main())
