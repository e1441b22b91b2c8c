"""What is late is told, and told once."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone, translation

from safe_employment.findings import commands, escalation, queries, tasks
from safe_employment.findings.escalation import Level
from safe_employment.findings.models import CorrectiveAction, Finding
from safe_employment.findings.tests.factories import FOUND, TODAY, action, done_action, finding
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import AuditEntry, Notice
from safe_employment.members.tests.factories import contact_of

DUE = date(2026, 3, 16)


def run_on(by: Actor, day: date) -> None:
    now = datetime(day.year, day.month, day.day, 7, tzinfo=timezone.get_current_timezone())
    tasks.remind(machine(by.home, channel="schedule"), now)


def told(by: Actor) -> list[str]:
    """What someone was told, but for the calls to an employer's head (`test_heads`)."""
    given = Notice.objects.filter(person=by.person).exclude(kind="findings.head_late_by_phone")
    return list(given.order_by("pk").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("days", "level", "word", "tone"),
    [
        (-10, Level.NONE, "In time", "plain"),
        (-3, Level.SOON, "Due soon", "waiting"),
        (0, Level.SOON, "Due today", "waiting"),
        (1, Level.OVERDUE, "1 day overdue", "attention"),
        (6, Level.OVERDUE, "6 days overdue", "attention"),
        (7, Level.OVERDUE, "7 days overdue", "attention"),
    ],
)
def test_levels_are_a_word_and_a_shape(days: int, level: Level, word: str, tone: str) -> None:
    today = DUE + timedelta(days=days)
    assert escalation.level_of(DUE, today) == level
    with translation.override("en"):
        mark = escalation.due_mark(DUE, today)
    assert (mark.word, mark.tone) == (word, tone)
    assert mark.shape


@pytest.mark.parametrize(
    ("told", "word", "tone"),
    [
        (Level.HEAD, "21 days overdue", "attention"),
        (Level.MANAGER, "21 days overdue, manager told", "urgent"),
        (Level.BOARD, "21 days overdue, board told", "urgent"),
    ],
)
def test_who_was_told_is_said_only_when_they_were(told: Level, word: str, tone: str) -> None:
    with translation.override("en"):
        mark = escalation.due_mark(DUE, DUE + timedelta(days=21), told)
    assert (mark.word, mark.tone) == (word, tone)


def test_the_owner_is_called_before_on_the_day_and_every_three_days(monitor: Actor) -> None:
    made = finding(monitor)
    owner = contact_of(made.employer)
    action(monitor, made)
    days = [DUE + timedelta(days=n) for n in range(-2, 7)]
    for day in days:
        run_on(monitor, day)
        run_on(monitor, day)
    assert told(owner) == ["findings.owner_due_soon", *["findings.owner_late"] * 3]
    alerts = AuditEntry.objects.filter(action="findings.remind").order_by("pk")
    assert [entry.details["days_late"] for entry in alerts] == [-2, 0, 3, 3, 6]


def test_manager_and_board_are_told_once(monitor: Actor, manager: Actor, board: Actor) -> None:
    made = finding(monitor)
    contact_of(made.employer)
    action(monitor, made)
    for n in range(30):
        run_on(monitor, DUE + timedelta(days=n))
        if n == 6:
            assert told(manager) == []
        if n == 20:
            assert told(board) == []
    assert told(manager) == ["findings.manager_late"]
    assert told(board) == ["findings.board_late"]


def test_an_employer_without_account_is_phoned_by_the_finder(monitor: Actor) -> None:
    action(monitor, finding(monitor))
    run_on(monitor, DUE)
    assert told(monitor) == ["findings.owner_late_by_phone"]


def test_of_two_that_claim_an_alert_one_gets_it(monitor: Actor) -> None:
    agreed = action(monitor, finding(monitor))
    claims = [escalation.claim(agreed, "owner_told_on", DUE) for _ in range(2)]
    assert claims == [True, False]


