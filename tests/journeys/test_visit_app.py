"""The visit app in real Chromium: offline, killed, updated, locked, signed out, full; nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect

from safe_employment.instruments import commands as instruments
from safe_employment.instruments.models import Submission, SubmissionFile
from safe_employment.kit.actors import Actor
from safe_employment.visits import commands as visits
from safe_employment.visits.models import Visit
from safe_employment.visits.phone import pairing
from safe_employment.visits.phone.tests.test_parts import picture
from safe_employment.visits.tests import factories
from tests.journeys.conftest import AXE, PHONE

PIN = "714829"
NOW = datetime.now(UTC)


class Handset:
    """A phone with the app: a browser of its own whose page can be killed and opened again."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.context, self.address = context, address
        self.errors: list[str] = []
        context.set_default_timeout(15_000)
        self.page: Page = self._new()

    def _new(self) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda told: self._listen(told.type, told.text))
        return page

    def _listen(self, kind: str, text: str) -> None:
        expected = ("ERR_INTERNET_DISCONNECTED", "status of 4", "ERR_FAILED", "ERR_CONNECTION")
        if kind == "error" and not any(known in text for known in expected):
            self.errors.append(text)

    def sign_in(self, by: Actor) -> Page:
        """Pair by a code, set a PIN, and fetch the day."""
        code = pairing.issue_code(by=by, now=datetime.now(UTC))
        self.page.goto(f"{self.address}/phone/#{code}")
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        self.page.get_by_label("PIN", exact=True).fill(PIN)
        self.page.get_by_label("PIN once more").fill(PIN)
        self.page.get_by_role("button", name="Set the PIN").click()
        self.page.get_by_text("Fetched at").wait_for()
        return self.page

    def kept(self) -> None:
        """Wait until the service worker has the app."""
        self.page.evaluate("() => navigator.serviceWorker.ready")
        self.page.wait_for_function("() => caches.keys().then((names) => names.length > 0)")

    def offline(self, off: bool = True) -> None:
        self.context.set_offline(off)

    def kill(self) -> Page:
        """End the page without a farewell, open the app again and enter the PIN."""
        crashed = self.page
        crashed.close(run_before_unload=False)
        self.page = self._new()
        self.page.goto(f"{self.address}/phone/")
        self.enter()
        return self.page

    def enter(self) -> None:
        self.page.get_by_label("PIN", exact=True).fill(PIN)
        self.page.get_by_role("button", name="Open", exact=True).click()
        self.page.get_by_role("heading", name="Today's visits").first.wait_for()

    def begin(self, visit: Visit, part: str) -> None:
        self.page.get_by_role("button", name=visit.reference).click()
        self.page.get_by_role("button", name=part, exact=True).first.click()
        self.page.get_by_text("Page 1 of").wait_for()

    def resume(self, visit: Visit) -> None:
        self.page.get_by_role("button", name=visit.reference).click()
        self.page.get_by_role("button", name="Go on with it").first.click()
        self.page.get_by_text(re.compile(r"Page \d+ of")).wait_for()

    def to_page(self, key: str) -> None:
        self.page.locator(f"nav.pages button[data-page='/data/{key}']").click()

    def answer(self, path: str, value: str) -> None:
        self.page.locator(f"[data-path='/data/{path}'] input[value='{value}']").check(force=True)
        self.saved()

    def photo(self, content: bytes) -> None:
        """Take the first photo of the page."""
        file: Any = {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": content}
        self.page.locator("input[type=file]").first.set_input_files(file)
        self.page.locator("img.photo").first.wait_for()
        self.saved()

    def saved(self) -> None:
        expect(self.page.locator(".saving")).to_have_text("Saved")

    def finish(self) -> None:
        self.page.locator("nav.pages button").last.click()
        self.page.get_by_role("button", name="Finish and seal").click()
        self.page.get_by_role("button", name=re.compile("Finish as it is|Finish and seal")).last.click()
        self.page.get_by_role("heading", name="Fill in a part").wait_for()

    def axe(self) -> list[str]:
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: Any = self.page.evaluate("() => axe.run({resultTypes: ['violations']})")
        return [f"{item['id']}: {node['target']}" for item in found["violations"] for node in item["nodes"]]


@pytest.fixture
def handset(browser: Any, live_server: Any, transactional_db: None) -> Iterator[Callable[..., Handset]]:
    """Give `handset(language="en-GB")`: a phone of its own."""
    made: list[Handset] = []
    cache.clear()

    def new(language: str = "en-GB") -> Handset:
        context = browser.new_context(
            viewport=PHONE, locale=language, has_touch=True, is_mobile=True, timezone_id="Asia/Shanghai"
        )
        made.append(Handset(context, live_server.url))
        return made[-1]

    yield new
    for one in made:
        one.context.close()
    assert [error for one in made for error in one.errors] == []


@pytest.fixture
def visit_today(manager: Actor, monitor: Actor, other_monitor: Actor) -> Visit:
    """A visit under way, with the questionnaires of the library."""
    instruments.add_library(by=manager, now=NOW)
    made = factories.planned(monitor, monitor, other_monitor, planned_on=NOW.date(), today=NOW.date())
    return visits.set_out(by=monitor, visit=made, now=NOW)


def test_a_visit_without_a_network(
    handset: Callable[..., Handset], monitor: Actor, visit_today: Visit
) -> None:
    phone = handset()
    phone.sign_in(monitor)
    assert phone.axe() == []
    phone.kept()
    phone.offline()
    phone.kill()
    phone.begin(visit_today, "Documents")
    assert phone.axe() == []
    phone.to_page("B")
    phone.answer("B/B02", "no")
    phone.photo(picture(600))
    page = phone.kill()
    phone.resume(visit_today)
    phone.to_page("B")
    assert page.locator("[data-path='/data/B/B02'] input[value='no']").is_checked()
    assert phone.axe() == []
    phone.finish()
    expect(page.locator(".part-line")).to_contain_text("waiting to be sent")
    assert Submission.objects.count() == 0
    phone.offline(False)
    page.evaluate("() => window.dispatchEvent(new Event('online'))")
    expect(page.locator(".part-line")).to_contain_text("With the association")
    stored = Submission.objects.get()
    assert stored.answers["B/B02"] == "no"
    assert stored.subject == f"visit:{visit_today.pk}"
    assert SubmissionFile.objects.get().file is not None
