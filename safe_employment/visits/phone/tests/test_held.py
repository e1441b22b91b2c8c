"""What a phone sent and the door of questionnaires held: kept on the phone until a person has settled it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from safe_employment.findings.commands import declare_tie
from safe_employment.instruments import commands as instruments
from safe_employment.instruments.models import HeldSubmission, InstrumentVersion, Submission
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Notice
from safe_employment.visits.models import PartState, PhonePart, Visit
from safe_employment.visits.phone.tests.phone import SealedPart, TestPhone, form_piece
from safe_employment.visits.tests import factories
from safe_employment.visits.tests.submissions import NOW, checklist


@pytest.fixture
def version(manager: Actor) -> InstrumentVersion:
    return checklist(manager.home)


def test_a_part_whose_questionnaire_is_held_is_not_delivered_and_the_manager_is_told(
    version: InstrumentVersion, visit: Visit, monitor: Actor, manager: Actor
) -> None:
    phone = TestPhone(monitor)
    for answer, state in (("yes", "delivered"), ("no", "kept")):
        form = form_piece(version, visit, f"<A><A01>{answer}</A01></A>", uid="uuid:1")
        part = SealedPart(phone.said["recipient"], {"form": form})
        told = phone.send(part)
        assert told["state"] == state
    assert told["problem"] == "PHONE_HELD_ASIDE"
    assert HeldSubmission.objects.get().reason == "other_xml"
    assert PhonePart.objects.filter(pieces__chunks__isnull=False).get().state == PartState.KEPT
    notices = Notice.objects.filter(kind="visits.part_kept")
    assert [(notice.person, notice.facts) for notice in notices] == [(manager.person, {})]
    phone.chunk(part, "form", 0)
    assert notices.count() == 1, "once"


def test_a_part_of_somebody_with_a_tie_waits_for_a_person(
    version: InstrumentVersion, visit: Visit, monitor: Actor
) -> None:
    phone = TestPhone(monitor)
    connection.check_constraints()  # as at the end of the morning's own transaction
    declare_tie(by=monitor, employer=visit.employer, kind="relative", note="", today=factories.DAY)
    form = form_piece(version, visit, "<A><A01>no</A01></A>")
    assert phone.send(SealedPart(phone.said["recipient"], {"form": form}))["state"] == "kept"
    assert not visit.given.exists()


def test_when_what_was_held_is_accepted_the_phone_learns_that_it_is_with_the_association(
    version: InstrumentVersion, visit: Visit, monitor: Actor, manager: Actor,
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:  # fmt: skip
    phone = TestPhone(monitor)
    for answer in ("yes", "no"):
        form = form_piece(version, visit, f"<A><A01>{answer}</A01></A>", uid="uuid:1")
        part = SealedPart(phone.said["recipient"], {"form": form})
        phone.send(part)
    with django_capture_on_commit_callbacks(execute=True):
        instruments.accept_held(by=manager, held=HeldSubmission.objects.get(), now=NOW)
    assert phone.announce(part).json()["state"] == "delivered"
    assert PhonePart.objects.latest("pk").submission == Submission.objects.latest("pk")
    assert Submission.objects.count() == 2
