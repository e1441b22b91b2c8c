"""What a phone began to send and has not brought whole is seen and told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from safe_employment.instruments.models import InstrumentVersion
from safe_employment.instruments.tests import factories as instruments
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import Notice
from safe_employment.kit.tests.actors import signed_in
from safe_employment.visits.models import PhonePart, Visit
from safe_employment.visits.phone.arriving import late_parts, on_their_way, tell_of_late_parts
from safe_employment.visits.phone.tests.phone import PHOTO, SealedPart, TestPhone, form_piece
from safe_employment.visits.tests import factories
from safe_employment.visits.tests.submissions import QUESTIONS
from safe_employment.visits.tests.test_pages import url

NOW = datetime.now(UTC)
ASKED = [
    *QUESTIONS,
    {"type": "image", "name": "shown", "label::English (en)": "Shown", "label::中文 (zh)": "出示"},
]


@pytest.fixture
def version(monitor: Actor) -> InstrumentVersion:
    return instruments.published(monitor.home, ASKED)


@pytest.fixture
def visit(version: InstrumentVersion, monitor: Actor, other_monitor: Actor) -> Visit:
    return factories.under_way(monitor, other_monitor)


def begun(by: Actor, visit: Visit, version: InstrumentVersion, *, without: str) -> PhonePart:
    """A part of which one piece stays on the phone."""
    phone = TestPhone(by)
    answers = f"<A><A01>yes</A01></A><shown>{PHOTO}</shown>"
    pieces = {"form": form_piece(version, visit, answers, PHOTO), PHOTO: b"a photo"}
    part = SealedPart(phone.said["recipient"], pieces)
    phone.announce(part)
    for name in pieces.keys() - {without}:
        phone.chunk(part, name, 0)
    return PhonePart.objects.get()


@pytest.mark.parametrize(
    ("without", "says"), [("form", "The answers are not here."), (PHOTO, "photographs are missing")]
)
def test_what_is_not_whole_is_listed_with_what_it_lacks(
    without: str, says: str, *, visit: Visit, version: InstrumentVersion, monitor: Actor, manager: Actor
) -> None:
    part = begun(monitor, visit, version, without=without)
    assert list(on_their_way(visit)) == [part]
    for by in (monitor, manager):
        page = signed_in(by).get(url(by, "visit", pk=visit.pk)).content.decode()
        assert says in page
        assert "1 of 2 pieces have arrived." in page
    assert says not in signed_in(manager).get(url(manager, "phones")).content.decode()
    PhonePart.objects.update(created_at=NOW - timedelta(days=1, hours=1))
    assert says in signed_in(manager).get(url(manager, "phones")).content.decode()
    assert says not in signed_in(monitor).get(url(monitor, "phones")).content.decode()


def test_a_part_of_another_visit_is_not_shown(
    visit: Visit, version: InstrumentVersion, monitor: Actor, other_monitor: Actor
) -> None:
    other = factories.under_way(monitor, other_monitor)
    begun(monitor, visit, version, without=PHOTO)
    assert not on_their_way(other).exists()


def test_the_managers_are_told_once_after_three_days(
    visit: Visit, version: InstrumentVersion, monitor: Actor, manager: Actor
) -> None:
    begun(monitor, visit, version, without="form")
    by = machine(manager.home, channel="schedule")
    for days in (2, 4, 5):
        tell_of_late_parts(by, datetime.now(UTC) + timedelta(days=days))
    told = Notice.objects.filter(kind="visits.part_late")
    assert [(one.person, one.path) for one in told] == [(manager.person, url(manager, "phones"))]
    assert list(late_parts(manager, datetime.now(UTC) + timedelta(days=2))) == [PhonePart.objects.get()]
