"""How long a correction may take, and when its delay is told to whom (data: `deadlines.yaml`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Allowance:
    """Days from the finding to an agreed action, and from the agreement to its being done; None: no limit."""

    agree_days: int | None
    correct_days: int | None


@dataclass(frozen=True)
class Escalation:
    """Days after the due date on which manager and board are told; days between two calls to the owner."""

    owner_every_days: int
    manager_after_days: int
    board_after_days: int


@cache
def _data() -> dict[str, dict[str, object]]:
    with (Path(__file__).parent / "deadlines.yaml").open(encoding="utf-8") as file:
        found: dict[str, dict[str, object]] = yaml.safe_load(file)
    return found


@cache
def allowance(severity: str) -> Allowance:
    """Return the allowance of a severity.

    Raises KeyError for a severity that the data do not name.
    """
    days = _data()["severities"][severity]
    assert isinstance(days, dict)  # noqa: S101 - the shape of our own data file
    return Allowance(**days)


@cache
def escalation() -> Escalation:
    """Return the days of the escalation."""
    return Escalation(**_data()["escalation"])  # type: ignore[arg-type]  # integers in our own data file


def agree_by(severity: str, since: date) -> date | None:
    """Return the day by which an action should be agreed; None where there is no limit."""
    days = allowance(severity).agree_days
    return None if days is None else since + timedelta(days=days)


def latest_due_on(severity: str, agreed_on: date) -> date | None:
    """Return the last day that may be agreed for an action; None where there is no limit."""
    days = allowance(severity).correct_days
    return None if days is None else agreed_on + timedelta(days=days)
