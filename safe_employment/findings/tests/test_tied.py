"""Who is tied to an employer, or speaks for it, reads nothing that workers said there and decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from safe_employment.findings import commands, queries
from safe_employment.findings.eyes import has_tie, tied_people
from safe_employment.findings.models import ActionStep, CorrectiveAction, Finding
from safe_employment.findings.notices import verifiers_of
from safe_employment.findings.tests.factories import FOUND, TODAY, action, done_action, finding, tie
from safe_employment.findings.tests.test_following import at
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.commands import give_contact
from safe_employment.members.models import Employer
from safe_employment.members.tests.factories import contact_of, employer


def speaks(by: Actor, there: Employer, manager: Actor) -> None:
    """Let a member of the staff speak for an employer in the portal."""
    assert by.person is not None
    give_contact(by=manager, employer=there, person=by.person)


def declared(by: Actor, there: Employer, manager: Actor) -> None:
    """Declare a tie."""
    tie(by, there)


Tying = Callable[[Actor, Employer, Actor], None]
both = pytest.mark.parametrize("tying", [declared, speaks])


@both
class TestReading:
    def test_of_findings_what_the_employer_may_be_told(
        self, tying: Tying, monitor: Actor, other_monitor: Actor, case_officer: Actor, manager: Actor
    ) -> None:
        there = employer(monitor.home)
        told = finding(monitor, employer=there)
        quiet = finding(monitor, employer=there, for_employer=False)
        sign = finding(monitor, employer=there, statement="indicator", for_employer=False)
        reported = finding(case_officer, employer=there, source_kind="report", source_id="9")
        elsewhere = finding(monitor, for_employer=False)
        for by in (manager, other_monitor):
            tying(by, there, manager)
            seen = set(queries.findings_for(by))
            assert (told in seen, elsewhere in seen) == (True, True)
            assert not seen & {quiet, sign, reported}
            for hidden in (quiet, sign, reported):
                with pytest.raises(Hidden):
                    queries.finding_for(by, hidden.pk)
            page = reverse("findings:findings", kwargs={"association": by.home.slug})
            listed = signed_in(by).get(page).content.decode()
            assert (told.reference in listed, sign.reference in listed) == (True, False)

    def test_neither_notes_nor_what_can_be_done(
        self, tying: Tying, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        made = finding(monitor)
        commands.write_note(by=monitor, finding=made, text="工人说门还锁着")
        url = reverse("findings:finding", kwargs={"association": made.association.slug, "pk": made.pk})
        assert "工人说门还锁着" in signed_in(other_monitor).get(url).content.decode()
        tying(other_monitor, made.employer, manager)
        page = signed_in(other_monitor).get(url).content.decode()
        assert "工人说门还锁着" not in page
        for verb in ("agree", "edit", "note", "share"):
            kwargs = {"association": made.association.slug, "pk": made.pk}
            assert reverse(f"findings:{verb}", kwargs=kwargs) not in page


@both
def test_the_tied_decide_nothing(tying: Tying, monitor: Actor, other_monitor: Actor, manager: Actor) -> None:
    made = finding(monitor, severity="critical")
    open_one = finding(monitor, employer=made.employer, source_kind="visit", source_id="0")
    act = action(monitor, made, due_on=FOUND)
    tying(other_monitor, made.employer, manager)
    words = (
        "cluster",
        "severity",
        "statement",
        "title",
        "description",
        "article",
        "question",
        "for_employer",
    )
    same = {name: getattr(made, name) for name in words}
    by = other_monitor
    acts: list[Callable[[], object]] = [
        partial(action, by, made, due_on=FOUND),
        partial(commands.drop_action, by=by, action=act, reason="不用了", today=FOUND),
        partial(commands.share_finding, by=by, finding=open_one, today=TODAY),
        partial(finding, by, employer=made.employer),
        partial(commands.edit_finding, by=by, finding=made, today=TODAY, **same),
        partial(commands.write_note, by=by, finding=made, text="没事"),
        partial(
            commands.contain_finding, by=by, finding=made, who="甲", how="乙", contained_at=at(FOUND, 9),
            now=at(FOUND, 10),
        ),
    ]  # fmt: skip
    for each in acts:
        with pytest.raises(ProgrammeError, match="FINDING_TIED"):
            each()
    for kind in ("agreed", "dropped"):
        with pytest.raises(IntegrityError, match="neither agrees nor drops"), transaction.atomic():
            ActionStep.objects.create(
                association=by.home, action=act, kind=kind, taken_on=TODAY, person=by.person, text="好",
                due_on=act.due_on,
            )  # fmt: skip


class TestWhoSpeaksForAnEmployer:
    def test_is_tied_until_that_ends(self, monitor: Actor, manager: Actor) -> None:
        there = employer(monitor.home)
        speaks(monitor, there, manager)
        assert monitor.person is not None
        assert has_tie(monitor, there.pk)
        assert tied_people(there.pk, [monitor.person.pk, 0], TODAY) == {monitor.person.pk}
        there.portal_contacts.update(ended_at=at(TODAY), ended_by=manager.person)
        assert not has_tie(monitor, there.pk)

    def test_verifies_nothing_in_the_database_either(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        made = finding(monitor)
        done = done_action(monitor, made, contact_of(made.employer))
        speaks(other_monitor, made.employer, manager)
        with pytest.raises(ProgrammeError, match="VERIFIER_HAS_TIE"):
            commands.verify_action(by=other_monitor, action=done, today=TODAY)
        assert done not in queries.actions_to_verify(other_monitor)
        assert other_monitor.person not in verifiers_of(done)
        with pytest.raises(IntegrityError, match="tie"), transaction.atomic():
            CorrectiveAction.objects.filter(pk=done.pk).update(
                state="verified", verified_by=other_monitor.person, verified_on=TODAY
            )


class TestWhoDidItFirst:
    def test_does_not_verify_it_after_another_did(
        self, monitor: Actor, other_monitor: Actor, case_officer: Actor, manager: Actor
    ) -> None:
        made = finding(monitor, for_employer=False)
        one = done_action(monitor, made, manager, owner_person=case_officer.person)
        back = commands.send_action_back(by=other_monitor, action=one, reason="不全", today=TODAY)
        done = commands.report_action_done(
            by=case_officer, action=back, text="补齐了", done_on=TODAY, today=TODAY
        )
        with pytest.raises(ProgrammeError, match="VERIFIER_IS_DOER"):
            commands.verify_action(by=manager, action=done, today=TODAY)
        assert done not in queries.actions_to_verify(manager)
        assert manager.person not in verifiers_of(done)
        with pytest.raises(IntegrityError, match="verifier"), transaction.atomic():
            CorrectiveAction.objects.filter(pk=done.pk).update(
                state="verified", verified_by=manager.person, verified_on=TODAY
            )
        commands.verify_action(by=other_monitor, action=done, today=TODAY)


class TestWhoWasThere:
    def test_neither_verifies_nor_eases(self, monitor: Actor, other_monitor: Actor) -> None:
        made = finding(monitor)
        assert other_monitor.person is not None
        Finding.objects.filter(pk=made.pk).update(found_with=[other_monitor.person.pk])
        done = done_action(monitor, made, contact_of(made.employer))
        with pytest.raises(ProgrammeError, match="VERIFIER_WAS_THERE"):
            commands.verify_action(by=other_monitor, action=done, today=TODAY)
        assert done not in queries.actions_to_verify(other_monitor)
        with pytest.raises(ProgrammeError, match="EASED_BY_TEAM"):
            commands.withdraw_finding(by=other_monitor, finding=made, reason="误会", today=TODAY)
        with pytest.raises(IntegrityError, match="verifier"), transaction.atomic():
            CorrectiveAction.objects.filter(pk=done.pk).update(
                state="verified", verified_by=other_monitor.person, verified_on=TODAY
            )
        eased = {"eased_by": other_monitor.person, "eased_on": TODAY, "eased_why": "误会"}
        with pytest.raises(IntegrityError, match="eased"), transaction.atomic():
            Finding.objects.filter(pk=made.pk).update(state="withdrawn", **eased)


class TestDroppingGainsNoTime:
    def test_the_finder_drops_what_is_replaced_on_the_day_and_not_late(
        self, monitor: Actor, manager: Actor
    ) -> None:
        made = finding(monitor)
        first = action(monitor, made, due_on=FOUND + timedelta(days=30))
        day = FOUND + timedelta(days=29)
        drop = partial(commands.drop_action, action=first, reason="换一条", today=day)
        with pytest.raises(ProgrammeError, match="DROPPED_BY_FINDER"):
            drop(by=monitor)
        longer = action(monitor, made, today=day, due_on=day + timedelta(days=30))
        with pytest.raises(ProgrammeError, match="DROPPED_BY_FINDER"):
            drop(by=monitor)
        with pytest.raises(IntegrityError, match="late or not replaced"), transaction.atomic():
            ActionStep.objects.create(
                association=monitor.home, action=first, kind="dropped", taken_on=day, person=monitor.person,
                text="换一条", due_on=first.due_on,
            )  # fmt: skip
        drop(by=manager)
        longer.refresh_from_db()
        assert longer.first_due_on == first.first_due_on

    def test_what_takes_its_place_is_due_no_later_and_keeps_its_first_day(
        self, monitor: Actor, manager: Actor
    ) -> None:
        made = finding(monitor)
        first = action(monitor, made, due_on=FOUND + timedelta(days=20))
        day = FOUND + timedelta(days=19)
        commands.drop_action(by=manager, action=first, reason="换一条", today=day)
        made.refresh_from_db()
        with pytest.raises(ProgrammeError, match="DUE_AFTER_DROPPED"):
            action(monitor, made, today=day, due_on=day + timedelta(days=30))
        again = action(monitor, made, today=day, due_on=FOUND + timedelta(days=30))
        assert again.first_due_on == first.first_due_on
        with pytest.raises(IntegrityError, match="first agreed"), transaction.atomic():
            CorrectiveAction.objects.filter(pk=again.pk).update(first_due_on=again.due_on)

    def test_a_slip_of_the_same_day_counts_for_nothing(self, monitor: Actor) -> None:
        made = finding(monitor)
        slip = action(monitor, made, due_on=FOUND + timedelta(days=3))
        right = action(monitor, made, due_on=FOUND + timedelta(days=2))
        commands.drop_action(by=monitor, action=slip, reason="写错了", today=FOUND)
        right.refresh_from_db()
        assert right.first_due_on == right.due_on

    def test_the_time_for_an_agreement_counts_from_the_drop_and_is_told_anew(
        self, monitor: Actor, manager: Actor
    ) -> None:
        made = finding(monitor)
        told = {"agree_told_on": FOUND, "agree_manager_told_on": FOUND, "agree_board_told_on": FOUND}
        Finding.objects.filter(pk=made.pk).update(**told)
        one = action(monitor, made)
        commands.drop_action(by=manager, action=one, reason="误会", today=TODAY)
        made.refresh_from_db()
        assert (made.agree_since, made.clock_on) == (TODAY, FOUND)
        assert {getattr(made, name) for name in told} == {None}


class TestContainment:
    def test_another_confirms_it_and_the_clock_runs_until_then(
        self, monitor: Actor, other_monitor: Actor, manager: Actor, django_capture_on_commit_callbacks
    ) -> None:
        from safe_employment.findings.escalation import uncontained
        from safe_employment.kit.models import Notice

        made = finding(monitor, severity="critical")
        noting: dict[str, Any] = {
            "who": "王老板",
            "how": "拆了门锁",
            "contained_at": at(FOUND, 9),
            "now": at(FOUND, 10),
        }
        with django_capture_on_commit_callbacks(execute=True):
            commands.contain_finding(by=monitor, finding=made, **noting)
        assert Notice.objects.filter(person=manager.person, kind="findings.contained").exists()
        assert made in uncontained(made.association, TODAY)
        with pytest.raises(ProgrammeError, match="CONFIRMED_BY_ONESELF"):
            commands.confirm_containment(by=monitor, finding=made, today=TODAY)
        tie(other_monitor, made.employer)
        with pytest.raises(ProgrammeError, match="FINDING_TIED"):
            commands.confirm_containment(by=other_monitor, finding=made, today=TODAY)
        url = reverse(
            "findings:confirm_containment", kwargs={"association": made.association.slug, "pk": made.pk}
        )
        page = reverse("findings:finding", kwargs={"association": made.association.slug, "pk": made.pk})
        shown = [url in signed_in(by).get(page).content.decode() for by in (monitor, other_monitor, manager)]
        assert shown == [False, False, True]
        assert signed_in(manager).post(url).status_code == 302
        made.refresh_from_db()
        assert made.containment_confirmed_on is not None
        assert made not in uncontained(made.association, TODAY)

    def test_where_the_harm_goes_on_it_is_opened_again_with_a_reason(
        self, monitor: Actor, manager: Actor
    ) -> None:
        made = finding(monitor, severity="critical")
        noting: dict[str, Any] = {
            "who": "王老板",
            "how": "拆了门锁",
            "contained_at": at(FOUND, 9),
            "now": at(FOUND, 10),
        }
        commands.contain_finding(by=monitor, finding=made, **noting)
        commands.confirm_containment(by=manager, finding=made, today=FOUND)
        with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
            commands.undo_containment(by=monitor, finding=made, reason=" ", today=TODAY)
        commands.undo_containment(by=monitor, finding=made, reason="门又锁上了", today=TODAY)
        made.refresh_from_db()
        assert (made.contained_at, made.containment_confirmed_on) == (None, None)
        commands.contain_finding(by=monitor, finding=made, **noting)

    def test_the_database_refuses_who_noted_it(self, monitor: Actor) -> None:
        made = finding(monitor, severity="critical")
        commands.contain_finding(
            by=monitor, finding=made, who="甲", how="乙", contained_at=at(FOUND, 9), now=at(FOUND, 10)
        )
        assert monitor.person is not None
        with pytest.raises(IntegrityError, match="confirmed by another"), transaction.atomic():
            made.containments.get().looks.create(
                association=made.association, person=monitor.person, looked_on=TODAY, holds=True
            )


class TestLighter:
    def test_no_programme_rule_of_what_the_law_says_by_the_finder(
        self, monitor: Actor, manager: Actor
    ) -> None:
        made = finding(monitor)
        words = ("cluster", "severity", "statement", "title", "description", "article", "question")
        same = {name: getattr(made, name) for name in words} | {"for_employer": True, "basis": "programme"}
        with pytest.raises(ProgrammeError, match="EASED_BY_FINDER"):
            commands.edit_finding(by=monitor, finding=made, today=TODAY, reason="算了", **same)
        with pytest.raises(IntegrityError, match="eased"), transaction.atomic():
            Finding.objects.filter(pk=made.pk).update(basis="programme")
        commands.edit_finding(by=manager, finding=made, today=TODAY, reason="法律没有写", **same)

    def test_kept_from_the_employer_with_a_reason_that_others_read(self, monitor: Actor) -> None:
        made = finding(monitor, source_kind="visit", source_id="0")
        words = ("cluster", "severity", "statement", "title", "description", "article", "question")
        same = {name: getattr(made, name) for name in words} | {"for_employer": False}
        with pytest.raises(ProgrammeError, match="KEPT_WITHOUT_REASON"):
            commands.edit_finding(by=monitor, finding=made, today=TODAY, **same)
        commands.edit_finding(by=monitor, finding=made, today=TODAY, reason="老板会猜到是谁说的", **same)
        assert made.notes.get().text == "老板会猜到是谁说的"