def test_what_is_done_no_longer_nags_and_more_time_begins_anew(
    monitor: Actor, manager: Actor, board: Actor
) -> None:
    made = finding(monitor)
    done_action(monitor, made, contact_of(made.employer))
    late = action(monitor, made, what="公示工资单")
    run_on(monitor, DUE + timedelta(days=8))
    assert told(manager).count("findings.manager_late") == 1
    commands.extend_action(by=manager, action=late, due_on=date(2026, 4, 18), reason="等", today=TODAY)
    run_on(monitor, date(2026, 4, 1))
    assert told(manager).count("findings.manager_late") == 1
    run_on(monitor, date(2026, 4, 25))
    assert told(manager).count("findings.manager_late") == 2


def test_the_board_learns_of_an_indicators_delay_without_its_page(
    monitor: Actor, manager: Actor, board: Actor
) -> None:
    kept = finding(monitor, statement="indicator", for_employer=False)
    action(monitor, kept, owner_person=manager.person)
    run_on(monitor, DUE + timedelta(days=21))
    notice = Notice.objects.get(person=board.person)
    assert notice.path == ""
    assert kept.employer.name not in str(notice.facts)


def test_the_most_overdue_comes_first(monitor: Actor, other_monitor: Actor) -> None:
    closed = finding(monitor)
    commands.verify_action(
        by=other_monitor, action=done_action(monitor, closed, contact_of(closed.employer)), today=TODAY
    )
    waiting = finding(monitor)
    done_action(monitor, waiting, contact_of(waiting.employer))
    later, sooner, unagreed = finding(monitor), finding(monitor), finding(monitor)
    action(monitor, later, due_on=date(2026, 3, 15))
    action(monitor, sooner, due_on=date(2026, 3, 5))
    ordered = queries.with_urgency(queries.findings_for(monitor))
    assert list(ordered) == [sooner, unagreed, later, waiting, closed]
    assert CorrectiveAction.objects.count() == 4


def test_the_database_keeps_the_days_whatever_an_old_object_holds(monitor: Actor, manager: Actor) -> None:
    made = finding(monitor)
    seen = Finding.objects.get(pk=made.pk)
    assert (seen.next_due_on, seen.urgent_on) == (None, FOUND + timedelta(days=7))
    later, sooner = action(monitor, made, due_on=DUE), action(monitor, made, due_on=date(2026, 3, 9))
    seen.title, seen.state = "Wages are held back", "correcting"
    seen.save()
    seen.refresh_from_db()
    assert (seen.next_due_on, seen.urgent_on) == (sooner.due_on, sooner.due_on)
    commands.extend_action(by=manager, action=sooner, due_on=date(2026, 4, 1), reason="等", today=TODAY)
    seen.refresh_from_db()
    assert seen.next_due_on == later.due_on
    for each in (later, sooner):
        commands.drop_action(by=manager, action=each, reason="误会", today=TODAY)
    last = Finding.objects.get(pk=made.pk)
    assert (last.next_due_on, last.urgent_on) == (None, TODAY + timedelta(days=7))


class TestNotices:
    def test_who_is_told_along_the_way(
        self, monitor: Actor, other_monitor: Actor, manager: Actor, django_capture_on_commit_callbacks
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            made = finding(monitor)
        owner = contact_of(made.employer)
        with django_capture_on_commit_callbacks(execute=True):
            done = done_action(monitor, made, owner)
        with django_capture_on_commit_callbacks(execute=True):
            commands.verify_action(by=other_monitor, action=done, today=TODAY)
        assert told(owner) == ["findings.action_agreed", "findings.closed"]
        assert told(other_monitor) == told(manager) == ["findings.action_done"]
        assert told(monitor) == ["findings.shared_by_phone"]  # nobody at the employer had access yet

    def test_an_indicator_reaches_the_case_officer_the_same_day_and_never_the_employer(
        self, monitor: Actor, case_officer: Actor, manager: Actor, django_capture_on_commit_callbacks
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            kept = finding(monitor, statement="indicator", for_employer=False)
        owner = contact_of(kept.employer)
        assert told(case_officer) == ["findings.recorded"]
        with django_capture_on_commit_callbacks(execute=True):
            commands.withdraw_finding(by=manager, finding=kept, reason="误会", today=TODAY)
        assert told(owner) == []

    def test_notices_name_no_employer(
        self, monitor: Actor, manager: Actor, django_capture_on_commit_callbacks
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            made = finding(monitor, severity="critical")
        notice = Notice.objects.get(person=manager.person)
        assert notice.facts == {"reference": made.reference}
