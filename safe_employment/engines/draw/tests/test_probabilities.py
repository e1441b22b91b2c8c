from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safe_employment.engines.draw import DrawError, ProblemCode, Roster, Team, Terms, deterred, solve
from safe_employment.engines.draw.tests.factories import a_roster, teams_of

SPREAD = 1e-9


def one_class(harm: list[float], hours: float = 1.0) -> Roster:
    count = len(harm)
    same = np.array(["A"] * count)
    return Roster(
        np.array([f"R{at}" for at in range(count)]), same, same, np.zeros(count, np.int64),
        np.array(harm, float), np.full(count, hours),
    )  # fmt: skip


def holds(roster: Roster, teams: tuple[Team, ...], terms: Terms) -> None:
    found = solve(roster, teams, terms)
    yearly = found.yearly
    assert (yearly >= terms.floor - SPREAD).all()
    assert (yearly <= terms.cap + SPREAD).all()
    for at, team in enumerate(teams):
        mine = found.team == at
        assert yearly[mine].sum() <= sum(team.visits) * terms.per_year + SPREAD
        assert (yearly[mine] * roster.hours[mine]).sum() <= sum(team.hours) * terms.per_year + SPREAD
        assert not (roster.ties[mine] >> at & 1).any()
        if team.districts is not None:
            assert set(roster.district[mine].astype(str)) <= team.districts
    for name, floor in terms.district_floors.items():
        assert yearly[roster.district.astype(str) == name].sum() >= floor * (1 - 1e-6)
    assert found.deterred == pytest.approx(deterred(roster.harm, yearly, terms.deterrence))
    assert found.deterred <= found.bound * (1 + 1e-9)


def test_without_other_limits_what_is_left_is_the_same_for_all_between_floor_and_cap() -> None:
    terms = Terms(deterrence=3.0, floor=0.05)
    found = solve(one_class([8, 4, 2, 1]), (Team("T", (1,), (9.0,)),), terms)
    assert found.yearly == pytest.approx([0.5477, 0.3167, 0.0856, 0.05], abs=1e-4)
    left = np.array([8, 4, 2]) * np.exp(-3 * found.yearly[:3])
    assert left == pytest.approx(left[0])
    assert found.certainty > 0.99999


def test_a_likely_visit_to_everybody_deters_more_than_a_list_or_equal_chances() -> None:
    roster, teams, terms = a_roster(200), teams_of(hours=40), Terms(deterrence=10.0)
    found = solve(roster, teams, terms)
    visits = sum(sum(team.visits) for team in teams)
    first = np.zeros(200)
    first[np.argsort(-roster.harm)[:visits]] = 1.0
    assert found.deterred > deterred(roster.harm, first, 10.0)
    assert found.deterred > deterred(roster.harm, np.full(200, visits / 200), 10.0)


def test_no_other_probabilities_are_better() -> None:
    roster, teams, terms = a_roster(40), teams_of(hours=40), Terms(deterrence=5.0, floor=0.1)
    found = solve(roster, teams, terms)
    chance = np.random.default_rng(3)
    for _ in range(300):
        a, b = chance.integers(0, 40, 2)
        step = min(0.01, found.yearly[a] - terms.floor, terms.cap - found.yearly[b])
        if found.team[a] != found.team[b] or roster.hours[b] > roster.hours[a] or step <= 0:
            continue
        moved = found.yearly.copy()
        moved[a] -= step
        moved[b] += step
        assert deterred(roster.harm, moved, 5.0) <= found.deterred * (1 + 1e-7)


def test_a_district_floor_is_kept_and_costs_what_the_bound_knows() -> None:
    roster, teams = a_roster(120, seed=4), teams_of(hours=40)
    free = solve(roster, teams, Terms())
    there = roster.district == "B"
    wanted = free.yearly[there].sum() * 1.6
    terms = Terms(district_floors={"B": wanted})
    found = solve(roster, teams, terms)
    assert found.yearly[there].sum() >= wanted * (1 - 1e-6)
    assert found.deterred < free.deterred
    assert found.certainty > 0.999


def test_hours_can_be_what_limits() -> None:
    roster = one_class([5.0] * 30, hours=6.0)
    found = solve(roster, (Team("T", (3,) * 10, (13.0,) * 10),), Terms())
    assert found.yearly.sum() == pytest.approx(20, abs=0.05)


