"""Delays are told once and none is missed: after days without a worker, by two at once, by other days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from safe_employment.findings import commands, escalation, tasks
from safe_employment.findings.deadlines import Steps
from safe_employment.findings.models import CorrectiveAction
from safe_employment.findings.tests.factories import TODAY, action, done_action, finding
from safe_employment.findings.tests.test_escalation import told
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import AuditEntry, Notice
from safe_employment.members.tests.factories import contact_of

DUE = date(2026, 3, 16)


def at(day: date, hour: int = 7) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.get_current_timezone())


def turn(by: Actor, day: date, hour: int = 7) -> None:
    tasks.remind(machine(by.home, channel="schedule"), at(day, hour))


class TestCatchingUp:
    def test_a_worker_down_for_days_tells_each_step_once_and_in_order(
        self, monitor: Actor, manager: Actor, board: Actor
    ) -> None:
        made = finding(monitor)
        owner = contact_of(made.employer)
        action(monitor, made)
        for hour in range(7, 12):
            turn(monitor, DUE + timedelta(days=25), hour)
        assert told(owner) == ["findings.owner_late"]
        assert told(manager) == ["findings.manager_late"]
        assert told(board) == ["findings.board_late"]
        whom = AuditEntry.objects.filter(action="findings.remind").order_by("pk")
        assert [entry.details["whom"] for entry in whom] == ["owner", "head", "manager", "board"]

    def test_nobody_is_called_at_night(self, monitor: Actor) -> None:
        action(monitor, finding(monitor))
        turn(monitor, DUE, 5)
        assert told(monitor) == []

    def test_a_step_is_not_told_of_what_was_done_in_between(self, monitor: Actor) -> None:
        made = finding(monitor)
        agreed = action(monitor, made)
        commands.report_action_done(
            by=contact_of(made.employer), action=agreed, text="好了", done_on=DUE, today=DUE
        )
        assert not escalation.claim(agreed, "owner_told_on", DUE)

    def test_a_step_is_not_told_of_a_day_that_was_moved(self, monitor: Actor, manager: Actor) -> None:
        agreed = action(monitor, finding(monitor))
        commands.extend_action(by=manager, action=agreed, due_on=date(2026, 4, 1), reason="等", today=DUE)
        assert not escalation.claim(agreed, "manager_told_on", DUE)

    def test_an_association_action_has_no_employers_head(self, monitor: Actor, manager: Actor) -> None:
        action(monitor, finding(monitor), owner_person=manager.person)
        turn(monitor, DUE + timedelta(days=5))
        assert not Notice.objects.filter(kind="findings.head_late_by_phone").exists()


@pytest.mark.django_db(transaction=True)
def test_of_two_processes_at_once_one_tells(monitor: Actor, manager: Actor) -> None:
    agreed = action(monitor, finding(monitor))
    action_seen = CorrectiveAction.objects.get(pk=agreed.pk)
    step = escalation.STEPS[3]
    results: list[bool] = []
    barrier = Barrier(4)

    def run() -> None:
        barrier.wait()
        by = machine(monitor.home, channel="schedule")
        results.append(tasks.raise_alert(by=by, step=step, action=action_seen, today=TODAY))
        connection.close()

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(results) == [False, False, False, True]
    assert told(manager) == ["findings.manager_late"]


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_and_other_days_in_between_tell_each_step_once(
    monitor: Actor, manager: Actor, board: Actor
) -> None:
    """Both were down until the 16th day; between their turns the manager sets other days, twice."""
    for what in ("补发", "公示", "培训"):
        action(monitor, finding(monitor), what=what)
    barrier = Barrier(2)

    def worker(day: date) -> None:
        barrier.wait()
        turn(monitor, day)
        connection.close()

    def both(days_late: int) -> None:
        threads = [Thread(target=worker, args=(DUE + timedelta(days=days_late),)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    both(16)
    assert told(manager) == ["findings.manager_late"] * 3
    assert told(board) == []
    # The manager's day moves past today and back: who was told is not told again.
    commands.set_escalation(by=manager, steps={"major": Steps(3, 3, 3, 20, 40)})
    both(17)
    commands.set_escalation(by=manager, steps={"major": Steps(3, 3, 3, 5, 18)})
    both(18)
    both(19)
    assert told(manager) == ["findings.manager_late"] * 3
    assert told(board) == ["findings.board_late"] * 3
    entries = AuditEntry.objects.filter(action="findings.remind")
    whom = [entry.details["whom"] for entry in entries]
    assert {step: whom.count(step) for step in set(whom)} == {"owner": 6, "head": 3, "manager": 3, "board": 3}


def test_other_days_set_while_a_turn_runs_neither_double_nor_lose_a_step(
    monitor: Actor, manager: Actor, board: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    for what in ("补发", "公示"):
        action(monitor, finding(monitor), what=what)
    tell = tasks.TELLINGS["owner"]
    later = {"major": Steps(None, 3, None, 30, None)}

    def set_days_then_tell(late: CorrectiveAction, today: date) -> None:
        commands.set_escalation(by=manager, steps=later)
        tell(late, today)

    monkeypatch.setitem(tasks.TELLINGS, "owner", set_days_then_tell)
    day = DUE + timedelta(days=8)
    turn(monitor, day)  # this turn goes on by the days it began with
    assert told(manager) == ["findings.manager_late"] * 2
    turn(monitor, day, 8)
    turn(monitor, DUE + timedelta(days=30))
    assert told(manager) == ["findings.manager_late"] * 2
    assert told(board) == []


def test_one_alert_that_cannot_be_told_keeps_no_other_from_being_told(
    monitor: Actor, manager: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad, *_others = [action(monitor, finding(monitor)) for _ in range(3)]
    tell = tasks.TELLINGS["manager"]

    def fails_once(late: CorrectiveAction, today: date) -> None:
        if late.pk == bad.pk:
            raise OSError("the disk is full")
        tell(late, today)

    day = DUE + timedelta(days=8)
    monkeypatch.setitem(tasks.TELLINGS, "manager", fails_once)
    with pytest.raises(ExceptionGroup):
        turn(monitor, day)
    assert told(manager) == ["findings.manager_late"] * 2
    monkeypatch.setitem(tasks.TELLINGS, "manager", tell)
    turn(monitor, day, 8)
    turn(monitor, day, 9)
    assert told(manager) == ["findings.manager_late"] * 3


def test_what_was_done_late_and_sent_back_is_told_on(
    monitor: Actor, other_monitor: Actor, manager: Actor, board: Actor
) -> None:
    made = finding(monitor)
    done = done_action(monitor, made, contact_of(made.employer))
    turn(monitor, DUE + timedelta(days=30))
    assert (set(told(manager)), told(board)) == ({"findings.not_verified"}, [])
    commands.send_action_back(by=other_monitor, action=done, reason="没有做完", today=TODAY)
    turn(monitor, DUE + timedelta(days=30), 8)
    assert (told(manager)[-1], told(board)[-1]) == ("findings.manager_late", "findings.board_late")
