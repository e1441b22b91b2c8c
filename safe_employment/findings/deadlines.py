"""How long containment and correction may take, and when a delay is told to whom.

The periods are data, `deadlines.yaml`; the steps of a delay are the association's own where it has set them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from safe_employment.kit.models import Association


@dataclass(frozen=True)
class Allowance:
    """Days from the finding to its containment and to an agreed action, from the agreement to its being done,
    from that to its verification, and from a proposal to its decision; None: no limit.
    """

    contain_days: int | None
    agree_days: int | None
    correct_days: int | None
    verify_days: int | None
    decide_days: int | None


def _harm(whom: str) -> int:
    """Return after how many days harm that goes on is told to whom, where an association has not said."""
    days = _data()["containment"][f"{whom}_after_days"]
    assert isinstance(days, int)  # noqa: S101 - the shape of our own data file
    return days


@dataclass(frozen=True)
class Steps:
    """When a delay is told: days before the due date, days between two calls of the owner, days after it.

    None leaves a step out. The last two are the days after the day of containment, for severities that have
    one; these steps cannot be left out.
    """

    remind_before_days: int | None
    owner_every_days: int
    head_after_days: int | None
    manager_after_days: int | None
    board_after_days: int | None
    harm_manager_after_days: int = field(default_factory=lambda: _harm("manager"))
    harm_board_after_days: int = field(default_factory=lambda: _harm("board"))


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
def usual_steps(severity: str) -> Steps:
    """Return the steps of a severity where an association has set none. Raises KeyError."""
    days = _data()["escalation"][severity]
    assert isinstance(days, dict)  # noqa: S101 - the shape of our own data file
    return Steps(**days)


def steps_of(association: Association) -> dict[str, Steps]:
    """Return the association's steps, by severity: its own, else the usual ones. One query."""
    from safe_employment.findings.models import EscalationDays, Severity

    names = [each.name for each in fields(Steps)]
    own = {row.severity: row for row in EscalationDays.objects.filter(association=association)}
    return {
        severity: Steps(**{name: getattr(own[severity], name) for name in names})
        if severity in own
        else usual_steps(severity)
        for severity in Severity.values
    }


def has_containment(severity: str) -> bool:
    """Whether the harm of a severity has a day by which it must have stopped."""
    return allowance(severity).contain_days is not None


def contain_by(severity: str, statement: str, since: date) -> date | None:
    """Return the day by which the harm must have stopped; None where there is no such clock.

    An indicator of forced labour has none: what is done about it the case officer decides, and haste at
    the workplace could betray who spoke.
    """
    days = allowance(severity).contain_days
    return None if days is None or statement == "indicator" else since + timedelta(days=days)


def agree_by(severity: str, since: date) -> date | None:
    """Return the day by which an action should be agreed; None where there is no limit."""
    days = allowance(severity).agree_days
    return None if days is None else since + timedelta(days=days)


def latest_due_on(severity: str, agreed_on: date) -> date | None:
    """Return the last day that may be agreed for an action; None where there is no limit."""
    days = allowance(severity).correct_days
    return None if days is None else agreed_on + timedelta(days=days)


def verify_by(severity: str, reported_on: date) -> date | None:
    """Return the day by which what is reported done should be verified; None where there is no limit."""
    days = allowance(severity).verify_days
    return None if days is None else reported_on + timedelta(days=days)


def decide_by(severity: str, proposed_on: date) -> date | None:
    """Return the day by which a proposal should be decided; None where there is no limit."""
    days = allowance(severity).decide_days
    return None if days is None else proposed_on + timedelta(days=days)


def steps_to_decide(severity: str, steps: Steps) -> Steps:
    """Return the steps of an undecided proposal: of harm that would have to stop, those of containment.

    So the clock of containment begins with the proposal, not with its being accepted.
    """
    if not has_containment(severity):
        return steps
    return replace(
        steps, manager_after_days=steps.harm_manager_after_days, board_after_days=steps.harm_board_after_days
    )