def test_who_is_not_to_be_visited_still_has_no_tie_with_the_team() -> None:
    roster, teams = a_roster(76, teams=3, seed=0), teams_of(2, 1, 14.0)
    holds(roster, teams, Terms(deterrence=1.0, floor=0.0))


def test_a_team_that_uses_all_its_hours_is_cut_until_every_week_holds() -> None:
    holds(a_roster(96, teams=3, seed=0), teams_of(2, 5, 14.0), Terms(deterrence=1.0, floor=0.0))


@settings(max_examples=40, deadline=None)
@given(
    employers=st.integers(1, 120), count=st.integers(1, 4), visits=st.integers(1, 6), seed=st.integers(0,
    999), c=st.floats(0.1, 30), floor=st.floats(0, 1), district=st.floats(0, 0.9),
)  # fmt: skip
def test_every_limit_holds(
    employers: int, count: int, visits: int, seed: int, *, c: float, floor: float, district: float
) -> None:
    roster, teams = a_roster(employers, teams=count + 1, seed=seed), teams_of(count, visits, 14.0)
    capacity = 10 * count * visits
    terms = Terms(
        deterrence=c, floor=min(floor * 0.3 * capacity / employers, 0.9),
        district_floors={"A": district * 0.2 * min(capacity, (roster.district == "A").sum())},
    )  # fmt: skip
    try:
        holds(roster, teams, terms)
    except DrawError as problem:
        assert problem.code in {ProblemCode.NO_TEAM, ProblemCode.FLOORS_TOO_HIGH}  # noqa: PT017


def test_one_employer_can_be_drawn() -> None:
    found = solve(one_class([4.0]), (Team("T", (1,) * 4, (8.0,) * 4),), Terms())
    assert found.yearly == pytest.approx([1.0])


@pytest.mark.parametrize(
    ("code", "roster", "teams", "terms"),
    [
        (ProblemCode.NO_CAPACITY, one_class([1]), (), Terms()),
        (ProblemCode.NO_CAPACITY, one_class([1]), (Team("T", (0, 0), (9, 9)),), Terms()),
        (ProblemCode.NO_EMPLOYERS, one_class([]), teams_of(), Terms()),
        (ProblemCode.NO_RISK, one_class([0, 0]), teams_of(), Terms()),
        (ProblemCode.BAD_FIGURE, one_class([float("nan")]), teams_of(), Terms()),
        (ProblemCode.BAD_FIGURE, one_class([1]), teams_of(), Terms(floor=2)),
        (ProblemCode.BAD_FIGURE, one_class([1]), teams_of(), Terms(deterrence=0)),
        (ProblemCode.FLOORS_TOO_HIGH, one_class([1] * 100), teams_of(), Terms(floor=0.9)),
        (ProblemCode.FLOORS_TOO_HIGH, one_class([1] * 3), teams_of(), Terms(district_floors={"A": 4})),
        (ProblemCode.FLOORS_TOO_HIGH, one_class([1] * 3), teams_of(), Terms(district_floors={"Z": 1})),
        (ProblemCode.NO_TEAM, one_class([1], hours=20), teams_of(), Terms()),
        (ProblemCode.NO_TEAM, one_class([1]), (Team("T", (1,), (8,), frozenset({"B"})),), Terms()),
    ],
)  # fmt: skip
def test_what_cannot_be_drawn_is_told(
    code: ProblemCode, roster: Roster, teams: tuple[Team, ...], terms: Terms
) -> None:
    with pytest.raises(DrawError) as told:
        solve(roster, teams, terms)
    assert told.value.code == code
    assert told.value.words["zh"]
    assert "{" not in told.value.words["en"]


def test_a_repeated_row_is_told() -> None:
    with pytest.raises(DrawError, match="DRAW_REPEATED_ROW"):
        solve(a_roster(2, keys=np.array(["R1", "R1"])), teams_of(), Terms())


def test_an_employer_tied_to_every_team_is_told() -> None:
    with pytest.raises(DrawError, match="DRAW_NO_TEAM"):
        solve(a_roster(2, ties=np.array([0, 3])), teams_of(), Terms())
