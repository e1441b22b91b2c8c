"""What the association owes escalates too: agreeing an action, verifying, deciding what is proposed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from django.utils import timezone, translation

from safe_employment.findings import commands, escalation, queries, timeline
from safe_employment.findings.deadlines import Steps, steps_of
from safe_employment.findings.escalation import DUTIES, Duty
from safe_employment.findings.models import CorrectiveAction, Finding
from safe_employment.findings.previewing import preview_of
from safe_employment.findings.tables import standing_of
from safe_employment.findings.tests.factories import FOUND, action, done_action, finding
from safe_employment.findings.tests.test_escalation import DUE, run_on, told
from safe_employment.findings.tests.test_proposals import LOCKED, proposed
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Notice, RoleAssignment
from safe_employment.kit.notices import word
from safe_employment.members.tests.factories import contact_of

AGREE, VERIFY, DECIDE = DUTIES


def days(start: date, number: int, by: Actor) -> None:
    """Let the days go by, each with two turns."""
    for n in range(number):
        for _ in range(2):
            run_on(by, start + timedelta(days=n))


def first_told(by: Actor, kind: str, start: date, number: int, turns: Actor) -> int | None:
    """Return the day, counted from `start`, on which someone is first told."""
    for n in range(number):
        run_on(turns, start + timedelta(days=n))
        if kind in told(by):
            return n
    return None


class TestAgreeing:
    def test_the_finder_then_the_manager_then_the_board_are_told(
        self, monitor: Actor, manager: Actor, board: Actor
    ) -> None:
        finding(monitor)
        days(FOUND, 7, monitor)
        assert told(monitor) == []
        days(FOUND + timedelta(days=7), 7, monitor)
        assert told(monitor) == ["findings.not_agreed"] * 3  # on the day and every third one
        assert told(manager) == []
        days(FOUND + timedelta(days=14), 30, monitor)
        assert told(manager) == told(board) == ["findings.not_agreed"]
        assert Notice.objects.get(person=board.person).facts["due_on"] == "2026-03-09"

    def test_once_an_action_is_agreed_nobody_is_told(self, monitor: Actor, manager: Actor) -> None:
        action(monitor, finding(monitor), due_on=date(2026, 4, 1))
        days(FOUND, 20, monitor)
        assert told(monitor) == told(manager) == []

    def test_a_finder_who_has_left_is_not_the_one_to_tell(self, monitor: Actor, manager: Actor) -> None:
        finding(monitor)
        RoleAssignment.objects.filter(person=monitor.person).update(ended_at=timezone.now())
        run_on(manager, FOUND + timedelta(days=8))
        assert (told(monitor), told(manager)) == ([], ["findings.not_agreed"])

    @pytest.mark.usefixtures("manager")
    def test_opened_again_it_begins_anew(self, monitor: Actor, other_monitor: Actor, board: Actor) -> None:
        wish = finding(monitor)
        run_on(monitor, FOUND + timedelta(days=28))
        done = done_action(monitor, wish, contact_of(wish.employer))
        later = date(2026, 4, 1)
        commands.verify_action(by=other_monitor, action=done, today=later)
        wish.refresh_from_db()
        commands.reopen_finding(by=monitor, finding=wish, reason="又来了", recurrence=True, today=later)
        days(later, 40, monitor)
        assert told(board) == ["findings.not_agreed"] * 2


class TestInConfidence:
    """Nobody is sent to the employer about an indicator, a report, or what is kept among the staff."""

    INDICATOR: ClassVar[dict[str, Any]] = {
        "severity": "critical", "statement": "indicator", "article": "", "for_employer": False,
        "source_kind": "visit", "source_id": "7", "question": "H01", "cluster": "H",
    }  # fmt: skip

    def test_of_an_indicator_the_case_officers_decide_then_the_manager_and_the_board_are_told(
        self, monitor: Actor, case_officer: Actor, manager: Actor, board: Actor
    ) -> None:
        finding(monitor, **self.INDICATOR)
        days(FOUND, 8, monitor)
        assert told(monitor) == []
        assert set(told(case_officer)) == {"findings.not_decided_upon"}
        assert told(manager) == told(board) == ["findings.not_decided_upon"]
        assert Notice.objects.get(person=board.person).path == ""

    def test_without_a_case_officer_it_is_the_managers(self, monitor: Actor, manager: Actor) -> None:
        finding(monitor, **self.INDICATOR)
        run_on(monitor, FOUND + timedelta(days=1))
        assert (told(monitor), told(manager)) == ([], ["findings.not_decided_upon"])

    def test_of_a_report_too_and_of_what_is_kept_from_the_employer_the_finder(
        self, monitor: Actor, case_officer: Actor
    ) -> None:
        finding(case_officer, source_kind="report", source_id="3")
        finding(monitor, for_employer=False)
        run_on(monitor, FOUND + timedelta(days=8))
        assert told(case_officer) == told(monitor) == ["findings.not_decided_upon"]

    def test_no_word_of_it_sends_anybody_to_the_employer(self, monitor: Actor, case_officer: Actor) -> None:
        made = finding(monitor, **self.INDICATOR)
        run_on(monitor, FOUND + timedelta(days=1))
        with translation.override("en"):
            notice = Notice.objects.get(person=case_officer.person)
            words = " ".join(vars(word(notice)).values()).lower()
            standing = str(standing_of(made, FOUND + timedelta(days=2)))
            entries = [entry.title for entry in timeline.entries(made.employer, monitor)]
        assert "employer" not in words
        assert "agree" not in words
        assert "Decide what is done, overdue" in standing
        assert f"Decide what is done about finding {made.reference}" in entries


class TestVerifying:
    def test_who_may_verify_then_the_manager_then_the_board_are_told(
        self, monitor: Actor, other_monitor: Actor, manager: Actor, board: Actor
    ) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        until = date(2026, 3, 26)
        assert done.verify_by == until
        days(date(2026, 3, 13), 14, monitor)
        assert told(other_monitor) == []
        run_on(monitor, until + timedelta(days=1))
        assert told(other_monitor) == ["findings.not_verified"]
        assert told(monitor) == []  # the finder may not verify
        assert first_told(board, "findings.not_verified", until, 40, monitor) == 21
        assert told(board) == ["findings.not_verified"]

    def test_reported_done_anew_it_begins_anew(self, monitor: Actor, other_monitor: Actor) -> None:
        made = finding(monitor)
        owner = contact_of(made.employer)
        done = done_action(monitor, made, owner)
        run_on(monitor, date(2026, 4, 20))
        commands.send_action_back(by=other_monitor, action=done, reason="不够", today=date(2026, 4, 20))
        day = date(2026, 4, 22)
        commands.report_action_done(by=owner, action=done, text="都补了", done_on=day, today=day)
        again = CorrectiveAction.objects.get(pk=done.pk)
        assert (again.verify_by, again.verify_told_on, again.verify_board_told_on) == (
            date(2026, 5, 6), None, None,
        )  # fmt: skip

    def test_the_lists_know_the_day(self, monitor: Actor, other_monitor: Actor) -> None:
        made = finding(monitor)
        owner = contact_of(made.employer)
        done = done_action(monitor, made, owner)
        found = Finding.objects.get(pk=made.pk)
        assert found.urgent_on == done.verify_by == date(2026, 3, 26)
        with translation.override("en"):
            marks = [str(standing_of(found, date(2026, 3, day))) for day in (26, 27)]
        assert [("overdue" in mark) for mark in marks] == [False, True]
        late = action(monitor, finding(monitor), due_on=date(2026, 3, 25))
        listed: Any = queries.actions_in_order(queries.actions_for(monitor))
        assert {each.pk: each.urgent_on for each in listed} == {late.pk: late.due_on, done.pk: done.verify_by}
        commands.send_action_back(by=other_monitor, action=done, reason="不够", today=date(2026, 3, 20))
        assert Finding.objects.get(pk=made.pk).urgent_on == DUE


class TestDeciding:
    def test_a_critical_proposal_has_the_clock_of_containment(
        self, monitor: Actor, manager: Actor, board: Actor
    ) -> None:
        proposed(monitor)
        run_on(monitor, FOUND)
        assert told(monitor) == told(manager) == []
        run_on(monitor, FOUND + timedelta(days=1))
        assert told(monitor) == ["findings.harm_not_decided"]
        assert set(told(manager)) == {"findings.harm_not_decided"}
        assert told(board) == []
        days(FOUND + timedelta(days=2), 3, monitor)
        assert told(board) == ["findings.harm_not_decided"]
        assert Notice.objects.get(person=board.person).path == ""

    def test_others_by_their_severity_and_none_that_is_decided(
        self, monitor: Actor, manager: Actor, board: Actor
    ) -> None:
        major, minor = proposed(
            monitor,
            proposals=(
                LOCKED.__class__("A", "major", "", "没有台账", question="A01"),
                LOCKED.__class__("A", "minor", "", "没有公示", question="A02"),
            ),
        )
        commands.put_proposal_aside(by=monitor, proposal=minor, reason="已公示", today=FOUND)
        assert first_told(monitor, "findings.not_decided", FOUND, 20, monitor) == 7
        assert first_told(board, "findings.not_decided", FOUND, 40, monitor) == 28
        commands.accept_proposal(by=monitor, proposal=major, today=FOUND)
        before = len(told(monitor))
        run_on(monitor, FOUND + timedelta(days=60))
        assert "findings.not_decided" not in told(monitor)[before:]


def _row(duty: Duty, by: Actor) -> object:
    if duty is AGREE:
        return finding(by)
    if duty is DECIDE:
        return proposed(by)[0]
    made = finding(by)
    return done_action(by, made, contact_of(made.employer))


def test_of_two_that_claim_it_one_gets_it(monitor: Actor) -> None:
    for duty in DUTIES:
        row = _row(duty, monitor)
        for whom in escalation.DUTY_STEPS:
            claims = [escalation.claim_duty(duty, whom, row, DUE) for _ in range(2)]
            assert claims == [True, False], (duty.what, whom)


def test_other_days_are_previewed(monitor: Actor) -> None:
    finding(monitor)
    wanted = {**steps_of(monitor.home), "major": Steps(None, 2, None, 1, None)}
    with translation.override("en"):
        hits = preview_of(monitor.home, FOUND + timedelta(days=8), wanted)
    assert [(str(hit.whom), hit.now, hit.then) for hit in hits] == [
        ("Whose duty it is · no action is agreed", 1, 1),
        ("Programme manager · no action is agreed", 0, 1),
    ]
