"""`safe-employment draw verify`: says what holds and what does not, in its exit code too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from safe_employment.engines.draw import Drawer, written
from safe_employment.engines.draw.tests.factories import NUMBER, SECRET, a_file, a_roster
from safe_employment.visits.cli import draw_app


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    file = a_file()
    drawer = Drawer(file, secret=SECRET, number=NUMBER)
    weeks = {name: drawer.week(at) for at, name in enumerate(drawer.opened.weeks)}
    return {**file, "drawn": {"number": NUMBER, "weeks": weeks}, "secret": SECRET.hex()}


def verified(folder: Path, file: dict[str, Any], *more: str) -> tuple[int, str]:
    path = folder / "draw.json"
    path.write_bytes(written(file))
    result = CliRunner().invoke(draw_app, ["verify", str(path), *more])
    return result.exit_code, result.output


def test_a_file_that_holds(tmp_path: Path, told: dict[str, Any]) -> None:
    code, text = verified(tmp_path, told, "--published", told["published"]["root"])
    assert code == 0
    assert text.count("the same schedule") == 10
    assert "everything holds" in text


def test_which_draw_of_which_day_is_told_beside_the_number(tmp_path: Path, told: dict[str, Any]) -> None:
    _code, text = verified(tmp_path, told)
    assert "3.8.14.22.27.31./9./ = Double Colour Ball 2026001, 2026-01-04" in text


def test_a_file_made_up_as_a_whole_is_not_said_to_hold(tmp_path: Path, told: dict[str, Any]) -> None:
    """Its own roster, its own secret, all consistent: only the hash that was noted tells it."""
    forged = a_file(a_roster(60, seed=9))
    drawer = Drawer(forged, secret=SECRET, number=NUMBER)
    weeks = {name: drawer.week(at) for at, name in enumerate(drawer.opened.weeks)}
    forged = {**forged, "drawn": {"number": NUMBER, "weeks": weeks}, "secret": SECRET.hex()}
    for more in ((), ("--published", " ")):
        code, text = verified(tmp_path, forged, *more)
        assert code == 3
        assert "NOT COMPARED" in text
        assert "everything holds" not in text
    code, text = verified(tmp_path, forged, "--published", told["published"]["root"])
    assert code == 1
    assert "NOT  PUBLISHED" in text


def test_a_file_that_was_changed(tmp_path: Path, told: dict[str, Any]) -> None:
    code, text = verified(tmp_path, {**told, "facts": "00"})
    assert code == 1
    assert "NOT  ROOT" in text


def test_another_hash_than_the_one_noted(tmp_path: Path, told: dict[str, Any]) -> None:
    assert verified(tmp_path, told, "--published", "00" * 32)[0] == 1


def test_what_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "other.json").write_text("[]")
    for name in ("other.json", "none.json"):
        assert CliRunner().invoke(draw_app, ["verify", str(tmp_path / name)]).exit_code == 2
