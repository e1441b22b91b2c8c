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
    draw_period,
    keep_for_targeted,
    on_days,
    solve,
)
from safe_employment.engines.draw.entropy import bound_of, of_design, of_systematic
from safe_employment.engines.draw.tests.factories import a_roster, frame_of, teams_of


def drawn_often(roster, teams, terms, times, seed=3):
    """Counts by employer and week; every period is looked through for a limit that is broken."""
    found = solve(roster, teams, terms)
    design = Design.of(frame_of(roster, found), teams, terms.per_year)
    chance = np.random.default_rng(seed).random
    counted = np.zeros((len(roster), len(teams[0].visits)))
    for _ in range(times):
        visits = np.zeros(len(roster))
        for week, drawn in enumerate(draw_period(design, chance)):
            rows = [row for row, _ in drawn]
            assert len(set(rows)) == len(rows)
            for at, team in enumerate(teams):
                mine = [row for row, by in drawn if by == at]
                assert len(mine) <= team.visits[week]
                assert roster.hours[mine].sum() <= team.hours[week] + 1e-9
                assert not (roster.ties[mine] >> at & 1).any()
            counted[rows, week] += 1
            visits[rows] += 1
        assert (np.abs(visits - design.expected) < 1 + 1e-6).all()
    return design, counted


def near(counted, wanted, times):
    """Whether frequencies are as near to the probabilities as so many draws bring them."""
    off = (counted - times * wanted) / np.sqrt(times * wanted * (1 - wanted) + 1e-9)
    some = (wanted > 1e-6) & (wanted < 1 - 1e-6)
    return np.abs(off).max() < 4.7 and abs(np.mean(off[some] ** 2) - 1) < 5 * np.sqrt(2 / some.sum())


def test_of_a_period_the_frequencies_are_the_probabilities_and_of_each_week_its_share() -> None:
    times = 3000
    roster, teams = a_roster(80), teams_of(weeks=6)
    design, counted = drawn_often(roster, teams, Terms(deterrence=4.0, floor=0.1), times)
    assert design.expected.max() <= 1
    assert near(counted.sum(axis=1), design.expected, times)
    assert near(counted.ravel(), np.repeat(design.expected / 6, 6), times)


def test_weeks_with_holidays_get_their_share_and_no_more() -> None:
    teams = (Team("T", (5, 2, 0, 5), (20.0, 8.0, 0.0, 20.0)), Team("U", (2, 2, 2, 2), (8.0,) * 4))
    roster, times = a_roster(60, ties=np.zeros(60, np.int64)), 2500
    design, counted = drawn_often(roster, teams, Terms(deterrence=6.0), times)
    team = solve(roster, teams, Terms(deterrence=6.0)).team
    share = np.array([each.visits for each in teams])[team] / np.array([12, 8])[team][:, None]
    wanted = design.expected[:, None] * share
    assert near(counted.ravel(), wanted.ravel(), times)
    assert counted[team == 0, 2].sum() == 0


def test_who_may_be_visited_more_often_is_so_in_other_weeks() -> None:
    roster = a_roster(12, ties=np.zeros(12, np.int64), hours=np.full(12, 2.0))
    terms = Terms(deterrence=1.5, floor=0.2, cap=4.0)
    design, counted = drawn_often(roster, teams_of(2, visits=2, weeks=6), terms, 2000)
    assert design.expected.max() > 1.5
    assert near(counted.sum(axis=1) % 2000, design.expected % 1, 2000)


def test_nobody_is_promised_more_than_one_visit_a_week() -> None:
    roster = a_roster(4, ties=np.zeros(4, np.int64), hours=np.full(4, 2.0))
    found = solve(roster, teams_of(1, visits=3, weeks=2), Terms(cap=12.0, deterrence=1.0))
    assert found.yearly.max() <= 2.0


def test_who_saw_the_weeks_before_cannot_tell_the_next() -> None:
    """Of the ends that are possible after the same beginnings, none is much likelier than it should be."""
    harm, district = np.array([5.0, 4, 4, 3, 2, 2]), np.full(6, "A")
    roster = a_roster(6, ties=np.zeros(6, np.int64), hours=np.full(6, 2.0), harm=harm, district=district)
    teams = teams_of(1, visits=1, weeks=3)
    found = solve(roster, teams, Terms(deterrence=3.0, floor=0.2))
    design = Design.of(frame_of(roster, found), teams, 1.0)
    chance = np.random.default_rng(8).random
    ends: dict[frozenset[int], np.ndarray] = {}
    for _ in range(9000):
        first, second, third = (week[0][0] for week in draw_period(design, chance))
        assert len({first, second, third}) == 3
        after = ends.setdefault(frozenset((first, second)), np.zeros(6))
        after[third] += 1
    for seen, after in ends.items():
        if after.sum() < 400:
            continue
        told = after / after.sum()
        assert (after > 0).sum() == 4
        assert told.max() < 0.75
        # Who waits keeps the order of the probabilities, and nobody who waits is safe.
        left = [at for at in range(6) if at not in seen]
        assert told[left[0]] > told[left[-1]] > 0


