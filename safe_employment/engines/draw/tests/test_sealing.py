"""The seal: what was published can be checked, and anything that was changed is caught."""

from __future__ import annotations

import copy
import json
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from safe_employment.engines.draw import (
    PARTS,
    Drawer,
    DrawError,
    Roster,
    Stream,
    Team,
    Terms,
    check_form,
    commitment,
    public_number,
    read,
    read_number,
    root_of,
    seal,
    verify,
    written,
)
from safe_employment.engines.draw.chances import Rechosen, choose_again
from safe_employment.engines.draw.file import NO_HARM_STEP, harm_of, opened, steps_of
from safe_employment.engines.draw.sealing import canonical
from safe_employment.engines.draw.tests.factories import NUMBER, SECRET, a_file, a_roster, teams_of


def drawn_file() -> dict[str, Any]:
    return told_of(a_file())


@pytest.fixture(scope="module")
def told() -> bytes:
    return written(drawn_file())


def failed(file: dict[str, Any], **more: str) -> set[str]:
    return {check.code for check in verify(file, **more).checks if not check.holds}


def test_a_file_verifies(told: bytes) -> None:
    verdict = verify(read(told))
    assert verdict.holds
    assert not verdict.source_differs
    assert sum(check.code == "WEEK" for check in verdict.checks) == 10
    assert all(check.words["zh"] and check.words["en"] for check in verdict.checks)


def test_the_secret_and_the_number_decide(told: bytes) -> None:
    file = read(told)
    other = Drawer(file, secret=SECRET[::-1], number=NUMBER)
    later = Drawer(file, secret=SECRET, number="3.8.14.22.27.32./9./")
    weeks = list(file["drawn"]["weeks"].values())
    assert [other.week(at) for at in range(10)] != weeks
    assert [later.week(at) for at in range(10)] != weeks
    assert len({json.dumps(week) for week in weeks}) == 10


@pytest.mark.parametrize(
    ("path", "value", "codes"),
    [
        (("rows", 3, 5), 5, {"ROOT", "CHANCES", "WEEK"}),
        (("rows", 3, 4), 40, {"ROOT", "CHANCES", "WEEK"}),
        (("rows", 3, 3), 600, {"ROOT", "CHANCES"}),
        (("classes", 0, 0), 0, {"ROOT", "CHANCES", "WEEK"}),
        (("classes", 0, 1), "A", {"ROOT", "WEEK"}),
        (("rows", 3, 0), "R9999", {"ROOT", "WEEK"}),
        (("terms", "deterrence"), "5", {"ROOT", "CHANCES", "WEEK"}),
        (("terms", "floor"), "0.2", {"ROOT", "CHANCES", "WEEK"}),
        (("terms", "district_floors"), {"Z": "3"}, {"ROOT", "CHANCES", "WEEK"}),
        (("teams", 0, "visits", 2), 2, {"ROOT", "CHANCES", "LIMITS"}),
        (("teams", 0, "day_minutes"), 240, {"ROOT", "CHANCES"}),
        (("facts",), "00", {"ROOT", "WEEK"}),
        (("number", "day"), "2026-01-05", {"ROOT", "WEEK"}),
        (("period", "name"), "2027", {"ROOT", "WEEK"}),
        (("engine", "version"), "0", {"ENGINE", "ROOT", "WEEK"}),
        (("published", "root"), "00", {"ROOT"}),
        (("published", "commitment"), "00", {"SECRET"}),
        (("secret",), "11" * 32, {"SECRET", "WEEK"}),
        (("secret",), "", {"SECRET"}),
        (("secret",), "zz", {"SECRET"}),
        (("drawn", "number"), "3.8.14.22.27.31./8./", {"WEEK"}),
        (("drawn", "number"), "31.8.14.22.27.3./9./", {"NUMBER"}),
        (("drawn", "weeks", "2026-W03", 0, 0), "R0001", {"WEEK"}),
        (("drawn", "weeks", "2026-W03", 0, 2), "another day", {"WEEK"}),
        (("drawn", "weeks", "2027-W01"), [], {"WEEK"}),
    ],
)  # fmt: skip
def test_what_was_changed_is_caught(
    told: bytes, path: tuple[Any, ...], value: object, codes: set[str]
) -> None:
    file = read(told)
    place = file
    for step in path[:-1]:
        place = place[step]
    assert not isinstance(place, dict) or place.get(path[-1]) != value
    place[path[-1]] = value
    assert codes <= failed(file)


