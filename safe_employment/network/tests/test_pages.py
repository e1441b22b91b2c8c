"""The pages of the network."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.urls import reverse
from django.utils import translation
from pytest_django.fixtures import DjangoAssertNumQueries

from safe_employment.conduct.tests import factories as conduct
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.members.timeline import timeline_of
from safe_employment.network import queries
from safe_employment.network.models import Tie, TypicalEmployer, TypicalState
from safe_employment.network.picture import (
    END_OF_ROW,
    MOST_IN_ROW,
    Node,
    districts_picture,
    radius,
    star_picture,
)
from safe_employment.network.tests import factories

LISTS = ("overview", "typical_employers", "ties", "advocates")


def at(route: str, pk: int | None = None, association: str = "kunming") -> str:
    named: dict[str, Any] = {"association": association, **({} if pk is None else {"pk": pk})}
    return reverse(f"network:{route}", kwargs=named)


@pytest.fixture
def core(kunming: Association) -> TypicalEmployer:
    """A typical employer that reaches two, one of them through the other."""
    one, two, three = (
        members.employer(kunming, name=name, division_code="530102")
        for name in ("翠湖饭庄", "滇池酒楼", "西山鞋厂")
    )
    factories.tie(one, two)
    factories.tie(two, three)
    return factories.typical_employer(one)


def test_every_page_opens_in_both_languages(core: TypicalEmployer, manager: Actor) -> None:
    tie = Tie.objects.first()
    assert tie is not None
    for language in ("en", "zh-hans"):
        browser = signed_in(manager, language=language)
        for route in LISTS:
            assert browser.get(at(route)).status_code == 200, route
        for route in ("typical_employer", "change_typical_employer", "remove_typical_employer"):
            assert browser.get(at(route, core.pk)).status_code == 200, route
        for route in ("tie", "change_tie", "end_tie", "remove_tie"):
            assert browser.get(at(route, tie.pk)).status_code == 200, route


def test_others_get_the_answer_of_what_does_not_exist(
    core: TypicalEmployer, neighbour_manager: Actor, board: Actor
) -> None:
    contact = signed_in(members.contact_of(core.employer))
    assert contact.get(at("typical_employer", core.pk)).status_code == 404
    assert signed_in(neighbour_manager).get(at("typical_employer", core.pk, "qujing")).status_code == 404
    assert signed_in(board).get(at("typical_employer", core.pk)).status_code == 200
    assert signed_in(board).get(at("change_typical_employer", core.pk)).status_code == 404


@pytest.mark.parametrize("route", LISTS)
def test_a_list_takes_few_queries(
    route: str, core: TypicalEmployer, manager: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(6):
        factories.typical_employer(members.employer(core.association))
    browser = signed_in(manager)
    browser.get(at(route))
    with django_assert_max_num_queries(12):
        assert browser.get(at(route)).status_code == 200


def test_a_record_takes_few_queries(
    core: TypicalEmployer, manager: Actor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    browser = signed_in(manager)
    for page in (at("typical_employer", core.pk), at("tie", Tie.objects.get(from_employer=core.employer).pk)):
        with django_assert_max_num_queries(12):
            assert browser.get(page).status_code == 200


def test_an_employer_is_selected_trained_and_passes_the_message(trainer: Actor) -> None:
    browser = signed_in(trainer)
    for number in (77, 78):
        members.employer(trainer.home, number=number)
    given = {"employer": "77", "selected_on": "2006-06-01", "why": "同行信任"}
    assert browser.post(at("select_typical_employer"), given).status_code == 302
    found = TypicalEmployer.objects.get()
    assert browser.post(at("select_typical_employer"), given).status_code == 422
    browser.post(at("train_typical_employer", found.pk), {"trained_on": "2006-07-01"})
    browser.post(at("add_reached", found.pk), {"to_employer": "78", "since": "2006-07-02"})
    page = browser.get(at("typical_employer", found.pk)).content.decode()
    assert Employer.objects.get(number=78).name in page
    overview = browser.get(at("overview")).context
    assert (overview["typical"], overview["reached"], overview["silent"]) == (1, 1, 0)
    tie = Tie.objects.get()
    browser.post(at("end_tie", tie.pk), {"ended_on": "2006-12-01"})
    browser.post(at("end_typical_employer", found.pk), {"ended_on": "2006-12-01", "reason": "停业"})
    found.refresh_from_db()
    assert found.state == TypicalState.ENDED
    browser.post(at("remove_tie", tie.pk))
    assert not Tie.objects.exists()


def test_advocates_stand_beside_typical_employers(core: TypicalEmployer, board: Actor) -> None:
    recommendation = conduct.published_recommendation(core.association)
    conduct.advocacy(recommendation, core.employer)
    conduct.advocacy(recommendation, members.employer(core.association))
    shown = {found.employer_id: found.is_typical for found in queries.advocates_for(board)}  # type: ignore[attr-defined]
    assert shown.pop(core.employer_id) is True
    assert list(shown.values()) == [False]
    listing = signed_in(board).get(at("advocates"), {"is_typical": "yes"}).context["table"]
    assert listing.total == 1


def test_an_employers_chain_shows_its_part(core: TypicalEmployer, board: Actor) -> None:
    with translation.override("en"):
        told = timeline_of(core.employer, board)
    assert date(2006, 6, 1) in [entry.day for entry in told.past]
    assert "To be trained as a typical employer" in [str(entry.title) for entry in told.next]
    heard = timeline_of(Tie.objects.get(from_employer=core.employer).to_employer, board)
    assert "翠湖饭庄" in str(heard.past[0].title)


def test_the_picture_is_plain_svg_with_every_name_escaped() -> None:
    nodes = [Node(f"<b>店{n}</b>", "五华区", 0, f"/{n}") for n in range(MOST_IN_ROW + 3)]
    drawn = districts_picture([*nodes, Node("远店", "东川区", 9, "/x")], "图")
    tree = ET.fromstring(drawn)  # noqa: S314 - our own drawing
    assert len(tree.findall(".//circle")) == MOST_IN_ROW + 1
    assert "+3" in drawn
    assert "<b>" not in drawn
    assert "style" not in drawn
    assert radius(0, 0) == radius(0, 9) < radius(4, 9) < radius(9, 9)


def test_large_circles_stay_inside_the_picture() -> None:
    nodes = [Node(f"店{n}", "五华区", 5, f"/{n}") for n in range(MOST_IN_ROW)]
    circles = ET.fromstring(districts_picture(nodes, "图")).findall(".//circle")  # noqa: S314 - our own
    ends = [float(one.get("cx", 0)) + float(one.get("r", 0)) for one in circles]
    assert max(ends) <= END_OF_ROW
    assert all(later > earlier for earlier, later in pairwise(ends))


def test_the_star_has_a_ring_for_each_distance() -> None:
    tree = ET.fromstring(star_picture("中", [("近", 1), ("远", 2), ("更远", 3)], "图"))  # noqa: S314 - our own
    assert len(tree.findall(".//line")) == 1
    assert len(tree.findall(".//circle")) == 4
