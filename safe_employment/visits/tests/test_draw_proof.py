"""What the board can see of a draw: whether its risks follow from the facts, and who is left alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from safe_employment.engines import draw
from safe_employment.engines.draw import verify
from safe_employment.findings.commands import declare_tie
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import AuditEntry
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Standing
from safe_employment.members.tests.factories import employer
from safe_employment.visits.commands.drawing import file_of, keep_rules
from safe_employment.visits.drawing import rosters
from safe_employment.visits.drawing.pictures import MOST_ALONE, joined_since
from safe_employment.visits.drawing.proving import prove
from safe_employment.visits.models import DrawMaterial, DrawPeriod, DrawRules, Team
from safe_employment.visits.tests.drawing import FIRST, SEALED_ON, sealed

pytestmark = pytest.mark.django_db


def test_the_risks_of_a_period_follow_from_its_facts(manager: Actor, team: Team, roster: list[Any]) -> None:
    keep_rules(by=manager, trades={"H62": 1.5}, turnover=Decimal("0.125"))
    period = sealed(manager)
    keep_rules(by=manager, trades={"H62": 9.0})
    proof = prove(DrawPeriod.objects.get(pk=period.pk))
    assert proof.holds
    assert (proof.rows, proof.different, proof.unknown) == (40, 0, 0)


def test_a_friend_whose_harm_was_lowered_while_sealing_is_named(
    manager: Actor, team: Team, roster: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rosters.roster_of

    def spares(rows: Any, rules: Any) -> draw.Roster:
        found = whole(rows, rules)
        found.harm[[row.employer for row in rows].index(roster[7].pk)] /= 8
        return found

    monkeypatch.setattr(rosters, "roster_of", spares)
    proof = prove(sealed(manager))
    assert (proof.file_is_published, proof.rows_are_sealed) == (True, True), "its file verifies"
    assert proof.differing == [roster[7].name]
    assert not proof.holds


@pytest.mark.parametrize("changes", [{"major": 0, "minor": 5}, {"staff": 900}, {"ties": 1}, {"trade": "C19"}])
def test_a_row_that_is_changed_afterwards_is_noticed(
    manager: Actor, team: Team, roster: list[Any], changes: dict[str, Any]
) -> None:
    period = sealed(manager)
    period.rows.filter(employer=roster[3].pk).update(**changes)
    assert not prove(period).rows_are_sealed


def test_weights_that_are_changed_and_rows_that_are_gone_are_noticed(
    manager: Actor, team: Team, roster: list[Any]
) -> None:
    period = sealed(manager)
    kept = period.material.weights
    DrawMaterial.objects.filter(period=period).update(weights={**kept, "month": 0.2})
    proof = prove(DrawPeriod.objects.get(pk=period.pk))
    assert not proof.rows_are_sealed
    assert proof.different == 40
    DrawMaterial.objects.filter(period=period).update(weights=kept)
    period.rows.filter(employer=roster[3].pk).delete()
    proof = prove(DrawPeriod.objects.get(pk=period.pk))
    assert (proof.rows_are_sealed, proof.unknown) == (False, 1)


def test_the_board_has_them_computed_again_and_the_look_is_noted(
    manager: Actor, board: Actor, monitor: Actor, team: Team, roster: list[Any]
) -> None:
    period = sealed(manager)
    address = reverse("visits:draw_facts", args=["kunming", period.pk])
    page = signed_in(board).get(address)
    assert page.context["state"].tone == "good"
    assert AuditEntry.objects.filter(action="visits.prove_risks").count() == 1
    assert signed_in(monitor).get(address).status_code in (403, 404)
    period.rows.filter(employer=roster[3].pk).update(staff=1, minor=50)
    page = signed_in(board).get(address)
    assert page.context["state"].tone == "urgent"
    assert roster[3].name in page.content.decode()


def test_everybody_who_is_left_alone_is_listed_not_the_first_twenty(
    manager: Actor, monitor: Actor, board: Actor, team: Team, roster: list[Any]
) -> None:
    for each in roster[: MOST_ALONE + 5]:
        declare_tie(by=monitor, employer=each, kind="owner", today=SEALED_ON, person=monitor.person)
    period = sealed(manager)
    office = signed_in(board)
    page = office.get(reverse("visits:period", args=["kunming", period.pk])).content.decode()
    address = reverse("visits:draw_alone", args=["kunming", period.pk])
    assert address in page
    listed = office.get(address)
    assert {row.pk for row in listed.context["table"]._page} == {each.pk for each in roster[: MOST_ALONE + 5]}
    assert signed_in(monitor).get(address).status_code in (403, 404)


def test_who_joins_after_the_sealing_is_counted_for_the_board(
    manager: Actor, board: Actor, team: Team, roster: list[Any]
) -> None:
    period = sealed(manager)
    assert joined_since(period) == 0
    employer(manager.home, joined_on=FIRST)
    employer(manager.home, standing=Standing.APPLICANT)
    assert joined_since(period) == 1
    page = signed_in(board).get(reverse("visits:period", args=["kunming", period.pk]))
    assert page.context["joined"] == 1


def test_no_rule_leaves_anybody_alone_for_certain(manager: Actor) -> None:
    with pytest.raises(ValidationError):
        keep_rules(by=manager, floor=Decimal(0))
    keep_rules(by=manager, floor=Decimal("0.01"))
    with pytest.raises(IntegrityError), transaction.atomic():
        DrawRules.objects.update(floor=0)


def test_the_file_of_such_a_period_verifies(manager: Actor, team: Team, roster: list[Any]) -> None:
    file = file_of(sealed(manager))
    missing = {check.code for check in verify(file, published=file["published"]["root"]).checks}
    assert {"ROOT", "PUBLISHED", "CHANCES"} <= missing
    assert date.fromisoformat(file["number"]["day"]) < FIRST
