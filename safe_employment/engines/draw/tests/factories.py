"""Small rosters for the tests of the draw."""

from __future__ import annotations

from typing import Any

import numpy as np

from safe_employment.engines.draw import (
    Frame,
    Probabilities,
    Roster,
    Team,
    Terms,
    codes,
    facts_hash,
    seal,
)

SECRET = bytes(range(32))
NUMBER = "3.8.14.22.27.31./9./"


def a_roster(employers: int = 60, *, teams: int = 2, seed: int = 1, **changes: Any) -> Roster:
    chance = np.random.default_rng(seed)
    columns: dict[str, Any] = {
        "keys": np.array([f"R{at:04d}" for at in range(employers)]),
        "district": chance.choice(["A", "B", "C"], employers),
        "trade": chance.choice(["H61", "C18"], employers),
        "ties": np.where(chance.random(employers) < 0.1, 1 << chance.integers(0, teams, employers), 0),
        "harm": np.round(chance.lognormal(1, 1.2, employers), 6),
        "hours": chance.choice([2.0, 3.0, 6.0], employers, p=[0.6, 0.3, 0.1]),
    }
    return Roster(**(columns | changes))


def teams_of(count: int = 2, visits: int = 3, hours: float = 14.0, weeks: int = 10) -> tuple[Team, ...]:
    days = tuple(tuple(f"W{week}D{day}" for day in range(5)) for week in range(weeks))
    return tuple(Team(f"T{at}", (visits,) * weeks, (hours,) * weeks, None, days) for at in range(count))


def frame_of(roster: Roster, found: Probabilities) -> Frame:
    group = codes(roster.district)[1]
    return Frame(found.parts, found.team, group, np.round(roster.hours * 60).astype(np.int64))


def a_file(roster: Roster | None = None, teams: tuple[Team, ...] | None = None) -> dict[str, Any]:
    roster, teams, terms = (
        roster or a_roster(200),
        teams or teams_of(),
        Terms(deterrence=4.0, floor=0.05, per_year=1.0),
    )
    weeks = [f"2026-W{week:02d}" for week in range(1, len(teams[0].visits) + 1)]
    file, _ = seal(
        period={"name": "2026", "first": "2026-01-05", "last": "2026-03-15", "weeks": weeks},
        terms=terms, targeted=0.2, teams=teams, roster=roster,
        facts=facts_hash(b"salt", {"rows": []}), secret=SECRET,
        number={"kind": "lottery", "name": "Double Colour Ball 2026001", "day": "2026-01-04"},
    )  # fmt: skip
    return file
