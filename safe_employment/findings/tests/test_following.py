"""Containment, more time, what the employer proposes, and the steps as settings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, ClassVar

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone, translation

from safe_employment.findings import commands, escalation, queries, tasks
from safe_employment.findings.deadlines import Steps, steps_of
from safe_employment.findings.models import (
    CorrectiveAction,
    Finding,
    PostponementState,
    ProposalState,
    StepKind,
)
from safe_employment.findings.previewing import preview_of
from safe_employment.findings.tests.factories import FOUND, TODAY, action, done_action, finding, tie
from safe_employment.findings.tests.test_proposals import proposed
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Notice
from safe_employment.members.models import Workplace
from safe_employment.members.tests.factories import contact_of, employer

DUE = date(2026, 3, 16)


def at(day: date, hour: int = 7) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=timezone.get_current_timezone())


def turn(by: Actor, day: date, hour: int = 7) -> None:
    tasks.remind(machine(by.home, channel="schedule"), at(day, hour))


def told(by: Actor) -> list[str]:
    return list(Notice.objects.filter(person=by.person).order_by("pk").values_list("kind", flat=True))


class TestSettings:
    def test_other_days_hold_and_are_previewed(self, monitor: Actor, manager: Actor) -> None:
        action(monitor, finding(monitor))
        day = DUE + timedelta(days=2)
        mine = {"major": Steps(None, 2, None, 2, None)}
        wanted = {**steps_of(monitor.home), **mine}
        with translation.override("en"):
            hits = {str(hit.whom): (hit.now, hit.then) for hit in preview_of(monitor.home, day, wanted)}
        assert hits == {"Owner": (1, 1), "Programme manager": (0, 1)}
        assert steps_of(monitor.home)["major"].manager_after_days == 7
        commands.set_escalation(by=manager, steps=mine)
        turn(monitor, day)
        assert told(manager) == ["findings.manager_late"]

    def test_other_days_of_harm_that_goes_on_hold_and_are_previewed(
        self, monitor: Actor, manager: Actor, board: Actor
    ) -> None:
        finding(monitor, severity="critical")
        proposed(monitor)
        usual = steps_of(monitor.home)["critical"]
        later = {"critical": replace(usual, harm_manager_after_days=3, harm_board_after_days=4)}
        day = FOUND + timedelta(days=1)
        with translation.override("en"):
            found = preview_of(monitor.home, day, {**steps_of(monitor.home), **later})
            hits = {str(hit.whom): (hit.now, hit.then) for hit in found}
        assert hits["Programme manager · the harm goes on"] == (1, 0)
        assert hits["Programme manager · not decided"] == (1, 0)
        commands.set_escalation(by=manager, steps=later)
        kinds = {"findings.not_contained", "findings.harm_not_decided"}
        for days, manager_told, board_told in ((1, False, False), (3, True, False), (4, True, True)):
            turn(monitor, FOUND + timedelta(days=days))
            # As one whose duty it is to decide the manager hears of the proposal from the first day.
            assert ("findings.not_contained" in told(manager)) == manager_told, days
            assert (kinds <= set(told(board))) == board_told, days

    def test_harm_is_told_to_the_manager_first(self, manager: Actor) -> None:
        wrong = replace(steps_of(manager.home)["critical"], harm_manager_after_days=3)
        with pytest.raises(ProgrammeError, match="ESCALATION_STEPS_OUT_OF_ORDER"):
            commands.set_escalation(by=manager, steps={"critical": wrong})

    def test_a_step_that_is_left_out_is_never_told(
        self, monitor: Actor, manager: Actor, board: Actor
    ) -> None:
        commands.set_escalation(by=manager, steps={"major": Steps(None, 30, None, None, None)})
        action(monitor, finding(monitor))
        turn(monitor, DUE + timedelta(days=90))
        assert told(manager) == told(board) == []

    def test_steps_out_of_order_are_refused(self, manager: Actor, monitor: Actor) -> None:
        with pytest.raises(ProgrammeError, match="ESCALATION_STEPS_OUT_OF_ORDER"):
            commands.set_escalation(by=manager, steps={"major": Steps(3, 3, 5, 3, 9)})
        with pytest.raises(Hidden):
            commands.set_escalation(by=monitor, steps={"major": Steps(3, 3, 3, 7, 21)})


class TestMoreTime:
    def test_it_is_asked_granted_and_the_days_stay_on_record(
        self, monitor: Actor, manager: Actor, django_capture_on_commit_callbacks
    ) -> None:
        made = finding(monitor)
        owner = contact_of(made.employer)
        agreed = action(monitor, made)
        with django_capture_on_commit_callbacks(execute=True):
            asked = commands.ask_for_postponement(
                by=owner, action=agreed, wanted_on=date(2026, 4, 1), reason="材料未到", today=DUE
            )
        assert told(manager) == ["findings.postponement_asked"]
        agreed.refresh_from_db()
        assert agreed.due_on == DUE
        with django_capture_on_commit_callbacks(execute=True):
            commands.decide_postponement(
                by=manager, postponement=asked, grant=True, decision="可以，但早些", today=TODAY,
                due_on=date(2026, 3, 28),
            )  # fmt: skip
        agreed.refresh_from_db()
        asked.refresh_from_db()
        assert (agreed.first_due_on, agreed.due_on) == (DUE, date(2026, 3, 28))
        assert (asked.state, asked.granted_on) == (PostponementState.GRANTED, date(2026, 3, 28))
        assert "findings.postponement_decided" in told(owner)
        kinds = [StepKind.AGREED, StepKind.ASKED, StepKind.EXTENDED]
        assert list(agreed.steps.values_list("kind", flat=True)) == kinds

    def test_after_the_due_date_it_is_too_late_to_ask(self, monitor: Actor) -> None:
        made = finding(monitor)
        agreed = action(monitor, made)
        given: dict[str, Any] = {
            "wanted_on": date(2026, 4, 1),
            "reason": "忘了",
            "today": DUE + timedelta(days=1),
        }
        with pytest.raises(ProgrammeError, match="POSTPONEMENT_AFTER_DUE"):
            commands.ask_for_postponement(by=contact_of(made.employer), action=agreed, **given)

    def test_asked_in_time_it_may_be_granted_when_it_is_late_but_the_delay_is_told(
        self, monitor: Actor, manager: Actor
    ) -> None:
        made = finding(monitor)
        agreed = action(monitor, made)
        asked = commands.ask_for_postponement(
            by=contact_of(made.employer), action=agreed, wanted_on=date(2026, 4, 1), reason="等", today=DUE
        )
        turn(monitor, DUE + timedelta(days=8))
        assert told(manager)[-1] == "findings.manager_late"
        with pytest.raises(ProgrammeError, match="ACTION_MORE_TIME_IS_LATER"):
            commands.decide_postponement(
                by=manager, postponement=asked, grant=True, decision="好", today=TODAY + timedelta(days=9),
                due_on=TODAY,
            )  # fmt: skip
        commands.decide_postponement(by=manager, postponement=asked, grant=True, decision="好", today=TODAY)
        agreed.refresh_from_db()
        assert agreed.manager_told_on is None

    def test_it_is_refused_with_a_reason_only(self, monitor: Actor, manager: Actor) -> None:
        made = finding(monitor)
        agreed = action(monitor, made)
        asked = commands.ask_for_postponement(
            by=contact_of(made.employer), action=agreed, wanted_on=TODAY, reason="等", today=DUE
        )
        with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
            commands.decide_postponement(by=manager, postponement=asked, grant=False, decision=" ", today=DUE)
        commands.decide_postponement(by=manager, postponement=asked, grant=False, decision="太久", today=DUE)
        agreed.refresh_from_db()
        assert agreed.due_on == DUE
        with pytest.raises(ProgrammeError, match="STATE_NOT_FROM_HERE"):
            commands.decide_postponement(by=manager, postponement=asked, grant=True, decision="好", today=DUE)

    def test_who_is_tied_or_may_not_does_not_decide(self, monitor: Actor, manager: Actor) -> None:
        made = finding(monitor)
        agreed = action(monitor, made)
        asked = commands.ask_for_postponement(
            by=monitor, action=agreed, wanted_on=TODAY, reason="老板来电", today=DUE
        )
        with pytest.raises(Hidden):
            commands.decide_postponement(by=monitor, postponement=asked, grant=True, decision="好", today=DUE)
        tie(manager, made.employer)
        with pytest.raises(ProgrammeError, match="POSTPONEMENT_DECIDER_HAS_TIE"):
            commands.decide_postponement(by=manager, postponement=asked, grant=True, decision="好", today=DUE)

    def test_one_request_at_a_time_and_one_may_take_it_back(self, monitor: Actor, manager: Actor) -> None:
        made = finding(monitor)
        owner = contact_of(made.employer)
        agreed = action(monitor, made)
        given: dict[str, Any] = {"wanted_on": TODAY, "reason": "等", "today": DUE}
        asked = commands.ask_for_postponement(by=owner, action=agreed, **given)
        with pytest.raises(ProgrammeError, match="POSTPONEMENT_ASKED"):
            commands.ask_for_postponement(by=monitor, action=agreed, **given)
        with pytest.raises(ProgrammeError, match="POSTPONEMENT_OF_ANOTHER"):
            commands.take_postponement_back(by=monitor, postponement=asked)
        commands.take_postponement_back(by=owner, postponement=asked)
        commands.ask_for_postponement(by=monitor, action=agreed, **given)


class TestContainment:
    def test_a_critical_finding_is_contained_the_same_day(self, monitor: Actor) -> None:
        made = finding(monitor, severity="critical")
        assert made.contain_by == FOUND
        done = commands.contain_finding(
            by=monitor, finding=made, who="王老板", how="拆了宿舍的门锁", contained_at=at(FOUND, 15),
            now=at(FOUND, 16),
        )  # fmt: skip
        assert done.contained_at == at(FOUND, 15)
        with pytest.raises(ProgrammeError, match="FINDING_ALREADY_CONTAINED"):
            commands.contain_finding(
                by=monitor, finding=made, who="甲", how="乙", contained_at=at(FOUND, 15), now=at(FOUND, 16)
            )

    def test_what_is_not_contained_is_told_once_to_manager_and_board(
        self, monitor: Actor, manager: Actor, board: Actor
    ) -> None:
        finding(monitor, severity="critical")
        turn(monitor, FOUND)
        assert told(manager) == []
        for hour in (8, 9):
            turn(monitor, FOUND + timedelta(days=1), hour)
        assert told(manager) == ["findings.not_contained"]
        turn(monitor, FOUND + timedelta(days=3))
        assert told(board) == ["findings.not_contained"]
        assert escalation.uncontained(monitor.home, TODAY).count() == 1

    def test_an_indicator_has_no_clock_at_the_workplace(self, monitor: Actor) -> None:
        kept = finding(monitor, severity="critical", statement="indicator", for_employer=False)
        assert kept.contain_by is None
        with pytest.raises(ProgrammeError, match="FINDING_NO_CONTAINMENT"):
            commands.contain_finding(
                by=monitor, finding=kept, who="甲", how="乙", contained_at=at(FOUND), now=at(FOUND)
            )

    @pytest.mark.parametrize(
        ("when", "code"),
        [(at(date(2026, 3, 1)), "CONTAINED_BEFORE_FOUND"), (at(date(2026, 3, 9)), "IN_THE_FUTURE")],
    )
    def test_the_hour_is_one_that_can_be(self, monitor: Actor, when: datetime, code: str) -> None:
        made = finding(monitor, severity="critical")
        with pytest.raises(ProgrammeError, match=code):
            commands.contain_finding(
                by=monitor, finding=made, who="甲", how="乙", contained_at=when, now=at(FOUND, 18)
            )

    def test_opened_again_the_clock_begins_anew(self, monitor: Actor, other_monitor: Actor) -> None:
        made = finding(monitor, severity="critical")
        commands.contain_finding(
            by=monitor, finding=made, who="甲", how="乙", contained_at=at(FOUND, 9), now=at(FOUND, 10)
        )
        done = done_action(monitor, made, contact_of(made.employer), due_on=FOUND + timedelta(days=7))
        commands.verify_action(by=other_monitor, action=done, today=TODAY, how="site")
        again = commands.reopen_finding(
            by=monitor, finding=Finding.objects.get(pk=made.pk), reason="又锁了", recurrence=True, today=TODAY
        )
        assert (again.contain_by, again.contained_at) == (TODAY, None)
        assert again.containments.count() == 1


class TestGrounds:
    def test_law_names_its_article_and_a_programme_rule_is_no_breach(self, monitor: Actor) -> None:
        with pytest.raises(ProgrammeError, match="FINDING_LAW_NAMES_ARTICLE"):
            finding(monitor, basis="law", article="")
        with pytest.raises(ProgrammeError, match="FINDING_PROGRAMME_RULE_IS_NO_BREACH"):
            finding(monitor, basis="programme", statement="breach")
        with pytest.raises(IntegrityError), transaction.atomic():
            Finding.objects.filter(pk=finding(monitor).pk).update(article="")

    def test_what_nobody_said_is_told_from_the_article(self, monitor: Actor) -> None:
        assert finding(monitor).basis == "law"
        assert finding(monitor, article="").basis == "programme"
        assert finding(monitor, article="项目规则（非法律规定）：会员应让走访小组入内").basis == "programme"

    def test_the_ilo_has_eleven_indicators(self, monitor: Actor) -> None:
        assert finding(monitor, ilo=[8, 3, 8]).ilo == [3, 8]
        with pytest.raises(ProgrammeError, match="FINDING_ILO_UNKNOWN"):
            finding(monitor, ilo=[12])

    def test_an_other_cause_is_told_in_words(self, monitor: Actor) -> None:
        with pytest.raises(ProgrammeError, match="FINDING_CAUSE_IN_WORDS"):
            finding(monitor, root_cause="other")


class TestRecurrence:
    def test_the_same_code_at_the_same_workplace_is_chained(
        self, monitor: Actor, other_monitor: Actor
    ) -> None:
        first = finding(monitor, question="G03")
        done = done_action(monitor, first, contact_of(first.employer))
        commands.verify_action(by=other_monitor, action=done, today=TODAY)
        later: dict[str, Any] = {
            "employer": first.employer,
            "question": "G03",
            "found_on": TODAY,
            "today": TODAY,
        }
        second = finding(monitor, **later)
        assert (second.earlier, second.recurred) == (first, True)
        third = finding(monitor, **later)
        assert (third.earlier, third.recurred) == (second, False)
        elsewhere = finding(monitor, **{**later, "employer": employer(monitor.home)})
        assert (elsewhere.earlier, elsewhere.recurred) == (None, False)
        other = finding(monitor, **{**later, "question": "G04"})
        assert other.earlier is None

    def test_no_workplace_is_the_main_one(self, monitor: Actor) -> None:
        shop = employer(monitor.home, address="翠湖南路1号")
        main = shop.workplaces.get()
        branch = Workplace.objects.create(
            employer=shop, address="北京路2号", division_code=main.division_code
        )
        drawn = finding(monitor, employer=shop, question="G03")
        planned = finding(monitor, employer=shop, question="G03", workplace=main)
        elsewhere = finding(monitor, employer=shop, question="G03", workplace=branch)
        again = finding(monitor, employer=shop, question="G03")
        assert [each.earlier for each in (drawn, planned, elsewhere, again)] == [None, drawn, None, planned]

    def test_without_a_main_workplace_it_is_none_of_the_named(self, monitor: Actor) -> None:
        shop = employer(monitor.home)
        branch = Workplace.objects.create(employer=shop, address="北京路2号")
        at_the_branch = finding(monitor, employer=shop, question="G03", workplace=branch)
        first, again = (finding(monitor, employer=shop, question="G03") for _ in range(2))
        assert [each.earlier for each in (at_the_branch, first, again)] == [None, None, first]

    def test_a_withdrawn_finding_is_no_earlier_one(self, monitor: Actor, manager: Actor) -> None:
        first = finding(monitor, question="G03")
        commands.withdraw_finding(by=manager, finding=first, reason="看错了", today=TODAY)
        assert finding(monitor, employer=first.employer, question="G03").earlier is None


class TestProposedActions:
    given: ClassVar[dict[str, Any]] = {
        "what": "拆门锁",
        "owner_name": "王老板",
        "due_on": date(2026, 3, 25),
        "today": TODAY,
    }

    def test_the_employer_proposes_and_the_association_agrees(self, monitor: Actor) -> None:
        made = finding(monitor)
        owner = contact_of(made.employer)
        proposed = commands.propose_action(by=owner, finding=made, **self.given)
        agreed = commands.agree_proposed_action(
            by=monitor, proposed=proposed, **{**self.given, "due_on": date(2026, 3, 23)}
        )
        proposed.refresh_from_db()
        assert (proposed.state, proposed.action) == (ProposalState.ACCEPTED, agreed)
        with pytest.raises(ProgrammeError, match="STATE_NOT_FROM_HERE"):
            commands.agree_proposed_action(by=monitor, proposed=proposed, **self.given)
        assert CorrectiveAction.objects.count() == 1

    def test_it_is_put_aside_with_a_reason_and_never_seen_by_others(
        self, monitor: Actor, neighbour_manager: Actor
    ) -> None:
        made = finding(monitor)
        proposed = commands.propose_action(by=contact_of(made.employer), finding=made, **self.given)
        with pytest.raises(Hidden):
            queries.proposed_action_for(contact_of(employer(monitor.home)), proposed.pk)
        with pytest.raises(Hidden):
            queries.proposed_action_for(neighbour_manager, proposed.pk)
        commands.put_proposed_action_aside(by=monitor, proposed=proposed, reason="不够", today=TODAY)
        proposed.refresh_from_db()
        assert proposed.state == ProposalState.SET_ASIDE
