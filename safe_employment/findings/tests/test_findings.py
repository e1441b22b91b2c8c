"""Recording, sharing, re-opening and withdrawing findings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pgtrigger
import pytest
from django.db import IntegrityError, transaction

from safe_employment.findings import commands, queries
from safe_employment.findings.models import ActionState, Finding, FindingState
from safe_employment.findings.tests.factories import FOUND, TODAY, action, done_action, finding
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import AuditEntry
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.members.tests.factories import contact_of, employer

RECORDERS = ("manager", "monitor", "case_officer")


@pytest.mark.parametrize("role", RECORDERS)
def test_followers_record_findings(role: str, request: pytest.FixtureRequest) -> None:
    by = request.getfixturevalue(role)
    made = finding(by)
    assert (made.state, made.found_by, made.number) == (FindingState.OPEN, by.person, 1)
    assert AuditEntry.objects.filter(action="findings.record_finding", object_id=str(made.pk)).exists()


@pytest.mark.parametrize("role", ["clerk", "trainer", "board", "neighbour_manager"])
def test_others_record_nothing(role: str, request: pytest.FixtureRequest, monitor: Actor) -> None:
    there = employer(monitor.home)
    with pytest.raises(Hidden):
        finding(request.getfixturevalue(role), employer=there)
    assert not Finding.objects.exists()


def test_numbers_run_through_each_association(monitor: Actor, neighbour_manager: Actor) -> None:
    assert [finding(monitor).number, finding(monitor).number] == [1, 2]
    assert finding(neighbour_manager).reference == "F-00001"


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"statement": "breach", "article": ""}, "FINDING_ARTICLE_MISSING"),
        ({"statement": "good_practice"}, "FINDING_WISH_IS_NO_BREACH"),
        ({"severity": "good_practice"}, "FINDING_WISH_IS_NO_BREACH"),
        ({"question": "H02"}, "FINDING_QUESTION_OF_OTHER_CLUSTER"),
        ({"statement": "indicator"}, "FINDING_NEVER_SHARED"),
        ({"found_on": date(2026, 3, 3)}, "FINDING_IN_THE_FUTURE"),
    ],
)
def test_what_cannot_be_said_is_refused(monitor: Actor, facts: dict[str, Any], code: str) -> None:
    with pytest.raises(ProgrammeError) as refusal:
        finding(monitor, **facts)
    assert refusal.value.code == code
    assert refusal.value.what
    assert refusal.value.remedy


@pytest.mark.parametrize(
    ("facts", "constraint"),
    [
        ({"statement": "breach", "article": ""}, "breach_names_its_article"),
        ({"statement": "good_practice"}, "a_wish_is_no_breach"),
        ({"question": "H02"}, "question_belongs_to_its_cluster"),
        ({"statement": "indicator"}, "indicator_is_not_told_to_the_employer"),
        ({"for_employer": False}, "only_what_may_be_told_is_told"),
        ({"state": "closed"}, "closed_finding_has_its_day"),
        ({"title": ""}, "finding_has_a_title"),
    ],
)
def test_the_database_refuses_it_too(monitor: Actor, facts: dict[str, Any], constraint: str) -> None:
    made = finding(monitor)
    alone = pgtrigger.ignore("findings.Finding:other_eyes")
    with alone, pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Finding.objects.filter(pk=made.pk).update(**facts)


def test_who_found_it_can_never_be_changed(monitor: Actor, other_monitor: Actor) -> None:
    made = finding(monitor)
    with pytest.raises(Exception, match="pgtrigger"), transaction.atomic():
        Finding.objects.filter(pk=made.pk).update(found_by=other_monitor.person)


def test_one_finding_for_one_answer_of_a_visit(monitor: Actor, manager: Actor) -> None:
    there = employer(monitor.home)
    same: dict[str, Any] = {"employer": there, "source_kind": "visit", "source_id": "7", "question": "G03"}
    first = finding(monitor, **same)
    with pytest.raises(ProgrammeError, match=first.reference):
        finding(monitor, **same)
    commands.withdraw_finding(by=manager, finding=first, reason="看错了", today=TODAY)
    assert finding(monitor, **same).number == 2


class TestSharing:
    def test_the_employer_reads_what_it_was_told_and_nothing_else(self, monitor: Actor) -> None:
        there = employer(monitor.home)
        owner = contact_of(there)
        told = finding(monitor, employer=there)
        kept = finding(monitor, employer=there, for_employer=False, statement="indicator")
        elsewhere = finding(monitor)
        assert list(queries.findings_for(owner)) == [told]
        for hidden in (kept, elsewhere):
            with pytest.raises(Hidden):
                queries.finding_for(owner, hidden.pk)

    def test_what_a_visit_found_waits_for_the_report(self, monitor: Actor) -> None:
        there = employer(monitor.home)
        owner = contact_of(there)
        made = finding(monitor, employer=there, source_kind="visit", source_id="7")
        kept = finding(monitor, employer=there, source_kind="visit", source_id="7", for_employer=False)
        assert not queries.findings_for(owner).exists()
        shared = commands.share_findings_of(by=monitor, source_kind="visit", source_id="7", today=TODAY)
        assert [found.pk for found in shared] == [made.pk]
        assert queries.finding_for(owner, made.pk).shared_on == TODAY
        kept.refresh_from_db()
        assert kept.shared_on is None

    def test_an_indicator_is_never_shared(self, monitor: Actor) -> None:
        made = finding(monitor, statement="indicator", for_employer=False)
        with pytest.raises(ProgrammeError, match="FINDING_NEVER_SHARED"):
            commands.share_finding(by=monitor, finding=made, today=TODAY)

    def test_what_was_told_cannot_be_untold(self, monitor: Actor) -> None:
        made = finding(monitor)
        words = {
            name: getattr(made, name)
            for name in ("cluster", "severity", "statement", "title", "description", "article", "question")
        }
        with pytest.raises(ProgrammeError, match="FINDING_ALREADY_SHARED"):
            commands.edit_finding(by=monitor, finding=made, for_employer=False, today=TODAY, **words)

    def test_the_portal_forgets_a_withdrawn_finding(self, monitor: Actor, manager: Actor) -> None:
        made = finding(monitor)
        owner = contact_of(made.employer)
        assert queries.finding_for(owner, made.pk)
        commands.withdraw_finding(by=manager, finding=made, reason="另一家的", today=TODAY)
        with pytest.raises(Hidden):
            queries.finding_for(owner, made.pk)


class TestWhoSees:
    def test_indicators_only_where_the_duty_needs_it(
        self, monitor: Actor, case_officer: Actor, manager: Actor, board: Actor, clerk: Actor
    ) -> None:
        plain = finding(monitor)
        grave = finding(monitor, statement="indicator", for_employer=False)
        for by in (monitor, case_officer, manager):
            assert set(queries.findings_for(by)) == {plain, grave}
        assert list(queries.findings_for(board)) == [plain]
        assert not queries.findings_for(clerk).exists()

    def test_reports_only_for_manager_and_case_officer(
        self, monitor: Actor, case_officer: Actor, manager: Actor, board: Actor
    ) -> None:
        made = finding(case_officer, source_kind="report", source_id="r-1", for_employer=False)
        assert list(queries.findings_for(case_officer)) == [made]
        assert list(queries.findings_for(manager)) == [made]
        assert not queries.findings_for(monitor).exists()
        assert not queries.findings_for(board).exists()

    def test_a_neighbour_sees_nothing(self, monitor: Actor, neighbour_manager: Actor) -> None:
        made = finding(monitor)
        with pytest.raises(Hidden):
            queries.finding_for(neighbour_manager, made.pk)


class TestReopening:
    def _closed(self, monitor: Actor, other_monitor: Actor) -> Finding:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        commands.verify_action(by=other_monitor, action=done, today=TODAY)
        made.refresh_from_db()
        return made

    def test_it_keeps_its_history_and_the_flag(self, monitor: Actor, other_monitor: Actor) -> None:
        made = self._closed(monitor, other_monitor)
        assert (made.state, made.closed_on) == (FindingState.CLOSED, TODAY)
        commands.reopen_finding(
            by=monitor, finding=made, reason="六月又扣了工资", recurrence=True, today=date(2026, 6, 12)
        )
        made.refresh_from_db()
        assert (made.state, made.recurred, made.round) == (FindingState.OPEN, True, 2)
        assert (made.closed_on, made.clock_on) == (None, date(2026, 6, 12))
        again = made.reopenings.get()
        assert (again.reason, again.recurrence, again.person) == ("六月又扣了工资", True, monitor.person)

    def test_it_needs_a_reason(self, monitor: Actor, other_monitor: Actor) -> None:
        made = self._closed(monitor, other_monitor)
        with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
            commands.reopen_finding(by=monitor, finding=made, reason=" ", recurrence=False, today=TODAY)

    def test_the_old_verification_does_not_close_it_again(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        made = self._closed(monitor, other_monitor)
        day = date(2026, 6, 12)
        commands.reopen_finding(by=monitor, finding=made, reason="又来了", recurrence=True, today=day)
        new = action(monitor, made, due_on=date(2026, 6, 30), today=day)
        commands.drop_action(by=manager, action=new, reason="写错了", today=day)
        made.refresh_from_db()
        assert made.state == FindingState.OPEN

    def test_the_board_does_not_reopen(self, monitor: Actor, other_monitor: Actor, board: Actor) -> None:
        made = self._closed(monitor, other_monitor)
        with pytest.raises(Hidden):
            commands.reopen_finding(by=board, finding=made, reason="?", recurrence=False, today=TODAY)


def test_withdrawing_drops_the_open_actions_and_needs_a_reason(monitor: Actor, manager: Actor) -> None:
    made = finding(monitor)
    agreed = action(monitor, made)
    with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
        commands.withdraw_finding(by=manager, finding=made, reason="", today=TODAY)
    commands.withdraw_finding(by=manager, finding=made, reason="看错了门牌", today=TODAY)
    agreed.refresh_from_db()
    made.refresh_from_db()
    assert (made.state, agreed.state) == (FindingState.WITHDRAWN, ActionState.DROPPED)
    assert agreed.steps.latest("pk").text == "看错了门牌"


def test_only_a_wish_is_closed_without_an_action(monitor: Actor, other_monitor: Actor) -> None:
    wish = finding(monitor, severity="good_practice", statement="good_practice")
    commands.close_wish(by=other_monitor, finding=wish, reason="老板采纳了", today=TODAY)
    assert Finding.objects.get(pk=wish.pk).closed_on == TODAY
    with pytest.raises(ProgrammeError, match="FINDING_ONLY_A_WISH"):
        commands.close_wish(by=other_monitor, finding=finding(monitor), reason="好", today=TODAY)


def test_earlier_findings_on_the_same_point_are_shown(monitor: Actor) -> None:
    there = employer(monitor.home)
    first = finding(monitor, employer=there, question="G03")
    finding(monitor, employer=there, question="G04")
    again = finding(monitor, employer=there, question="G03")
    assert list(queries.earlier_findings(monitor, again)) == [first]


def test_a_person_may_serve_two_associations_apart(monitor: Actor, qujing) -> None:
    made = finding(monitor)
    there = actors.actor(qujing, Role.MONITOR)
    with pytest.raises(Hidden):
        commands.share_finding(by=there, finding=made, today=FOUND)
