"""More time is given by someone untied who does not need it, within limits, and silences nobody for good."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from safe_employment.findings import commands
from safe_employment.findings.models import CorrectiveAction
from safe_employment.findings.tests.factories import FOUND, TODAY, action, done_action, finding, tie
from safe_employment.findings.tests.test_escalation import DUE, run_on, told
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import Notice
from safe_employment.kit.roles import Role
from safe_employment.kit.tests.actors import actor, signed_in
from safe_employment.members.tests.factories import contact_of

LATER: dict[str, Any] = {"due_on": date(2026, 4, 1), "reason": "等银行", "today": TODAY}


class TestWhoGivesIt:
    def test_not_who_is_tied(self, monitor: Actor, manager: Actor) -> None:
        made = finding(monitor)
        agreed = action(monitor, made)
        tie(manager, made.employer)
        with pytest.raises(ProgrammeError, match="POSTPONEMENT_DECIDER_HAS_TIE"):
            commands.extend_action(by=manager, action=agreed, **LATER)

    def test_not_who_asks_for_it(self, monitor: Actor) -> None:
        both = actor(monitor.home, Role.MONITOR, Role.MANAGER)
        agreed = action(monitor, finding(monitor))
        commands.ask_for_postponement(
            by=both, action=agreed, wanted_on=date(2026, 4, 1), reason="老板来电", today=DUE
        )
        with pytest.raises(ProgrammeError, match="POSTPONEMENT_DECIDER_ASKED"):
            commands.extend_action(by=both, action=agreed, **LATER)

    def test_not_who_has_to_act(self, monitor: Actor, manager: Actor) -> None:
        own = action(monitor, finding(monitor), owner_person=manager.person)
        with pytest.raises(ProgrammeError, match="POSTPONEMENT_DECIDER_OWNS"):
            commands.extend_action(by=manager, action=own, **LATER)

    def test_the_tied_manager_reads_why_instead_of_a_form(self, monitor: Actor, manager: Actor) -> None:
        made = finding(monitor)
        agreed = action(monitor, made)
        extend = reverse("findings:extend", kwargs={"association": manager.home.slug, "pk": agreed.pk})
        page = reverse("findings:finding", kwargs={"association": manager.home.slug, "pk": made.pk})
        client = signed_in(manager)
        assert extend in client.get(page).content.decode()
        assert "At the latest" in client.get(extend).content.decode()
        tie(manager, made.employer)
        assert extend not in client.get(page).content.decode()
        assert "Ask a colleague without a tie" in client.get(extend, follow=True).content.decode()


class TestHowFarItReaches:
    @pytest.mark.parametrize(("severity", "days"), [("minor", 90), ("major", 30), ("critical", 7)])
    def test_as_far_as_an_agreement_of_the_day_would(
        self, monitor: Actor, manager: Actor, severity: str, days: int
    ) -> None:
        agreed = action(monitor, finding(monitor, severity=severity), due_on=FOUND + timedelta(days=7))
        given: dict[str, Any] = {"reason": "等", "today": TODAY}
        latest = TODAY + timedelta(days=days)
        with pytest.raises(ProgrammeError, match="ACTION_MORE_TIME_TOO_FAR"):
            commands.extend_action(by=manager, action=agreed, due_on=latest + timedelta(days=1), **given)
        assert commands.extend_action(by=manager, action=agreed, due_on=latest, **given).due_on == latest

    def test_neither_granting_nor_sending_back_reaches_further(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        made = finding(monitor)
        far = TODAY + timedelta(days=31)
        asked = commands.ask_for_postponement(
            by=contact_of(made.employer), action=action(monitor, made), wanted_on=far, reason="等", today=DUE
        )
        with pytest.raises(ProgrammeError, match="ACTION_MORE_TIME_TOO_FAR"):
            commands.decide_postponement(
                by=manager, postponement=asked, grant=True, decision="好", today=TODAY
            )
        done = done_action(monitor, made, contact_of(made.employer))
        with pytest.raises(ProgrammeError, match="ACTION_MORE_TIME_TOO_FAR"):
            commands.send_action_back(by=other_monitor, action=done, reason="不够", today=TODAY, due_on=far)


class TestTheBoardHears:
    def test_by_the_day_first_agreed_however_often_more_time_is_given(
        self, monitor: Actor, manager: Actor, board: Actor
    ) -> None:
        agreed = action(monitor, finding(monitor))
        for weeks in (1, 2, 3):
            day = DUE + timedelta(weeks=weeks)
            run_on(monitor, day - timedelta(days=1))
            commands.extend_action(
                by=manager, action=agreed, due_on=day + timedelta(days=8), reason="等", today=day
            )
            agreed = CorrectiveAction.objects.get(pk=agreed.pk)
        assert told(board) == []
        for n in (21, 22):
            run_on(monitor, DUE + timedelta(days=n))
        notice = Notice.objects.get(person=board.person)
        assert (notice.kind, notice.facts["due_on"], notice.facts["days"]) == (
            "findings.board_late", DUE.isoformat(), 21,
        )  # fmt: skip

    def test_again_once_a_new_day_is_missed_as_badly(
        self, monitor: Actor, manager: Actor, board: Actor
    ) -> None:
        agreed = action(monitor, finding(monitor))
        run_on(monitor, DUE + timedelta(days=21))
        new = DUE + timedelta(days=30)
        commands.extend_action(
            by=manager, action=agreed, due_on=new, reason="等", today=DUE + timedelta(days=22)
        )
        for n in (0, 20):
            run_on(monitor, new + timedelta(days=n))
            assert told(board) == ["findings.board_late"]
        for n in (21, 22):
            run_on(monitor, new + timedelta(days=n))
        assert told(board) == ["findings.board_late"] * 2

    def test_a_new_day_on_sending_back_does_not_silence_it_either(
        self, monitor: Actor, other_monitor: Actor, board: Actor
    ) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        back = DUE + timedelta(days=20)
        commands.send_action_back(
            by=other_monitor, action=done, reason="不够", today=back, due_on=back + timedelta(days=20)
        )
        run_on(monitor, DUE + timedelta(days=21))
        assert told(board) == ["findings.board_late"]
