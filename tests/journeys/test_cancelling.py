"""A drawn visit is cancelled by two people: a monitor asks on the phone, someone of the board decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from safe_employment.kit.actors import Actor
from safe_employment.members.tests.factories import employer
from safe_employment.visits import commands
from safe_employment.visits.models import Visit
from safe_employment.visits.tests.factories import people

NAME = "昆明盘龙区北辰制衣厂"


@pytest.fixture
def drawn(manager: Actor, monitor: Actor, other_monitor: Actor) -> Visit:
    today = timezone.localdate()
    made = commands.draw_visit(by=manager, employer=employer(manager.home, name=NAME), drawn_in="p:W1:1")
    day, team = today + timedelta(days=3), people(monitor, other_monitor)
    return commands.seal_visit(by=manager, visit=made, planned_on=day, team=team, today=today)


@pytest.mark.parametrize(("language", "other"), [("zh-CN", "en-GB"), ("en-GB", "zh-CN")])
def test_one_asks_and_another_confirms(
    *, language: str, other: str, visit: Callable[..., Any], drawn: Visit, monitor: Actor, board: Actor,
    manager: Actor,
) -> None:  # fmt: skip
    phone = visit(monitor, phone=True, language=language)
    phone.open(reverse("visits:cancel", kwargs={"association": "kunming", "pk": drawn.pk}))
    phone.look("ask")
    phone.page.locator("textarea").fill(f"{NAME}已经停产" if language == "zh-CN" else f"{NAME} 123")
    phone.press("Ask")
    phone.page.get_by_text("北辰").first.wait_for()
    phone.page.locator("textarea").fill("123")
    phone.press("Ask")
    phone.look("asked")
    phone.open(reverse("visits:visit", kwargs={"association": "kunming", "pk": drawn.pk}))
    phone.page.get_by_text(phone.say("To be cancelled, not decided")).wait_for()
    desk = visit(board, language=other)
    page = desk.open(reverse("visits:cancellings", kwargs={"association": "kunming"}))
    desk.look("waiting")
    page.get_by_role("link", name=drawn.reference).first.click()
    desk.press("Confirm")
    page.locator("textarea").fill("456")
    desk.look("confirm")
    desk.press("Confirm")
    desk.look("confirmed")
    assert "北辰" not in page.content()
    drawn.refresh_from_db()
    assert drawn.state == "cancelled"
    small = visit(manager, phone=True, language=language)
    small.open(reverse("visits:cancellings", kwargs={"association": "kunming"}))
    small.look("list")