def test_a_row_that_is_missing_or_moved_is_caught(told: bytes) -> None:
    fewer, moved = read(told), read(told)
    fewer["rows"].pop()
    moved["rows"][0], moved["rows"][1] = moved["rows"][1], moved["rows"][0]
    assert "ROOT" in failed(fewer)
    assert "ROOT" in failed(moved)


def test_a_file_that_was_forged_as_a_whole_has_another_hash(told: bytes) -> None:
    seen = read(told)["published"]["root"]
    file = drawn_file()
    file["rows"][0][5] -= 1
    forged = forged_of(file)
    # A part in 10¹² is no other probability; only the hash that was published before tells it.
    assert verify(forged).holds
    assert failed(forged, published=seen) == {"PUBLISHED"}
    assert not failed(read(told), published=seen)


def forged_of(file: dict[str, Any]) -> dict[str, Any]:
    """A file that was changed with everything that follows from it."""
    forged = copy.deepcopy(file)
    forged["published"]["root"] = root_of(forged)
    drawer = Drawer(forged, secret=SECRET, number=NUMBER)
    forged["drawn"]["weeks"] = {name: drawer.week(at) for at, name in enumerate(drawer.opened.weeks)}
    return forged


def test_a_friend_who_is_spared_is_caught_even_if_everything_else_fits() -> None:
    """A probability that does not follow from the harm, sealed as if it did."""
    file = drawn_file()
    parts = [row[5] for row in file["rows"]]
    spared = parts.index(max(parts))
    file["rows"][spared][5] = PARTS // 20
    assert failed(forged_of(file)) == {"CHANCES"}


