"""Findings, actions and ties for tests of this room and of the rooms above it."""

from __future__ import annotations

from datetime import date
from typing import Any

from safe_employment.findings import commands
from safe_employment.findings.models import CorrectiveAction, Finding, Tie
from safe_employment.kit.actors import Actor
from safe_employment.members.models import Employer
from safe_employment.members.tests.factories import employer as an_employer

TODAY = date(2026, 3, 20)
FOUND = date(2026, 3, 2)


def finding(by: Actor, *, employer: Employer | None = None, **facts: Any) -> Finding:
    """A major possible breach, found by `by`, of which the employer was told."""
    given = {
        "cluster": "G",
        "severity": "major",
        "statement": "possible_breach",
        "title": "Part of the wages is held back until the end of the year",
        "article": "Labour Law 50",
        "found_on": FOUND,
        "today": FOUND,
    }
    return commands.record_finding(by=by, employer=employer or an_employer(by.home), **{**given, **facts})


def action(by: Actor, of: Finding, **facts: Any) -> CorrectiveAction:
    """An action that the employer's owner agreed on the day of the finding, due in two weeks."""
    given: dict[str, Any] = {
        "what": "Pay what was held back",
        "due_on": date(2026, 3, 16),
        "owner_name": "王老板",
        "today": of.found_on,
    }
    if "owner_person" in facts:
        given["owner_name"] = ""
    return commands.agree_action(by=by, finding=of, **{**given, **facts})


def done_action(by: Actor, of: Finding, doer: Actor, **facts: Any) -> CorrectiveAction:
    """An action that `doer` reported done."""
    made = action(by, of, **facts)
    return commands.report_action_done(
        by=doer, action=made, text="补发完毕", done_on=date(2026, 3, 12), today=date(2026, 3, 12)
    )


def tie(by: Actor, employer: Employer, **facts: Any) -> Tie:
    """A tie that `by` declares."""
    return commands.declare_tie(by=by, employer=employer, **{"kind": "relative", "today": FOUND, **facts})
