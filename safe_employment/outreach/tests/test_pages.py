"""The pages of outreach, as those who work with them see them."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from pytest_django.fixtures import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests import factories as members
from safe_employment.outreach.models import (
    Distribution,
    EventState,
    Material,
    MediaItem,
    PrintRun,
    PublicEvent,
    RadioMessage,
    WallNewspaper,
)
from safe_employment.outreach.tests import factories

LISTS = (
    "events",
    "materials",
    "print_runs",
    "distributions",
    "wall_newspapers",
    "radio_messages",
    "media_items",
)


def at(route: str, pk: int | None = None, association: str = "kunming") -> str:
    named: dict[str, Any] = (
        {"association": association} if pk is None else {"association": association, "pk": pk}
    )
    return reverse(f"outreach:{route}", kwargs=named)


@pytest.fixture
def records(kunming: Association) -> dict[str, Any]:
    """One record of each kind."""
    material = factories.material(kunming, printed=1000)
    event = factories.event(kunming)
    return {
        "material": material,
        "print_run": material.print_runs.get(),
        "distribution": factories.distribution(material, event=event),
        "wall_newspaper": factories.wall_newspaper(kunming),
        "radio_message": factories.radio_message(kunming),
        "media_item": factories.media_item(kunming, event=event),
        "event": event,
    }


def test_every_list_and_page_opens_in_both_languages(records: dict[str, Any], manager: Actor) -> None:
    for language in ("en", "zh-hans"):
        browser = signed_in(manager, language=language)
        for route in ("year", *LISTS):
            assert browser.get(at(route)).status_code == 200, route
        for route, found in records.items():
            assert browser.get(at(route, found.pk)).status_code == 200, route
            assert browser.get(at(f"change_{route}", found.pk)).status_code == 200, route
            assert browser.get(at(f"remove_{route}", found.pk)).status_code == 200, route


def test_who_only_reads_sees_no_forms(records: dict[str, Any], board: Actor) -> None:
    browser = signed_in(board)
    page = browser.get(at("material", records["material"].pk))
    assert at("add_print_run", records["material"].pk) not in page.content.decode()
    for route in ("add_material", "plan_event", "add_distribution", "add_media_item"):
        assert browser.get(at(route)).status_code == 404


def test_others_get_the_answer_of_what_does_not_exist(
    records: dict[str, Any], neighbour_manager: Actor, kunming: Association
) -> None:
    contact = members.contact_of(members.employer(kunming))
    for browser in (signed_in(neighbour_manager), signed_in(contact)):
        for route, found in records.items():
            assert browser.get(at(route, found.pk)).status_code == 404
    own = signed_in(neighbour_manager)
    for route, found in records.items():
        assert own.get(at(route, found.pk, "qujing")).status_code == 404


@pytest.mark.parametrize("route", ["year", *LISTS])
def test_a_list_takes_few_queries(
    route: str,
    records: dict[str, Any],
    kunming: Association,
    manager: Actor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    material = records["material"]
    for _ in range(5):
        event = factories.event(kunming)
        factories.distribution(material, copies=1, event=event, employer=members.employer(kunming))
        factories.material(kunming, printed=10)
        factories.media_item(kunming, event=event)
        factories.wall_newspaper(kunming, employer=members.employer(kunming))
        factories.radio_message(kunming)
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


def test_a_list_is_searched_filtered_and_taken_out(records: dict[str, Any], board: Actor) -> None:
    browser = signed_in(board)
    assert "昆明日报" in browser.get(at("media_items"), {"q": "千家"}).content.decode()
    assert "昆明日报" not in browser.get(at("media_items"), {"q": "没有"}).content.decode()
    found = browser.get(at("materials"), {"kind": "poster"}).content.decode()
    assert records["material"].title_en not in found
    sheet = b"".join(browser.get(at("distributions"), {"export": "xlsx"}))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert rows[1][1] == 100
    assert AuditEntry.objects.filter(action="outreach.distributions.export").count() == 1


def test_a_material_goes_from_printer_to_people(clerk: Actor) -> None:
    browser = signed_in(clerk)
    browser.post(
        at("add_material"),
        {"kind": "handbook", "title_zh": "防拐手册", "version": "2007", "languages": ["zh", "en"]},
    )
    material = Material.objects.get()
    browser.post(at("add_print_run", material.pk), {"copies": "500", "printed_on": "2007-03-01"})
    assert PrintRun.objects.get().copies == 500
    given = {"copies": "600", "distributed_on": "2007-03-08", "audience": "workers"}
    refused = browser.post(at("distribute", material.pk), given)
    assert refused.status_code == 422
    assert "100 more copies" in refused.content.decode()
    employer = members.employer(clerk.home, name="昆明翠湖饭庄")
    done = browser.post(
        at("distribute", material.pk),
        {**given, "copies": "500", "employer": "翠湖", "division_code": "530102"},
    )
    assert done.status_code == 302
    made = Distribution.objects.get()
    assert (made.copies, made.employer, made.division_code) == (500, employer, "530102")
    page = browser.get(at("material", material.pk)).content.decode()
    assert "None left" in page


def test_an_event_is_planned_from_the_year_and_held(trainer: Actor) -> None:
    browser = signed_in(trainer)
    form = browser.get(at("plan_event"), {"occasion": "international_womens_day"}).context["form"]
    assert (form.initial["held_on"].month, form.initial["held_on"].day) == (3, 8)
    planned = {"title_zh": "三八", "occasion": "other", "held_on": "2007-03-08", "place": "翠湖"}
    assert browser.post(at("plan_event"), planned).status_code == 302
    event = PublicEvent.objects.get()
    page = browser.get(at("event", event.pk)).content.decode()
    assert at("hold_event", event.pk) in page
    browser.post(at("hold_event", event.pk), {"held_on": "2007-03-08"})
    event.refresh_from_db()
    assert event.state == EventState.HELD
    browser.post(at("replan_event", event.pk), {"reason": "记错"})
    browser.post(at("cancel_event", event.pk), {"reason": "大雨"})
    event.refresh_from_db()
    assert event.cancelled_because == "大雨"


def test_publicity_is_added_changed_and_removed(trainer: Actor) -> None:
    browser = signed_in(trainer)
    browser.post(at("add_wall_newspaper"), {"title_zh": "墙报", "place": "村口", "posted_on": "2007-03-01"})
    browser.post(
        at("add_radio_message"),
        {
            "station": "昆明台",
            "text_zh": "合法用工",
            "times": "3",
            "first_on": "2007-03-01",
            "last_on": "2007-03-02",
        },
    )
    browser.post(
        at("add_media_item"),
        {"outlet": "昆明日报", "kind": "press", "published_on": "2007-03-09", "title": "报道"},
    )
    wall, radio, item = WallNewspaper.objects.get(), RadioMessage.objects.get(), MediaItem.objects.get()
    wrong = browser.post(
        at("change_wall_newspaper", wall.pk),
        {"title_zh": "墙报", "place": "村口", "posted_on": "2007-03-01", "removed_on": "2007-03-01"},
    )
    assert "The second day is not after the first." in str(wrong.context["form"].errors)
    for route, found in (("wall_newspaper", wall), ("radio_message", radio), ("media_item", item)):
        assert browser.post(at(f"remove_{route}", found.pk)).status_code == 302
    assert not MediaItem.objects.exists()
    assert not RadioMessage.objects.exists()
    assert not WallNewspaper.objects.exists()


def test_the_year_says_what_is_missing(kunming: Association, trainer: Actor) -> None:
    year = date.today().year + 1  # noqa: DTZ011 - any year to come
    browser = signed_in(trainer)
    empty = browser.get(at("year"), {"year": year}).content.decode()
    assert empty.count("Nothing planned") == 2
    factories.event(kunming, held_on=date(year, 3, 8))
    planned = browser.get(at("year"), {"year": year}).content.decode()
    assert planned.count("Nothing planned") == 1
    for odd in ("abc", "99999", "0000"):
        assert browser.get(at("year"), {"year": odd}).status_code == 200
