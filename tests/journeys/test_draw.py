"""An employer looks up its own row of a draw that is over, on a phone and at a desk; axe finds nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import Association
from safe_employment.members.models import Employer
from safe_employment.members.tests.factories import contact_of, employer
from safe_employment.visits.commands import keep_team
from safe_employment.visits.commands.drawing import keep_rules, tell_secret
from safe_employment.visits.commands.weeks import draw_week
from safe_employment.visits.drawing.keys import rows_of
from safe_employment.visits.tests.drawing import FIRST, LAST, NOW, cancel_all, drawing
from safe_employment.visits.tests.factories import people


def at(route: str) -> str:
    return reverse(route, kwargs={"association": "kunming"})


@pytest.fixture
def restaurants(kunming: Association) -> list[Employer]:
    return [
        employer(kunming, name=f"昆明第{number}饭店", division_code="530102", industry_code="H62")
        for number in range(1, 9)
    ]


@pytest.fixture
def monitors(monitor: Actor, other_monitor: Actor) -> list[Any]:
    return people(monitor, other_monitor)


def told(manager: Actor, monitors: list[Any]) -> None:
    keep_rules(by=manager, deterrence=Decimal(1), cap=Decimal(12))
    keep_team(
        by=manager, name="一组", members=monitors, working_days=[0, 1, 2, 3, 4], hours_per_day=Decimal(6)
    )
    period = drawing(manager)
    for week in period.weeks.all():
        draw_week(by=machine(manager.home), week=week, now=NOW, today=FIRST)
    cancel_all()
    tell_secret(by=manager, period=period, now=NOW, today=LAST + timedelta(days=1))


def test_an_employer_finds_its_weeks_and_the_manager_its_key(
    visit: Callable[..., Any], restaurants: list[Employer], manager: Actor, monitors: list[Any]
) -> None:
    mine = restaurants[0]
    phone = visit(contact_of(mine), phone=True)
    page = phone.open(at("visits:own_reports"))
    page.get_by_role("link", name="核对抽取").click()
    page.get_by_text("还没有结束的抽取期").wait_for()
    assert phone.axe() == []
    told(manager, monitors)
    (row,) = rows_of(manager, [mine])
    page = phone.open(at("visits:own_draw_keys"))
    page.get_by_role("heading", name=str(row.period)).wait_for()
    assert row.key not in page.content()
    assert phone.axe() == []
    assert not phone.overflows()
    desk = visit(manager, language="en-GB")
    page = desk.open(at("visits:periods"))
    page.get_by_role("link", name="Row of an employer").click()
    page.get_by_label("Employer").fill(str(mine.member_number))
    page.get_by_role("button", name="Look up").click()
    page.get_by_text(row.key).wait_for()
    page.get_by_role("link", name="Public page").wait_for()
    assert desk.axe() == []
