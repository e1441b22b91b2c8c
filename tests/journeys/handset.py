"""A phone with the visit app, for journeys."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from safe_employment.kit.actors import Actor
from safe_employment.visits.models import Visit
from safe_employment.visits.phone import pairing
from tests.journeys.looking import violations

NOW = datetime.now(UTC)
PIN = "714829"
# What the journeys press and read in the app, in both languages of `frontend/visit/words`.
WORDS = {
    "Open": "打开",
    "PIN": "密码",
    "Today's visits": "今天的走访",
    "Documents": "资料",
    "Tour": "现场",
    "Fetch now": "现在获取",
    "Page": "第",
    "Go on with it": "继续填写",
    "Finish and seal": "完成并密封",
    "Finish as it is": "就这样完成",
    "Fill in a part": "填写一部分",
    "Back": "返回",
    "Queue": "发送清单",
    "waiting to be sent": "等待发送",
    "With the association": "协会已收到",
    "1 photo": "1 张照片",
    "No network. It is sent as soon as there is one.": "没有网络。有网络后会马上发送。",
}
# Returns the headings, labels and buttons in sight that are not in the page's language. Names and codes are
# data: in Chinese a word counts from three Latin letters on, in English only our own words are looked at.
FOREIGN = r"""(english) => {
    const looked = english
        ? "button:not(.row), a.btn, legend, th, dt, .section-title"
        : "button, a.btn, legend, th, dt, summary, h1, h2, h3, label, p, option";
    const names = /\b(PDF|Excel|PNG|JPEG|WebP|PIN|ILO|English|[A-Z]{1,3}-?[0-9]+[^ ]*)\b/g;
    const addresses = /https?:[^ ]+|[^ ]+\/team\/|[^ ]+\.jpg/g;
    return [...document.querySelectorAll(looked)]
        .filter((one) => one.checkVisibility())
        .filter((one) => !one.closest("[lang]:not(html), .languages, .words, .phone-code, dialog"))
        .map((one) => one.innerText.trim().replaceAll(names, "").replaceAll(addresses, ""))
        .filter((text) => english ? /[\u4e00-\u9fff]/.test(text) : /[A-Za-z]{3}/.test(text));
}"""


class Handset:
    """A phone with the app: a browser of its own whose page can be killed and opened again."""

    def __init__(self, context: BrowserContext, address: str, language: str = "en-GB") -> None:
        self.context, self.address, self.language = context, address, language
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

    def say(self, word: str) -> str:
        """Return a word of the app in the phone's language."""
        return WORDS[word] if self.language.startswith("zh") else word

    def press(self, word: str) -> None:
        """Press a button."""
        self.page.get_by_role("button", name=self.say(word), exact=True).click()

    def sign_in(self, by: Actor, code: str = "") -> Page:
        """Pair by a code, set a PIN, and fetch the day."""
        code = code or pairing.issue_code(by=by, now=datetime.now(UTC))
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
        self.page.get_by_label(self.say("PIN"), exact=True).fill(PIN)
        self.press("Open")
        self.page.get_by_role("heading", name=self.say("Today's visits")).first.wait_for()

    def begin(self, visit: Visit, part: str) -> None:
        self.page.get_by_role("button", name=visit.reference).click()
        self.page.get_by_role("button", name=self.say(part), exact=True).first.click()
        self.page.get_by_text(f"{self.say('Page')} 1 ").wait_for()

    def resume(self, visit: Visit) -> None:
        self.page.get_by_role("button", name=visit.reference).click()
        self.page.get_by_role("button", name=self.say("Go on with it")).first.click()
        self.page.get_by_text(re.compile(rf"{self.say('Page')} \d+ ")).wait_for()

    def to_page(self, key: str) -> None:
        self.page.locator(f"nav.pages button[data-page='/data/{key}']").click()

    def answer(self, path: str, value: str) -> None:
        self.page.locator(f"[data-path='/data/{path}'] input[value='{value}']").check(force=True)
        self.saved()

    def answer_all(self, answers: dict[str, str]) -> None:
        """Answer questions of the checklist, cluster by cluster."""
        for cluster, keys in groupby(sorted(answers), key=lambda key: key[0]):
            self.to_page(cluster)
            for key in keys:
                self.answer(f"{cluster}/{key}", answers[key])

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
        finish, anyway = self.say("Finish and seal"), self.say("Finish as it is")
        self.page.get_by_role("button", name=finish).click()
        self.page.get_by_role("button", name=re.compile(f"{anyway}|{finish}")).last.click()
        self.page.get_by_role("heading", name=self.say("Fill in a part")).wait_for()

    def begin_interview(self, visit: Visit) -> Page:
        """Begin an interview and answer what the interviewer is asked before it; the worker is next."""
        self.page.get_by_role("button", name=visit.reference).click()
        self.page.locator(".begin").last.locator("button").click()
        self.page.locator("main button.large").click()
        self.prepare_interview()
        return self.page

    def prepare_interview(self, way: str = "self") -> None:
        """Answer what the interviewer is asked before consent, from the rules on."""
        self.page.locator("main.interview .large").click()
        for name, value in (("alone", "yes"), ("understood", "yes"), ("way", way)):
            self.page.locator(f"[data-path='/data/before/{name}'] input[value='{value}']").check(force=True)
            self.page.locator("main.interview .large").click()

    def give_back(self) -> None:
        """Take the phone back from a worker."""
        self.page.locator("#back-pin").fill(PIN)
        self.press("Open")

    def axe(self) -> list[str]:
        """Return the violations that axe finds on the page as it is now."""
        return violations(self.page)

    def look(self, name: str) -> None:
        """Look at the page: nothing is too wide or in another language; a picture if one is wanted."""
        if where := os.environ.get("JOURNEY_PICTURES"):
            self.page.screenshot(path=f"{where}/{name}.png", full_page=True)
        width: int = self.page.evaluate("() => document.documentElement.scrollWidth")
        assert width <= (self.page.viewport_size or {"width": 0})["width"] + 1, name
        found = self.axe()
        assert found == [], f"{name}: {found}"
        assert self.page.evaluate(FOREIGN, not self.language.startswith("zh")) == [], name
