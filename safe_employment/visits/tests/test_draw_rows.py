"""The rows of a sealed roster: the list of risks, and what the worker does for a large register."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from safe_employment.engines import draw
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, AuditEntry, TaskRun
from safe_employment.kit.roles import Role
from safe_employment.kit.tasks import carry_out
from safe_employment.kit.tasks.long_work import cancel
from safe_employment.kit.tests.actors import actor, association, signed_in
from safe_employment.members.tests.factories import employer
from safe_employment.visits.commands.drawing import file_of, keep_rules
from safe_employment.visits.drawing import keeping, work
from safe_employment.visits.drawing.queries import rules_of
from safe_employment.visits.models import DrawPeriod, RosterRow, Team
from safe_employment.visits.tests.drawing import sealed

pytestmark = pytest.mark.django_db


def at(route: str, *args: int) -> str:
    return reverse(f"visits:{route}", args=["kunming", *args])


@pytest.fixture
def office(manager: Actor) -> Client:
    return signed_in(manager)


@pytest.fixture
def is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "FEW", 10)


def shown(page: Any) -> list[Any]:
    return list(page.context["table"]._page)


def listed(page: Any) -> list[str]:
    return [row.record.name if row.record else "" for row in shown(page)]


def test_rows_are_kept_as_they_were_frozen(manager: Actor, team: Team, roster: list[Any]) -> None:
    period = sealed(manager)
    rows = list(period.rows.order_by("key"))
    kept = [keeping.row_of(row) for row in rows]
    salt, file = bytes(period.material.salt), file_of(period)
    weights = keeping.weights_in(period.material.weights)
    assert keeping.facts_hash(salt, kept, weights) == file["facts"], "the facts behind the published hash"
    assert {row.key: row.yearly for row in rows} == {each[0]: each[-1] / draw.PARTS for each in file["rows"]}
    assert {row.employer for row in kept} == {each.pk for each in roster}


def test_more_rows_than_one_statement_takes_are_all_written(
    manager: Actor, team: Team, roster: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "AT_ONCE", 7)
    assert sealed(manager).rows.count() == len(roster)


def test_risks_are_listed_by_the_weights_of_the_sealing(
    manager: Actor, team: Team, roster: list[Any], office: Client
) -> None:
    keep_rules(by=manager, trades={"H62": 3.0})
    period = sealed(manager)
    keep_rules(by=manager, trades={"H62": 50.0})
    page = office.get(at("draw_risks", period.pk))
    assert page.status_code == 200
    rows = shown(page)
    assert [row.yearly for row in rows] == sorted((row.yearly for row in rows), reverse=True)
    assert {row.points["trade"] for row in rows} == {3.0}
    assert "Trade 3" in page.content.decode()
    assert "Reports" not in "".join(page.context["table"].rows), "a line without points is not shown"
    points = sum(rows[0].points.values())
    least = shown(office.get(at("draw_risks", period.pk), {"sort": "yearly"}))
    assert least[0].yearly == rows[-1].yearly
    assert rows[0].harm == pytest.approx(points * rows[0].staff ** 0.5, rel=1e-3)


def test_risks_are_searched_and_narrowed(
    kunming: Association, manager: Actor, team: Team, roster: list[Any], office: Client
) -> None:
    meant = employer(kunming, name="昆明白鸽鞋厂", division_code="530102", industry_code="C19", staff=1)
    period = sealed(manager)
    address = at("draw_risks", period.pk)
    assert listed(office.get(address, {"q": "白鸽"})) == [meant.name]
    assert listed(office.get(address, {"q": "没有这一家"})) == []
    assert listed(office.get(address, {"trade": "C"})) == [meant.name]
    assert len(listed(office.get(address, {"district": "530102"}))) == 21
    assert len(listed(office.get(address, {"district": "530102", "trade": ["H", "C"]}))) == 21


def test_risks_are_for_the_manager_are_not_taken_out_and_every_look_is_noted(
    manager: Actor, board: Actor, team: Team, roster: list[Any], office: Client
) -> None:
    period = sealed(manager)
    address = at("draw_risks", period.pk)
    assert signed_in(board).get(address).status_code in (403, 404)
    assert office.get(address, {"export": "xlsx"}).status_code in (403, 404)
    before = AuditEntry.objects.filter(action="visits.read_risks").count()
    office.get(address)
    assert AuditEntry.objects.filter(action="visits.read_risks").count() == before + 1
    other = signed_in(actor(association("dali"), Role.MANAGER))
    assert other.get(reverse("visits:draw_risks", args=["dali", period.pk])).status_code == 404


def test_a_row_outlives_its_employer(manager: Actor, team: Team, roster: list[Any], office: Client) -> None:
    period = sealed(manager)
    roster[0].delete()
    page = office.get(at("draw_risks", period.pk))
    assert sorted(listed(page)) == sorted(["", *(each.name for each in roster[1:])])


DAYS = {
    "name": "2030 年三月", "first_on": "2030-03-11", "last_on": "2030-03-24", "number_kind": "lottery",
    "number_form": "6/1",
    "number_name": "双色球 2030026", "number_on": "2030-03-05",
}  # fmt: skip


def test_the_worker_seals_the_period_of_a_large_register(
    manager: Actor, team: Team, roster: list[Any], office: Client, is_large: None
) -> None:
    answer = office.post(at("seal"), DAYS)
    run = TaskRun.objects.get(kind=work.SEAL)
    assert answer.headers["Location"] == run.path == at("sealing", run.pk)
    assert not DrawPeriod.objects.exists()
    assert "<progress" in office.get(run.path).content.decode()
    carry_out(run.pk)
    period = DrawPeriod.objects.get()
    assert period.employers == len(roster)
    assert period.sealed_by == manager.person
    assert office.get(run.path).headers["Location"] == at("period", period.pk)
    TaskRun.objects.filter(pk=run.pk).update(state="queued")
    assert carry_out(run.pk).result == {"period": period.pk}, "begun again after a crash, it seals no other"


def test_what_is_wrong_with_the_days_is_said_before_the_worker_is_asked(
    manager: Actor, team: Team, roster: list[Any], office: Client, is_large: None
) -> None:
    answer = office.post(at("seal"), {**DAYS, "last_on": "2030-03-23"})
    assert answer.status_code == 422
    assert "last_on" in answer.context["form"].errors
    assert not TaskRun.objects.exists()


def test_what_the_engine_refuses_is_said_on_the_page_of_the_work(
    manager: Actor, roster: list[Any], office: Client, is_large: None
) -> None:
    office.post(at("seal"), DAYS)
    run = carry_out(TaskRun.objects.get(kind=work.SEAL).pk)
    assert run.error_code == "DRAW_NO_CAPACITY"
    page = office.get(run.path).content.decode()
    assert run.result["remedy"] in page
    assert "<progress" not in page
    assert not DrawPeriod.objects.exists()


def test_a_sealing_that_is_stopped_leaves_nothing(
    manager: Actor, team: Team, roster: list[Any], office: Client, is_large: None
) -> None:
    office.post(at("seal"), DAYS)
    run = TaskRun.objects.get(kind=work.SEAL)
    cancel(by=manager, run=run)
    assert carry_out(run.pk).state == "cancelled"
    assert not DrawPeriod.objects.exists()
    assert not RosterRow.objects.exists()
    assert office.get(run.path).status_code == 200


def test_the_work_of_another_association_is_hidden(
    manager: Actor, team: Team, roster: list[Any], office: Client, is_large: None
) -> None:
    office.post(at("seal"), DAYS)
    run = TaskRun.objects.get(kind=work.SEAL)
    other = signed_in(actor(association("dali"), Role.MANAGER))
    assert other.get(reverse("visits:sealing", args=["dali", run.pk])).status_code == 404
    assert office.get(at("draw_rules"), {"work": run.pk}).status_code == 404, "of another kind"


def test_the_worker_compares_rules_on_a_large_register(
    manager: Actor, team: Team, roster: list[Any], office: Client, is_large: None
) -> None:
    form = office.get(at("draw_rules")).context["form"]
    given = {name: form[name].value() or "" for name in form.fields}
    answer = office.post(at("draw_rules"), {**given, "staff_power": "1", "trades": "H62 2", "preview": "1"})
    run = TaskRun.objects.get(kind=work.PREVIEW)
    assert answer.headers["Location"] == run.path
    assert "<progress" in office.get(run.path).content.decode()
    carry_out(run.pk)
    page = office.get(run.path)
    found = page.context["preview"]
    assert found.employers == len(roster)
    assert {each.name for each in found.districts}
    assert found.up[0].change > 0
    assert page.context["form"]["staff_power"].value() == "1", "ready to be saved as compared"
    assert rules_of(manager.home).staff_power == Decimal("0.5")
    refused = office.post(at("draw_rules"), {**given, "trades": "H62", "preview": "1"})
    assert refused.status_code == 422
    assert TaskRun.objects.count() == 1
