"""The days of a week: none has more hours or visits than a day takes, whoever is drawn."""

from __future__ import annotations

from collections import Counter
from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from safe_employment.engines.draw import Design, Drawer, DrawError, Team, Terms, draw_period, on_days, solve
from safe_employment.engines.draw.dealing import deal, left_over, most_a_day
from safe_employment.engines.draw.tests.factories import NUMBER, SECRET, a_file, a_roster, frame_of

DAYS = tuple(tuple(f"W{week}D{day}" for day in range(5)) for week in range(6))


def teams(visits: int = 8, hours: float = 6.0) -> tuple[Team, ...]:
    """Two teams that work five days of a week; in one week a team has three."""
    short = (*DAYS[:2], DAYS[2][:3], *DAYS[3:])
    fewer = (visits, visits, visits * 3 // 5, visits, visits, visits)
    return (
        Team("T", (visits,) * 6, (5 * hours,) * 6, None, DAYS, hours),
        Team("U", fewer, tuple(len(days) * hours for days in short), None, short, hours),
    )


def test_two_long_visits_are_not_put_on_one_day() -> None:
    visits = [(at, 0) for at in range(7)]
    hours = np.array([6.0, 2, 2, 2, 2, 6.0, 2])
    for seed in range(50):
        chance = np.random.default_rng(seed).random
        used: Counter[str] = Counter()
        for visit in on_days(visits, teams(), 0, hours, chance):
            used[visit.day] += int(hours[visit.row])
        assert max(used.values()) <= 6


@pytest.mark.parametrize("shares", [(0.6, 0.3, 0.1), (0.2, 0.3, 0.5), (0.05, 0.15, 0.8)])
def test_every_day_of_every_draw_keeps_its_hours_and_its_visits(shares: tuple[float, ...]) -> None:
    chance = np.random.default_rng(5)
    roster = a_roster(90, hours=chance.choice([2.0, 4.0, 6.0], 90, p=shares))
    found = solve(roster, teams(), Terms(deterrence=4.0, floor=0.05))
    design = Design.of(frame_of(roster, found), teams(), 1.0)
    for _ in range(150):
        for week, drawn in enumerate(draw_period(design, chance.random)):
            dealt = on_days(drawn, teams(), week, roster.hours, chance.random)
            assert sorted(visit.row for visit in dealt) == sorted(row for row, _ in drawn)
            for at, team in enumerate(teams()):
                for day in team.days[week]:
                    there = [visit.row for visit in dealt if (visit.team, visit.day) == (at, day)]
                    assert roster.hours[there].sum() <= team.day_hours
                    assert len(there) <= most_a_day(team.visits[week], len(team.days[week]))


def test_a_visit_longer_than_a_day_has_no_team() -> None:
    roster = a_roster(20, ties=np.zeros(20, np.int64), hours=np.full(20, 6.0))
    with pytest.raises(DrawError, match="DRAW_NO_TEAM"):
        solve(roster, teams(hours=5.0), Terms())


def test_a_week_that_fits_in_hours_and_not_on_days_is_refused() -> None:
    """Seven visits of four hours are 28 of the week's 30; a day of six takes one, so five is all."""
    roster = a_roster(40, ties=np.zeros(40, np.int64), hours=np.full(40, 4.0))
    team = teams(visits=7)[:1]
    found = solve(roster, team, Terms())
    assert found.yearly.sum() == pytest.approx(30, rel=0.02)
    loose = Team("T", (7,) * 6, (30.0,) * 6, None, DAYS)
    with pytest.raises(DrawError, match="DRAW_NO_CAPACITY"):
        Design.of(frame_of(roster, solve(roster, (loose,), Terms())), team, 1.0)


def test_each_day_is_as_likely_as_any_other() -> None:
    hours = np.array([6.0, 2, 2, 2, 2])
    chance, counted = np.random.default_rng(2).random, Counter[str]()
    for _ in range(2000):
        dealt = on_days([(at, 0) for at in range(5)], teams(), 0, hours, chance)
        counted[next(visit.day for visit in dealt if visit.row == 0)] += 1
    assert all(320 < number < 480 for number in counted.values())
    assert len(counted) == 5


@given(
    lengths=st.lists(st.sampled_from([2.0, 3.0, 4.0, 6.0]), min_size=1, max_size=10),
    shorter=st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0]), min_size=10, max_size=10),
)
def test_what_takes_no_longer_than_a_week_that_fits_can_be_dealt(
    lengths: list[float], shorter: list[float]
) -> None:
    worst, most = sorted(lengths, reverse=True), most_a_day(len(lengths), 5)
    if left_over(worst, 5, most, 6.0):
        return
    week = sorted(
        (max(length - less, 1.0) for length, less in zip(worst, shorter, strict=False)), reverse=True
    )
    dealt = deal(week, 5, most, 6.0)
    assert dealt is not None
    assert max(Counter(dealt).values()) <= most
    assert all(sum(week[at] for at, day in enumerate(dealt) if day == each) <= 6 for each in range(5))


def test_days_are_without_limit_where_none_is_told() -> None:
    assert left_over([9.0, 9.0], 1, 2, inf) == 0
    assert deal([3.0, 3.0], 1, 1, 6.0) is None


def test_the_file_has_the_hours_of_a_day() -> None:
    file = a_file(a_roster(60), teams())
    assert [team["day_minutes"] for team in file["teams"]] == [360, 360]
    drawer = Drawer(file, secret=SECRET, number=NUMBER)
    minutes = dict(zip(drawer.opened.keys, drawer.opened.frame.minutes.tolist(), strict=True))
    for week in range(6):
        used: Counter[tuple[str, str]] = Counter()
        for key, team, day in drawer.week(week):
            used[team, day] += minutes[key]
        assert max(used.values()) <= 360