def test_the_chance_of_who_waits_grows_as_is_said() -> None:
    times, weeks = 6000, 4
    roster = a_roster(10, ties=np.zeros(10, np.int64), hours=np.full(10, 2.0))
    teams = teams_of(1, visits=1, weeks=weeks)
    design = Design.of(frame_of(roster, solve(roster, teams, Terms(deterrence=3.0))), teams, 1.0)
    chance, x = np.random.default_rng(1).random, design.expected
    waited, drawn = np.zeros((weeks, 10)), np.zeros((weeks, 10))
    for _ in range(times):
        waits = np.ones(10, bool)
        for week, visits in enumerate(draw_period(design, chance)):
            waited[week] += waits
            for row, _ in visits:
                drawn[week, row] += 1
                waits[row] = False
    for week in range(weeks):
        said = x / weeks / (1 - x * week / weeks)
        assert drawn[week] / waited[week] == pytest.approx(said, abs=0.035)


@settings(max_examples=25, deadline=None)
@given(
    employers=st.integers(2, 80), count=st.integers(1, 3), visits=st.integers(1, 5), hours=st.floats(7, 20),
    seed=st.integers(0, 999), cap=st.sampled_from([0.5, 1.0, 3.0]),
)  # fmt: skip
def test_nothing_is_ever_broken(
    employers: int, count: int, visits: int, hours: float, *, seed: int, cap: float
) -> None:
    roster = a_roster(employers, teams=count, seed=seed, ties=np.zeros(employers, np.int64))
    terms = Terms(floor=0.001, cap=cap)
    drawn_often(roster, teams_of(count, visits, hours), terms, 8, seed)


def test_a_district_with_a_floor_gets_the_whole_number_below_or_above() -> None:
    roster, teams = a_roster(80, teams=2, ties=np.zeros(80, np.int64)), teams_of(1, visits=6, hours=99.0)
    terms = Terms(deterrence=4.0, district_floors={"A": 25.0})
    frame = frame_of(roster, solve(roster, teams, terms))
    design = Design.of(frame, teams, 1.0)
    expected = np.bincount(frame.group, weights=design.expected)
    chance = np.random.default_rng(1).random
    for _ in range(100):
        rows = [row for week in draw_period(design, chance) for row, _ in week]
        counts = np.bincount(frame.group[rows], minlength=len(expected))
        assert (np.abs(counts - expected) < 1).all()
        assert counts[0] >= 25


def test_entropy_is_near_its_bound_and_far_above_a_walk_down_the_list() -> None:
    harm = 1.2 ** np.random.default_rng(1).integers(0, 25, 3000)
    roster, teams = a_roster(3000, teams=4, harm=harm), teams_of(4, visits=8, hours=99.0)
    frame = frame_of(roster, solve(roster, teams, Terms()))
    design = Design.of(frame, teams, 1.0)
    assert 0.95 * bound_of(design) < of_design(design) <= bound_of(design) * (1 + 1e-9)
    assert of_design(design) > 10 * of_systematic(design.expected)


def test_days_are_dealt_evenly() -> None:
    roster, teams = a_roster(80, ties=np.zeros(80, np.int64)), teams_of(1, visits=5, hours=99.0)
    design = Design.of(frame_of(roster, solve(roster, teams, Terms())), teams, 1.0)
    chance = Stream(b"s" * 32, "w")
    visits = on_days(draw_period(design, chance)[0], teams, 0, roster.hours, chance)
    assert sorted(visit.day for visit in visits) == sorted(teams[0].days[0])


def test_rows_that_could_break_a_week_are_refused() -> None:
    roster, teams = a_roster(30), teams_of()
    found = solve(roster, teams, Terms())
    more = type(found)(found.parts * 2, found.team, found.deterred, found.bound)
    with pytest.raises(DrawError, match="DRAW_NO_CAPACITY"):
        Design.of(frame_of(roster, more), teams, 1.0)


def test_one_employer_with_certainty_comes_once_in_any_of_the_weeks() -> None:
    roster, teams = a_roster(1, ties=np.zeros(1, np.int64)), teams_of(1, visits=1)
    _, counted = drawn_often(roster, teams, Terms(), 2000)
    assert counted.sum() == 2000
    assert counted[0] / 2000 == pytest.approx(0.1, abs=0.03)


def test_a_period_of_one_week_can_be_drawn() -> None:
    roster, teams = a_roster(20, ties=np.zeros(20, np.int64)), teams_of(1, visits=3, weeks=1)
    terms = Terms(per_year=52.18, cap=12.0, deterrence=2.0)
    design, counted = drawn_often(roster, teams, terms, 2000)
    assert near(counted[:, 0], design.expected, 2000)


def test_a_share_is_kept_for_visits_with_reasons() -> None:
    drawn, kept = keep_for_targeted((4,) * 10, 0.2)
    assert (sum(drawn), sum(kept)) == (32, 8)
    assert all(a + b == 4 for a, b in zip(drawn, kept, strict=True))
    assert keep_for_targeted((1,) * 4, 0.25) == ((1, 1, 1, 0), (0, 0, 0, 1))
    with pytest.raises(DrawError):
        keep_for_targeted((1,), 1.0)
