"""A visit from its release to its end: team, employer at the door, reviewer, employer as reader."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from safe_employment.kit.actors import Actor, machine
from safe_employment.members.tests.factories import contact_of, employer
from safe_employment.visits import commands
from safe_employment.visits.checklist import questions
from safe_employment.visits.models import Visit
from safe_employment.visits.tests.factories import planned


def at(route: str, pk: int | None = None) -> str:
    return reverse(f"visits:{route}", kwargs={"association": "kunming", **({} if pk is None else {"pk": pk})})


@pytest.fixture
def released(monitor: Actor, other_monitor: Actor) -> Visit:
    """A visit of today, as the clock releases it."""
    cache.clear()
    now, today = timezone.now(), timezone.localdate()
    there = employer(
        monitor.home, name="昆明盘龙区北辰制衣厂", division_code="530103", address="北辰大道88号"
    )
    made = planned(monitor, monitor, other_monitor, employer=there, planned_on=today, today=today)
    return commands.release_visit(by=machine(monitor.home), visit=made, now=now)


def check_at_the_door(door, code: str) -> None:
    """The employer makes sure, on a phone without account or cookie."""
    shown = door.open(reverse("arrival:form"))
    shown.get_by_label("小组的走访码").fill(code)
    shown.get_by_role("button", name="核对").click()
    shown.get_by_role("heading", name="是的，这个小组是真的").wait_for()
    assert "北辰" not in shown.content()
    assert door.axe() == []
    assert not door.overflows()
    assert door.context.cookies() == []


def test_from_the_release_to_the_end(visit, released: Visit, monitor: Actor, manager: Actor) -> None:
    owner, key = contact_of(released.employer), released.pk

    team = visit(monitor, phone=True)
    page = team.open(at("day"))
    page.get_by_text("北辰大道88号").wait_for()
    code = page.locator(".arrival-code").inner_text()
    assert team.axe() == []
    assert not team.overflows()

    check_at_the_door(visit(phone=True), code)
    page = team.open(at("visit", key))
    page.get_by_role("button", name="出发").first.click()
    page.locator("dialog[open] button[type=submit]").click()
    page.get_by_text("走访已开始").wait_for()
    answers = {question.id: (question.good, "") for question in questions().values()}
    commands.answer_questions(by=monitor, visit=released, answers=answers)
    page = team.open(at("end", key))
    page.get_by_role("button", name="结束走访").click()
    page.get_by_text("已结束").first.wait_for()
    page = team.open(at("write", key))
    page.locator("#id_report").fill("看了车间和宿舍，一切正常。")
    page.locator("main button[type=submit]").click()
    page.get_by_text("北辰").first.wait_for()
    commands.report_visit(by=monitor, visit=Visit.objects.get(pk=key), today=timezone.localdate())

    desk = visit(manager, language="en-GB")
    page = desk.open(at("visit", key))
    assert desk.axe() == []
    page.get_by_role("button", name="Review").first.click()
    page.locator("dialog[open] button[type=submit]").click()
    page.get_by_text("Reviewed.").wait_for()

    reader = visit(owner, phone=True)
    page = reader.open(at("own_reports"))
    page.get_by_role("link", name=released.reference).click()
    page.get_by_text("看了车间和宿舍，一切正常。").wait_for()
    assert reader.axe() == []
    assert not reader.overflows()
    page.get_by_role("link", name="答复报告").click()
    page.locator("#id_text").fill("收到，谢谢。")
    page.get_by_role("button", name="发送").click()
    page.get_by_text("收到，谢谢。").wait_for()

    page = desk.open(at("visit", key))
    page.get_by_text("收到，谢谢。").wait_for()
    page.get_by_role("button", name="Close").first.click()
    page.locator("dialog[open] button[type=submit]").click()
    page.get_by_text("Closed.").wait_for()
    kept = Visit.objects.get(pk=key)
    assert (kept.state, kept.read_by, kept.code_checked_at is not None) == ("closed", owner.person, True)


@pytest.mark.parametrize(("phone", "language"), [(False, "en-GB"), (True, "zh-CN")])
def test_the_pages_of_the_teams(
    visit, released: Visit, manager: Actor, monitor: Actor, *, phone: bool, language: str
) -> None:
    for by in (manager, monitor):
        screen = visit(by, phone=phone, language=language)
        for route in ("week", "day", "teams", "visits"):
            screen.open(at(route))
            assert screen.axe() == [], route
            assert not screen.overflows(), route
        screen.open(at("visit", released.pk))
        assert not screen.overflows()
