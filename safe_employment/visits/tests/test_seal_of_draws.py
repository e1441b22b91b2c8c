"""The seal of a draw that runs: its pages, the register and what others try tell nobody who was drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, cast

import pytest
from django.core.cache import cache
from django.db import transaction
from django.db.models import F
from django.test import Client

from safe_employment.findings.tests import factories as findings
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import Association
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer, Workplace
from safe_employment.members.tests.factories import employer
from safe_employment.visits import queries
from safe_employment.visits.commands.weeks import draw_week
from safe_employment.visits.drawing.queries import visits_of_period
from safe_employment.visits.models import DrawPeriod, DrawWeek, Team, Visit
from safe_employment.visits.tests.drawing import drawing
from safe_employment.visits.tests.factories import planned
from safe_employment.visits.tests.outsiders import (
    CHANGING,
    OUTSIDERS,
    STRANGERS,
    client,
    read,
    reader,
    there,
)

__all__ = ["client", "reader", "there"]  # fixtures

pytestmark = pytest.mark.django_db
#: Before the first day of the period of these tests, 9 to 22 March.
SATURDAY = date(2026, 3, 7)
NUMBERS = re.compile(r"\d+")
PAGES = ("", "number/", "tell/", "risks/", "facts/", "alone/")


def of_the_draw(period: DrawPeriod, employers: list[Employer]) -> Iterator[str]:
    """The addresses of a period, of the days of its weeks, and of each employer of its roster."""
    yield from (f"/a/kunming/visits/draw/{period.pk}/{page}" for page in PAGES)
    yield from (f"/draw/{period.slug}/", f"/draw/{period.slug}/file.json")
    yield from (f"/a/kunming/visits/draw/{page}" for page in ("", "keys/", "rules/", "?export=xlsx"))
    yield from (
        f"/a/kunming/visits/{page}/?day=2026-03-{at:02}" for page in ("week", "day") for at in (9, 11)
    )
    yield from (f"/a/kunming/employers/{each.pk}/" for each in employers)
    yield from ("/a/kunming/", "/a/kunming/visits/", "/a/kunming/visits/?export=xlsx", "/a/kunming/notices/")
    yield from ("/a/kunming/own/visits/draw/", "/a/kunming/own/visits/", "/a/kunming/visits/asked/")


def drawn(manager: Actor) -> DrawPeriod:
    period = drawing(manager)
    week = period.weeks.get(place=0)
    draw_week(by=machine(manager.home), week=week, now=period.sealed_at, today=SATURDAY)
    return DrawPeriod.objects.get(pk=period.pk)


def draw_others(period: DrawPeriod, others: list[Employer]) -> None:
    """As if chance had named others: their visits, their rows, other days."""
    visits = list(visits_of_period(period).order_by("pk"))
    for visit, other in zip(visits, others, strict=False):
        Visit.objects.filter(pk=visit.pk).update(employer=other, workplace=None)
    rows = dict(period.rows.values_list("employer", "key"))
    week = period.weeks.get(place=0)
    for row, other in zip(week.drawn, others, strict=False):
        row[0] = rows[other.pk]
    DrawWeek.objects.filter(pk=week.pk).update(drawn=week.drawn)


@pytest.mark.parametrize("role", [*OUTSIDERS, *STRANGERS])
def test_a_drawn_week_reads_the_same_whoever_was_drawn(
    *, role: str, client: Client, manager: Actor, team: Team, roster: list[Any], there: Employer
) -> None:
    period = drawn(manager)
    targets = set(visits_of_period(period).values_list("employer", flat=True))
    assert len(targets) == 8
    others = [each for each in (there, *roster) if each.pk not in targets][: len(targets)]
    shown = [*Employer.objects.filter(pk__in=targets)[:3], there, *others[:2]]
    client.get("/")
    before = {}
    for address in of_the_draw(period, shown):
        cache.clear()
        before[address] = read(client, address)
    if role == Role.BOARD:
        assert before[f"/a/kunming/visits/draw/{period.pk}/"][0] == 200
        assert before[f"/a/kunming/visits/draw/{period.pk}/facts/"][0] == 200
    assert before[f"/draw/{period.slug}/"][0] == 200, "the public page of a period that runs"
    assert before[f"/draw/{period.slug}/file.json"][0] == 404
    draw_others(period, others)
    for address, page in before.items():
        cache.clear()
        assert read(client, address) == page, address
    assert not any(queries.looks_at(visit).exists() for visit in visits_of_period(period))


def test_the_reading_would_notice_a_target_that_is_told(
    manager: Actor, board: Actor, team: Team, roster: list[Any]
) -> None:
    period, office = drawn(manager), signed_in(board)
    visit = visits_of_period(period).order_by("pk")[0]
    address = f"/a/kunming/employers/{visit.employer_id}/"
    before = read(office, address)
    Visit.objects.filter(pk=visit.pk).update(
        state="released", released_at=period.sealed_at, visited_on=F("planned_on"), arrival_code="12345678"
    )
    assert read(office, address) != before


def forms_of(there: Employer, twin: Employer, shop: Workplace) -> Iterator[tuple[str, dict[str, Any]]]:
    """What names an employer or its workplace in a form, and what is sent with it."""
    own = f"/a/kunming/employers/{there.pk}/"
    yield "/a/kunming/ties/new/", {"employer": there.name, "kind": "relative", "note": "表姐"}
    yield "/a/kunming/visits/asked/new/", {"employer": there.name, "why": "有人反映"}
    yield f"{own}merge/{twin.pk}/", {"reason": "同一家"}
    yield f"/a/kunming/employers/{twin.pk}/merge/{there.pk}/", {"reason": "同一家"}
    yield f"/a/kunming/employers/workplaces/{shop.pk}/close/", {}
    yield f"/a/kunming/employers/workplaces/{shop.pk}/edit/", {"address": "新街1号", "name": "分店"}
    yield f"{own}standing/let_employer_go/", {"reason": "停业"}
    yield f"{own}standing/suspend_employer/", {"reason": "欠会费"}
    yield f"{own}edit/", {"name": there.name, "kind": there.kind, "division_code": "530103", "staff": "30"}
    yield f"{own}workplaces/add/", {"address": "新街2号", "name": "二店"}
    yield f"{own}contacts/add/", {"name": "周老板", "phone": "13800000000"}
    yield "/a/kunming/findings/new/", {"employer": there.name, "title": "门上锁", "cluster": "H"}


def tried(client: Client, address: str, given: dict[str, Any]) -> tuple[int, str, str]:
    """What a form answers; nothing that it did is kept."""
    cache.clear()
    place = transaction.savepoint()
    answer = cast("Any", client.post(address, given))
    then = client.get(answer.headers["Location"]) if answer.status_code == 302 else answer
    said = CHANGING.sub("", then.content.decode(errors="replace"))
    transaction.savepoint_rollback(place)
    return answer.status_code, NUMBERS.sub("#", answer.headers.get("Location", "")), NUMBERS.sub("#", said)


@pytest.mark.parametrize("role", [role for role in OUTSIDERS if role != Role.EMPLOYER_CONTACT])
def test_what_an_outsider_sends_is_answered_the_same_with_a_sealed_visit(
    *, role: str, client: Client, kunming: Association, manager: Actor, monitor: Actor, other_monitor: Actor,
    there: Employer,
) -> None:  # fmt: skip
    twin = employer(kunming, name="北辰制衣")
    shop = Workplace.objects.create(employer=there, address="北辰大道90号", name="分店", is_main=False)
    findings.finding(monitor, employer=there)
    client.get("/")
    before = {address: tried(client, address, given) for address, given in forms_of(there, twin, shop)}
    for place in (None, shop):
        planned(
            manager, monitor, other_monitor, employer=there, planned_on=date(2031, 7, 23), workplace=place
        )
    for address, given in forms_of(there, twin, shop):
        assert tried(client, address, given) == before[address], address


def test_the_forms_that_are_tried_do_something(kunming: Association, monitor: Actor, there: Employer) -> None:
    """Otherwise all of it would read the same for the wrong reason."""
    twin = employer(kunming, name="北辰制衣")
    shop = Workplace.objects.create(employer=there, address="北辰大道90号", name="分店", is_main=False)
    clients = [signed_in(monitor), *(signed_in(actors.actor(kunming, each)) for each in (Role.CLERK,))]
    done = {
        address
        for each in clients
        for address, given in forms_of(there, twin, shop)
        if tried(each, address, given)[0] == 302
    }
    assert len(done) >= 11
