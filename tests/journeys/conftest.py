"""A real Chromium in front of the real pages, with an eye for errors and for accessibility."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext, pgettext
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, sync_playwright

from safe_employment.instruments import commands as instruments
from safe_employment.kit.actors import Actor
from safe_employment.visits import commands as visits
from safe_employment.visits.models import Visit
from safe_employment.visits.tests import factories
from tests.journeys.handset import FOREIGN, NOW, Handset
from tests.journeys.looking import violations

# Playwright's loop runs in this thread; the database is used from it in the ordinary way.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}


def until_idle() -> None:
    """Wait until the server has answered what a phone sent last: the database is emptied after a test.

    Between two transactions of a request its connection is idle, too; so it must have been for a while.
    """
    busy = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        " AND (state <> 'idle' OR state_change > clock_timestamp() - interval '1.5 seconds')"
    )
    for _turn in range(100):
        with connection.cursor() as cursor:
            cursor.execute(busy)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)


def chromium() -> str:
    """The browser that is installed."""
    for name in (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome"):
        if name and (found := shutil.which(name)):
            return found
    raise RuntimeError("no Chromium: run `make test`, which sees to it")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium(),
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
            ],
        )
        yield opened
        opened.close()


class Visitor:
    """A person in front of a screen: opens pages, and remembers every error that the browser told."""

    def __init__(self, context: BrowserContext, address: str, language: str = "zh-CN") -> None:
        self.context, self.address, self.language = context, address, language
        self.errors: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("console", self._listen)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))

    def _listen(self, message: ConsoleMessage) -> None:
        refused = any(f"status of {code}" in message.text for code in (404, 409, 422))
        if message.type == "error" and not refused:
            self.errors.append(message.text)

    def open(self, path: str) -> Page:
        """Open a path of the live server and wait until it has settled."""
        self.page.goto(self.address + path, wait_until="networkidle")
        return self.page

    def axe(self) -> list[str]:
        """Return the violations that axe finds on the page as it is now."""
        return violations(self.page)

    def overflows(self) -> bool:
        """Whether the page is wider than the screen."""
        assert self.page.viewport_size is not None  # a phone's window widens with the page, so it cannot tell
        width: int = self.page.evaluate("() => document.documentElement.scrollWidth")
        return width > self.page.viewport_size["width"] + 1

    def say(self, word: str, context: str = "") -> str:
        """Return one of our words in the visitor's language."""
        with translation.override("zh-hans" if self.language.startswith("zh") else "en"):
            return pgettext(context, word) if context else gettext(word)

    def press(self, word: str, context: str = "") -> None:
        """Press the button or link, and what it asks to confirm; wait for the page that follows."""
        named = self.say(word, context)
        pressed = self.page.locator("main").get_by_role("button", name=named, exact=True)
        found = pressed.or_(self.page.locator("main").get_by_role("link", name=named, exact=True)).first
        if found.get_attribute("data-dialog-open") is not None:
            found.click()
            found = self.page.locator("dialog[open] button[type=submit]")
        with self.page.expect_navigation():
            found.click()

    def look(self, name: str) -> None:
        """Look at the page: axe, its width, its language; a picture if one is wanted."""
        size = (self.page.viewport_size or {"width": 0})["width"]
        if where := os.environ.get("JOURNEY_PICTURES"):
            self.page.screenshot(path=f"{where}/{name}-{self.language}-{size}.png", full_page=True)
        english = not self.language.startswith("zh")
        assert self.page.locator("html").get_attribute("lang") == ("en" if english else "zh-hans"), name
        assert self.page.evaluate(FOREIGN, english) == [], name
        assert not self.overflows(), name
        assert self.axe() == [], name


@pytest.fixture
def visit(browser: Browser, live_server: Any, transactional_db: None) -> Iterator[Callable[..., Visitor]]:
    """Give `visit(actor, phone=False, language="zh-CN")`: a screen at which the actor is signed in."""
    visitors: list[Visitor] = []

    def enter(by: Actor | None = None, *, phone: bool = False, language: str = "zh-CN") -> Visitor:
        context = browser.new_context(
            viewport=PHONE if phone else DESK, locale=language, has_touch=phone, is_mobile=phone
        )
        if by is not None and by.person is not None:
            client = Client()
            client.force_login(by.person)
            cookie = client.cookies[django_settings.SESSION_COOKIE_NAME].value
            context.add_cookies(
                [{"name": django_settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}]
            )
        context.set_default_timeout(15_000)
        visitors.append(Visitor(context, live_server.url, language))
        return visitors[-1]

    yield enter
    errors = [error for visitor in visitors for error in visitor.errors]
    for visitor in visitors:
        visitor.context.close()
    assert errors == []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "journeys" in str(item.path):
            item.add_marker(pytest.mark.journey)


@pytest.fixture
def handset(browser: Any, live_server: Any, transactional_db: None) -> Iterator[Callable[..., Handset]]:
    """Give `handset(language="en-GB", size=PHONE)`: a phone of its own."""
    made: list[Handset] = []
    cache.clear()

    def new(language: str = "en-GB", size: ViewportSize = PHONE) -> Handset:
        context = browser.new_context(
            viewport=size, locale=language, has_touch=True, is_mobile=size == PHONE,
            timezone_id="Asia/Shanghai",
        )  # fmt: skip
        made.append(Handset(context, live_server.url, language))
        return made[-1]

    yield new
    for one in made:
        one.context.close()
    until_idle()
    assert [error for one in made for error in one.errors] == []


@pytest.fixture
def visit_today(manager: Actor, monitor: Actor, other_monitor: Actor) -> Visit:
    """A visit under way, with the questionnaires of the library."""
    instruments.add_library(by=manager, now=NOW)
    made = factories.planned(monitor, monitor, other_monitor, planned_on=NOW.date(), today=NOW.date())
    return visits.set_out(by=monitor, visit=made, now=NOW)
