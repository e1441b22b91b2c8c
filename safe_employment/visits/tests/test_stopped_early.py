"""That a team had to leave early is told at once, whatever becomes of what it sent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from safe_employment.instruments.commands import accept_held
from safe_employment.instruments.models import HeldSubmission, InstrumentVersion, Submission
from safe_employment.instruments.tests import factories as instruments
from safe_employment.instruments.tests.sending import device, filled, send
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Notice
from safe_employment.visits import commands
from safe_employment.visits.models import Visit
from safe_employment.visits.phone.tests.phone import SealedPart, TestPhone, form_piece
from safe_employment.visits.tests.factories import under_way
from safe_employment.visits.tests.submissions import NOW, QUESTIONS

FACTS = {"stopped_early": "yes", "stopped_why": "有人堵门"}
WRITTEN = "<stopped_early>yes</stopped_early><stopped_why>有人堵门</stopped_why>"


@pytest.fixture
def version(monitor: Actor) -> InstrumentVersion:
    asked = [*QUESTIONS, *(instruments.text(name) for name in ("visit_number", *FACTS))]
    return instruments.published(monitor.home, asked, form_id="left")


@pytest.fixture
def visit(version: InstrumentVersion, monitor: Actor, other_monitor: Actor) -> Visit:
    return under_way(monitor, other_monitor)


@pytest.fixture
def hand_in(monitor: Actor, django_capture_on_commit_callbacks: Any) -> Callable[..., None]:
    """Send it twice from Collect: what was kept aside is sent again and again."""

    def hand_in(**facts: str) -> None:
        xml = filled(FACTS | facts, form="left")
        for _again in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                send(device(monitor)[0], xml)

    return hand_in


def told() -> list[tuple[Any, ...]]:
    """Who was told that a team had to leave: the kind of notice, and what it says of visit and person."""
    found = Notice.objects.filter(kind__startswith="visits.stopped_early").order_by("pk")
    assert not any("堵门" in f"{notice.facts}" for notice in found)
    return [(notice.person, notice.kind, *notice.facts.values()) for notice in found]


def test_in_a_part_that_a_phone_brings_too_late(
    version: InstrumentVersion, visit: Visit, monitor: Actor, manager: Actor
) -> None:
    phone = TestPhone(monitor)
    part = SealedPart(phone.said["recipient"], {"form": form_piece(version, visit, WRITTEN)})
    commands.postpone_visit(by=monitor, visit=visit, reason="店内有人威胁")
    assert phone.send(part)["problem"] == "PHONE_NOT_FOR_VISIT"
    assert told() == [(manager.person, "visits.stopped_early", visit.reference)]


def test_in_a_part_whose_questionnaire_is_kept_aside_once(
    version: InstrumentVersion, visit: Visit, monitor: Actor, manager: Actor,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    phone = TestPhone(monitor)
    piece = form_piece(version, visit, WRITTEN).replace(b'version=\\"1\\"', b'version=\\"99\\"')
    with django_capture_on_commit_callbacks(execute=True):
        assert phone.send(SealedPart(phone.said["recipient"], {"form": piece}))["problem"]
    assert HeldSubmission.objects.get().reason == "unknown_version"
    assert told() == [(manager.person, "visits.stopped_early", visit.reference)]


def test_in_a_part_of_no_visit_of_ours(
    version: InstrumentVersion, visit: Visit, monitor: Actor, manager: Actor
) -> None:
    phone = TestPhone(monitor)
    visit.pk = 10**9
    part = SealedPart(phone.said["recipient"], {"form": form_piece(version, visit, WRITTEN)})
    assert phone.send(part)["problem"] == "PHONE_NOT_FOR_VISIT"
    assert told() == [(manager.person, "visits.stopped_early_somewhere", str(monitor.person))]


@pytest.mark.usefixtures("visit")
@pytest.mark.parametrize("number", ["V-00021", ""])
def test_where_the_number_of_the_visit_names_none(
    number: str, hand_in: Callable[..., None], monitor: Actor, manager: Actor
) -> None:
    hand_in(visit_number=number)
    assert (HeldSubmission if number else Submission).objects.count() == 1
    assert told() == [(manager.person, "visits.stopped_early_somewhere", str(monitor.person))]


def test_again_when_the_visit_was_named(
    visit: Visit, hand_in: Callable[..., None], manager: Actor, django_capture_on_commit_callbacks: Any
) -> None:
    hand_in(visit_number="V-00021")
    with django_capture_on_commit_callbacks(execute=True):
        accept_held(by=manager, held=HeldSubmission.objects.get(), now=NOW, about=visit.reference)
    assert told()[1:] == [(manager.person, "visits.stopped_early", visit.reference)]


def test_not_by_a_team_that_stayed(
    visit: Visit, hand_in: Callable[..., None], version: InstrumentVersion
) -> None:
    hand_in(stopped_early="no", stopped_why="", visit_number="V-00021")
    hand_in(stopped_early="no", stopped_why="", visit_number=visit.reference)
    assert told() == []
