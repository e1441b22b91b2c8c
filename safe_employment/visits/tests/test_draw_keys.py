"""An employer's own row of a draw: known to itself and the manager, once the period is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from safe_employment.engines.draw import read
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import Association
from safe_employment.kit.tests.actors import signed_in
from safe_employment.kit.writing import day_text
from safe_employment.members.tests.factories import contact_of, employer
from safe_employment.visits.commands.drawing import public_file, tell_secret
from safe_employment.visits.commands.weeks import draw_week
from safe_employment.visits.drawing.keys import rows_of
from safe_employment.visits.models import DrawPeriod, Team
from safe_employment.visits.tests.drawing import FIRST, LAST, NOW, cancel_all, drawing

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(team: Team, roster: list[Any], manager: Actor, kunming: Association) -> DrawPeriod:
    period = drawing(manager)
    by = machine(kunming)
    for week in period.weeks.all():
        draw_week(by=by, week=week, now=NOW, today=FIRST)
    cancel_all()
    return tell_secret(by=manager, period=period, now=NOW, today=LAST + timedelta(days=1))


def test_an_employer_finds_its_own_row_once_the_period_is_told(
    told: DrawPeriod, roster: list[Any], manager: Actor, kunming: Association
) -> None:
    drawn = {key for week in told.weeks.all() for key, _team, _day in week.drawn}
    rows = rows_of(manager, roster)
    file = read(b"".join(public_file(told)))
    assert {row.key for row in rows} == {row[0] for row in file["rows"]}
    assert {row.key for row in rows if row.weeks} == drawn
    later = employer(kunming, division_code="530102", industry_code="H62")
    assert [row.key for row in rows_of(manager, [later])] == [""]


def test_before_a_period_is_told_nobody_has_a_key(team: Team, roster: list[Any], manager: Actor) -> None:
    drawing(manager)
    assert rows_of(manager, roster) == []


def test_an_employer_is_told_its_weeks_and_only_the_manager_a_key(
    told: DrawPeriod, roster: list[Any], manager: Actor
) -> None:
    mine, other = roster[0], roster[1]
    key = {row.employer.pk: row.key for row in rows_of(manager, roster)}
    client = signed_in(contact_of(mine))
    page = client.get(reverse("visits:own_draw_keys", kwargs={"association": "kunming"}))
    assert told.name in page.content.decode()
    assert not [each for each in key.values() if each in page.content.decode()], "a key leads to its harm"
    assert "<h1>Our rows in the draw</h1>" in " ".join(page.content.decode().split())
    with translation.override("en"):
        assert day_text(told.first_on) in page.content.decode()
    assert told.first_on.isoformat() + " –" not in page.content.decode()
    client = signed_in(manager)
    address = reverse("visits:draw_keys", kwargs={"association": "kunming"})
    assert client.get(address).status_code == 200
    page = client.get(address, {"employer": other.member_number})
    assert key[other.pk] in page.content.decode()
    assert key[mine.pk] not in page.content.decode()


def test_an_employer_has_a_page_before_anything_is_told(
    kunming: Association,
) -> None:
    page = signed_in(contact_of(employer(kunming))).get(
        reverse("visits:own_draw_keys", kwargs={"association": "kunming"})
    )
    assert page.status_code == 200
