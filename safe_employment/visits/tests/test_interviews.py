"""What workers say in an interview: read by those who held it and by case officers, by nobody with a tie."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from safe_employment.findings.commands import declare_tie
from safe_employment.instruments.files import SUBMITTED
from safe_employment.instruments.models import HeldSubmission, Instrument, InstrumentKind, Submission
from safe_employment.instruments.outgoing.shape import current
from safe_employment.instruments.queries import held_for, submissions_for
from safe_employment.instruments.tests import factories
from safe_employment.instruments.tests.sending import device, filled, photo, send
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import AuditEntry, StoredFile
from safe_employment.kit.queries import audit_entries_for
from safe_employment.kit.roles import Role
from safe_employment.kit.tests.actors import actor, signed_in
from safe_employment.visits.models import Visit
from safe_employment.visits.tests.factories import DAY, under_way
from safe_employment.visits.tests.submissions import QUESTIONS

ASKED = [
    {"type": "hidden", "name": "visit"},
    *QUESTIONS,
    {"type": "image", "name": "shown", "label::English (en)": "Shown", "label::中文 (zh)": "出示"},
]


@pytest.fixture
def visit(monitor: Actor, other_monitor: Actor) -> Visit:
    return under_way(monitor, other_monitor)


@pytest.fixture
def interview(visit: Visit, monitor: Actor) -> Submission:
    factories.published(monitor.home, ASKED, form_id="talk", kind=InstrumentKind.WORKER_INTERVIEW)
    xml = filled({"visit": str(visit.pk), "H/H03": "yes", "shown": "1.jpg"}, form="talk", instance="uuid:1")
    send(device(monitor)[0], xml, {"1.jpg": photo()})
    return Submission.objects.get(instance_id="uuid:1")


def opens(by: Actor, submission: Submission) -> set[bool]:
    """Whether each of the doors shows it: the list, its page, its XML, its file, the answers taken out."""
    browser, home = signed_in(by), reverse("instruments:submission", args=["kunming", submission.pk])
    file = StoredFile.objects.get(purpose=SUBMITTED)
    instrument = Instrument.objects.get(form_id="talk")
    return {
        submissions_for(by).exists(),
        browser.get(home).status_code == 200,
        browser.get(f"{home}xml/").status_code == 200,
        browser.get(f"/a/kunming/files/{file.pk}/").status_code == 200,
        current(by, instrument).exists(),
    }


@pytest.mark.parametrize("who", ["the interviewer", "the other of the team", "case officer"])
def test_those_who_held_it_and_case_officers_read_it(
    who: str, interview: Submission, monitor: Actor, other_monitor: Actor, case_officer: Actor
) -> None:
    by = {"the interviewer": monitor, "the other of the team": other_monitor, "case officer": case_officer}
    assert opens(by[who], interview) == {True}


@pytest.mark.parametrize("role", [Role.MONITOR, Role.MANAGER])
def test_other_monitors_and_managers_do_not(role: str, interview: Submission, monitor: Actor) -> None:
    assert opens(actor(monitor.home, Role(role)), interview) == {False}


def test_nobody_with_a_tie_reads_it_case_officers_no_more_than_others(
    interview: Submission, visit: Visit, case_officer: Actor
) -> None:
    declare_tie(by=case_officer, employer=visit.employer, kind="relative", note="", today=DAY)
    assert opens(case_officer, interview) == {False}


def test_the_log_says_of_interviews_to_case_officers_alone(
    interview: Submission, manager: Actor, case_officer: Actor
) -> None:
    signed_in(case_officer).get(reverse("instruments:submission", args=["kunming", interview.pk]))
    entries = AuditEntry.objects.filter(object_label="uuid:1")
    assert set(entries.values_list("action", flat=True)) == {
        "instruments.confidential_stored", "instruments.confidential_read",
    }  # fmt: skip
    assert not audit_entries_for(manager).filter(pk__in=entries).exists()
    assert not audit_entries_for(manager).filter(object_type="instruments.submission").exists()


def test_an_interview_that_was_held_waits_for_a_case_officer_without_a_tie(
    interview: Submission, visit: Visit, monitor: Actor, manager: Actor, case_officer: Actor
) -> None:
    other = filled({"visit": str(visit.pk), "H/H03": "no"}, form="talk", instance="uuid:1")
    send(device(monitor)[0], other)
    held = HeldSubmission.objects.get()
    assert not held_for(manager).exists()
    assert held_for(case_officer).get() == held
    declare_tie(by=case_officer, employer=visit.employer, kind="relative", note="", today=DAY)
    assert not held_for(case_officer).exists()


def test_the_list_costs_no_query_more_for_interviews(
    interview: Submission, monitor: Actor, case_officer: Actor, django_assert_num_queries: Callable[..., Any]
) -> None:
    for by in (monitor, case_officer):
        with django_assert_num_queries(1):
            assert list(submissions_for(by)) == [interview]
