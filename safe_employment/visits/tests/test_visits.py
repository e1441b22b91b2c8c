"""Planning, making, reporting and reviewing visits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from safe_employment.findings.commands import declare_tie
from safe_employment.findings.models import Finding
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import AuditEntry
from safe_employment.members.tests.factories import employer
from safe_employment.visits import commands, queries
from safe_employment.visits.checklist import clusters, questions
from safe_employment.visits.models import TeamMember, Visit, VisitState
from safe_employment.visits.states import VISIT
from safe_employment.visits.tests.factories import (
    DAY,
    MADE,
    TODAY,
    answer_finding,
    held,
    people,
    planned,
    reported,
    under_way,
)


def at_once(change: Callable[[], object]) -> None:
    """Make a change as a transaction of its own, deferred constraints included."""
    with transaction.atomic():
        change()
        connection.check_constraints()


def test_the_whole_way_from_plan_to_review(monitor: Actor, other_monitor: Actor, manager: Actor) -> None:
    visit = planned(manager, monitor, other_monitor)
    assert (visit.state, visit.is_sealed) == (VisitState.SEALED, True)
    commands.set_out(by=monitor, visit=visit, now=MADE)
    visit.refresh_from_db()
    assert (visit.state, visit.visited_on, visit.is_sealed) == ("under_way", DAY, False)
    answers = {question.id: (question.good, "") for question in questions().values()}
    commands.answer_questions(by=monitor, visit=visit, answers=answers)
    commands.end_visit(by=other_monitor, visit=visit, outcome="held", now=MADE)
    commands.write_report(by=monitor, visit=visit, report="一切正常", remarks="")
    commands.report_visit(by=monitor, visit=visit, today=TODAY)
    commands.review_visit(by=manager, visit=visit, today=TODAY)
    commands.close_visit(by=manager, visit=visit, today=date(2026, 4, 10))
    visit.refresh_from_db()
    assert (visit.state, visit.reviewed_by, visit.reported_by) == ("closed", manager.person, monitor.person)
    done = list(
        AuditEntry.objects.filter(object_type="visits.visit").order_by("pk").values_list("action", flat=True)
    )
    assert done == [
        "visits.plan_visit", "visits.set_out", "visits.answer_questions", "visits.end",
        "visits.write_report", "visits.report", "visits.review", "visits.close",
    ]  # fmt: skip


class TestTheTeam:
    def test_is_of_two_monitors(
        self, monitor: Actor, other_monitor: Actor, manager: Actor, clerk: Actor
    ) -> None:
        for team, code in (
            ((monitor,), "VISIT_TEAM_TOO_SMALL"),
            ((monitor, monitor), "VISIT_TEAM_TOO_SMALL"),
            ((monitor, clerk), "VISIT_NOT_A_MONITOR"),
        ):
            with pytest.raises(ProgrammeError, match=code):
                planned(manager, *team)
        assert planned(manager, monitor, other_monitor).team.count() == 2

    def test_has_no_tie(self, monitor: Actor, other_monitor: Actor, manager: Actor) -> None:
        there = employer(monitor.home)
        declare_tie(by=monitor, employer=there, kind="former_job", today=date(2025, 1, 1))
        with pytest.raises(ProgrammeError, match="VISIT_TEAM_HAS_TIE"):
            planned(manager, monitor, other_monitor, employer=there)

    def test_does_not_set_out_with_a_tie_declared_since(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = planned(monitor, monitor, other_monitor)
        declare_tie(by=other_monitor, employer=visit.employer, kind="relative", today=DAY)
        with pytest.raises(ProgrammeError, match="VISIT_TEAM_HAS_TIE"):
            commands.set_out(by=monitor, visit=visit, now=MADE)
        visit.refresh_from_db()
        assert visit.is_sealed

    def test_the_database_keeps_a_tied_person_out(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = planned(manager, monitor, other_monitor)
        declare_tie(by=manager, employer=visit.employer, kind="neighbour", today=DAY)
        with pytest.raises(IntegrityError, match="tie"), transaction.atomic():
            TeamMember.objects.create(visit=visit, person=people(manager)[0])

    def test_the_database_refuses_a_visit_of_one(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = under_way(monitor, other_monitor)
        with pytest.raises(IntegrityError, match="team of two"):
            at_once(lambda: visit.team.filter(person=other_monitor.person).delete())

    def test_only_the_team_makes_a_visit(
        self, monitor: Actor, other_monitor: Actor, manager: Actor, kunming: Any
    ) -> None:
        from safe_employment.kit.roles import Role
        from safe_employment.kit.tests import actors

        third = actors.actor(kunming, Role.MONITOR)
        visit = under_way(monitor, other_monitor)
        for by in (third, manager):
            with pytest.raises(ProgrammeError, match="VISIT_NOT_ON_THE_TEAM"):
                commands.answer_questions(by=by, visit=visit, answers={"H01": ("yes", "")})
            with pytest.raises(ProgrammeError, match="VISIT_NOT_ON_THE_TEAM"):
                commands.end_visit(by=by, visit=visit, outcome="held", now=MADE)

    def test_a_monitor_plans_only_visits_of_their_own(
        self, monitor: Actor, other_monitor: Actor, kunming: Any
    ) -> None:
        from safe_employment.kit.roles import Role
        from safe_employment.kit.tests import actors

        third = actors.actor(kunming, Role.MONITOR)
        with pytest.raises(ProgrammeError, match="VISIT_PLAN_YOURSELF_IN"):
            planned(third, monitor, other_monitor)


@pytest.mark.parametrize("role", ["clerk", "trainer", "board", "case_officer", "neighbour_manager"])
def test_others_plan_nothing(
    role: str, request: pytest.FixtureRequest, monitor: Actor, other_monitor: Actor
) -> None:
    there = employer(monitor.home)
    with pytest.raises(Hidden):
        planned(request.getfixturevalue(role), monitor, other_monitor, employer=there)


class TestWhatMayHappen:
    def test_postponed_planned_anew_and_cancelled(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = planned(monitor, monitor, other_monitor)
        commands.postpone_visit(by=monitor, visit=visit, reason="下大雨")
        commands.replan_visit(by=monitor, visit=visit, planned_on=date(2026, 3, 12), today=DAY)
        commands.cancel_visit(by=monitor, visit=visit, reason="已注销")
        visit.refresh_from_db()
        assert (visit.state, visit.reason, visit.is_sealed) == ("cancelled", "已注销", True)

    @pytest.mark.parametrize("outcome", ["refused", "not_found", "business_closed"])
    def test_a_visit_that_was_not_held_says_why(
        self, monitor: Actor, other_monitor: Actor, outcome: str
    ) -> None:
        visit = under_way(monitor, other_monitor)
        with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
            commands.end_visit(by=monitor, visit=visit, outcome=outcome, now=MADE)
        commands.end_visit(by=monitor, visit=visit, outcome=outcome, now=MADE, reason="门口写着转让")
        assert Visit.objects.get(pk=visit.pk).outcome == outcome
        assert Finding.objects.exists() == (outcome == "refused")

    def test_a_refusal_is_a_finding_and_no_breach(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = under_way(monitor, other_monitor)
        commands.end_visit(by=monitor, visit=visit, outcome="refused", now=MADE, reason="老板不让进")
        found = Finding.objects.get(source_kind="visit", source_id=str(visit.pk))
        assert (found.statement, found.severity, found.cluster) == ("possible_breach", "major", "A")
        assert (found.description, found.shared_on) == ("老板不让进", None)
        commands.write_report(by=monitor, visit=visit, report="没有让进。", remarks="")
        commands.report_visit(by=monitor, visit=visit, today=TODAY)
        found.refresh_from_db()
        assert found.shared_on == TODAY

    def test_a_refusal_on_paper_comes_back_too(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = commands.record_visit(
            by=manager, employer=employer(monitor.home), visited_on=date(2026, 3, 5), outcome="refused",
            team=people(monitor, other_monitor), today=date(2026, 3, 20), reason="老板不让进",
        )  # fmt: skip
        assert visit.return_by == date(2026, 4, 16)
        assert Finding.objects.filter(source_id=str(visit.pk)).exists()

    def test_a_visit_on_paper_needs_no_answers(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = commands.record_visit(
            by=manager, employer=employer(monitor.home), visited_on=date(2008, 3, 5), outcome="held",
            team=people(monitor, other_monitor), today=date(2008, 3, 20),
        )  # fmt: skip
        commands.write_report(by=monitor, visit=visit, report="看了厨房和宿舍。", remarks="")
        commands.report_visit(by=monitor, visit=visit, today=date(2008, 3, 20))
        spring = (monitor.home, date(2008, 3, 1), date(2008, 4, 1))
        assert list(queries.visits_held(*spring)) == [visit]
        assert list(queries.visits_reported_in_time(*spring)) == [visit]
        assert not queries.visits_held(monitor.home, date(2008, 3, 6), date(2008, 4, 1)).exists()

    @pytest.mark.parametrize(
        ("facts", "code"),
        [
            ({"visited_on": date(2026, 3, 21)}, "VISIT_IN_THE_FUTURE"),
            ({"outcome": "refused"}, "STATE_REASON_MISSING"),
        ],
    )
    def test_what_cannot_be_recorded(
        self, monitor: Actor, other_monitor: Actor, facts: dict[str, Any], code: str
    ) -> None:
        given: dict[str, Any] = {
            "by": monitor, "employer": employer(monitor.home), "visited_on": DAY, "outcome": "held",
            "team": people(monitor, other_monitor), "today": TODAY,
        }  # fmt: skip
        with pytest.raises(ProgrammeError, match=code):
            commands.record_visit(**{**given, **facts})


class TestTheChecklist:
    def test_is_the_22_critical_questions_in_both_languages(self) -> None:
        asked = questions()
        assert len(asked) == 22
        assert all(
            q.text_zh and q.text_en and q.finding_zh and q.finding_en and q.law for q in asked.values()
        )
        assert clusters() == ("B", "C", "D", "F", "G", "H", "I", "L")

    def test_what_workers_said_or_children_is_never_told(self) -> None:
        for question in questions().values():
            if question.asks_workers or question.statement == "indicator" or question.id in ("D01", "D06"):
                assert not question.tell, question.id

    @pytest.mark.parametrize(
        ("question", "answer", "adverse"),
        [
            ("H01", "no", True), ("H01", "yes", False), ("H01", "partly", True), ("H01", "not_seen", False),
            ("H03", "yes", True), ("H03", "no", False), ("H03", "partly", True),
            ("H03", "not_applicable", False),
        ],
    )  # fmt: skip
    def test_some_questions_are_good_when_yes_some_when_no(
        self, question: str, answer: str, adverse: bool
    ) -> None:
        assert questions()[question].is_adverse(answer) is adverse

    def test_an_unknown_question_and_a_late_answer_are_refused(
        self, monitor: Actor, other_monitor: Actor
    ) -> None:
        visit = under_way(monitor, other_monitor)
        with pytest.raises(ProgrammeError, match="VISIT_UNKNOWN_QUESTION"):
            commands.answer_questions(by=monitor, visit=visit, answers={"A01": ("yes", "")})
        closed = reported(monitor, other_monitor)
        with pytest.raises(ProgrammeError, match="VISIT_NOT_OPEN_FOR_ANSWERS"):
            commands.answer_questions(by=monitor, visit=closed, answers={"H01": ("yes", "")})

    def test_an_adverse_answer_leads_to_one_finding(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = held(monitor, other_monitor, adverse=["I02"])
        found = answer_finding(monitor, visit, "I02")
        assert (found.cluster, found.question, found.severity) == ("I", "I02", "critical")
        assert (found.article, found.found_on) == ("Work Safety Law 42", DAY)
        with pytest.raises(ProgrammeError, match="FINDING_ALREADY_RECORDED"):
            answer_finding(monitor, visit, "I02")
        with pytest.raises(ProgrammeError, match="VISIT_ANSWER_NOT_ADVERSE"):
            answer_finding(monitor, visit, "H03")

    def test_what_is_missing_stops_the_report(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = under_way(monitor, other_monitor)
        commands.answer_questions(by=monitor, visit=visit, answers={"I02": ("no", "一楼后门堆货")})
        commands.end_visit(by=monitor, visit=visit, outcome="held", now=MADE)
        with pytest.raises(ProgrammeError, match="VISIT_REPORT_EMPTY"):
            commands.report_visit(by=monitor, visit=visit, today=TODAY)
        commands.write_report(by=monitor, visit=visit, report="后门堆货", remarks="")
        with pytest.raises(ProgrammeError, match="VISIT_UNANSWERED"):
            commands.report_visit(by=monitor, visit=visit, today=TODAY)
        rest = {q.id: (q.good, "") for q in questions().values() if q.id != "I02"}
        commands.answer_questions(by=monitor, visit=visit, answers=rest)
        with pytest.raises(ProgrammeError, match="VISIT_ADVERSE_WITHOUT_FINDING"):
            commands.report_visit(by=monitor, visit=visit, today=TODAY)
        answer_finding(monitor, visit, "I02")
        assert commands.report_visit(by=monitor, visit=visit, today=TODAY).is_reported


class TestReview:
    def test_no_one_reviews_a_visit_of_their_own_team(
        self, monitor: Actor, other_monitor: Actor, kunming: Any
    ) -> None:
        from safe_employment.kit.roles import Role
        from safe_employment.kit.tests import actors

        both = actors.actor(kunming, Role.MANAGER, Role.MONITOR)
        visit = reported(both, other_monitor)
        with pytest.raises(ProgrammeError, match="VISIT_REVIEWER_ON_THE_TEAM"):
            commands.review_visit(by=both, visit=visit, today=TODAY)
        with pytest.raises(Hidden):
            commands.review_visit(by=monitor, visit=visit, today=TODAY)
        closed = {"state": "closed", "reviewed_by": both.person, "reviewed_on": TODAY}
        with pytest.raises(IntegrityError, match="reviewer"):
            at_once(lambda: Visit.objects.filter(pk=visit.pk).update(**closed))

    def test_a_report_taken_back_is_no_longer_the_employers(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = reported(monitor, other_monitor)
        commands.take_back_report(by=manager, visit=visit, reason="日期不对")
        visit.refresh_from_db()
        assert (visit.state, visit.reported_on, visit.is_reported) == ("under_way", None, False)


def test_every_state_is_reached_and_left_or_final() -> None:
    assert len({row.verb for row in VISIT.transitions}) == len(VISIT.transitions)
    reached = {VISIT.initial, *(row.target for row in VISIT.transitions)}
    left = {source for row in VISIT.transitions for source in row.sources}
    assert reached == set(VisitState.values)
    assert left == set(VisitState.values) - VISIT.final


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"visited_on": DAY}, "visit_is_sealed_until_released"),
        ({"state": "under_way"}, "visit_is_sealed_until_released"),
        ({"outcome": "held"}, "ended_visit_has_an_outcome"),
        ({"state": "cancelled"}, "visit_not_held_says_why"),
        ({"reported_on": DAY}, "reported_visit_has_its_report"),
    ],
)
def test_the_database_keeps_the_order(
    monitor: Actor, other_monitor: Actor, facts: dict[str, Any], constraint: str
) -> None:
    visit = planned(monitor, monitor, other_monitor)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(**facts)
