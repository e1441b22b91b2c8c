"""A phone with the visit app, for journeys."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from safe_employment.kit.actors import Actor
from safe_employment.visits.models import Visit
from safe_employment.visits.phone import pairing

AXE = Path(__file__).resolve().parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
NOW = datetime.now(UTC)
PIN = "714829"


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
        self.page.goto("about:blank")
        self.page.goto(f"{self.address}/phone/#{code}")
        self.page.locator("#name").wait_for()
        self.page.locator("form button.large").click()
        self.page.locator("#again").fill(PIN)
        self.page.locator("#pin").fill(PIN)
        self.page.locator("form button.large").click()
        self.page.get_by_text(re.compile("Fetched at|获取于")).wait_for()
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
        expect(self.page.locator(".saving")).to_have_text(re.compile("Saved|已保存"))

    def finish(self) -> None:
        self.page.locator("nav.pages button").last.click()
        self.page.get_by_role("button", name="Finish and seal").click()
        self.page.get_by_role("button", name=re.compile("Finish as it is|Finish and seal")).last.click()
        self.page.get_by_role("heading", name="Fill in a part").wait_for()

    def axe(self) -> list[str]:
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found: Any = self.page.evaluate("() => axe.run({resultTypes: ['violations']})")
        return [f"{item['id']}: {node['target']}" for item in found["violations"] for node in item["nodes"]]

    def look(self, name: str) -> None:
        """Look at the page: nothing is too wide, axe finds nothing; a picture if one is wanted."""
        if where := os.environ.get("JOURNEY_PICTURES"):
            self.page.screenshot(path=f"{where}/{name}.png", full_page=True)
        width: int = self.page.evaluate("() => document.documentElement.scrollWidth")
        assert width <= (self.page.viewport_size or {"width": 0})["width"] + 1, name
        assert self.axe() == [], name
