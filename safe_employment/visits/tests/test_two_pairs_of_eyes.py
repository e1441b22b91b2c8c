"""Two pairs of eyes: who plans or reviews a visit does not make it, and nobody with a tie does either."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pytest
from django.db import IntegrityError, connection

from safe_employment.findings.commands import declare_tie
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests.factories import employer
from safe_employment.visits import commands
from safe_employment.visits.commands.targeting import agree_target, ask_target, decline_target
from safe_employment.visits.models import GivenAnswer, Visit
from safe_employment.visits.tests.factories import (
    DAY,
    MADE,
    TODAY,
    held,
    people,
    planned,
    released,
    reported,
    under_way,
)
from safe_employment.visits.tests.test_pages import url
from safe_employment.visits.tests.test_visits import at_once

LATER = date(2026, 3, 12)


def tied(by: Actor, visit: Visit) -> None:
    """Declare a tie, as in a transaction of its own."""
    connection.check_constraints()
    declare_tie(by=by, employer=visit.employer, kind="relative", today=date(2026, 3, 1))


def refused(code: str, *acts: Callable[[], object]) -> None:
    """Hold that each act is refused for that reason."""
    for act in acts:
        with pytest.raises(ProgrammeError, match=code):
            act()


class TestTheManager:
    def test_makes_no_visit(self, monitor: Actor, other_monitor: Actor, manager: Actor) -> None:
        visit = released(monitor, other_monitor)
        refused("VISIT_NOT_ON_THE_TEAM", lambda: commands.set_out(by=manager, visit=visit, now=MADE))
        commands.set_out(by=monitor, visit=visit, now=MADE)
        refused(
            "VISIT_NOT_ON_THE_TEAM",
            lambda: commands.answer_questions(by=manager, visit=visit, answers={"H01": ("yes", "")}),
            lambda: commands.end_visit(by=manager, visit=visit, outcome="held", now=MADE),
            lambda: commands.end_visit(by=manager, visit=visit, outcome="not_found", now=MADE, reason="没有"),
        )
        over = held(monitor, other_monitor)
        refused(
            "VISIT_NOT_ON_THE_TEAM",
            lambda: commands.go_on(by=manager, visit=over, reason="没有看完", now=MADE),
            lambda: commands.write_report(by=manager, visit=over, report="一切正常", remarks=""),
        )
        commands.write_report(by=monitor, visit=over, report="一切正常", remarks="")
        refused("VISIT_NOT_ON_THE_TEAM", lambda: commands.report_visit(by=manager, visit=over, today=TODAY))

    def test_is_offered_nothing_of_it(self, monitor: Actor, other_monitor: Actor, manager: Actor) -> None:
        visit = held(monitor, other_monitor)
        write, end = url(manager, "write", pk=visit.pk), url(manager, "checklist", pk=visit.pk)
        for by, offered in ((monitor, True), (manager, False)):
            page = signed_in(by).get(url(by, "visit", pk=visit.pk)).content.decode()
            assert (f'"{write}"' in page, f'"{end}"' in page) == (offered, offered)

    def test_still_plans(self, monitor: Actor, other_monitor: Actor, manager: Actor) -> None:
        visit = planned(manager, monitor, other_monitor)
        commands.change_plan(
            by=manager, visit=visit, planned_on=LATER, team=people(monitor, other_monitor), today=DAY
        )
        commands.postpone_visit(by=manager, visit=visit, reason="下大雨")
        commands.replan_visit(by=manager, visit=visit, planned_on=DAY, today=DAY)
        commands.release_visit(by=manager, visit=visit, now=MADE)


class TestATie:
    def test_lets_a_manager_plan_nothing_there(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        mine, theirs = planned(manager, monitor, other_monitor), released(monitor, other_monitor)
        for visit in (mine, theirs):
            tied(manager, visit)
            refused(
                "VISIT_HAS_TIE",
                partial(commands.postpone_visit, by=manager, visit=visit, reason="改天"),
                partial(commands.cancel_visit, by=manager, visit=visit, reason="不去"),
                partial(planned, manager, monitor, other_monitor, employer=visit.employer),
            )
        refused("VISIT_HAS_TIE", lambda: commands.release_visit(by=manager, visit=mine, now=MADE))

    def test_is_not_told_to_a_manager_who_does_not_know_the_target(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        hidden = planned(monitor, monitor, other_monitor)
        tied(manager, hidden)
        page = signed_in(manager).get(url(manager, "visit", pk=hidden.pk)).content.decode()
        assert url(manager, "postpone", pk=hidden.pk) in page
        commands.postpone_visit(by=manager, visit=hidden, reason="小组病了")
        commands.open_seal(by=manager, visit=hidden, reason="核对地址", now=MADE)
        refused("VISIT_HAS_TIE", lambda: commands.cancel_visit(by=manager, visit=hidden, reason="不去"))

    def test_holds_for_a_visit_that_was_out_before(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = under_way(monitor, other_monitor)
        commands.postpone_visit(by=monitor, visit=visit, reason="店内有人威胁")
        tied(manager, visit)
        refused("VISIT_HAS_TIE", lambda: commands.cancel_visit(by=manager, visit=visit, reason="不去"))

    def test_lets_nobody_decide_a_request(self, monitor: Actor, other_monitor: Actor, manager: Actor) -> None:
        there = employer(monitor.home)
        asked = ask_target(by=monitor, employer=there, why="有人反映", today=DAY)
        declare_tie(by=manager, employer=there, kind="relative", today=DAY)
        team = people(monitor, other_monitor)
        refused(
            "VISIT_HAS_TIE",
            lambda: decline_target(by=manager, asked=asked, reason="不必", today=DAY),
            lambda: agree_target(by=manager, asked=asked, planned_on=LATER, team=team, today=DAY),
            lambda: commands.record_visit(
                by=manager, employer=there, visited_on=DAY, team=team, outcome="held", today=DAY
            ),
        )

    def test_takes_its_own_out_of_the_team(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = under_way(monitor, other_monitor)
        tied(monitor, visit)
        answers = {"H01": ("yes", "")}
        refused(
            "VISIT_HAS_TIE",
            lambda: commands.answer_questions(by=monitor, visit=visit, answers=answers),
            lambda: commands.end_visit(by=monitor, visit=visit, outcome="held", now=MADE),
            lambda: commands.postpone_visit(by=monitor, visit=visit, reason="改天"),
        )
        assert commands.answer_questions(by=other_monitor, visit=visit, answers=answers)

    def test_lets_no_manager_close_or_take_back(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = reported(monitor, other_monitor)
        tied(manager, visit)
        refused(
            "VISIT_REVIEWER_HAS_TIE",
            lambda: commands.take_back_report(by=manager, visit=visit, reason="日期不对"),
        )


class TestTheReviewer:
    @pytest.fixture
    def both(self, monitor: Actor) -> Actor:
        return actors.actor(monitor.home, Role.MANAGER, Role.MONITOR)

    def test_did_not_answer_before_the_team_was_changed(
        self, both: Actor, monitor: Actor, other_monitor: Actor
    ) -> None:
        visit = under_way(both, other_monitor)
        commands.answer_questions(by=both, visit=visit, answers={"H01": ("yes", "")})
        commands.postpone_visit(by=both, visit=visit, reason="店内有人威胁")
        commands.replan_visit(by=both, visit=visit, planned_on=DAY, today=DAY)
        commands.change_plan(
            by=both, visit=visit, planned_on=DAY, team=people(monitor, other_monitor), today=DAY
        )
        commands.set_out(by=monitor, visit=visit, now=MADE)
        commands.end_visit(by=monitor, visit=visit, outcome="not_found", now=MADE, reason="没有")
        refused("VISIT_REVIEWER_TOOK_PART", lambda: commands.review_visit(by=both, visit=visit, today=TODAY))

    def test_did_not_record_it_from_paper(self, both: Actor, monitor: Actor, other_monitor: Actor) -> None:
        visit = commands.record_visit(
            by=both, employer=employer(both.home), visited_on=DAY, outcome="not_found", reason="没有",
            team=people(monitor, other_monitor), today=TODAY,
        )  # fmt: skip
        refused("VISIT_REVIEWER_TOOK_PART", lambda: commands.review_visit(by=both, visit=visit, today=TODAY))

    @pytest.mark.parametrize("part", ["reported", "answered"])
    def test_is_held_apart_by_the_database(
        self, part: str, manager: Actor, monitor: Actor, other_monitor: Actor
    ) -> None:
        visit = reported(monitor, other_monitor)
        if part == "reported":
            Visit.objects.filter(pk=visit.pk).update(reported_by=manager.person)
        else:
            GivenAnswer.objects.create(
                visit=visit, question="A01", answer="yes", given_by=manager.person, given_at=MADE
            )
        row = Visit.objects.filter(pk=visit.pk)
        review = {"state": "reviewed", "reviewed_by": manager.person, "reviewed_on": TODAY}
        with pytest.raises(IntegrityError, match="reviewer"):
            at_once(lambda: row.update(**review))
