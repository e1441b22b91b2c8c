"""Schedules of a draw: milliseconds, entropy, and a hundred thousand weeks in which nothing is broken.

    python -m benchmarks.draw_schedules [EMPLOYERS] [WEEKS]

A quarter of 13 weeks is drawn at once, as the office does it, with harms in the steps of the file; one week
has a holiday, and half of the teams do not work in another. `week_ms` is the drawing of a whole quarter with
one of its weeks put on days, from what is prepared in `prepared_ms`; 52 seeds, the least of three times each,
so that other programs of the machine do not count. `saturday_seconds` is all that the office does for a week:
unpack and read the file, hash it, prepare, draw. The entropy is that of the
quarter's schedule, exact for the design; its bound holds for every design with the same probabilities and
visits of a week. `left_open` is what a week still leaves open, on the average, to somebody who saw all weeks
before it, as a part of the bound of a week that is drawn without any other.
Systematic sampling in list order is the peer. Of WEEKS (100,000) weeks, every one is looked through for a
limit that is broken: visits and hours of a week and of a day, ties, an employer that comes twice in its
quarter, a group that does not get the whole number below or above what it expects (a group: a team's visits
of about one length in one district, which all have floors; so no district falls below its own by more than
its groups are rounded). The frequencies are compared with the probabilities by quarter and by week, and what
the districts got on the average with their floors.
"""

from __future__ import annotations

import json
import sys
import time
import zlib
from dataclasses import replace

import numpy as np

from benchmarks.draw_data import roster_of, teams_of, terms_of
from safe_employment.engines.draw import (
    Design,
    Drawer,
    Frame,
    Roster,
    Stream,
    Team,
    codes,
    draw_period,
    most_a_day,
    on_days,
    read,
    seal,
    solve,
    written,
)
from safe_employment.engines.draw.entropy import bound_of, of_design, of_systematic
from safe_employment.engines.draw.file import harm_of, steps_of

WEEK, PREPARED, SATURDAY = 0.050, 1.0, 10.0
OF_BOUND, OF_SYSTEMATIC = 0.95, 10.0
QUARTER, PER_YEAR = 13, 4.0
HOLIDAY, OFF = 4, 9
#: Two days of ten hours: three visits of six hours would fit into the week and not on its days.
DAY_HOURS, DAYS = 10.0, ("1", "2")


