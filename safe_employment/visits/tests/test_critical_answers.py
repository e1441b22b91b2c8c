"""A critical answer reaches the case officers: whoever sent it, and whatever became of the visit since."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from safe_employment.engines.screening import ANSWERS
from safe_employment.findings.commands import declare_tie
from safe_employment.instruments.definitions import Definition
from safe_employment.instruments.events import SubmissionReceived
from safe_employment.instruments.models import HeldSubmission, InstrumentKind, InstrumentVersion, Submission
from safe_employment.instruments.tests import factories as instruments
from safe_employment.instruments.tests.library import LIBRARY, form
from safe_employment.instruments.tests.sending import device, filled, send
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, AuditEntry, Notice
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.screenings import commands as screenings
from safe_employment.screenings.models import Screening, State, UrgentRecord
from safe_employment.screenings.sources import origins_of, signs_of
from safe_employment.visits import commands
from safe_employment.visits.listening import take_received
from safe_employment.visits.models import PartState, PhonePart, Visit
from safe_employment.visits.phone.tests.phone import SealedPart, TestPhone, form_piece
from safe_employment.visits.screening import critical_in
from safe_employment.visits.tests.factories import MADE, TODAY, planned, under_way
from safe_employment.visits.tests.submissions import NOW, QUESTIONS, checklist, sent, worker_interview

Capture = Callable[..., Any]
HARM = {"H03": "yes"}


def told(by: Actor) -> list[str]:
    """What a person was told of screenings, and of nothing else."""
    kinds = Notice.objects.filter(person=by.person, kind__startswith="screenings.").order_by("pk")
    return list(kinds.values_list("kind", flat=True))


def read_by(by: Actor, opened: Screening) -> str:
    path = reverse("screenings:screening", kwargs={"association": "kunming", "pk": opened.pk})
    return signed_in(by).get(path).content.decode()


def received(submission: Submission) -> None:
    take_received(SubmissionReceived(submission.association_id, submission.pk, submission.subject))


def interview(by: Actor) -> InstrumentVersion:
    return instruments.published(
        by.home, QUESTIONS, form_id="interview", kind=InstrumentKind.WORKER_INTERVIEW
    )


def brought_to(fate: str, monitor: Actor, other_monitor: Actor, manager: Actor) -> Visit:
    """A visit that takes no answers (any more)."""
    if fate in ("sealed", "cancelled"):
        visit = planned(monitor, monitor, other_monitor)
        if fate == "cancelled":
            commands.cancel_visit(by=monitor, visit=visit, reason="已注销")
        return visit
    visit = under_way(monitor, other_monitor)
    if fate == "postponed":
        return commands.postpone_visit(by=monitor, visit=visit, reason="店内有人威胁")
    commands.end_visit(by=monitor, visit=visit, outcome="not_found", now=MADE, reason="门牌不存在")
    return commands.review_visit(by=manager, visit=visit, today=TODAY)


@pytest.mark.parametrize("fate", ["cancelled", "sealed", "postponed", "reviewed"])
@pytest.mark.parametrize("form", [checklist, interview])
def test_it_is_heard_whatever_the_state_of_the_visit(  # noqa: PLR0917 - fixtures
    fate: str, form: Any, monitor: Actor, other_monitor: Actor, manager: Actor, case_officer: Actor
) -> None:
    version = form(monitor) if form is interview else form(monitor.home)
    visit = brought_to(fate, monitor, other_monitor, manager)
    received(sent(version, monitor, visit, HARM))
    opened = Screening.objects.get()
    assert (opened.employer, opened.alerts, opened.state) == (visit.employer, ["H03"], "open")
    assert told(case_officer) == ["screenings.opened"]
    assert told(manager) == told(monitor) == []
    assert not visit.given.exists()


def test_upon_what_strangers_send_a_sealed_target_is_not_told(
    monitor: Actor, other_monitor: Actor, case_officer: Actor
) -> None:
    visit = planned(monitor, monitor, other_monitor)
    stranger = actors.actor(monitor.home, Role.MONITOR)
    received(sent(interview(monitor), stranger, visit, HARM))
    opened = Screening.objects.get()
    assert opened.employer is None
    assert told(case_officer) == ["screenings.opened"]
    assert [(one.words, one.url) for one in origins_of(opened, case_officer)] == [(visit.reference, "")]


@pytest.mark.parametrize(
    "facts", [{"version": "99"}, {"root": "other"}, {"form": "unknown"}], ids=["version", "root", "form"]
)
def test_it_is_heard_in_what_is_kept_aside(  # noqa: PLR0917 - fixtures
    facts: dict[str, str], monitor: Actor, other_monitor: Actor, manager: Actor, case_officer: Actor,
    django_capture_on_commit_callbacks: Capture,
) -> None:  # fmt: skip
    checklist(monitor.home)
    visit = under_way(monitor, other_monitor)
    phone, _token = device(monitor)
    given = {"form": "checklist", "version": "1", **facts}
    harm = filled({"H/H03": "yes"}, **given)
    for xml in (filled({"H/H03": "no"}, **given), harm, harm):
        with django_capture_on_commit_callbacks(execute=True):
            send(phone, xml, subject=f"visit:{visit.pk}")
    assert HeldSubmission.objects.count() == 2
    assert Screening.objects.get().employer == visit.employer
    assert told(case_officer) == ["screenings.opened"]
    assert told(manager) == []


def test_it_is_heard_in_a_part_that_a_phone_brings_too_late(
    monitor: Actor, other_monitor: Actor, case_officer: Actor
) -> None:
    version = interview(monitor)
    visit = under_way(monitor, other_monitor)
    phone = TestPhone(monitor)
    part = SealedPart(phone.said["recipient"], {"form": form_piece(version, visit, "<H><H03>yes</H03></H>")})
    commands.postpone_visit(by=monitor, visit=visit, reason="店内有人威胁")
    assert phone.send(part)["problem"] == "PHONE_NOT_FOR_VISIT"
    assert PhonePart.objects.get().state == PartState.KEPT
    assert Screening.objects.get().employer == visit.employer
    assert told(case_officer) == ["screenings.opened"]


class TestAnotherSign:
    def test_is_added_to_the_open_screening_and_the_case_officers_are_told(
        self, monitor: Actor, other_monitor: Actor, case_officer: Actor
    ) -> None:
        version = checklist(monitor.home)
        visit = under_way(monitor, other_monitor)
        received(sent(version, monitor, visit, HARM))
        second = sent(version, other_monitor, visit, {"A02": "no", "H03": "yes"})
        for _again in range(2):
            received(second)
        opened = Screening.objects.get()
        assert opened.alerts == ["A02", "H03"]
        assert told(case_officer) == ["screenings.opened", "screenings.led_to"]
        noted = AuditEntry.objects.filter(action="screenings.lead_to").order_by("pk")
        assert [entry.details for entry in noted] == [{"alerts": 1}, {"alerts": 0}]

    @pytest.mark.parametrize("state", [State.CONCLUDED, State.CLOSED])
    def test_opens_a_new_one_where_the_answers_of_the_first_stand(
        self, state: State, monitor: Actor, other_monitor: Actor, case_officer: Actor
    ) -> None:
        visit = under_way(monitor, other_monitor)
        first_sign = sent(checklist(monitor.home), monitor, visit, HARM)
        received(first_sign)
        first = Screening.objects.get()
        screenings.conclude_screening(by=case_officer, screening=first.pk, outcome="watch", now=NOW)
        if state == State.CLOSED:
            screenings.close_screening(by=case_officer, screening=first.pk, reason="没有迹象")
        received(first_sign)
        assert Screening.objects.count() == 1
        received(sent(interview(monitor), other_monitor, visit, HARM))
        second = Screening.objects.exclude(pk=first.pk).get()
        assert (second.employer, second.alerts, second.state) == (visit.employer, ["H03"], "open")
        assert told(case_officer) == ["screenings.opened", "screenings.opened"]
        screenings.reopen_screening(by=case_officer, screening=first.pk, reason="有新情况")

    def test_is_told_when_it_is_answered_in_the_office(
        self, monitor: Actor, other_monitor: Actor, case_officer: Actor
    ) -> None:
        visit = under_way(monitor, other_monitor)
        commands.answer_questions(by=monitor, visit=visit, answers={"H03": ("yes", "")}, now=NOW)
        commands.answer_questions(by=monitor, visit=visit, answers={"H01": ("yes", "")}, now=NOW)
        commands.answer_questions(by=other_monitor, visit=visit, answers={"I02": ("no", "")}, now=NOW)
        assert Screening.objects.get().alerts == ["H03", "I02"]
        assert told(case_officer) == ["screenings.opened", "screenings.led_to"]


def test_the_visits_own_questions_count_where_the_form_is_not_here(
    monitor: Actor, other_monitor: Actor
) -> None:
    visit = under_way(monitor, other_monitor)
    given = {"H/H03": "partly", "H/H03_note": "yes", "H/H01": "yes", "A/A01": "no"}
    assert critical_in(visit, given) == ["H03"]


class TestWhatTheCaseOfficerSees:
    """Which answers led here, in words, each with what was sent."""

    def test_sent_kept_aside_and_answered_in_the_office(
        self, monitor: Actor, other_monitor: Actor, case_officer: Actor,
        django_capture_on_commit_callbacks: Capture,
    ) -> None:  # fmt: skip
        version = checklist(monitor.home)
        visit = under_way(monitor, other_monitor)
        submission = sent(version, monitor, visit, HARM)
        received(submission)
        xml = filled({"H/H03": "partly"}, form="checklist", version="99")
        with django_capture_on_commit_callbacks(execute=True):
            send(device(monitor)[0], xml, subject=f"visit:{visit.pk}")
        commands.answer_questions(by=monitor, visit=visit, answers={"A02": ("no", "")}, now=NOW)
        opened = Screening.objects.get()
        assert opened.alerts == ["A02", "H03"]
        ways = [f"/submissions/{submission.pk}/", "", ""]
        signs = signs_of(opened, case_officer)
        assert [(one.alert, one.answer) for one in signs] == [
            ("H03", "是"), ("H03", "部分"), ("A02", ""),
        ]  # fmt: skip
        assert [one.origin.url.removeprefix("/a/kunming") if one.origin else "" for one in signs] == ways
        page = read_by(case_officer, opened)
        assert "What led here" in page
        assert "Doors are locked so that people cannot get out" in page
        assert "Act today" not in page

    def test_a_tie_hides_the_words(self, monitor: Actor, other_monitor: Actor, case_officer: Actor) -> None:
        visit = under_way(monitor, other_monitor)
        received(sent(checklist(monitor.home), monitor, visit, HARM))
        declare_tie(by=case_officer, employer=visit.employer, kind="family", today=TODAY)
        (sign,) = signs_of(Screening.objects.get(), case_officer)
        assert (sign.alert, sign.answer, sign.origin) == ("H03", "", None)


@pytest.fixture
def library(kunming: Association) -> InstrumentVersion:
    return worker_interview(kunming)


URGENT = {
    "now/locked_in_now": "yes", "now/hurt_now": "yes", "now/doctor_now": "yes", "now/is_sixteen": "no",
    "young/children_work": "yes",
}  # fmt: skip


class TestTheLibrarysInterview:
    @pytest.mark.parametrize("path", URGENT)
    def test_danger_now_and_a_child_are_urgent(  # noqa: PLR0917 - fixtures
        self, path: str, library: InstrumentVersion, monitor: Actor, other_monitor: Actor,
        case_officer: Actor, manager: Actor,
    ) -> None:  # fmt: skip
        visit = under_way(monitor, other_monitor)
        for _twice in range(2):
            received(
                sent(library, monitor, visit, {}, rest={"consent_group/consent": "yes", path: URGENT[path]})
            )
        opened, urgent = Screening.objects.get(), UrgentRecord.objects.get()
        assert opened.alerts == [path.rpartition("/")[2]]
        assert (urgent.screening, urgent.step, urgent.is_taken) == (opened, "emergency", False)
        assert told(case_officer) == ["screenings.urgent", "screenings.urgent_again"]
        assert told(manager) == []
        page = read_by(case_officer, opened)
        assert "Act today" in page
        asked = Definition.from_json(library.definition).question(path)
        assert asked is not None
        assert asked.labels["en"] in page
        assert "Worth asking, for there are signs" in page

    def test_who_wants_help_is_told_of_today(
        self, library: InstrumentVersion, monitor: Actor, other_monitor: Actor, case_officer: Actor
    ) -> None:
        visit = under_way(monitor, other_monitor)
        received(sent(library, monitor, visit, {}, rest={"voice/wants_help": "yes"}))
        assert Screening.objects.get().alerts == ["wants_help"]
        assert told(case_officer) == ["screenings.opened"]

    @pytest.mark.parametrize("answer", ["silent", ""])
    def test_silence_says_nothing(
        self, answer: str, library: InstrumentVersion, monitor: Actor, other_monitor: Actor
    ) -> None:
        visit = under_way(monitor, other_monitor)
        rest = {"now/is_adult": answer, "now/is_sixteen": answer, "voice/wants_help": answer}
        received(sent(library, monitor, visit, {}, rest=rest))
        assert not Screening.objects.exists()


def test_each_critical_question_of_the_library_has_words_and_what_to_ask() -> None:
    known = {each.alert: each for each in ANSWERS}
    for file in sorted(LIBRARY.glob("*.md")):
        for question in form(file.stem).questions:
            if question.is_critical:
                assert (question.id or question.name) in known, (file.name, question.name)
    assert {each.alert for each in ANSWERS if not each.indicators} == {"wants_help"}
