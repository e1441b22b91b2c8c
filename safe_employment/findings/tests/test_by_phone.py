"""An employer without access hears by phone what others read, and who asked for it hears the decision."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest

from safe_employment.findings import commands
from safe_employment.findings.models import CorrectiveAction, Finding
from safe_employment.findings.tests.factories import FOUND, TODAY, action, finding
from safe_employment.findings.tests.test_escalation import DUE, run_on, told
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import RoleAssignment
from safe_employment.members.tests.factories import contact_of

Commits = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def tells(django_capture_on_commit_callbacks: Commits) -> Callable[[], AbstractContextManager[Any]]:
    return lambda: django_capture_on_commit_callbacks(execute=True)


def reported_done(by: Actor, made: Finding) -> CorrectiveAction:
    return commands.report_action_done(
        by=by, action=action(by, made), text="补发完毕", done_on=FOUND, today=FOUND
    )


def test_what_is_shared_sent_back_closed_and_opened_again(
    monitor: Actor, other_monitor: Actor, manager: Actor, tells: Any
) -> None:
    with tells():
        made = finding(monitor)
    assert told(monitor) == ["findings.shared_by_phone"]
    done = reported_done(monitor, made)
    with tells():
        commands.send_action_back(by=other_monitor, action=done, reason="不够", today=TODAY)
    assert told(monitor)[1:] == ["findings.action_sent_back_by_phone"]
    again = commands.report_action_done(by=monitor, action=done, text="补了", done_on=TODAY, today=TODAY)
    with tells():
        commands.verify_action(by=other_monitor, action=again, today=TODAY)
    assert told(monitor)[2:] == ["findings.closed_by_phone"]
    made.refresh_from_db()
    with tells():
        commands.reopen_finding(by=monitor, finding=made, reason="又来了", recurrence=True, today=TODAY)
    assert told(monitor)[3:] == ["findings.reopened_by_phone"]
    with tells():
        commands.withdraw_finding(by=manager, finding=made, reason="看错了", today=TODAY)
    assert told(monitor)[4:] == ["findings.withdrawn_by_phone"]


@pytest.mark.parametrize("has_access", [True, False])
def test_who_asked_on_the_employers_behalf_hears_the_decision(
    has_access: bool, monitor: Actor, other_monitor: Actor, manager: Actor, tells: Any
) -> None:
    made = finding(monitor)
    owner = contact_of(made.employer) if has_access else None
    asked = commands.ask_for_postponement(
        by=other_monitor, action=action(monitor, made), wanted_on=date(2026, 4, 1), reason="材料未到",
        today=DUE,
    )  # fmt: skip
    with tells():
        commands.decide_postponement(by=manager, postponement=asked, grant=False, decision="不行", today=DUE)
    if owner is None:
        assert told(other_monitor) == ["findings.postponement_decided_by_phone"]
    else:
        assert told(other_monitor) == told(owner) == ["findings.postponement_decided"]
    assert told(monitor) == []


def test_an_employer_with_access_that_was_not_told_is_not_said_to_have_none(
    monitor: Actor, manager: Actor
) -> None:
    made = finding(monitor, source_kind="visit", source_id="7")
    owner = contact_of(made.employer)
    action(monitor, made)
    run_on(monitor, DUE)
    assert told(owner) == []
    assert told(monitor) == ["findings.employer_not_told"]
    run_on(monitor, date(2026, 3, 20))
    assert "findings.employer_not_told" in told(manager)


@pytest.mark.parametrize("left", [True, False])
def test_a_finder_who_left_is_not_told_what_the_employer_proposes_nor_that_harm_goes_on(
    left: bool, monitor: Actor, manager: Actor, tells: Any
) -> None:
    made = finding(monitor, severity="critical")
    owner = contact_of(made.employer)
    if left:
        RoleAssignment.objects.filter(person=monitor.person).delete()
    with tells():
        commands.propose_action(
            by=owner, finding=made, what="补发", owner_name="王老板", due_on=TODAY, today=FOUND
        )
    run_on(manager, date(2026, 3, 3))
    kinds = {"findings.action_proposed", "findings.not_contained"}
    assert kinds <= set(told(manager))
    assert (kinds & set(told(monitor))) == (set() if left else kinds)
