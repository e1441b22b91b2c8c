"""What comes for a visit through the door of all questionnaires: from its own team, while it is released."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from safe_employment.findings.commands import declare_tie
from safe_employment.findings.models import ProposedFinding, Tie
from safe_employment.instruments import commands as instruments
from safe_employment.instruments.events import SubmissionReceived
from safe_employment.instruments.models import HeldReason, HeldSubmission, InstrumentKind, Submission
from safe_employment.instruments.tests import factories
from safe_employment.instruments.tests.sending import device, filled, photo
from safe_employment.instruments.tests.test_openrosa import post
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import AuditEntry
from safe_employment.kit.roles import Role
from safe_employment.kit.tests.actors import actor
from safe_employment.screenings.models import Screening
from safe_employment.visits import commands
from safe_employment.visits.listening import take_received
from safe_employment.visits.models import Visit
from safe_employment.visits.submissions import interviews_of
from safe_employment.visits.tests.factories import planned, released, under_way
from safe_employment.visits.tests.submissions import NOW, QUESTIONS, sent

Capture = Callable[..., Any]
ASKED = [{"type": "hidden", "name": "visit"}, factories.text("visit_number"), *QUESTIONS]
HARM = {"A/A01": "no", "H/H03": "yes"}


@pytest.fixture
def asked(monitor: Actor) -> None:
    factories.published(monitor.home, ASKED)
    factories.published(monitor.home, ASKED, form_id="talk", kind=InstrumentKind.WORKER_INTERVIEW)


@pytest.fixture
def hands_in(asked: None, django_capture_on_commit_callbacks: Capture) -> Callable[..., int]:
    """Posts a questionnaire about a visit as ODK Collect does, with harm in it; returns the status."""

    def posts(by: Actor, visit: Visit, form: str = "checklist", **facts: str) -> int:
        named = facts.pop("named", "visit_number")
        about = {"visit_number": visit.reference, "visit": str(visit.pk)}[named]
        with django_capture_on_commit_callbacks(execute=True):
            xml = filled({named: about, **HARM}, form=form, **facts)
            return int(post(device(by)[1], xml).status_code)

    return posts


def new_tie(by: Actor, visit: Visit) -> Tie:
    """A tie that is declared after the team was released."""
    connection.check_constraints()  # as at the end of the morning's own transaction
    return declare_tie(by=by, employer=visit.employer, kind="relative", note="", today=NOW.date())


def state_of(visit: Visit) -> tuple[str, int, int]:
    visit.refresh_from_db()
    return visit.state, visit.given.count(), Screening.objects.count()


@pytest.mark.parametrize("named", ["visit_number", "visit"])
def test_the_team_of_a_released_visit_is_let_in(
    named: str, hands_in: Any, monitor: Actor, other_monitor: Actor
) -> None:
    visit = released(monitor, other_monitor)
    assert hands_in(monitor, visit, named=named) == 201
    assert state_of(visit) == ("under_way", 2, 1)


@pytest.mark.parametrize("form", ["checklist", "talk"])
@pytest.mark.parametrize("who", ["tied", "of another team", "manager"])
def test_nobody_else_answers_it_or_begins_it_but_harm_is_heard(
    who: str, form: str, hands_in: Any, monitor: Actor, other_monitor: Actor
) -> None:
    visit = released(monitor, other_monitor)
    if who == "tied":
        new_tie(monitor, visit)
        by = monitor
    else:
        by = actor(monitor.home, Role.MANAGER if who == "manager" else Role.MONITOR)
    assert hands_in(by, visit, form) == 409
    assert state_of(visit) == ("released", 0, 1)
    assert interviews_of(visit) == 0
    assert not ProposedFinding.objects.exists()
    assert not Submission.objects.exists()
    assert HeldSubmission.objects.get().reason == HeldReason.SUBJECT_CLOSED


@pytest.mark.parametrize("fate", ["sealed", "cancelled", "postponed"])
def test_a_visit_that_is_not_released_takes_nothing_and_what_was_sent_is_kept_aside(
    fate: str, hands_in: Any, monitor: Actor, other_monitor: Actor
) -> None:
    visit = planned(monitor, monitor, other_monitor)
    if fate != "sealed":
        leave = {"cancelled": commands.cancel_visit, "postponed": commands.postpone_visit}[fate]
        leave(by=monitor, visit=visit, reason="停业")
    assert hands_in(monitor, visit) == 409
    assert state_of(visit) == (fate, 0, 1), "harm does not wait for who looks at it"
    assert HeldSubmission.objects.get().reason == HeldReason.SUBJECT_CLOSED


def test_a_visit_that_does_not_exist_or_is_a_neighbours_is_told_no_other(
    hands_in: Any, monitor: Actor, qujing: Any
) -> None:
    team = [actor(qujing, Role.MONITOR) for _ in range(2)]
    theirs = released(*team)
    assert hands_in(monitor, theirs, named="visit") == 409
    assert hands_in(monitor, Visit(pk=theirs.pk + 1, number=1), named="visit") == 409
    assert set(HeldSubmission.objects.values_list("reason", flat=True)) == {HeldReason.SUBJECT_CLOSED}


def test_an_edit_that_names_no_visit_is_judged_by_that_of_its_original(
    hands_in: Any, monitor: Actor, other_monitor: Actor
) -> None:
    visit = released(monitor, other_monitor)
    assert hands_in(monitor, visit, instance="uuid:1") == 201
    new_tie(monitor, visit)
    before = state_of(visit)
    edit = filled({"A/A01": "yes"}, instance="uuid:2", replaces="uuid:1")
    assert post(device(monitor)[1], edit).status_code == 409
    assert state_of(visit) == before


def test_the_same_again_is_accepted_after_the_visit_was_closed_to_its_person(
    hands_in: Any, monitor: Actor, other_monitor: Actor
) -> None:
    visit = released(monitor, other_monitor)
    assert hands_in(monitor, visit, instance="uuid:1") == 201
    new_tie(monitor, visit)
    assert hands_in(monitor, visit, instance="uuid:1") == 201
    assert not HeldSubmission.objects.exists()


@pytest.mark.parametrize("kind", [InstrumentKind.VISIT_CHECKLIST, InstrumentKind.WORKER_INTERVIEW])
def test_what_is_accepted_from_somebody_outside_the_team_is_kept_and_gives_the_visit_nothing(
    kind: str, monitor: Actor, other_monitor: Actor
) -> None:
    version = factories.published(monitor.home, QUESTIONS, kind=kind)
    visit = under_way(monitor, other_monitor)
    outsider = actor(monitor.home, Role.MONITOR)
    submission = sent(version, outsider, visit, {"A01": "no", "H03": "yes"})
    take_received(SubmissionReceived(monitor.home.pk, submission.pk, submission.subject))
    assert state_of(visit) == ("under_way", 0, 1)
    told = AuditEntry.objects.get(action="visits.submission_not_taken")
    assert told.details["code"] == "VISIT_TAKES_NOTHING_FROM"
    assert interviews_of(visit) == 0


def test_a_tie_declared_later_takes_no_interview_from_the_report(
    monitor: Actor, other_monitor: Actor
) -> None:
    talk = factories.published(monitor.home, QUESTIONS, kind=InstrumentKind.WORKER_INTERVIEW)
    visit = under_way(monitor, other_monitor)
    sent(talk, monitor, visit, {"H03": "no"})
    tie = new_tie(monitor, visit)
    assert interviews_of(visit) == 0
    Tie.objects.filter(pk=tie.pk).update(declared_on=NOW.date() + timedelta(days=1))
    assert interviews_of(visit) == 1


def test_a_manager_accepts_what_was_held_and_its_photos_stay_outside_the_visit(
    asked: None, monitor: Actor, other_monitor: Actor, manager: Actor,
    django_capture_on_commit_callbacks: Capture,
) -> None:  # fmt: skip
    rows = [*ASKED, {"type": "image", "name": "p", "label::English (en)": "P", "label::中文 (zh)": "照"}]
    factories.published(monitor.home, rows, form_id="photos")
    visit = under_way(monitor, other_monitor)
    xml = filled({"visit_number": visit.reference, "p": "1.jpg"}, form="photos")
    assert post(device(manager)[1], xml, {"1.jpg": photo()}).status_code == 409
    held = HeldSubmission.objects.get(name="")
    with django_capture_on_commit_callbacks(execute=True):
        instruments.accept_held(by=actor(manager.home, Role.MANAGER), held=held, now=NOW)
    assert Submission.objects.get().files.get().file is not None
    assert not visit.photos.exists()
    assert not visit.given.exists()
