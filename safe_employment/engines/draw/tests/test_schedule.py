from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safe_employment.engines.draw import (
    Design,
    DrawError,
    Stream,
    Team,
    Terms,
    draw_week,
    keep_for_targeted,
    solve,
)
from safe_employment.engines.draw.entropy import bound_of, of_design, of_systematic
from safe_employment.engines.draw.tests.factories import a_roster, frame_of, teams_of


def drawn_often(roster, teams, terms, times, seed=3):
    found = solve(roster, teams, terms)
    design = Design.of(frame_of(roster, found), teams, terms.per_year, 0)
    chance = np.random.default_rng(seed).random
    counted = np.zeros(len(roster))
    for _ in range(times):
        visits = draw_week(design, chance)
        rows = [visit.row for visit in visits]
        assert len(set(rows)) == len(rows)
        for at, team in enumerate(teams):
            mine = [visit.row for visit in visits if visit.team == at]
            assert len(mine) <= team.visits[0]
            assert roster.hours[mine].sum() <= team.hours[0] + 1e-9
            assert not (roster.ties[mine] >> at & 1).any()
        counted[rows] += 1
    return design, counted


def test_frequencies_are_probabilities() -> None:
    times = 6_000
    roster, teams = a_roster(80), teams_of()
    design, counted = drawn_often(roster, teams, Terms(deterrence=4.0, floor=0.1), times)
    off = (counted - times * design.chance) / np.sqrt(times * design.chance * (1 - design.chance) + 1e-9)
    assert np.abs(off).max() < 4.5
    assert 0.6 < np.mean(off**2) < 1.5


@settings(max_examples=25, deadline=None)
@given(
    employers=st.integers(2, 80), count=st.integers(1, 3), visits=st.integers(1, 5), hours=st.floats(7, 20),
    seed=st.integers(0, 999),
)  # fmt: skip
def test_nothing_is_ever_broken(employers: int, count: int, visits: int, hours: float, seed: int) -> None:
    roster = a_roster(employers, teams=count, seed=seed, ties=np.zeros(employers, np.int64))
    drawn_often(roster, teams_of(count, visits, hours), Terms(floor=0.001), 60, seed)


def test_a_class_gets_the_whole_number_below_or_above() -> None:
    roster, teams = a_roster(80, teams=2, ties=np.zeros(80, np.int64)), teams_of(1, visits=6, hours=99.0)
    found = solve(roster, teams, Terms(deterrence=4.0))
    frame = frame_of(roster, found)
    design = Design.of(frame, teams, 1.0, 0)
    expected = np.bincount(frame.group, weights=design.chance)
    chance = np.random.default_rng(1).random
    for _ in range(300):
        counts = np.bincount(
            frame.group[[visit.row for visit in draw_week(design, chance)]], minlength=len(expected)
        )
        assert (np.abs(counts - expected) < 1).all()


def test_entropy_is_near_its_bound_and_far_above_a_walk_down_the_list() -> None:
    trade = np.arange(3000) % 90
    roster, teams = a_roster(3000, teams=4, trade=trade), teams_of(4, visits=8, hours=99.0)
    design = Design.of(frame_of(roster, solve(roster, teams, Terms())), teams, 1.0, 0)
    assert 0.95 * bound_of(design) < of_design(design) <= bound_of(design)
    assert of_design(design) > 10 * of_systematic(design.chance)


def test_days_are_dealt_evenly() -> None:
    roster, teams = a_roster(80, ties=np.zeros(80, np.int64)), teams_of(1, visits=5, hours=99.0)
    design = Design.of(frame_of(roster, solve(roster, teams, Terms())), teams, 1.0, 0)
    days = tuple(team.days[0] for team in teams)
    visits = draw_week(design, Stream(b"s" * 32, "w"), days)
    assert sorted(visit.day for visit in visits) == sorted(days[0])


def test_a_week_with_holidays_has_its_share() -> None:
    teams = (Team("T", (5, 2, 0, 5), (40.0, 16.0, 0.0, 40.0)),)
    roster = a_roster(60, ties=np.zeros(60, np.int64))
    frame = frame_of(roster, solve(roster, teams, Terms()))
    chance = np.random.default_rng(2).random
    counts = [len(draw_week(Design.of(frame, teams, 1.0, week), chance)) for week in range(4)]
    assert counts == [5, 2, 0, 5]


def test_rows_that_could_break_a_week_are_refused() -> None:
    roster, teams = a_roster(30), teams_of()
    found = solve(roster, teams, Terms())
    more = type(found)(found.parts * 2, found.team, found.deterred, found.bound)
    with pytest.raises(DrawError, match="DRAW_NO_CAPACITY"):
        Design.of(frame_of(roster, more), teams, 1.0, 0)


def test_one_employer_is_drawn_as_often_as_it_should() -> None:
    roster, teams = a_roster(1, ties=np.zeros(1, np.int64)), teams_of(1, visits=1)
    _, counted = drawn_often(roster, teams, Terms(), 4000)
    assert counted[0] / 4000 == pytest.approx(0.1, abs=0.025)


def test_a_share_is_kept_for_visits_with_reasons() -> None:
    drawn, kept = keep_for_targeted((4,) * 10, 0.2)
    assert (sum(drawn), sum(kept)) == (32, 8)
    assert all(a + b == 4 for a, b in zip(drawn, kept, strict=True))
    assert keep_for_targeted((1,) * 4, 0.25) == ((1, 1, 1, 0), (0, 0, 0, 1))
    with pytest.raises(DrawError):
        keep_for_targeted((1,), 1.0)
