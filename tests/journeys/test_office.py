"""The office's own pages: they open, fit a phone, and axe finds nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from safe_employment.kit.actors import Actor

PAGES = [
    "office",
    "people",
    "invite",
    "roles",
    "audit",
    "tasks",
    "agencies",
    "new_agency",
    "notices",
    "style",
]


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("phone", [False, True])
def test_the_offices_pages(visit, manager: Actor, phone: bool, language: str) -> None:
    screen = visit(manager, phone=phone, language=language)
    problems = []
    for name in PAGES:
        screen.open(reverse(f"kit:{name}", kwargs={"association": "kunming"}))
        problems += [f"{name}: {found}" for found in screen.axe()]
        if screen.overflows():
            problems.append(f"{name}: wider than the screen")
    assert problems == []


def test_a_visitor_sees_the_sign_in(visit, kunming) -> None:
    screen = visit(language="en-GB")
    screen.open(reverse("kit:people", kwargs={"association": "kunming"}))
    assert reverse("account_login") in screen.page.url
    assert screen.axe() == []


def test_the_audit_log_is_searched(visit, manager: Actor, trainer: Actor) -> None:
    screen = visit(manager, language="en-GB")
    page = screen.open(reverse("kit:audit", kwargs={"association": "kunming"}) + "?q=kit.sign_in")
    assert page.get_by_text("kit.sign_in").count() >= 1
    page = screen.open(reverse("kit:audit", kwargs={"association": "kunming"}) + "?q=no-such-thing")
    assert page.get_by_text("kit.sign_in").count() == 0
