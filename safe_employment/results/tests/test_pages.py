"""The pages of the results: who sees what, and how many queries it takes."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from safe_employment.interviews.tests import factories as interviews
from safe_employment.kit.models import AuditEntry
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests import factories as members
from safe_employment.results.indicators import INDICATORS
from safe_employment.results.models import Programme, Target
from safe_employment.results.tests import factories, makers

BASE = "/a/kunming/results/"
PAGE = f"{BASE}kunming-2005-2008/"
COPIES = f"{PAGE}figures/codes_distributed/whole/"


@pytest.fixture
def analyst(kunming):
    return actors.actor(kunming, Role.ANALYST, name="云分析")


@pytest.fixture
def programme(kunming):
    return factories.programme(kunming)


@pytest.mark.parametrize(
    "role", ["manager", "clerk", "trainer", "monitor", "case_officer", "board", "analyst"]
)
def test_staff_and_analyst_see_the_figures(role, programme, request):
    makers.code_copies(programme.association, date(2007, 3, 1), 4321)
    client = signed_in(request.getfixturevalue(role))
    assert "Kunming programme" in client.get(BASE).content.decode()
    page = client.get(PAGE).content.decode()
    assert "4,321" in page
    assert client.get(f"{PAGE}?view=table").status_code == 200
    assert client.get("/a/kunming/indicators/").status_code == 200


def test_others_get_the_answer_of_what_does_not_exist(programme, neighbour_manager, kunming, stranger):
    contact = members.contact_of(makers.employer(kunming))
    for client in (signed_in(neighbour_manager), signed_in(contact)):
        for url in (BASE, PAGE, COPIES, f"{PAGE}export/xlsx/", f"{PAGE}plan/", f"{PAGE}edit/"):
            assert client.get(url).status_code == 404, url
    own = signed_in(neighbour_manager)
    assert own.get("/a/qujing/results/kunming-2005-2008/").status_code == 404
    assert own.get("/a/qujing/results/").status_code == 200


def test_an_analyst_never_sees_the_records(programme, analyst, manager):
    signer = makers.employer(programme.association)
    makers.signature(programme.association, date(2007, 3, 1), signer)
    url = f"{PAGE}figures/signatures/whole/"
    seen = signed_in(analyst).get(url).content.decode()
    assert "the records are open to those whose duty needs them" in seen
    assert signer.name not in seen
    for request in ({"export": "xlsx"}, {}):
        headers = {} if request else {"HX-Target": "listing", "HX-Request": "true"}
        response = signed_in(analyst).get(url, request, headers=headers)
        assert signer.name.encode() not in b"".join(response)
        assert "spreadsheet" not in response["Content-Type"]
    assert signer.name in signed_in(manager).get(url).content.decode()
    assert not AuditEntry.objects.filter(action="results.records.export").exists()


def test_each_row_leads_to_its_record_if_the_reader_may_open_it(programme, manager, board):
    found = makers.finding(
        programme.association,
        date(2007, 3, 1),
        title="Passports kept",
        statement="indicator",
        for_employer=False,
    )
    url = f"{PAGE}figures/findings/whole/"
    page = signed_in(manager).get(url).content.decode()
    assert "Passports kept" in page
    assert f"/{found.pk}/" in page
    closed = signed_in(board).get(url).content.decode()
    assert "Passports kept" not in closed
    assert "Not open to you" in closed


def test_a_case_study_is_listed_only_for_those_who_may_see_case_studies(programme, manager, clerk):
    case = interviews.case_study(programme.association, interviewed_on=date(2007, 3, 1))
    url = f"{PAGE}figures/case_studies/whole/"
    assert str(case) in signed_in(manager).get(url).content.decode()
    seen = signed_in(clerk).get(url).content.decode()
    assert str(case) not in seen
    assert "the records are open to those whose duty needs them" in seen


def test_the_list_of_records_is_taken_out_and_noted(programme, manager):
    makers.code_copies(programme.association, date(2007, 3, 1))
    response = signed_in(manager).get(COPIES, {"export": "xlsx"})
    assert "spreadsheet" in response["Content-Type"]
    assert b"".join(response)[:2] == b"PK"
    assert AuditEntry.objects.filter(action="results.records.export").count() == 1


def test_a_part_of_the_programme_is_shown(programme, manager):
    for day, copies in ((date(2006, 12, 31), 111), (date(2007, 1, 1), 222), (date(2008, 6, 1), 444)):
        makers.code_copies(programme.association, day, copies)
    client = signed_in(manager)

    def shown(**params: str) -> int:
        page = client.get(PAGE, params).context["page"]
        tiles = {tile.figure.indicator.key: tile for _title, group in page.groups for tile in group}
        return int(tiles["codes_distributed"].value)

    assert shown() == 777
    assert shown(period="phase-2") == 666
    assert shown(period="year-2006") == 111
    assert shown(**{"from": "2007-01-01", "to": "2008-01-01"}) == 222
    assert shown(**{"from": "2009-01-01", "to": "2008-01-01"}) == 777
    assert shown(period="nonsense") == 777
    listed = client.get(f"{PAGE}figures/codes_distributed/phase-2/").context["table"]
    assert listed.total == 2


def test_an_analyst_cannot_choose_days_of_their_own(programme, analyst):
    makers.code_copies(programme.association, date(2006, 12, 31), 111)
    client = signed_in(analyst)
    page = client.get(PAGE, {"from": "2007-01-01", "to": "2008-01-01"}).context["page"]
    assert page.part.key == "whole"
    part = client.get(f"{PAGE}figures/codes_distributed/2007-01-01_2008-01-01/").context["page"].part
    assert part.key == "whole"


def test_targets_are_compared_in_words(programme, manager):
    second = programme.phases.get(number=2)
    factories.target(programme, "codes_distributed", 200)
    factories.target(programme, "codes_distributed", 500, second)
    makers.code_copies(programme.association, date(2007, 3, 1), 250)
    client = signed_in(manager)
    assert "125% of the target of 200" in client.get(PAGE).content.decode()
    page = client.get(f"{PAGE}?period=phase-2&view=table").content.decode()
    assert "Not reached" in page
    assert "50%" in page


def test_an_unknown_indicator_or_kind_of_file_does_not_exist(programme, manager):
    client = signed_in(manager)
    assert client.get(f"{PAGE}figures/happiness/whole/").status_code == 404
    assert client.get(f"{PAGE}export/docx/").status_code == 404


@pytest.mark.parametrize("view", ["overview", "table"])
def test_the_results_page_takes_one_query_an_indicator(programme, manager, view):
    client = signed_in(manager)
    client.get(PAGE)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(f"{PAGE}?view={view}").status_code == 200
    assert len(queries) <= len(INDICATORS) + 12


def test_the_indicator_page_takes_few_queries_whatever_the_number_of_records(programme, manager):
    for _again in range(30):
        makers.signature(programme.association, date(2007, 3, 1))
    client = signed_in(manager)
    url = f"{PAGE}figures/signatures/whole/"
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    assert len(queries) <= 22


def test_a_manager_begins_a_programme_with_phases_and_targets(kunming, manager):
    client = signed_in(manager)
    facts = {
        "title_zh": "2026年",
        "title_en": "Year 2026",
        "slug": "kunming-2026",
        "starts_on": "2026-01-01",
        "ends_on": "2027-01-01",
    }
    assert client.get(f"{BASE}new/").status_code == 200
    assert client.post(f"{BASE}new/", {**facts, "ends_on": "2026-01-01"}).status_code == 422
    made = client.post(f"{BASE}new/", facts)
    plan = f"{BASE}kunming-2026/plan/"
    assert made["Location"] == plan
    phase = {**facts, "number": 1, "ends_on": "2026-07-01"}
    assert client.post(f"{BASE}kunming-2026/phases/new/", phase).status_code == 302
    first = Programme.objects.get().phases.get()
    target = {"indicator": "signatures", "phase": first.pk, "number": 300}
    assert client.post(f"{BASE}kunming-2026/targets/new/", target).status_code == 302
    page = client.get(plan).content.decode()
    assert "Employers that signed the code" in page
    set_target = Target.objects.get()
    edit = f"{BASE}kunming-2026/targets/{set_target.pk}/edit/"
    assert 'value="300"' in client.get(edit).content.decode()
    assert client.post(edit, {**target, "number": 400}).status_code == 302
    assert Target.objects.get().number == 400
    remove = f"{BASE}kunming-2026/phases/{first.pk}/remove/"
    assert client.get(remove).status_code == 200
    assert client.post(remove).status_code == 302
    assert not Target.objects.exists()
    assert client.post(f"{BASE}kunming-2026/edit/", {**facts, "title_en": "Our year"}).status_code == 302
    assert "Our year" in client.get(BASE).content.decode()
    assert client.post(f"{BASE}kunming-2026/remove/").status_code == 302
    assert not Programme.objects.exists()


def test_only_a_manager_keeps_programmes(programme, board, analyst):
    for by in (board, analyst):
        client = signed_in(by)
        for path in (
            "new/",
            "kunming-2005-2008/plan/",
            "kunming-2005-2008/edit/",
            "kunming-2005-2008/remove/",
        ):
            assert client.get(BASE + path).status_code == 404
            assert client.post(BASE + path).status_code == 404
    assert Programme.objects.count() == 1


def test_a_year_of_one_calendar_year_is_shown_by_quarters(kunming, manager):
    factories.programme(
        kunming, phased=False, slug="year-2026", starts_on=date(2026, 1, 1), ends_on=date(2027, 1, 1)
    )
    page = signed_in(manager).get(f"{BASE}year-2026/").context["page"]
    assert [part.key for part in page.parts.steps] == [f"quarter-2026-{n}" for n in (1, 2, 3, 4)]
    assert page.parts.steps[-1].ends_on == date(2027, 1, 1)
    assert (
        json.dumps([str(part.starts_on) for part in page.parts.steps[:2]]) == '["2026-01-01", "2026-04-01"]'
    )
