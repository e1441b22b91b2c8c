"""Harm is heard also where no visit is named, or the questionnaire is not here; later it learns its place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from safe_employment.instruments import commands as kept
from safe_employment.instruments.intake.telling import tell_again
from safe_employment.instruments.models import HeldSubmission, InstrumentKind, InstrumentVersion, Submission
from safe_employment.instruments.tests import factories as instruments
from safe_employment.instruments.tests.sending import device, filled, send
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import Association
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.screenings.models import Screening, UrgentRecord
from safe_employment.screenings.sources import origins_of, signs_of
from safe_employment.visits.hearing import hear_kept_aside
from safe_employment.visits.tests.factories import under_way
from safe_employment.visits.tests.submissions import NOW, QUESTIONS, checklist, sent, worker_interview
from safe_employment.visits.tests.test_critical_answers import HARM, Capture, read_by, received, told


class TestWhatNamesNoVisit:
    """A number that was mistyped, or none at all: nobody knows where, and harm does not wait."""

    @pytest.fixture
    def talk(self, monitor: Actor) -> InstrumentVersion:
        rows = [instruments.text("visit_number"), *QUESTIONS]
        return instruments.published(monitor.home, rows, form_id="talk", kind=InstrumentKind.WORKER_INTERVIEW)

    @pytest.mark.usefixtures("talk")
    @pytest.mark.parametrize("number", ["V-00021", ""])
    def test_is_heard(
        self, number: str, monitor: Actor, other_monitor: Actor, case_officer: Actor,
        django_capture_on_commit_callbacks: Capture,
    ) -> None:  # fmt: skip
        under_way(monitor, other_monitor)
        phone, _token = device(monitor)
        for answer in ("no", "yes", "yes"):
            xml = filled({"visit_number": number, "H/H03": answer}, form="talk", instance=f"uuid:{answer}")
            with django_capture_on_commit_callbacks(execute=True):
                receipt = send(phone, xml)
        assert receipt.reason == ("subject_unknown" if number else "")
        opened = Screening.objects.get()
        assert (opened.employer, opened.alerts) == (None, ["H03"])
        assert told(case_officer) == ["screenings.opened"]
        assert origins_of(opened, case_officer) == []

    @pytest.mark.usefixtures("talk")
    def test_is_told_again_where_the_server_died_in_between(
        self, monitor: Actor, django_capture_on_commit_callbacks: Capture
    ) -> None:
        send(device(monitor)[0], filled({"H/H03": "yes"}, form="talk"))
        assert not Screening.objects.exists()
        later = Submission.objects.get().received_at + timedelta(hours=1)
        with django_capture_on_commit_callbacks(execute=True):
            tell_again(machine(monitor.home), later)
        assert Screening.objects.get().alerts == ["H03"]

    @pytest.mark.usefixtures("talk")
    def test_who_accepts_it_names_the_visit_of_the_person_who_sent_it(
        self, monitor: Actor, other_monitor: Actor, case_officer: Actor,
        django_capture_on_commit_callbacks: Capture,
    ) -> None:  # fmt: skip
        visit = under_way(monitor, other_monitor)
        third = [actors.actor(monitor.home, Role.MONITOR) for _ in range(2)]
        foreign = under_way(*third)
        with django_capture_on_commit_callbacks(execute=True):
            send(device(monitor)[0], filled({"visit_number": "V-00021", "H/H03": "yes"}, form="talk"))
        held = HeldSubmission.objects.get()
        client = signed_in(case_officer)
        path = reverse("instruments:accept_held", args=["kunming", held.pk])
        assert "names no visit" in client.get(path).content.decode()
        for number in ("", "V-00021", foreign.reference, "12"):
            assert client.post(path, {"about": number}).status_code == 422
        with pytest.raises(ProgrammeError, match="INSTRUMENT_HELD_NOT_ABOUT"):
            kept.accept_held(by=case_officer, held=held, now=NOW)
        with django_capture_on_commit_callbacks(execute=True):
            assert client.post(path, {"about": visit.reference.lower()}).status_code == 302
        held.refresh_from_db()
        stored = Submission.objects.get()
        assert stored.subject == held.subject == f"visit:{visit.pk}"
        opened = Screening.objects.get()
        assert (opened.employer, opened.alerts) == (visit.employer, ["H03"])
        assert told(case_officer) == ["screenings.opened", "screenings.placed"]
        assert [one.words for one in origins_of(opened, case_officer)] == [visit.reference]
        (sign,) = signs_of(opened, case_officer)
        assert sign.origin is not None
        assert sign.origin.url.endswith(f"/submissions/{stored.pk}/")

    @pytest.mark.usefixtures("talk")
    def test_who_sends_it_again_with_the_right_number_has_named_the_visit(
        self, monitor: Actor, other_monitor: Actor, case_officer: Actor,
        django_capture_on_commit_callbacks: Capture,
    ) -> None:  # fmt: skip
        visit = under_way(monitor, other_monitor)
        phone, _token = device(monitor)
        for number in ("V-00021", visit.reference):
            xml = filled({"visit_number": number, "H/H03": "yes"}, form="talk", instance="uuid:1")
            with django_capture_on_commit_callbacks(execute=True):
                send(phone, xml)
        opened = Screening.objects.get()
        assert (opened.employer, len(opened.signs)) == (visit.employer, 2)
        assert told(case_officer) == ["screenings.opened", "screenings.placed", "screenings.led_to"]

    @pytest.mark.usefixtures("talk")
    def test_where_the_visit_has_a_screening_already_both_have_its_employer(
        self, monitor: Actor, other_monitor: Actor, case_officer: Actor,
        django_capture_on_commit_callbacks: Capture,
    ) -> None:  # fmt: skip
        visit = under_way(monitor, other_monitor)
        with django_capture_on_commit_callbacks(execute=True):
            send(device(monitor)[0], filled({"visit_number": "V-00021", "H/H03": "yes"}, form="talk"))
        received(sent(checklist(monitor.home), monitor, visit, HARM))
        held = HeldSubmission.objects.get()
        with django_capture_on_commit_callbacks(execute=True):
            kept.accept_held(by=case_officer, held=held, now=NOW, about=visit.reference)
        assert [one.employer for one in Screening.objects.all()] == [visit.employer, visit.employer]


LOCKED = {"now/locked_in_now": "yes"}


class TestWhatIsOfNoVersionHere:
    """What the server does not know is heard by the names of its fields."""

    @pytest.fixture
    def hear(self, monitor: Actor, django_capture_on_commit_callbacks: Capture) -> Callable[..., Any]:
        def hear(answers: dict[str, str], form: str, subject: str = "") -> str:
            xml = filled(answers, form=form, version="99")
            with django_capture_on_commit_callbacks(execute=True):
                return send(device(monitor)[0], xml, subject=subject).reason

        return hear

    @pytest.mark.parametrize("form", ["worker-interview", "interview-2027"])
    @pytest.mark.parametrize("names_visit", [True, False])
    def test_danger_now_is_urgent(  # noqa: PLR0917 - fixtures
        self, names_visit: bool, form: str, hear: Any, monitor: Actor, other_monitor: Actor,
        case_officer: Actor, manager: Actor,
    ) -> None:  # fmt: skip
        worker_interview(monitor.home)
        visit = under_way(monitor, other_monitor)
        assert hear(LOCKED, form, f"visit:{visit.pk}" if names_visit else "").startswith("unknown_")
        urgent = UrgentRecord.objects.get()
        assert urgent.screening.alerts == ["locked_in_now"]
        assert urgent.screening.employer == (visit.employer if names_visit else None)
        assert told(case_officer) == ["screenings.urgent"]
        assert told(manager) == []
        page = read_by(case_officer, urgent.screening)
        assert "Are you kept here so that you cannot leave?" in page
        assert reverse("instruments:held_one", args=["kunming", HeldSubmission.objects.get().pk]) in page

    def test_our_own_names_count_where_nothing_was_published(self, hear: Any) -> None:
        assert hear({"a/wants_help": "no", "b/is_sixteen": "no", **LOCKED}, "kobo") == "unknown_form"
        assert Screening.objects.get().alerts == ["is_sixteen", "locked_in_now"]

    def test_so_do_those_of_the_associations_other_questionnaires(
        self, hear: Any, kunming: Association, case_officer: Actor
    ) -> None:
        shut_in = instruments.judged("H30", name="shut_in", se_good="no", se_critical="yes")
        instruments.published(kunming, [*instruments.group("H"), shut_in, *instruments.END], form_id="own")
        hear({"x/shut_in": "partly"}, "other")
        opened = Screening.objects.get()
        assert opened.alerts == ["H30"]
        (sign,) = signs_of(opened, case_officer)
        assert (sign.question, sign.answer) == ("H30符合要求吗？", "部分")

    def test_harm_in_the_second_room_is_heard(self, monitor: Actor, hear: Any) -> None:
        again = "<rooms><H03>no</H03></rooms><rooms><H03>yes</H03></rooms>"
        xml = filled({}, form="rooms").replace(b"<orx:meta>", f"{again}<orx:meta>".encode())
        hear_kept_aside(machine(monitor.home), None, xml, NOW, sender=None, listed="instruments:held")
        assert Screening.objects.get().alerts == ["H03"]

    def test_a_questionnaire_is_judged_by_its_own_other_versions(
        self, hear: Any, kunming: Association
    ) -> None:
        asked = [*instruments.group("H"), instruments.judged("H03"), *instruments.END]
        instruments.published(kunming, asked, form_id="self")
        hear({"H/H03": "no", "leaving/wants_help": "yes"}, "employer-self-assessment")
        hear({"H/H03": "yes"}, "self")
        assert not Screening.objects.exists()
