"""Pictures that a questionnaire shows are on the phone, also without a network; a sound is handed in."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from safe_employment.instruments import commands as instruments
from safe_employment.instruments.models import InstrumentKind, Submission
from safe_employment.instruments.tests.factories import END, group, judged, markdown, text
from safe_employment.kit.actors import Actor
from safe_employment.visits.models import Visit
from safe_employment.visits.phone.tests.phone import picture
from tests.journeys.handset import NOW, Handset


def test_a_picture_of_a_questionnaire_is_seen_without_a_network(
    handset: Callable[..., Handset], manager: Actor, monitor: Actor, visit_today: Visit
) -> None:
    rows = [
        *group("A"), judged("A01", **{"media::image": "door.jpg"}), {**text("talk"), "type": "audio"}, *END,
    ]  # fmt: skip
    version = instruments.upload_version(
        by=manager, data=markdown(rows, form_id="pictures"), name="pictures.md",
        kind=InstrumentKind.WALK_THROUGH,
    )  # fmt: skip
    instruments.add_media(by=manager, version=version, file=io.BytesIO(picture()), name="door.jpg")
    instruments.publish_version(by=manager, version=version, now=NOW)
    phone = handset()
    with phone.page.expect_response("**/phone/api/media/**"):
        page = phone.sign_in(monitor)
    phone.offline()
    page.get_by_role("button", name=visit_today.reference).click()
    begin = page.locator(".begin", has=page.get_by_role("heading", name="Checklist", exact=True))
    begin.get_by_role("button").click()
    page.locator("[data-path='/data/A/A01'] img").wait_for()
    page.wait_for_function("() => document.querySelector('.question img').naturalWidth === 40")
    assert phone.axe() == []
    sound: Any = {"name": "talk.ogg", "mimeType": "audio/ogg", "buffer": b"OggS" + bytes(400)}
    page.locator("input[type=file]").set_input_files(sound)
    page.locator("[data-path='/data/A/talk'] audio").wait_for()
    phone.answer("A/A01", "yes")
    phone.offline(False)
    phone.finish()
    expect(page.locator(".part-line")).to_contain_text("With the association")
    stored = Submission.objects.get()
    assert stored.answers["A/talk"].endswith(".ogg")
    assert stored.files.get().file is not None
