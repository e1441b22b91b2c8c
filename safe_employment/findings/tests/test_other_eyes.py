"""Less is made of a finding, or it ends uncorrected, only by other eyes, untied, with a reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from safe_employment.findings import commands
from safe_employment.findings.eyes import check_other_eyes
from safe_employment.findings.models import (
    ActionState,
    CorrectiveAction,
    Finding,
    FindingState,
    ProposalState,
    ProposedFinding,
)
from safe_employment.findings.tests.factories import FOUND, TODAY, action, done_action, finding, tie
from safe_employment.findings.tests.test_proposals import LOCKED, proposed
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import Notice
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests.factories import contact_of

WORDS = ("cluster", "severity", "statement", "title", "description", "article", "question", "for_employer")
WISH: dict[str, Any] = {"severity": "good_practice", "statement": "good_practice"}


def changed(by: Actor, of: Finding, reason: str = "", **words: Any) -> Finding:
    given = {name: getattr(of, name) for name in WORDS}
    return commands.edit_finding(by=by, finding=of, today=TODAY, reason=reason, **{**given, **words})


def critical(by: Actor, **facts: Any) -> Finding:
    return finding(by, severity="critical", statement="breach", **facts)


@pytest.mark.parametrize(
    "words",
    [{"severity": "major"}, {"statement": "possible_breach"}, WISH],
    ids=["severity", "words", "wish"],
)
class TestMakingItLighter:
    def test_not_by_the_finder(self, monitor: Actor, words: dict[str, str]) -> None:
        made = critical(monitor)
        with pytest.raises(ProgrammeError, match="FINDING_EASED_BY_FINDER"):
            changed(monitor, made, "好了", **words)
        assert Finding.objects.get(pk=made.pk).contain_by == FOUND

    def test_not_by_who_is_tied(self, monitor: Actor, other_monitor: Actor, words: dict[str, str]) -> None:
        made = critical(monitor)
        tie(other_monitor, made.employer)
        with pytest.raises(ProgrammeError, match="FINDING_EASED_WITH_TIE"):
            changed(other_monitor, made, "好了", **words)

    def test_not_without_a_reason(self, monitor: Actor, other_monitor: Actor, words: dict[str, str]) -> None:
        with pytest.raises(ProgrammeError, match="FINDING_EASED_WITHOUT_REASON"):
            changed(other_monitor, critical(monitor), " ", **words)

    def test_by_another_with_a_reason_that_stays(
        self, monitor: Actor, other_monitor: Actor, words: dict[str, str]
    ) -> None:
        made = changed(other_monitor, critical(monitor), "门有备用钥匙", **words)
        made.refresh_from_db()
        kept = (made.eased_by, made.eased_on, made.eased_why)
        assert kept == (other_monitor.person, TODAY, "门有备用钥匙")

    @pytest.mark.parametrize("who", [None, "monitor", "other_monitor"])
    def test_the_database_refuses_it_too(
        self,
        who: str | None,
        words: dict[str, str],
        request: pytest.FixtureRequest,
        monitor: Actor,
        other_monitor: Actor,
    ) -> None:
        made = critical(monitor)
        tie(other_monitor, made.employer)
        by = request.getfixturevalue(who).person if who else None
        noted = {"eased_by": by, "eased_on": TODAY, "eased_why": "好了"} if by else {}
        with pytest.raises(IntegrityError, match="eased"), transaction.atomic():
            Finding.objects.filter(pk=made.pk).update(**words, **noted)


def test_the_finder_changes_other_words_and_makes_it_graver(
    monitor: Actor, case_officer: Actor, django_capture_on_commit_callbacks
) -> None:
    made = finding(monitor, for_employer=False)
    changed(monitor, made, title="Wages are held back")
    with django_capture_on_commit_callbacks(execute=True):
        graver = changed(monitor, made, severity="critical", statement="indicator")
    assert (graver.severity, graver.eased_by) == ("critical", None)
    assert Notice.objects.get(person=case_officer.person).kind == "findings.recorded"


class TestEndingItUncorrected:
    def test_a_finder_makes_no_wish_of_it_and_closes_none(self, monitor: Actor, other_monitor: Actor) -> None:
        wish = finding(monitor, **WISH)
        with pytest.raises(ProgrammeError, match="FINDING_EASED_BY_FINDER"):
            commands.close_wish(by=monitor, finding=wish, reason="采纳了", today=TODAY)
        tie(other_monitor, wish.employer)
        with pytest.raises(ProgrammeError, match="FINDING_EASED_WITH_TIE"):
            commands.close_wish(by=other_monitor, finding=wish, reason="采纳了", today=TODAY)
        with pytest.raises(IntegrityError, match="eased"), transaction.atomic():
            Finding.objects.filter(pk=wish.pk).update(state="closed", closed_on=TODAY)

    def test_neither_finder_nor_tied_withdraws_it(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        made = critical(monitor)
        tie(other_monitor, made.employer)
        for by, code in ((monitor, "EASED_BY_FINDER"), (other_monitor, "EASED_WITH_TIE")):
            with pytest.raises(ProgrammeError, match=code):
                commands.withdraw_finding(by=by, finding=made, reason="误会", today=TODAY)
        with pytest.raises(ProgrammeError, match="EASED_BY_MACHINE"):
            check_other_eyes(machine(monitor.home), made)
        with pytest.raises(IntegrityError, match="eased"), transaction.atomic():
            Finding.objects.filter(pk=made.pk).update(state="withdrawn")
        commands.withdraw_finding(by=manager, finding=made, reason="误会", today=TODAY)
        assert Finding.objects.get(pk=made.pk).eased_by == manager.person

    def test_dropping_what_is_left_closes_it_only_by_other_eyes(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        made = critical(monitor)
        small = done_action(monitor, made, contact_of(made.employer), due_on=FOUND)
        real = action(monitor, made, what="拆掉门锁", due_on=FOUND)
        commands.verify_action(by=other_monitor, action=small, today=TODAY)
        with pytest.raises(ProgrammeError, match="FINDING_EASED_BY_FINDER"):
            commands.drop_action(by=monitor, action=real, reason="不用了", today=TODAY)
        tie(other_monitor, made.employer)
        with pytest.raises(ProgrammeError, match="FINDING_EASED_WITH_TIE"):
            commands.drop_action(by=other_monitor, action=real, reason="不用了", today=TODAY)
        assert CorrectiveAction.objects.get(pk=real.pk).state == ActionState.AGREED
        commands.drop_action(by=manager, action=real, reason="与上一条相同", today=TODAY)
        closed = Finding.objects.get(pk=made.pk)
        assert (closed.state, closed.eased_by) == (FindingState.CLOSED, manager.person)

    def test_another_may_drop_what_leaves_it_open(self, monitor: Actor, manager: Actor) -> None:
        made = finding(monitor)
        commands.drop_action(by=manager, action=action(monitor, made), reason="写错了", today=TODAY)
        assert Finding.objects.get(pk=made.pk).state == FindingState.OPEN

    def test_opened_again_nobody_has_made_it_lighter(self, monitor: Actor, other_monitor: Actor) -> None:
        wish = finding(monitor, **WISH)
        commands.close_wish(by=other_monitor, finding=wish, reason="采纳了", today=TODAY)
        again = commands.reopen_finding(
            by=monitor, finding=wish, reason="没有做", recurrence=False, today=TODAY
        )
        assert (again.eased_by, again.eased_why) == (None, "")


class TestProposals:
    def test_who_gave_the_answer_neither_lightens_nor_silences_it(
        self, monitor: Actor, other_monitor: Actor
    ) -> None:
        (one,) = proposed(monitor, found_by=monitor.person)
        with pytest.raises(ProgrammeError, match="FINDING_EASED_BY_FINDER"):
            commands.accept_proposal(by=monitor, proposal=one, today=TODAY, severity="minor", reason="小事")
        with pytest.raises(ProgrammeError, match="FINDING_EASED_BY_FINDER"):
            commands.put_proposal_aside(by=monitor, proposal=one, reason="误会", today=TODAY)
        with pytest.raises(ProgrammeError, match="FINDING_EASED_WITHOUT_REASON"):
            commands.accept_proposal(by=other_monitor, proposal=one, today=TODAY, severity="minor")
        made = commands.accept_proposal(
            by=other_monitor, proposal=one, today=TODAY, severity="minor", reason="门可从内打开"
        )
        one.refresh_from_db()
        assert (made.severity, one.reason) == ("minor", "门可从内打开")

    def test_as_it_is_or_graver_the_finder_accepts_it(self, monitor: Actor) -> None:
        (one,) = proposed(monitor, found_by=monitor.person, proposals=(replace(LOCKED, severity="major"),))
        made = commands.accept_proposal(by=monitor, proposal=one, today=TODAY, severity="critical")
        assert made.severity == "critical"

    def test_the_database_refuses_the_finder_and_the_tied(self, monitor: Actor, other_monitor: Actor) -> None:
        (one,) = proposed(monitor, found_by=monitor.person)
        tie(other_monitor, one.employer)
        for by in (monitor, other_monitor):
            with pytest.raises(IntegrityError, match="put aside"), transaction.atomic():
                ProposedFinding.objects.filter(pk=one.pk).update(
                    state=ProposalState.SET_ASIDE, decided_by=by.person, decided_on=TODAY, reason="误会"
                )


class TestPages:
    def test_the_finder_reads_why_before_trying(self, monitor: Actor, manager: Actor) -> None:
        made = finding(monitor)
        base = {"association": monitor.home.slug, "pk": made.pk}
        page = reverse("findings:finding", kwargs=base)
        edit, withdraw = (reverse(f"findings:{verb}", kwargs=base) for verb in ("edit", "withdraw"))
        own = signed_in(monitor).get(page).content.decode()
        assert "someone else makes it lighter" in own
        assert withdraw not in own
        assert "Only if the employer is no longer" in signed_in(monitor).get(edit).content.decode()
        others = signed_in(manager).get(page).content.decode()
        assert "someone else makes it lighter" not in others
        assert withdraw in others
        assert "Only if it becomes less grave" in signed_in(manager).get(edit).content.decode()
        commands.withdraw_finding(by=manager, finding=made, reason="另一家的门", today=TODAY)
        assert "另一家的门" in signed_in(monitor).get(page).content.decode()

    def test_the_finder_is_not_offered_to_put_a_proposal_aside(self, monitor: Actor, manager: Actor) -> None:
        (one,) = proposed(monitor, found_by=monitor.person)
        base = {"association": monitor.home.slug, "pk": one.pk}
        page, aside = (
            reverse(f"findings:{name}", kwargs=base) for name in ("proposal", "put_proposal_aside")
        )
        assert aside not in signed_in(monitor).get(page).content.decode()
        assert aside in signed_in(manager).get(page).content.decode()
