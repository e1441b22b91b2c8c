"""What follows from a refusal, and what nobody ends: it comes back to somebody until it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import Notice
from safe_employment.kit.tests.actors import signed_in
from safe_employment.kit.today import TodaySection, sections_for
from safe_employment.members.models import Employer
from safe_employment.members.tests.factories import employer
from safe_employment.visits import commands, queries, tasks
from safe_employment.visits.models import Visit
from safe_employment.visits.tests.factories import DAY, MADE, held, people, planned, released, under_way
from safe_employment.visits.tests.test_pages import url

Capture = Callable[..., Any]


def turn(by: Actor, days: int) -> None:
    """Let the clock make its daily turn, so many days after the visit."""
    now = timezone.make_aware(datetime.combine(DAY + timedelta(days=days), time(6)))
    for task in (tasks.remind_reports, tasks.remind_returns, tasks.remind_of_the_left_lying):
        task(machine(by.home, channel="schedule"), now)


def told(by: Actor) -> list[str]:
    found = Notice.objects.filter(person=by.person, kind__startswith="visits.").order_by("pk")
    found = found.exclude(kind="visits.planned_alone")
    return [kind.removeprefix("visits.") for kind in found.values_list("kind", flat=True)]


def to_make_again(by: Actor) -> list[TodaySection]:
    """What the first page says of refused visits."""
    return [one for one in sections_for(by, DAY) if one.more_url.endswith("?outcome=refused")]


def refuse(visit: Visit, by: Actor) -> None:
    commands.end_visit(by=by, visit=visit, outcome="refused", now=MADE, reason="门卫不让进")


class TestARefusal:
    def test_is_told_listed_and_leads_to_a_plan(
        self, monitor: Actor, other_monitor: Actor, manager: Actor, board: Actor,
        django_capture_on_commit_callbacks: Capture,
    ) -> None:  # fmt: skip
        visit = under_way(monitor, other_monitor)
        with django_capture_on_commit_callbacks(execute=True):
            refuse(visit, monitor)
        assert (told(manager), told(board)) == (["refused"], [])
        (section,) = to_make_again(manager)
        (item,) = section.items
        assert (item.text, section.total) == (f"{visit.reference} · {visit.employer}", 1)
        page = signed_in(manager).get(item.url).content.decode()
        assert str(visit.employer.name) in page
        assert visit.reference in page
        assert url(manager, "plan") in Notice.objects.get(kind="visits.refused").path
        assert to_make_again(board) == []

    def test_is_reminded_of_until_the_visit_is_made_again(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = under_way(monitor, other_monitor)
        refuse(visit, monitor)
        commands.write_report(by=monitor, visit=visit, report="没有让进。", remarks="")
        commands.report_visit(by=monitor, visit=visit, today=DAY)
        for days in (1, 27, 28, 29, 42):
            turn(manager, days)
        assert told(manager) == ["return_soon"]
        planned(manager, monitor, other_monitor, employer=visit.employer)
        turn(manager, 43)
        turn(manager, 44)
        assert told(manager) == ["return_soon", "return_late"]

    def test_is_not_reminded_of_once_it_was_made_again(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = under_way(monitor, other_monitor)
        refuse(visit, monitor)
        again = held(monitor, other_monitor, employer=visit.employer)
        Visit.objects.filter(pk=again.pk).update(visited_on=DAY + timedelta(days=9))
        turn(manager, 60)
        assert not {"return_soon", "return_late"} & set(told(manager))

    def test_on_paper_brings_the_visit_back_too(
        self,
        monitor: Actor,
        other_monitor: Actor,
        manager: Actor,
        django_capture_on_commit_callbacks: Capture,
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            visit = on_paper(monitor, other_monitor, "refused", employer(monitor.home))
        assert visit.return_by == DAY + timedelta(days=42)
        assert list(queries.to_return(monitor.home)) == [visit]
        assert told(manager) == ["refused"]

    def test_a_second_one_takes_the_place_of_the_first(self, monitor: Actor, other_monitor: Actor) -> None:
        there = employer(monitor.home)
        first = on_paper(monitor, other_monitor, "refused", there)
        later = DAY + timedelta(days=5)
        second = on_paper(monitor, other_monitor, "refused", there, visited_on=later)
        assert first.return_by != second.return_by
        assert list(queries.to_return(monitor.home)) == [second]


def on_paper(by: Actor, other: Actor, outcome: str, there: Employer, visited_on: date = DAY) -> Visit:
    return commands.record_visit(
        by=by, employer=there, visited_on=visited_on, team=people(by, other), outcome=outcome,
        today=visited_on + timedelta(days=1), reason="门口没有人",
    )  # fmt: skip


@pytest.mark.parametrize("outcome", ["not_found", "business_closed"])
def test_the_clerk_learns_also_from_paper_that_nobody_was_met(
    outcome: str, *, monitor: Actor, other_monitor: Actor, clerk: Actor,
    django_capture_on_commit_callbacks: Capture,
) -> None:  # fmt: skip
    with django_capture_on_commit_callbacks(execute=True):
        on_paper(monitor, other_monitor, outcome, employer(monitor.home))
    assert told(clerk) == ["nobody_met"]


class TestWhatNobodyEnds:
    @pytest.mark.parametrize("begin", [released, under_way])
    def test_is_told_the_day_after_and_each_week(
        self, begin: Callable[..., Visit], monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        begin(monitor, other_monitor)
        for days in (0, 1, 2, 7):
            turn(manager, days)
        assert told(manager) == told(monitor) == ["not_ended"]
        turn(manager, 8)
        assert told(manager) == told(monitor) == ["not_ended"] * 2

    def test_has_the_clock_of_its_report(self, monitor: Actor, other_monitor: Actor, manager: Actor) -> None:
        under_way(monitor, other_monitor)
        for days in (23, 30, 37):
            turn(manager, days)
        assert [kind for kind in told(monitor) if kind != "not_ended"] == ["report_soon", "report_late"]
        assert "report_overdue" in told(manager)

    def test_is_told_no_more_once_it_is_ended(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        held(monitor, other_monitor)
        turn(manager, 10)
        assert "not_ended" not in told(manager)

    def test_a_postponed_visit_asks_each_week_for_a_new_day(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = under_way(monitor, other_monitor)
        commands.postpone_visit(by=monitor, visit=visit, reason="店内有人威胁")
        for days in (1, 6, 7, 8, 14):
            turn(manager, days)
        assert told(manager) == ["no_day", "no_day"]
        assert told(monitor) == []
        commands.replan_visit(
            by=monitor, visit=visit, planned_on=DAY + timedelta(days=30), today=DAY + timedelta(days=14)
        )
        turn(manager, 28)
        assert told(manager) == ["no_day", "no_day"]

    def test_a_sealed_visit_whose_day_passed_comes_back(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        planned(monitor, monitor, other_monitor)
        tasks.release_due(machine(manager.home), MADE + timedelta(days=1))
        for days in (1, 7, 8, 9, 15):
            turn(manager, days)
        assert told(manager) == ["day_passed", "no_day", "no_day"]

    def test_a_drawn_visit_without_a_day_is_told(self, manager: Actor) -> None:
        visit = commands.draw_visit(by=manager, employer=employer(manager.home), drawn_in="2026-W11/1")
        Visit.objects.filter(pk=visit.pk).update(
            created_at=timezone.make_aware(datetime.combine(DAY, time(9)))
        )
        for days in (6, 7):
            turn(manager, days)
        assert told(manager) == ["no_day"]
