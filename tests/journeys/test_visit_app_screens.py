"""Every screen of the visit app in both languages, on a phone and on a desk's screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import ViewportSize

from safe_employment.kit.actors import Actor
from safe_employment.visits.models import Visit
from safe_employment.visits.phone.tests.phone import picture
from tests.journeys.conftest import DESK, PHONE
from tests.journeys.handset import Handset


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["390", "1280"])
@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
def test_screens(
    handset: Callable[..., Handset], monitor: Actor, visit_today: Visit, language: str, size: ViewportSize
) -> None:
    person = visit_today.team.get(person=monitor.person).person
    person.language = "en" if language == "en-GB" else "zh-hans"
    person.save()
    phone = handset(language, size)
    page, called = phone.page, f"{language}-{size['width']}"
    phone.sign_in(monitor)
    phone.look(f"today-{called}")
    page.get_by_role("button", name=visit_today.reference).click()
    phone.look(f"visit-{called}")
    page.locator(".begin button").first.click()
    page.locator("nav.pages").wait_for()
    phone.look(f"form-first-{called}")
    phone.to_page("B")
    phone.answer("B/B02", "no")
    phone.photo(picture(600))
    phone.look(f"form-{called}")
    page.locator("nav.pages button").last.click()
    page.locator(".turn .large").click()
    phone.look(f"finish-{called}")
    page.locator(".sheet .large").click()
    page.locator(".part-line").wait_for()
    phone.look(f"visit-after-{called}")
    page.locator("header button").first.click()
    page.locator("nav.foot button").first.click()
    phone.look(f"queue-{called}")
    page.locator("header button").first.click()
    page.locator("nav.foot button").nth(1).click()
    phone.look(f"settings-{called}")
    page.locator("header button").first.click()
    page.get_by_role("button", name=visit_today.reference).click()
    page.locator(".begin").last.locator("button").click()
    phone.look(f"interview-before-{called}")
    page.locator("main button.large").click()
    page.locator("main.interview").wait_for()
    phone.look(f"interview-rules-{called}")
    phone.prepare_interview()
    phone.look(f"interview-hand-over-{called}")
    page.locator("main button.large").click()
    phone.look(f"interview-consent-{called}")
    page.locator("main.interview .turn button").last.click()
    page.locator("main.interview .sheet").wait_for()
    phone.look(f"interview-end-{called}")
    page.locator("main.interview .sheet .wide").click()
    page.locator("#back-pin").wait_for()
    phone.look(f"interview-give-back-{called}")