def test_probabilities_of_another_machine_hold_within_their_last_digits() -> None:
    found = choose_again(opened(a_file()))
    assert found == Rechosen(holds=True, same=True, of_bound=found.of_bound)
    file = a_file()
    for row in file["rows"]:
        # At a slightly higher price of a visit: even, and nearly as good.
        if row[5] < PARTS:
            row[5] = max(row[5] - 10**7 * 2, PARTS // 20)
    other = choose_again(opened(file))
    assert other.holds
    assert not other.same
    assert 0.999 < other.of_bound <= found.of_bound


def test_a_row_tells_what_a_check_needs_and_no_more() -> None:
    file = a_file()
    assert all(len(row) == 6 for row in file["rows"])
    assert {district for _, district in file["classes"]} == {""}
    # The order of classes is that of the rows, whose keys are not in the order of anything.
    first = list(dict.fromkeys(row[1] for row in file["rows"]))
    assert first == list(range(len(file["classes"])))


def test_harm_is_told_in_steps() -> None:
    steps = steps_of(np.array([0.0, 1.0, 2.0, 2.3, 2.4, 1e-30]))
    assert steps.tolist() == [NO_HARM_STEP, 0, 4, 5, 5, -399]
    assert harm_of(steps)[:3].tolist() == [0.0, 1.0, 2.0]
    harm = np.random.default_rng(1).lognormal(0, 2, 1000)
    assert np.abs(np.log2(harm_of(steps_of(harm)) / harm)).max() <= 1 / 8 + 1e-9


def test_before_the_secret_is_told_nothing_is_claimed() -> None:
    verdict = verify(a_file())
    assert not verdict.holds
    assert {check.code for check in verdict.checks if not check.holds} == {"SECRET", "NUMBER"}
    assert "CHANCES" in {check.code for check in verdict.checks}


@pytest.mark.parametrize(
    "data", [b"", b"[]", b"{}", b'{"format": "safe-employment draw 3"}', b"\xff\xfe", b"[" * 100_000]
)
def test_what_is_no_file_is_told(data: bytes) -> None:
    with pytest.raises(DrawError, match="DRAW_NOT_A_FILE"):
        read(data)


def test_rows_of_another_form_are_told(told: bytes) -> None:
    for rows in (
        [["R1", 0, 9, 60, 0, 5]],
        [["R1", 0, 0, 0, 0, 5]],
        [["R1"]],
        "rows",
        [["R1", 0, 0, 60, 0, -5]],
        [["R1", 99, 0, 60, 0, 5]],
    ):
        file = read(told)
        file["rows"] = rows
        with pytest.raises(DrawError):
            Drawer(file, secret=SECRET, number=NUMBER).week(0)


def test_public_numbers_have_the_form_of_rfc_3797() -> None:
    # The sources of the example in RFC 3797, section 6, as they stand in its key.
    assert (
        public_number([[9319], [2, 5, 12, 8, 10], [9, 18, 26, 34, 41, 45]])
        == "9319./2.5.8.10.12./9.18.26.34.41.45./"
    )
    assert read_number("12 05 31 / 7") == "5.12.31./7./"
    assert read_number("B8A1" * 16) == "b8a1" * 16 + "./"
    for wrong in ("", "/", "no"):
        with pytest.raises(DrawError):
            read_number(wrong)


SEVEN = "3.8.14.22.27.31./9./"
HEX = "b8a1" * 16


@pytest.mark.parametrize(
    ("form", "text", "read"),
    [
        ("6/1", "3 8 14 22 27 31 / 9", SEVEN),
        ("6/1", "31, 27, 22, 14, 8, 3 + 09", SEVEN),
        ("6/1", "3 8 14 22 27 31 9", SEVEN),
        ("6/1", SEVEN, SEVEN),
        ("6/1", "9 / 3 8 14 22 27 31", ""),
        ("6/1", "3/8/14/22/27/31/9", ""),
        ("6/1", "3 8 14 22 27 / 31 9", ""),
        ("6/1", "3 8 14 22 27 31", ""),
        ("6/1", "3 8 14 22 27 31 9 9", ""),
        ("6/1", "3 8 14 22 27 31 / 9 xyz", ""),
        ("6/1", HEX, ""),
        ("7", "3 8 14 22 27 31 9", "3.8.9.14.22.27.31./"),
        ("hex", HEX.upper(), HEX + "./"),
        ("hex", HEX[:-1], ""),
        ("hex", "3 8 14", ""),
    ],
)
def test_a_sealed_form_leaves_one_reading_of_a_number(form: str, text: str, read: str) -> None:
    if read:
        assert read_number(text, form) == read
    else:
        with pytest.raises(DrawError, match="DRAW_BAD_FIGURE"):
            read_number(text, form)


@pytest.mark.parametrize("form", ["", "6/", "/1", "0/1", "6-1", "x", "6/1/1/1/1/1", "100"])
def test_a_form_that_cannot_be_is_refused(form: str) -> None:
    with pytest.raises(DrawError):
        check_form(form)
    assert check_form(" 6 / 1") == "6/1"


def test_another_reading_of_the_number_does_not_verify(told: bytes) -> None:
    file = read(told)
    file["number"]["form"] = "6/1"
    assert "NUMBER" not in failed(file)
    file["drawn"]["number"] = "9./3.8.14.22.27.31./"
    assert "NUMBER" in failed(file)
    file["number"]["form"] = "no form"
    assert "NUMBER" in failed(file)


def test_a_week_that_was_taken_out_is_missed(told: bytes) -> None:
    file = read(told)
    del file["drawn"]["weeks"]["2026-W03"]
    assert failed(file) == {"MISSING"}
    file["drawn"]["weeks"] = {}
    assert [check.detail for check in verify(file).checks if not check.holds] == file["period"]["weeks"]


def test_a_secret_must_be_long() -> None:
    with pytest.raises(DrawError):
        commitment(b"short")


def test_figures_with_fractions_have_no_canonical_form() -> None:
    assert canonical({"b": [1, "二"], "a": None}) == '{"a":null,"b":[1,"二"]}'.encode()
    with pytest.raises(DrawError):
        canonical({"a": [1.5]})


def test_the_stream_is_even_and_fixed() -> None:
    stream = Stream(b"seed" * 8, "2026-W01")
    numbers = np.array([stream() for _ in range(20_000)])
    assert numbers.min() >= 0
    assert numbers.max() < 1
    assert np.histogram(numbers, 20, (0, 1))[0] == pytest.approx(1000, abs=150)
    again = Stream(b"seed" * 8, "2026-W01")
    assert [again() for _ in range(5)] == numbers[:5].tolist()
    assert Stream(b"seed" * 8, "2026-W02")() != numbers[0]


def told_of(file: dict[str, Any]) -> dict[str, Any]:
    drawer = Drawer(file, secret=SECRET, number=NUMBER)
    weeks = {name: drawer.week(at) for at, name in enumerate(drawer.opened.weeks)}
    return {**file, "drawn": {"number": NUMBER, "weeks": weeks}, "secret": SECRET.hex()}


def test_one_employer_is_drawn_and_verified() -> None:
    file = told_of(a_file(a_roster(1, ties=np.zeros(1, np.int64)), teams_of(1, visits=1, weeks=4)))
    assert sum(len(week) for week in file["drawn"]["weeks"].values()) == 1
    assert verify(file).holds


@pytest.mark.parametrize(
    ("code", "roster", "teams"),
    [
        ("DRAW_NO_CAPACITY", a_roster(5), ()),
        ("DRAW_NO_CAPACITY", a_roster(5), teams_of(1, visits=0)),
        ("DRAW_NO_RISK", a_roster(5, harm=np.zeros(5)), teams_of()),
        ("DRAW_NO_EMPLOYERS", a_roster(0), teams_of()),
        ("DRAW_NO_TEAM", a_roster(2, ties=np.array([0, 3])), teams_of()),
    ],
)
def test_what_cannot_be_sealed_is_told(code: str, roster: Roster, teams: tuple[Team, ...]) -> None:
    with pytest.raises(DrawError, match=code):
        seal(
            period={"name": "x", "first": "", "last": "", "weeks": []}, terms=Terms(), targeted=0.2,
            teams=teams, roster=roster, facts="", number={}, secret=SECRET,
        )  # fmt: skip


@settings(max_examples=15, deadline=None)
@given(
    employers=st.integers(1, 90), count=st.integers(1, 3), visits=st.integers(1, 5), weeks=st.integers(1, 9),
    seed=st.integers(0, 999),
)  # fmt: skip
def test_files_of_any_roster_verify(
    employers: int, count: int, visits: int, weeks: int, *, seed: int
) -> None:
    roster = a_roster(employers, teams=count, seed=seed, ties=np.zeros(employers, np.int64))
    teams = teams_of(count, visits, 14.0, weeks)
    if weeks * count * visits < 0.1 * employers:
        return
    verdict = verify(read(written(told_of(a_file(roster, teams)))))
    assert verdict.holds
    assert not verdict.other_digits


def test_what_is_no_whole_minute_is_never_to_the_teams_cost() -> None:
    """Hours of 11.995 are 719 minutes in the file, a visit of 1.999 hours takes 120."""
    roster = a_roster(30, ties=np.zeros(30, np.int64), hours=np.full(30, 1.999))
    teams = (Team("T", (6,) * 5, (11.995,) * 5, None, ()),)
    file = a_file(roster, teams)
    assert {row[3] for row in file["rows"]} == {120}
    assert set(file["teams"][0]["minutes"]) == {719}
    assert max(len(week) for week in told_of(file)["drawn"]["weeks"].values()) <= 5
