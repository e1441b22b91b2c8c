"""Where one person alone could decide and may not, another is asked for: nothing stays silently open."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from safe_employment.findings import commands as findings
from safe_employment.findings.tests.factories import action, done_action, finding
from safe_employment.instruments.tests import factories as instruments
from safe_employment.instruments.tests.sending import device, filled, send
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Notice, RoleAssignment
from safe_employment.kit.notices import word
from safe_employment.kit.roles import Role
from safe_employment.kit.tests.actors import actor
from safe_employment.kit.today import sections_for
from safe_employment.visits import commands, notices
from safe_employment.visits.phone.tests.test_settling import HARM, interview, kept, version
from safe_employment.visits.tests.factories import DAY, MADE, TODAY, people, planned, reported, under_way

__all__ = ["interview", "version"]
NEEDED = "kit.another_needed"


@pytest.fixture
def both(manager: Actor) -> Actor:
    """The only manager, who makes visits as well."""
    assert manager.person is not None
    RoleAssignment.objects.create(person=manager.person, association=manager.home, role=Role.MONITOR)
    return Actor(manager.person, manager.association, frozenset({Role.MANAGER, Role.MONITOR}))


def told(by: Actor, kind: str = NEEDED) -> int:
    return Notice.objects.filter(person=by.person, kind=kind).count()


def waiting(by: Actor) -> int:
    """How much of what was kept aside stands on somebody's first page."""
    with translation.override("en"):
        return sum(each.total for each in sections_for(by, TODAY) if "settle" in str(each.title))


def test_it_says_which_role_is_missing_and_never_for_what(
    both: Actor, monitor: Actor, board: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        reported(both, monitor)
    manager_s, board_s = (Notice.objects.get(person=by.person, kind=NEEDED) for by in (both, board))
    assert word(manager_s, "en").subject == "Another person is needed: Programme manager"
    assert word(manager_s, "zh-hans").subject.endswith("项目经理")
    assert manager_s.facts.keys() == {"role"}
    page = reverse("kit:people", kwargs={"association": both.home.slug})
    assert (manager_s.path, board_s.path) == (page, ""), "the board names nobody: it sees to it"


class TestAReview:
    def test_waits_for_another_manager_than_the_one_on_the_team(
        self, both: Actor, monitor: Actor, board: Actor
    ) -> None:
        visit = reported(both, monitor)
        Notice.objects.all().delete()
        notices.tell_left_lying(visit)
        assert (told(board), told(board, "visits.review_waits")) == (1, 1)
        actor(both.home, Role.MANAGER)
        Notice.objects.all().delete()
        notices.tell_left_lying(visit)
        assert not Notice.objects.filter(kind=NEEDED).exists()

    def test_without_any_board_too(self, both: Actor, monitor: Actor) -> None:
        visit = reported(both, monitor)
        Notice.objects.all().delete()
        notices.tell_left_lying(visit)
        assert told(both) == 1


def test_a_request_to_cancel_waits_for_another_than_the_only_manager(
    both: Actor, monitor: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    there = planned(both, both, monitor).employer
    drawn = commands.draw_visit(by=both, employer=there, drawn_in="p:W10:1")
    on: dict[str, Any] = {"today": date(2026, 3, 1)}
    commands.seal_visit(by=both, visit=drawn, planned_on=DAY, team=people(both, monitor), **on)
    drawn.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        commands.ask_to_cancel(by=both, visit=drawn, reason="两人都病了", **on)
    assert told(both) == 1
    board = actor(both.home, Role.BOARD)
    asked = drawn.cancel_requests.get()
    assert commands.confirm_cancelling(by=board, asked=asked, reason="属实", **on).state == "confirmed"


def test_a_part_that_the_only_manager_filled_in_waits_for_another(
    both: Actor, monitor: Actor, version: Any
) -> None:
    kept(version, under_way(both, monitor), both, HARM)
    assert (told(both), told(both, "visits.part_kept")) == (1, 0)
    assert waiting(actor(both.home, Role.MANAGER)) == 1
    assert waiting(both) == 0


def test_an_interview_that_the_only_case_officer_held_waits_for_another(
    monitor: Actor, other_monitor: Actor, manager: Actor, case_officer: Actor, interview: Any
) -> None:
    visit = under_way(monitor, other_monitor)
    notices.tell_part_kept(visit.association, said_by_workers=True, sent_by=case_officer.person.pk)  # type: ignore[union-attr]
    assert (told(manager), told(case_officer), told(case_officer, "visits.part_kept")) == (1, 0, 0)
    needed = Notice.objects.get(person=manager.person, kind=NEEDED)
    assert needed.facts["role"]["en"] == "Case officer"


def test_what_the_only_manager_sent_and_is_held_waits_for_another(both: Actor) -> None:
    instruments.published(both.home)
    phone, _token = device(both)
    for number in (1, 2):
        send(phone, filled({"A/A01": "no"}, instance=f"uuid:{number}", version="9"))
    assert (told(both), told(both, "instruments.held")) == (1, 0), "once an hour"
    assert (waiting(both), waiting(actor(both.home, Role.MANAGER))) == (0, 2)


class TestAFinding:
    def test_done_by_the_only_one_who_could_verify_it(
        self, manager: Actor, board: Actor, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            done_action(manager, finding(manager), manager)
        assert (told(manager), told(board)) == (1, 0)

    def test_contained_by_the_only_one_who_could_confirm_it(
        self, manager: Actor, board: Actor, django_capture_on_commit_callbacks: Any
    ) -> None:
        made = finding(manager, severity="critical", today=DAY, found_on=DAY)
        with django_capture_on_commit_callbacks(execute=True):
            findings.contain_finding(
                by=manager, finding=made, who="王老板", how="拆了门锁", contained_at=MADE, now=MADE
            )
        assert (told(manager), told(board)) == (1, 1)

    def test_a_tie_that_the_only_manager_asks_to_end(
        self, manager: Actor, django_capture_on_commit_callbacks: Any
    ) -> None:
        tie = findings.declare_tie(by=manager, employer=finding(manager).employer, kind="relative", today=DAY)
        with django_capture_on_commit_callbacks(execute=True):
            findings.ask_to_end_tie(by=manager, tie=tie, reason="已离职", today=TODAY)
        assert told(manager) == 1

    def test_more_time_that_only_the_one_who_asks_could_grant(
        self, both: Actor, monitor: Actor, board: Actor, django_capture_on_commit_callbacks: Any
    ) -> None:
        given = action(monitor, finding(monitor))
        with django_capture_on_commit_callbacks(execute=True):
            findings.ask_for_postponement(
                by=both, action=given, wanted_on=date(2026, 3, 30), reason="等配件", today=DAY
            )
        assert (told(both), told(board)) == (1, 1)
        assert told(board, "findings.postponement_asked") == 1
