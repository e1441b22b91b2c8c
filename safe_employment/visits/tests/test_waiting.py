"""What follows from a refusal, and what nobody ends: it comes back to somebody until it is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import pgtrigger
import pytest
from django.utils import timezone

from safe_employment.findings import boards
from safe_employment.findings.models import Finding
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import Notice
from safe_employment.kit.tests.actors import signed_in
from safe_employment.kit.today import TodaySection, sections_for
from safe_employment.members.models import Employer, Workplace
from safe_employment.members.tests.factories import employer
from safe_employment.visits import commands, queries, tasks
from safe_employment.visits.models import Visit
from safe_employment.visits.tests.factories import (
    DAY,
    MADE,
    held,
    people,
    planned,
    released,
    reported,
    under_way,
)
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
        commands.review_visit(by=manager, visit=visit, today=DAY)
        for days in (1, 27, 28, 29, 42):
            turn(manager, days)
        assert told(manager) == ["return_soon"]
        planned(manager, monitor, other_monitor, employer=visit.employer)
        turn(manager, 43)
        turn(manager, 44)
        assert told(manager) == ["return_soon", "return_late"]

    def test_at_a_branch_is_planned_again_at_that_branch(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        there = employer(monitor.home)
        branch = Workplace.objects.create(employer=there, address="人民中路8号")
        refused = on_paper(monitor, other_monitor, "refused", there, workplace=branch)
        team = [person.pk for person in people(monitor, other_monitor)]
        day = (timezone.localdate() + timedelta(days=3)).isoformat()
        facts = {"employer": there.name, "planned_on": day, "team": team, "why": "拒绝进门后再访"}
        answer = signed_in(manager).post(f"{url(manager, 'plan')}?after={refused.pk}", facts)
        assert answer.status_code == 302
        assert Visit.objects.get(state="sealed").workplace == branch

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

    @pytest.mark.parametrize(
        ("outcome", "days", "elsewhere", "is_made_again"),
        [
            ("held", 9, False, True),
            ("held", 0, False, True),
            ("refused", 0, False, True),
            ("held", 9, True, False),
            ("not_found", 9, False, False),
            ("business_closed", 9, False, False),
        ],
    )
    def test_is_made_again_by_what_was_held_or_refused_at_the_same_place(
        self, outcome: str, days: int, *, elsewhere: bool, is_made_again: bool, monitor: Actor,
        other_monitor: Actor,
    ) -> None:  # fmt: skip
        there = employer(monitor.home)
        main = Workplace.objects.create(employer=there, address="翠湖南路1号", is_main=True)
        branch = Workplace.objects.create(employer=there, address="人民中路8号")
        first = on_paper(monitor, other_monitor, "refused", there)
        place = branch if elsewhere else main
        later = on_paper(
            monitor, other_monitor, outcome, there, visited_on=DAY + timedelta(days=days), workplace=place
        )
        waiting = set(queries.to_return(monitor.home))
        assert (first not in waiting) is is_made_again
        assert (later in waiting) is (outcome == "refused")

    def test_is_not_made_again_by_one_that_only_lies(self, monitor: Actor, other_monitor: Actor) -> None:
        first = on_paper(monitor, other_monitor, "refused", employer(monitor.home), DAY - timedelta(days=9))
        released(monitor, other_monitor, employer=first.employer)
        assert list(queries.to_return(monitor.home)) == [first]


class TestTheFindingOfARefusal:
    def test_stands_at_the_door_that_stayed_shut_and_is_known_when_it_comes_back(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        there = employer(monitor.home)
        branch = Workplace.objects.create(
            employer=there, name="分店", address="昆明市官渡区", division_code="530111"
        )
        days, found = [DAY, DAY + timedelta(days=7), DAY + timedelta(days=14)], []
        for day in days:
            visit = on_paper(monitor, other_monitor, "refused", there, visited_on=day, workplace=branch)
            found.append(Finding.objects.get(source_id=str(visit.pk)))
            with pgtrigger.ignore("findings.Finding:other_eyes"):
                Finding.objects.filter(pk=found[-1].pk).update(state="closed", closed_on=day)
        assert {each.workplace for each in found} == {branch}
        assert [each.earlier for each in found] == [None, *found[:2]]
        assert [each.recurred for each in found] == [False, True, True]
        back = boards.back_by_code(manager, boards.Narrowed())
        assert [(each.what, each.times, each.findings) for each in back] == [("refusal", 2, 3)]

    def test_is_recorded_once_for_a_visit_that_went_on(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = under_way(monitor, other_monitor)
        refuse(visit, monitor)
        commands.go_on(by=monitor, visit=visit, reason="老板来了", now=MADE)
        refuse(visit, monitor)
        assert Finding.objects.count() == 1


def on_paper(
    by: Actor, other: Actor, outcome: str, there: Employer, visited_on: date = DAY, **more: Any
) -> Visit:
    return commands.record_visit(
        by=by, employer=there, visited_on=visited_on, team=people(by, other), outcome=outcome,
        today=visited_on + timedelta(days=1), reason="门口没有人", **more,
    )  # fmt: skip


@pytest.mark.parametrize("outcome", ["not_found", "business_closed"])
class TestAVisitThatMetNobody:
    def test_is_told_listed_and_reminded_of_until_a_second_person_has_looked(
        self, outcome: str, *, monitor: Actor, other_monitor: Actor, manager: Actor, board: Actor,
        django_capture_on_commit_callbacks: Capture,
    ) -> None:  # fmt: skip
        visit = under_way(monitor, other_monitor)
        with django_capture_on_commit_callbacks(execute=True):
            commands.end_visit(by=monitor, visit=visit, outcome=outcome, now=MADE, reason="门牌不存在")
        assert (told(manager), told(board)) == (["met_nobody"], [])
        assert to_look_at(manager) == [f"{visit.reference} · {visit.employer}"]
        for days in (1, 6, 7, 8, 14):
            turn(manager, days)
        assert told(manager) == ["met_nobody", "review_waits", "review_waits"]
        assert "review_waits" not in told(monitor)
        commands.review_visit(by=manager, visit=visit, today=DAY + timedelta(days=15))
        turn(manager, 30)
        assert (told(manager).count("review_waits"), to_look_at(manager)) == (2, [])

    def test_is_told_to_the_board_where_it_was_drawn(
        self, outcome: str, *, monitor: Actor, other_monitor: Actor, manager: Actor, board: Actor,
        django_capture_on_commit_callbacks: Capture,
    ) -> None:  # fmt: skip
        visit = under_way(monitor, other_monitor)
        Visit.objects.filter(pk=visit.pk).update(origin="drawn", drawn_in="2026-W11/1")
        with django_capture_on_commit_callbacks(execute=True):
            commands.end_visit(by=monitor, visit=visit, outcome=outcome, now=MADE, reason="门牌不存在")
        assert told(manager) == told(board) == ["drawn_met_nobody"]


def test_a_report_that_nobody_reviews_comes_back_each_week(
    monitor: Actor, other_monitor: Actor, manager: Actor
) -> None:
    reported(monitor, other_monitor)  # ten days after the visit
    for days in (11, 16, 17, 18, 24):
        turn(manager, days)
    assert told(manager) == ["review_waits", "review_waits"]


def to_look_at(by: Actor) -> list[str]:
    """What the first page says of visits to be reviewed."""
    return [
        item.text for one in sections_for(by, DAY) if "state=not_found" in one.more_url for item in one.items
    ]


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