def main() -> int:
    """Print the figures; 1 where one of them does not hold."""
    employers = int(sys.argv[1]) if len(sys.argv) > 1 else 150_000
    weeks = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    roster, teams = roster_of(employers), uneven_teams()
    roster = replace(roster, harm=harm_of(steps_of(roster.harm)))
    frame = frame_of(roster, teams)
    began = time.perf_counter()
    design = Design.of(frame, teams, PER_YEAR)
    prepared = time.perf_counter() - began
    took = [min(timed(design, teams, roster, week) for _ in range(3)) for week in range(52)]
    entropy, bound, systematic = of_design(design), bound_of(design), of_systematic(design.expected)
    alone = bound_of(Design.of(frame, teams_of(weeks=1), PER_YEAR * QUARTER))
    figures = {
        "employers": employers, "prepared_ms": round(prepared * 1000, 1),
        "saturday_seconds": round(saturday(roster, teams), 2),
        "week_ms_median": round(sorted(took)[26] * 1000, 2), "week_ms_worst": round(max(took) * 1000, 2),
        "entropy": round(entropy, 1), "of_bound": round(entropy / bound, 4),
        "left_open": round(entropy / QUARTER / alone, 4), "of_systematic": round(entropy / systematic, 1),
    }  # fmt: skip
    print(json.dumps(figures), flush=True)
    told = often(roster, teams, frame, design, weeks // QUARTER + 1)
    print(json.dumps(told))
    # Of so many figures the largest of as many standard deviations is about √(2·ln n).
    holds = (
        max(took) <= WEEK and prepared <= PREPARED and figures["saturday_seconds"] <= SATURDAY
        and told["least_of_floor"] >= 1 - told["floor_error"]
        and entropy >= OF_BOUND * bound and entropy >= OF_SYSTEMATIC * systematic
        and told["broken"] == 0 and told["worst_deviation"] <= np.sqrt(2 * np.log(employers)) + 2.5
        and 0.97 < told["mean_square"] < 1.03 and 0.97 < told["mean_square_of_weeks"] < 1.03
    )  # fmt: skip
    print("holds" if holds else "DOES NOT HOLD")
    return 0 if holds else 1


def uneven_teams() -> tuple[Team, ...]:
    """Standing teams; one week has one day and two visits, and in another every second team does not work."""
    found = []
    for at, team in enumerate(teams_of(weeks=QUARTER)):
        visits, days = list(team.visits), [DAYS] * QUARTER
        visits[HOLIDAY], days[HOLIDAY] = 2, DAYS[:1]
        if at % 2:
            visits[OFF], days[OFF] = 0, ()
        hours = tuple(DAY_HOURS * len(each) for each in days)
        found.append(Team(team.key, tuple(visits), hours, None, tuple(days), DAY_HOURS))
    return tuple(found)


def saturday(roster: Roster, teams: tuple[Team, ...]) -> float:
    """Seconds from a packed file to the schedule of its first week, as the clock does it."""
    file, _found = seal(
        period={"name": "b", "first": "", "last": "", "weeks": [f"W{at}" for at in range(QUARTER)]},
        terms=terms_of(roster, teams, per_year=PER_YEAR), targeted=0.2, teams=teams, roster=roster,
        facts="", secret=b"s" * 32, number={"kind": "lottery", "name": "", "form": "6/1", "day": ""},
    )  # fmt: skip
    packed = zlib.compress(written(file))
    began = time.perf_counter()
    drawer = Drawer(read(zlib.decompress(packed)), secret=b"s" * 32, number="3.8.14.22.27.31./9./")
    drawer.week(0)
    return time.perf_counter() - began


def frame_of(roster: Roster, teams: tuple[Team, ...]) -> Frame:
    """The frame of the best probabilities; every district has a floor."""
    found = solve(roster, teams, terms_of(roster, teams, per_year=PER_YEAR))
    group = codes(roster.district)[1]
    return Frame(found.parts, found.team, group, np.round(roster.hours * 60).astype(np.int64))


def timed(design: Design, teams: tuple[Team, ...], roster: Roster, number: int) -> float:
    """Seconds of one quarter with one of its weeks put on days."""
    week = number % QUARTER
    began = time.perf_counter()
    chance = Stream(b"benchmark" * 4, f"{number}")
    on_days(draw_period(design, chance)[week], teams, week, roster.hours, chance)
    return time.perf_counter() - began


def often(
    roster: Roster, teams: tuple[Team, ...], frame: Frame, design: Design, quarters: int
) -> dict[str, float]:
    """The worst deviation in standard deviations, the means of their squares, how many limits were broken,
    and the least that a district got of its floor, with the error that so many quarters leave.
    """
    counted, broken = np.zeros((len(roster), QUARTER)), 0
    chance = Stream(b"frequencies" * 3, "all")
    group = groups_of(design, len(roster))
    wanted = np.bincount(group, design.expected)
    for _ in range(quarters):
        everybody: list[int] = []
        for week, drawn in enumerate(draw_period(design, chance)):
            rows, by = np.array(drawn, np.int64).reshape(-1, 2).T
            counted[rows, week] += 1
            everybody += rows.tolist()
            broken += int((roster.ties[rows] >> by & 1).any()) + int((frame.team[rows] != by).any())
            broken += broken_in(week, drawn, roster, teams, chance)
        broken += len(everybody) - len(set(everybody))
        got = np.bincount(group[everybody], minlength=len(wanted))
        broken += int((np.abs(got - wanted) >= 1 + 1e-6).sum())
    of_quarter = deviations(counted.sum(axis=1), quarters, design.expected)
    of = np.array([team.visits for team in teams])[frame.team]
    cells = deviations(counted, quarters, design.expected[:, None] * of / of.sum(axis=1)[:, None])
    some = np.repeat((design.expected > 0)[:, None], QUARTER, axis=1) & (of > 0)
    least, error = of_floors(roster, teams, counted.sum(axis=1), quarters)
    return {
        "weeks": quarters * QUARTER, "worst_deviation": round(float(np.abs(of_quarter).max()), 2),
        "mean_square": round(float(np.mean(of_quarter**2)), 4),
        "mean_square_of_weeks": round(float(np.mean(cells[some] ** 2)), 4),
        "least_of_floor": round(least, 4), "floor_error": round(error, 4), "broken": broken,
    }  # fmt: skip


def broken_in(
    week: int, drawn: list[tuple[int, int]], roster: Roster, teams: tuple[Team, ...], chance: Stream
) -> int:
    """How many limits of a week and of its days are broken."""
    used: dict[tuple[int, str], list[float]] = {}
    for visit in on_days(drawn, teams, week, roster.hours, chance):
        used.setdefault((visit.team, visit.day), []).append(float(roster.hours[visit.row]))
    broken = 0
    for at, team in enumerate(teams):
        days = [used.get((at, day), []) for day in team.days[week]]
        lengths = [hours for day in days for hours in day]
        broken += len(lengths) != sum(by == at for _, by in drawn)
        broken += len(lengths) > team.visits[week] or sum(lengths) > team.hours[week] + 1e-9
        for day in days:
            broken += sum(day) > team.day_hours + 1e-9 or len(day) > most_a_day(team.visits[week], len(days))
    return broken


def groups_of(design: Design, rows: int) -> np.ndarray:
    """The number of the group of each row: its part of a team's visits and its district."""
    group, number = np.zeros(rows, np.int64), 0
    for parts in design.parts:
        for part in parts:
            for urn in part.classes:
                number += 1
                group[list(urn.certain)] = number
                for rows_alike in urn.groups:
                    group[rows_alike] = number
    return group


def of_floors(
    roster: Roster, teams: tuple[Team, ...], visits: np.ndarray, quarters: int
) -> tuple[float, float]:
    """The least share of its floor that a district got in a year on the average; five times its error."""
    floors = terms_of(roster, teams, per_year=PER_YEAR).district_floors
    got = np.bincount(roster.district.astype(int), visits, minlength=len(floors)) * PER_YEAR / quarters
    wanted = np.array([floors[str(at)] for at in range(len(floors))])
    some = wanted > 0
    error = 5 / np.sqrt(quarters * wanted[some].min() / PER_YEAR)
    return float((got[some] / wanted[some]).min()), float(error)


def deviations(counted: np.ndarray, times: int, wanted: np.ndarray) -> np.ndarray:
    """Counts less what is expected, in standard deviations."""
    spread = np.sqrt(times * np.maximum(wanted * (1 - wanted), 0.0))
    return (counted - times * wanted) / np.maximum(spread, 1e-9)


if __name__ == "__main__":
    sys.exit(main())
