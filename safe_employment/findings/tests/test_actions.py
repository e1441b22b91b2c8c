"""Corrective actions: agreed, done, verified by someone else, or sent back."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from PIL import Image

from safe_employment.findings import commands, queries
from safe_employment.findings.models import ActionState, CorrectiveAction, FindingState, StepKind, Tie
from safe_employment.findings.tests.factories import FOUND, TODAY, action, done_action, finding, tie
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.files import file_for
from safe_employment.kit.models import Notice, StoredFile
from safe_employment.kit.roles import Role
from safe_employment.kit.tests.actors import actor, signed_in
from safe_employment.members.tests.factories import contact_of, employer


def photograph() -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(file, "JPEG")
    file.seek(0)
    return file


def test_the_whole_way_from_finding_to_closed(monitor: Actor, other_monitor: Actor) -> None:
    made = finding(monitor)
    owner = contact_of(made.employer)
    agreed = action(monitor, made)
    made.refresh_from_db()
    assert made.state == FindingState.CORRECTING
    commands.report_action_done(
        by=owner, action=agreed, text="已补发", done_on=date(2026, 3, 10), today=date(2026, 3, 11),
        evidence=[("工资条.jpg", photograph())],
    )  # fmt: skip
    made.refresh_from_db()
    assert made.state == FindingState.DONE
    commands.verify_action(by=other_monitor, action=agreed, text="看了工资条", today=TODAY)
    made.refresh_from_db()
    agreed.refresh_from_db()
    assert (made.state, made.closed_on) == (FindingState.CLOSED, TODAY)
    assert (agreed.done_by, agreed.verified_by) == (owner.person, other_monitor.person)
    kinds = [StepKind.AGREED, StepKind.DONE, StepKind.VERIFIED]
    assert list(agreed.steps.values_list("kind", flat=True)) == kinds


def test_it_closes_only_with_the_last_action(monitor: Actor, other_monitor: Actor) -> None:
    made = finding(monitor)
    owner = contact_of(made.employer)
    first, second = done_action(monitor, made, owner), action(monitor, made, what="公示工资单")
    commands.verify_action(by=other_monitor, action=first, today=TODAY)
    made.refresh_from_db()
    assert made.state == FindingState.CORRECTING
    commands.drop_action(by=other_monitor, action=second, reason="与第一条重复", today=TODAY)
    made.refresh_from_db()
    assert made.state == FindingState.CLOSED
    assert (made.eased_by, made.eased_why) == (other_monitor.person, "与第一条重复")


class TestTwoPairsOfEyes:
    def test_the_finder_does_not_verify(self, monitor: Actor) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        with pytest.raises(ProgrammeError, match="ACTION_VERIFIER_IS_FINDER"):
            commands.verify_action(by=monitor, action=done, today=TODAY)

    def test_who_reported_it_done_does_not_verify(self, monitor: Actor, other_monitor: Actor) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, other_monitor)
        with pytest.raises(ProgrammeError, match="ACTION_VERIFIER_IS_DOER"):
            commands.verify_action(by=other_monitor, action=done, today=TODAY)

    def test_the_associations_owner_does_not_verify(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        done = done_action(monitor, finding(monitor), manager, owner_person=other_monitor.person)
        with pytest.raises(ProgrammeError, match="ACTION_VERIFIER_IS_DOER"):
            commands.verify_action(by=other_monitor, action=done, today=TODAY)

    def test_a_tied_person_does_not_verify(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        declared = tie(other_monitor, made.employer)
        with pytest.raises(ProgrammeError, match="ACTION_VERIFIER_HAS_TIE"):
            commands.verify_action(by=other_monitor, action=done, today=TODAY)
        commands.end_tie(by=manager, tie=declared, today=TODAY)
        commands.verify_action(by=other_monitor, action=done, today=TODAY)

    def test_the_machine_does_not_verify(self, monitor: Actor) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        with pytest.raises(ProgrammeError, match="ACTION_VERIFIER_IS_MACHINE"):
            commands.verify_action(by=machine(monitor.home), action=done, today=TODAY)

    def test_the_finder_does_not_correct_for_the_association(self, monitor: Actor) -> None:
        with pytest.raises(ProgrammeError, match="ACTION_FIXER_IS_FINDER"):
            action(monitor, finding(monitor), owner_person=monitor.person)

    @pytest.mark.parametrize("who", ["monitor", "other_monitor"])
    def test_the_database_refuses_finder_and_doer(
        self, who: str, request: pytest.FixtureRequest, monitor: Actor, other_monitor: Actor
    ) -> None:
        done = done_action(monitor, finding(monitor), other_monitor)
        verifier = request.getfixturevalue(who).person
        with pytest.raises(IntegrityError), transaction.atomic():
            CorrectiveAction.objects.filter(pk=done.pk).update(
                state="verified", verified_by=verifier, verified_on=TODAY
            )
        done.refresh_from_db()
        assert done.state == ActionState.DONE

    def test_the_database_refuses_a_tied_verifier(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        tie(other_monitor, made.employer)
        with pytest.raises(IntegrityError, match="tie"), transaction.atomic():
            CorrectiveAction.objects.filter(pk=done.pk).update(
                state="verified", verified_by=other_monitor.person, verified_on=TODAY
            )

    def test_the_list_offers_only_what_one_may_verify(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        assert list(queries.actions_to_verify(other_monitor)) == [done]
        assert not queries.actions_to_verify(monitor).exists()
        tie(other_monitor, made.employer)
        assert not queries.actions_to_verify(other_monitor).exists()
        assert list(queries.actions_to_verify(manager)) == [done]


class TestSendingBack:
    def test_it_goes_back_with_the_reason_and_can_be_done_again(
        self, monitor: Actor, other_monitor: Actor
    ) -> None:
        made = finding(monitor)
        owner = contact_of(made.employer)
        done = done_action(monitor, made, owner)
        commands.send_action_back(
            by=other_monitor, action=done, reason="只补了一个月", today=TODAY, due_on=date(2026, 3, 30)
        )
        done.refresh_from_db()
        made.refresh_from_db()
        assert (done.state, done.due_on, made.state) == ("rejected", date(2026, 3, 30), "correcting")
        day = date(2026, 3, 28)
        commands.report_action_done(by=owner, action=done, text="都补了", done_on=day, today=day)
        commands.verify_action(by=other_monitor, action=done, today=day)
        made.refresh_from_db()
        assert made.state == FindingState.CLOSED
        assert done.steps.get(kind="sent_back").text == "只补了一个月"

    def test_it_needs_a_reason(self, monitor: Actor, other_monitor: Actor) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
            commands.send_action_back(by=other_monitor, action=done, reason="", today=TODAY)

    def test_steps_are_never_changed(self, monitor: Actor) -> None:
        step = action(monitor, finding(monitor)).steps.get()
        with pytest.raises(Exception, match="pgtrigger"), transaction.atomic():
            type(step).objects.filter(pk=step.pk).update(text="改写")


class TestDeadlines:
    @pytest.mark.parametrize(("severity", "days"), [("minor", 90), ("major", 30), ("critical", 7)])
    def test_severity_limits_the_time(self, monitor: Actor, severity: str, days: int) -> None:
        made = finding(monitor, severity=severity)
        latest = date.fromordinal(FOUND.toordinal() + days)
        assert action(monitor, made, due_on=latest).due_on == latest
        with pytest.raises(ProgrammeError, match="ACTION_DUE_TOO_LATE"):
            action(monitor, made, due_on=date.fromordinal(latest.toordinal() + 1))

    def test_a_wish_has_no_limit(self, monitor: Actor) -> None:
        wish = finding(monitor, severity="good_practice", statement="good_practice")
        assert action(monitor, wish, due_on=date(2027, 3, 1)).state == ActionState.AGREED

    def test_only_the_manager_gives_more_time(self, monitor: Actor, manager: Actor) -> None:
        agreed = action(monitor, finding(monitor))
        later: dict[str, Any] = {"due_on": date(2026, 4, 15), "reason": "等银行", "today": TODAY}
        with pytest.raises(Hidden):
            commands.extend_action(by=monitor, action=agreed, **later)
        commands.extend_action(by=manager, action=agreed, **later)
        agreed.refresh_from_db()
        assert (agreed.due_on, agreed.first_due_on) == (date(2026, 4, 15), date(2026, 3, 16))

    @pytest.mark.parametrize(
        ("facts", "code"),
        [
            ({"due_on": date(2026, 3, 1)}, "ACTION_DUE_BEFORE_AGREED"),
            ({"owner_name": " "}, "ACTION_OWNER_MISSING"),
            ({"agreed_on": date(2026, 3, 9), "due_on": date(2026, 3, 20)}, "FINDING_IN_THE_FUTURE"),
        ],
    )
    def test_what_cannot_be_agreed(self, monitor: Actor, facts: dict[str, Any], code: str) -> None:
        with pytest.raises(ProgrammeError, match=code):
            action(monitor, finding(monitor), **facts)


class TestTheEmployer:
    def test_cannot_act_on_what_it_is_not_told(self, monitor: Actor) -> None:
        kept = finding(monitor, statement="indicator", for_employer=False)
        with pytest.raises(ProgrammeError, match="ACTION_OWNER_KEPT_IN_THE_DARK"):
            action(monitor, kept)

    def test_cannot_report_for_another_employer(self, monitor: Actor) -> None:
        agreed = action(monitor, finding(monitor))
        with pytest.raises(Hidden):
            commands.report_action_done(
                by=contact_of(employer(monitor.home)), action=agreed, text="好了", done_on=TODAY, today=TODAY
            )

    def test_cannot_agree_verify_or_read_notes(self, monitor: Actor) -> None:
        made = finding(monitor)
        owner = contact_of(made.employer)
        done = done_action(monitor, made, owner)
        for refused in (
            lambda: action(owner, made),
            lambda: commands.verify_action(by=owner, action=done, today=TODAY),
            lambda: commands.write_note(by=owner, finding=made, text="?"),
            lambda: commands.withdraw_finding(by=owner, finding=made, reason="?", today=TODAY),
        ):
            with pytest.raises(Hidden):
                refused()

    def test_replies_with_evidence_that_the_association_reads(self, monitor: Actor) -> None:
        made = finding(monitor)
        owner, other = contact_of(made.employer), contact_of(employer(monitor.home))
        reply = commands.reply_to_finding(
            by=owner, finding=made, text="已经发过了", evidence=[("a.jpg", photograph())]
        )
        stored = StoredFile.objects.get(purpose="findings.reply", subject_id=reply.pk)
        assert reply.from_employer
        assert file_for(monitor, stored.pk) == file_for(owner, stored.pk) == stored
        with pytest.raises(Hidden):
            file_for(other, stored.pk)

    def test_evidence_must_be_a_picture_or_a_paper(self, monitor: Actor) -> None:
        made = finding(monitor)
        agreed = action(monitor, made)
        with pytest.raises(ProgrammeError, match="FILE_WRONG_TYPE"):
            commands.report_action_done(
                by=contact_of(made.employer), action=agreed, text="好了", done_on=TODAY, today=TODAY,
                evidence=[("x.exe", io.BytesIO(b"MZ\x90\x00" + b"\x00" * 64))],
            )  # fmt: skip
        agreed.refresh_from_db()
        assert agreed.state == ActionState.AGREED


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"text": " "}, "ACTION_SAY_WHAT_WAS_DONE"),
        ({"done_on": date(2026, 3, 1)}, "ACTION_DONE_BEFORE_AGREED"),
        ({"done_on": date(2026, 3, 21)}, "FINDING_IN_THE_FUTURE"),
    ],
)
def test_what_cannot_be_reported_done(monitor: Actor, facts: dict[str, Any], code: str) -> None:
    agreed = action(monitor, finding(monitor))
    given: dict[str, Any] = {"text": "好了", "done_on": TODAY, "today": TODAY, **facts}
    with pytest.raises(ProgrammeError, match=code):
        commands.report_action_done(by=monitor, action=agreed, **given)


class TestTies:
    def test_one_declares_ones_own_and_the_manager_those_of_others(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        there = employer(monitor.home)
        with pytest.raises(ProgrammeError, match="TIE_OF_ANOTHER"):
            tie(monitor, there, person=other_monitor.person)
        assert tie(manager, there, person=other_monitor.person).person == other_monitor.person
        with pytest.raises(ProgrammeError, match="TIE_ALREADY_DECLARED"):
            tie(other_monitor, there)

    def test_only_the_manager_ends_a_tie(self, monitor: Actor, manager: Actor) -> None:
        declared = tie(monitor, employer(monitor.home))
        with pytest.raises(Hidden):
            commands.end_tie(by=monitor, tie=declared, today=TODAY)
        ended = commands.end_tie(by=manager, tie=declared, today=TODAY)
        assert (ended.ended_on, ended.ended_by) == (TODAY, manager.person)

    def test_nobody_frees_themselves_but_another_manager_may(self, manager: Actor, monitor: Actor) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        own = tie(manager, made.employer)
        with pytest.raises(ProgrammeError, match="TIE_NOT_ENDED_BY_ONESELF"):
            commands.end_tie(by=manager, tie=own, today=TODAY)
        for ended_by in (None, manager.person):
            with pytest.raises(IntegrityError, match="another person ends it"), transaction.atomic():
                Tie.objects.filter(pk=own.pk).update(ended_on=TODAY, ended_by=ended_by)
        with pytest.raises(IntegrityError, match="another person ends it"), transaction.atomic():
            Tie.objects.filter(pk=own.pk).update(person=monitor.person)
        with pytest.raises(ProgrammeError, match="ACTION_VERIFIER_HAS_TIE"):
            commands.verify_action(by=manager, action=done, today=TODAY)
        commands.end_tie(by=actor(manager.home, Role.MANAGER), tie=own, today=TODAY)
        commands.verify_action(by=manager, action=done, today=TODAY)

    def test_the_only_managers_own_tie_is_ended_by_the_board(
        self, manager: Actor, monitor: Actor, board: Actor, django_capture_on_commit_callbacks
    ) -> None:  # fmt: skip
        own = tie(manager, employer(manager.home))
        others = tie(monitor, employer(manager.home, name="别家商店"))
        base = {"association": manager.home.slug}
        ties, ask, end = (
            reverse(f"findings:{route}", kwargs={**base, **({"pk": own.pk} if route != "ties" else {})})
            for route in ("ties", "ask_end_tie", "end_tie")
        )
        office, boards = signed_in(manager), signed_in(board)
        assert own.employer.name not in boards.get(ties).content.decode()
        assert boards.get(end).status_code == 404
        assert ask in office.get(ties).content.decode()
        assert office.post(ask, {"reason": ""}).status_code == 422
        with django_capture_on_commit_callbacks(execute=True):
            office.post(ask, {"reason": "股份已经转让"})
        told = Notice.objects.filter(kind="findings.tie_to_be_ended")
        assert [notice.person for notice in told] == [board.person]
        page = boards.get(ties).content.decode()
        assert (end in page, others.employer.name in page) == (True, False)
        assert "股份已经转让" in boards.get(end).content.decode()
        own.refresh_from_db()
        assert own.is_active
        for made in (own, others):
            with pytest.raises((ProgrammeError, Hidden)):
                commands.ask_to_end_tie(by=manager, tie=made, reason="再问", today=TODAY)
        with pytest.raises(Hidden):
            commands.end_tie(by=board, tie=others, today=TODAY)
        boards.post(end)
        own.refresh_from_db()
        assert own.ended_by == board.person

    def test_where_there_is_another_manager_the_board_is_not_asked(
        self, manager: Actor, board: Actor, django_capture_on_commit_callbacks
    ) -> None:  # fmt: skip
        other = actor(manager.home, Role.MANAGER)
        own = tie(manager, employer(manager.home))
        with django_capture_on_commit_callbacks(execute=True):
            commands.ask_to_end_tie(by=manager, tie=own, reason="股份已经转让", today=TODAY)
        told = Notice.objects.filter(kind="findings.tie_to_be_ended")
        assert [notice.person for notice in told] == [other.person]

    def test_the_page_says_at_once_that_another_has_to(self, manager: Actor, monitor: Actor) -> None:
        own, others = tie(manager, employer(manager.home)), tie(monitor, employer(manager.home))
        client, base = signed_in(manager), {"association": manager.home.slug}
        pages = [reverse("findings:end_tie", kwargs={**base, "pk": each.pk}) for each in (own, others)]
        listed = client.get(reverse("findings:ties", kwargs=base)).content.decode()
        assert [page in listed for page in pages] == [False, True]
        answer = client.get(pages[0], follow=True)
        assert "another manager does it, or the board" in answer.content.decode()
        client.post(pages[0])
        own.refresh_from_db()
        assert own.is_active
