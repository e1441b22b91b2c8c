"""What is found after a report was handed in reaches the employer, and a report is taken back whole."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from safe_employment.findings.commands import propose_action, reply_to_finding, share_finding
from safe_employment.findings.models import Finding, ProposedFinding
from safe_employment.findings.queries import findings_for
from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import Notice
from safe_employment.kit.tests.actors import signed_in
from safe_employment.kit.today import sections_for
from safe_employment.members.tests.factories import contact_of
from safe_employment.visits import commands, queries
from safe_employment.visits.models import Visit
from safe_employment.visits.tests.factories import TODAY, answer_finding, held, reported
from safe_employment.visits.tests.test_pages import url

NOT_TOLD = "Findings that the employer was not told of"
LATER = TODAY + timedelta(days=2)


@pytest.fixture
def found_late(monitor: Actor, other_monitor: Actor) -> tuple[Visit, Finding]:
    """A reported visit, and a finding of it that was recorded two days after the report."""
    visit = reported(monitor, other_monitor)
    visit.answers.filter(question="H03").update(answer="yes")
    return visit, answer_finding(monitor, visit, "H03", today=LATER)


def waiting(by: Actor) -> list[str]:
    with translation.override("en"):
        return [item.text for one in sections_for(by, LATER) if one.title == NOT_TOLD for item in one.items]


def test_it_is_listed_until_the_review_tells_the_employer(
    found_late: tuple[Visit, Finding], monitor: Actor, manager: Actor,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    visit, made = found_late
    owner = contact_of(visit.employer)
    assert list(queries.findings_not_told(manager)) == [made]
    for by in (monitor, manager):
        assert waiting(by) == [f"{made.reference} · {made.title}"]
        page = signed_in(by).get(url(by, "visit", pk=visit.pk)).content.decode()
        assert "The employer was not told" in page
    assert not findings_for(owner).exists()
    with django_capture_on_commit_callbacks(execute=True):
        commands.review_visit(by=manager, visit=visit, today=LATER)
    assert findings_for(owner).get().shared_on == LATER
    assert [notice.kind for notice in Notice.objects.filter(person=owner.person)] == ["findings.shared"]
    assert waiting(manager) == []


def test_the_review_tells_nothing_that_a_worker_said(
    found_late: tuple[Visit, Finding], manager: Actor
) -> None:
    visit, made = found_late
    Finding.objects.filter(pk=made.pk).update(description="厨师说后门一直锁着。")
    with pytest.raises(ProgrammeError, match="VISIT_QUOTES_A_WORKER"):
        commands.review_visit(by=manager, visit=visit, today=LATER)
    visit.refresh_from_db()
    assert visit.state == "reported"


def test_of_a_visit_that_is_not_reported_nothing_is_listed(monitor: Actor, other_monitor: Actor) -> None:
    answer_finding(monitor, held(monitor, other_monitor, adverse=["H03"]), "H03")
    assert not queries.findings_not_told(monitor).exists()


class TestTakenBack:
    def report(self, monitor: Actor, other_monitor: Actor) -> tuple[Visit, Finding, Finding]:
        visit = held(monitor, other_monitor, adverse=["H03", "I02"])
        made = [answer_finding(monitor, visit, question) for question in ("H03", "I02")]
        commands.write_report(by=monitor, visit=visit, report="后门上锁。", remarks="")
        return commands.report_visit(by=monitor, visit=visit, today=TODAY), made[0], made[1]

    def test_the_findings_told_with_it_are_hidden_too_and_told_again_with_the_next(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit, first, second = self.report(monitor, other_monitor)
        owner = contact_of(visit.employer)
        assert findings_for(owner).count() == 2
        commands.take_back_report(by=manager, visit=visit, reason="写错了")
        assert not findings_for(owner).exists()
        assert not ProposedFinding.objects.filter(state="waiting").exists()
        commands.report_visit(by=monitor, visit=visit, today=LATER)
        assert {found.pk for found in findings_for(owner)} == {first.pk, second.pk}

    @pytest.mark.parametrize("answer", ["reply", "proposal"])
    def test_what_the_employer_has_answered_stays(
        self, answer: str, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit, first, _second = self.report(monitor, other_monitor)
        owner = contact_of(visit.employer)
        first.refresh_from_db()
        if answer == "reply":
            reply_to_finding(by=owner, finding=first, text="已经开锁")
        else:
            propose_action(
                by=owner, finding=first, what="配钥匙", owner_name="王老板", due_on=TODAY, today=TODAY
            )
        commands.take_back_report(by=manager, visit=visit, reason="写错了")
        assert list(findings_for(owner)) == [first]

    def test_what_was_told_before_the_report_stays(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = held(monitor, other_monitor, adverse=["H03"])
        made = answer_finding(monitor, visit, "H03")
        share_finding(by=manager, finding=made, today=TODAY)
        commands.write_report(by=monitor, visit=visit, report="后门上锁。", remarks="")
        commands.report_visit(by=monitor, visit=visit, today=LATER)
        commands.take_back_report(by=manager, visit=visit, reason="写错了")
        assert list(findings_for(contact_of(visit.employer))) == [made]
