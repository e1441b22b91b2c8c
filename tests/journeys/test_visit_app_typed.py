"""What is typed on the phone is handed in: figures, hours, places; what is no answer is said to be none."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from safe_employment.instruments import commands as instruments
from safe_employment.instruments.models import InstrumentKind, Submission
from safe_employment.instruments.tests.factories import END, group, markdown, text
from safe_employment.kit.actors import Actor
from safe_employment.visits.models import Visit
from tests.journeys.handset import NOW, Handset

ROWS = [
    *group("A"),
    text("rooms", type="integer"),
    text("area", type="decimal"),
    text("gate", type="time"),
    text("seen", type="dateTime"),
    text("light", type="range", parameters="start=0 end=10 step=1"),
    text("door", type="geopoint"),
    text("fence", type="geotrace"),
    text("told", appearance="multiline"),
    *END,
]


def field(name: str) -> str:
    return f"[data-path='/data/A/{name}'] :is(input, textarea)"


@pytest.fixture
def phone(handset: Callable[..., Handset], manager: Actor, monitor: Actor, visit_today: Visit) -> Handset:
    """A phone without a network, on which the questionnaire is open."""
    version = instruments.upload_version(
        by=manager, data=markdown(ROWS, form_id="typed"), name="typed.md", kind=InstrumentKind.WALK_THROUGH
    )
    instruments.publish_version(by=manager, version=version, now=NOW)
    phone = handset()
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"latitude": 25.0389, "longitude": 102.7183, "accuracy": 11.5})
    page = phone.sign_in(monitor)
    phone.offline()
    page.get_by_role("button", name=visit_today.reference).click()
    begin = page.locator(".begin", has=page.get_by_role("heading", name="Checklist", exact=True))
    begin.get_by_role("button").click()
    return phone


def test_what_is_typed_is_handed_in(phone: Handset, visit_today: Visit) -> None:
    page = phone.page
    for name, typed in (("rooms", "13812345678"), ("area", "15.25"), ("light", "11")):
        page.locator(field(name)).press_sequentially(typed)
    said = page.locator("[role=alert]").filter(has_text="not saved")
    expect(said).to_have_count(2)
    expect(page.locator(field("rooms"))).to_have_value("13812345678")
    for name, typed in (("rooms", "１２"), ("light", "7"), ("gate", "22:30"), ("seen", "2026-03-10T22:30")):
        page.locator(field(name)).fill(typed)
    page.locator(field("told")).fill("pasted\x0b words")
    expect(said).to_have_count(0)
    page.get_by_role("button", name="Note where I am").click()
    expect(page.locator(".noted-place")).to_have_text("25.03890, 102.71830 to within 12 m")
    expect(page.locator("[data-path='/data/A/fence']")).to_contain_text("cannot be answered on the phone")
    phone.saved()
    phone.look("typed")
    page = phone.kill()
    phone.resume(visit_today)
    for name, shown in (("rooms", "12"), ("area", "15.25"), ("gate", "22:30"), ("seen", "2026-03-10T22:30")):
        expect(page.locator(field(name))).to_have_value(shown)
    phone.offline(False)
    phone.finish()
    expect(page.locator(".part-line")).to_contain_text("With the association")
    answers = Submission.objects.get().answers
    assert answers.pop("A/seen").startswith("2026-03-10T22:30:00")
    assert answers == {
        "A/rooms": "12", "A/area": "15.25", "A/gate": "22:30:00", "A/light": "7",
        "A/door": "25.0389 102.7183 0.0 11.5", "A/told": "pasted words",
    }  # fmt: skip
    assert phone.errors == []
