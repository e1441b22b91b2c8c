"""The pages of field trips, pledges and school support."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests import factories as members
from safe_employment.opportunities.models import FieldTrip, JobPledge, TripState
from safe_employment.opportunities.tests import factories

LISTS = ("trips", "participants", "pledges", "fillings", "school_supports")


def at(route: str, pk: int | None = None, association: str = "kunming") -> str:
    named: dict[str, Any] = {"association": association, **({} if pk is None else {"pk": pk})}
    return reverse(f"opportunities:{route}", kwargs=named)


@pytest.fixture
def records(kunming: Association) -> dict[str, Any]:
    """One record of each kind."""
    employer = members.employer(kunming)
    trip = factories.trip(kunming)
    pledge = factories.pledge(employer, trip=trip)
    return {
        "trip": trip,
        "participant": factories.participant(trip, employer),
        "pledge": pledge,
        "filling": factories.filling(pledge),
        "school_support": factories.school_support(employer),
    }


def test_every_list_and_page_opens_in_both_languages(records: dict[str, Any], manager: Actor) -> None:
    for language in ("en", "zh-hans"):
        browser = signed_in(manager, language=language)
        for route in LISTS:
            assert browser.get(at(route)).status_code == 200, route
        for route, found in records.items():
            for page in (route, f"change_{route}", f"remove_{route}"):
                assert browser.get(at(page, found.pk)).status_code == 200, page


def test_others_get_the_answer_of_what_does_not_exist(
    records: dict[str, Any], neighbour_manager: Actor, board: Actor, kunming: Association
) -> None:
    contact = signed_in(members.contact_of(members.employer(kunming)))
    neighbour = signed_in(neighbour_manager)
    for route, found in records.items():
        assert contact.get(at(route, found.pk)).status_code == 404
        assert neighbour.get(at(route, found.pk, "qujing")).status_code == 404
        assert signed_in(board).get(at(f"change_{route}", found.pk)).status_code == 404


@pytest.mark.parametrize("route", LISTS)
def test_a_list_takes_few_queries(
    route: str,
    records: dict[str, Any],
    kunming: Association,
    manager: Actor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(4):
        employer = members.employer(kunming)
        trip = factories.held_trip(kunming, employer)
        factories.filling(factories.pledge(employer, trip=trip))
        factories.school_support(employer)
    browser = signed_in(manager)
    browser.get(at(route))
    with django_assert_max_num_queries(12):
        assert browser.get(at(route)).status_code == 200


def test_a_record_takes_few_queries(
    records: dict[str, Any], manager: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = signed_in(manager)
    for route, found in records.items():
        with django_assert_max_num_queries(12):
            assert browser.get(at(route, found.pk)).status_code == 200, route


def test_a_trip_is_planned_filled_and_held(trainer: Actor) -> None:
    browser = signed_in(trainer)
    planned = {"title_zh": "东川考察", "destination_code": "530113", "held_on": "2007-05-15"}
    assert browser.post(at("plan_trip"), planned).status_code == 302
    trip = FieldTrip.objects.get()
    refused = browser.post(at("hold_trip", trip.pk), {"held_on": "2007-05-15"})
    assert "No employer is on the list" in str(refused.context["form"].errors)
    members.employer(trainer.home, name="昆明翠湖饭庄", number=77)
    assert browser.post(at("add_participant", trip.pk), {"employer": "77", "people": "3"}).status_code == 302
    twice = browser.post(at("add_participant", trip.pk), {"employer": "77", "people": "3"})
    assert twice.status_code == 422
    browser.post(at("hold_trip", trip.pk), {"held_on": "2007-05-15", "outcome": "签约"})
    trip.refresh_from_db()
    assert trip.state == TripState.HELD
    browser.post(at("replan_trip", trip.pk), {"reason": "记错"})
    browser.post(at("cancel_trip", trip.pk), {"reason": "下雪"})
    trip.refresh_from_db()
    assert trip.state == TripState.CANCELLED


def test_a_pledge_is_recorded_and_filled(clerk: Actor) -> None:
    browser = signed_in(clerk)
    members.employer(clerk.home, number=77)
    given = {
        "employer": "77",
        "post": "服务员",
        "jobs": "10",
        "pledged_on": "2007-05-15",
        "channel": "licensed_agency",
    }
    refused = browser.post(at("add_pledge"), given)
    assert "agency_name" in refused.context["form"].errors
    browser.post(at("add_pledge"), {**given, "agency_name": "昆明职介 0012"})
    pledge = JobPledge.objects.get()
    too_many = browser.post(at("add_filling", pledge.pk), {"filled": "11", "reported_on": "2007-07-01"})
    assert "11 jobs would be filled of 10 pledged." in str(too_many.context["form"].errors)
    browser.post(at("add_filling", pledge.pk), {"filled": "4", "reported_on": "2007-07-01"})
    pledge.refresh_from_db()
    assert pledge.filled == 4
    sheet = b"".join(browser.get(at("pledges"), {"export": "xlsx"}))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert rows[1][0] == "服务员"
    assert browser.get(at("pledges"), {"q": "保安"}).context["table"].total == 0
