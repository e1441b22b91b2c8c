"""Settings: loud on error, secure by default, and each one documented."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

from safe_employment.config.environment import Environment, read_environment

KEY = "k" * 60
SEALING = "c2VhbGluZyBrZXkgb2YgdGhlIHRlc3RzLCAzMiBieXQ="


def started(**variables: str) -> subprocess.CompletedProcess[str]:
    """Start the program with only these variables; it prints what `-c` asks for."""
    code = (
        "from safe_employment.config import settings as s;"
        "print(s.SECURE_HSTS_SECONDS, s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.DEBUG)"
    )
    environment = {"PATH": os.environ["PATH"], **variables}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )


def test_production_is_secure() -> None:
    done = started(SECRET_KEY=KEY, SEALING_KEYS=SEALING, PUBLIC_URL="https://kunming.example")
    assert done.stdout.split() == ["31536000", "True", "True", "False"]


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({}, "SECRET_KEY"),
        ({"SECRET_KEY": "short", "PUBLIC_URL": "https://kunming.example"}, "SECRET_KEY"),
        ({"SECRET_KEY": KEY, "PUBLIC_URL": "http://kunming.example"}, "PUBLIC_URL"),
        ({"SECRET_KEY": KEY, "PUBLIC_URL": "https://x.example"}, "SEALING_KEYS"),
        ({"SAFE_EMPLOYMENT_MODE": "demo", "SEALING_KEYS": f"{SEALING},short"}, "SEALING_KEYS"),
        ({"SAFE_EMPLOYMENT_MODE": "demo", "DATABASE_URL": "mysql://x"}, "DATABASE_URL"),
        ({"SAFE_EMPLOYMENT_MODE": "demo", "PORT": "eighty"}, "PORT"),
        ({"SAFE_EMPLOYMENT_MODE": "loose"}, "MODE"),
    ],
)
def test_a_wrong_setting_stops_the_program_and_is_named_without_its_value(
    variables: dict[str, str], named: str
) -> None:
    done = started(**variables)
    assert done.returncode != 0
    assert named in done.stderr.splitlines()[-1]
    assert "k" * 20 not in done.stderr


def test_each_setting_says_what_it_is() -> None:
    assert [name for name, field in Environment.model_fields.items() if not field.description] == []


def test_a_database_address_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://anna:p%40ss@db.example:6432/members?sslmode=require")
    described = read_environment().database()
    assert (described["HOST"], described["PORT"], described["PASSWORD"]) == ("db.example", "6432", "p@ss")
    assert described["OPTIONS"] == {"sslmode": "require"}


def test_the_master_keys_are_read_the_one_in_force_first(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = (b"n" * 32, b"o" * 32)
    monkeypatch.setenv("SEALING_KEYS", ", ".join(base64.b64encode(key).decode() for key in keys))
    assert read_environment().master_keys == keys
    monkeypatch.delenv("SEALING_KEYS")
    assert [len(key) for key in read_environment().master_keys] == [32]


def test_no_page_asks_for_anything_from_outside() -> None:
    package = Path(__file__).resolve().parent.parent / "safe_employment"
    pages = [*package.rglob("templates/**/*.html"), *(package.parent / "frontend" / "office").rglob("*.ts")]
    assert len(pages) > 20
    loud = [
        str(page)
        for page in pages
        for word in ('src="http', "src='http", "@import url(http", 'href="//')
        if word in page.read_text()
    ]
    assert loud == []


def commanded(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the command line with only these variables."""
    return subprocess.run(
        [sys.executable, "-m", "safe_employment", *arguments],
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_line_without_any_setting_means_the_demonstration(tmp_path: Path) -> None:
    members = tmp_path / "名册.csv"
    members.write_text("单位名称,联系电话\n甲商行,13800000000\n乙饭店,13900000000\n", encoding="utf-8")
    done = commanded("members", "match", str(members), "--out", str(tmp_path / "clusters.csv"))
    assert done.returncode == 0
    assert "uses the demonstration" in done.stderr
    assert (tmp_path / "clusters.csv").read_text(encoding="utf-8").splitlines()[1].startswith("1,1,")


def test_the_command_line_says_in_words_that_it_is_not_set_up() -> None:
    done = commanded("audit", "verify", SAFE_EMPLOYMENT_MODE="production")
    assert done.returncode == 2
    assert done.stderr.startswith("SETTINGS:")
    assert "Traceback" not in done.stderr
