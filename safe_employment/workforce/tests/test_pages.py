"""The pages of the worker register: steps, lists, what is shown to whom, and what never stands anywhere."""

from __future__ import annotations

import io
import logging
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.kit.navigation import menu
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.models import Leaving, RecruitmentAgency, Worker
from safe_employment.workforce.tests import factories

QUERIES = 12


def at(route: str, pk: int | None = None, association: str = "kunming", **more: Any) -> str:
    named: dict[str, Any] = {"association": association, **({} if pk is None else {"pk": pk}), **more}
    return reverse(f"workforce:{route}", kwargs=named)


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, address="翠湖路1号")


@pytest.fixture
def contact(employer: Employer) -> Actor:
    return members.contact_of(employer)


@pytest.fixture
def full(employer: Employer) -> Worker:
    """A worker with a record of each kind."""
    made = factories.worker(employer, account="6222021234567890")
    factories.recruitment(made, agency=factories.agency(employer.association))
    factories.contract(made)
    factories.family_contact(made)
    factories.sensitive(made, disability=False)
    made.papers_seen.create(association=made.association, kind="id_card", seen_on="2026-03-01", seen_by="王")
    made.annual_leave.create(association=made.association, year=2026, service_years=3, days_taken=2)
    Leaving.objects.create(association=made.association, worker=made, resigned_on="2026-09-01")
    made.training_received.create(
        association=made.association, topic="rights", told_on="2026-03-01", language="彝语"
    )
    return made


def pages_of(worker: Worker) -> list[str]:
    """Every page of a worker that the employer's contact opens."""
    parts = [
        at("change_part", worker.pk, part=part)
        for part in ("person", "work", "home", "recruitment", "account")
    ]
    plain = (
        "worker", "record_leaving", "take_leaving_back", "rehire_worker", "remove_worker", "sensitive",
        "change_sensitive", "add_contract", "add_paper", "add_family_contact", "add_training",
        "change_leaving", "add_annual_leave",
    )  # fmt: skip
    return [
        *parts,
        *(at(route, worker.pk) for route in plain),
        *(at("unmask", worker.pk, field=field) for field in ("id_number", "bank_account")),
        *(at(route, worker.contracts.get().pk) for route in ("change_contract", "remove_contract")),
        *(
            at(route, worker.family_contacts.get().pk)
            for route in ("change_family_contact", "remove_family_contact")
        ),
        *(
            at(route, worker.annual_leave.get().pk)
            for route in ("change_annual_leave", "remove_annual_leave")
        ),
        at("remove_paper", worker.papers_seen.get().pk),
        at("remove_training", worker.training_received.get().pk),
    ]


def test_every_page_of_the_employer_opens_in_both_languages(
    contact: Actor, employer: Employer, full: Worker
) -> None:
    for language in ("en", "zh-hans"):
        browser = signed_in(contact, language=language)
        own = [at(route, employer.pk) for route in ("workers", "add_worker", "find_worker")]
        for url in [*own, at("retention"), at("agencies"), *pages_of(full)]:
            assert browser.get(url).status_code == 200, url
        assert browser.get(at("portal")).headers["Location"] == at("workers", employer.pk)


def test_every_page_of_the_office_opens_in_both_languages(
    manager: Actor, case_officer: Actor, employer: Employer, full: Worker
) -> None:
    agency = RecruitmentAgency.objects.get()
    for language in ("en", "zh-hans"):
        browser = signed_in(manager, language=language)
        for url in (
            at("registers"), at("counts", employer.pk), at("retention"), at("agencies"), at("add_agency"),
            at("agency", agency.pk), at("change_agency", agency.pk), at("revoke_licence", agency.pk),
            at("restore_licence", agency.pk), at("remove_agency", agency.pk),
        ):  # fmt: skip
            assert browser.get(url).status_code == 200, url
        officer = signed_in(case_officer, language=language)
        for url in (
            at("case_workers", employer.pk), at("case_establishment", employer.pk),
            at("case_worker", full.pk), at("case_sensitive", full.pk),
            at("case_unmask", full.pk, field="id_number"),
        ):  # fmt: skip
            assert officer.get(url).status_code == 200, url
        shown = officer.post(at("case_sensitive", full.pk), {"reason": "举报核查"})
        assert shown.status_code == 200


@pytest.mark.parametrize(
    "role", ["manager", "clerk", "trainer", "monitor", "case_officer", "board", "another_employer"]
)
def test_another_address_gives_the_answer_of_what_does_not_exist(
    role: str, full: Worker, employer: Employer, kunming: Association, request: pytest.FixtureRequest
) -> None:
    if role == "another_employer":
        by = members.contact_of(members.employer(kunming, address="北京路2号"))
    else:
        by = request.getfixturevalue(role)
    browser = signed_in(by)
    missing = browser.get(at("worker", 999_999)) if role == "another_employer" else None
    for url in [*pages_of(full), *(at(route, employer.pk) for route in ("workers", "add_worker"))]:
        for answer in (browser.get(url), browser.post(url, {})):
            assert answer.status_code == 404, url
            if missing is not None:
                assert answer.content == missing.content
    full.refresh_from_db()


@pytest.mark.parametrize(
    ("role", "opens"),
    [
        ("manager", "counts agencies keeps"),
        ("board", "counts agencies"),
        ("monitor", "counts agencies"),
        ("case_officer", "counts records agencies"),
        ("clerk", "agencies keeps"),
        ("trainer", "agencies"),
        ("contact", "agencies"),
    ],
)
def test_what_each_role_opens(
    role: str, opens: str, employer: Employer, full: Worker, request: pytest.FixtureRequest
) -> None:
    browser = signed_in(request.getfixturevalue(role))
    pages = {
        "counts": (at("registers"), at("counts", employer.pk)),
        "records": (at("case_workers", employer.pk), at("case_worker", full.pk)),
        "agencies": (at("agencies"),),
        "keeps": (at("add_agency"),),
    }
    for kind, urls in pages.items():
        for url in urls:
            assert browser.get(url).status_code == (200 if kind in opens.split() else 404), url


def test_a_neighbour_association_sees_nothing(
    neighbour_manager: Actor, full: Worker, employer: Employer
) -> None:
    browser = signed_in(neighbour_manager)
    assert browser.get(at("counts", employer.pk, "qujing")).status_code == 404
    assert browser.get(at("agency", RecruitmentAgency.objects.get().pk, "qujing")).status_code == 404
    assert browser.get(at("counts", employer.pk)).status_code == 404


PERSON = {
    "id_type": "resident_id",
    "name": "张晓梅",
    "nationality": "CN",
    "hire_date": "2026-03-01",
    "employment_form": "dispatched",
    "post": "服务员",
}


def test_a_worker_is_entered_in_steps(contact: Actor, employer: Employer) -> None:
    browser, number = signed_in(contact), factories.identity_number(date(1999, 9, 9), sex="F")
    company = factories.agency(employer.association, name="滇池劳务派遣", kind="dispatch")
    refused = browser.post(at("add_worker", employer.pk), {**PERSON, "id_number": number, "sex": "M"})
    assert refused.status_code == 422
    assert "sex" in refused.context["form"].errors
    done = browser.post(at("add_worker", employer.pk), {**PERSON, "id_number": number})
    made = Worker.objects.get()
    assert (made.sex, made.birth_date) == ("F", date(1999, 9, 9))
    steps = [
        (
            "work",
            {"dispatch_agency": "滇池", "post_hazard_tags": ["heat_3", "fire_explosion"], "staff_no": "A7"},
        ),
        (
            "home",
            {
                "household_address": "昭通市镇雄县",
                "hukou_rural": "yes",
                "phone": "13900000000",
                "speaks_language": "yes",
            },
        ),
        (
            "recruitment",
            {"channel": "agency", "agency": "某某中介", "arrived_in_group": "no", "promise_kept": "yes"},
        ),
        (
            "account",
            {
                "bank_account": "6222 0212 3456 7890",
                "account_holder_is_worker": "yes",
                "work_injury_insured": "unknown",
            },
        ),
    ]
    for part, given in steps:
        assert done.headers["Location"] == at("change_part", made.pk, part=part) + "?new=yes"
        done = browser.post(done.headers["Location"], given)
        assert done.status_code == 302, done.context["form"].errors
    assert done.headers["Location"] == at("worker", made.pk)
    made.refresh_from_db()
    assert (made.dispatch_agency, made.post_hazard_tags, made.hukou_rural) == (
        company,
        ["heat_3", "fire_explosion"],
        "yes",
    )
    assert (made.recruitment.agency, made.recruitment.agency_name) == (None, "某某中介")
    page = browser.get(at("worker", made.pk)).content.decode()
    assert "**************" + number[-4:] in page
    assert "************7890" in page
    assert number not in page
    assert "No licence of the agency is known" in page


def test_the_number_is_checked_while_it_is_typed(contact: Actor, employer: Employer) -> None:
    browser, url = signed_in(contact), at("check_number")
    number = factories.identity_number(date(1999, 9, 9), sex="F")
    given = {"id_type": "resident_id", "id_number": number}
    fits = browser.post(url, given).content.decode()
    assert "The check digit fits." in fits
    assert "9 Sep 1999, Female" in fits
    assert "differs from the number" in browser.post(url, {**given, "sex": "M"}).content.decode()
    wrong = browser.post(url, {**given, "id_number": number[:-1] + ("0" if number[-1] != "0" else "1")})
    assert "does not fit" in wrong.content.decode()
    child = browser.post(url, {**given, "id_number": factories.identity_number(date(2014, 1, 1))})
    assert "Under 16" in child.content.decode()
    assert browser.get(url).status_code == 405
    passport = browser.post(url, {"id_type": "passport", "id_number": "MA1234567"}).content.decode()
    assert "neither birth date nor sex" in passport


def test_an_agency_is_looked_up_while_it_is_typed(contact: Actor, kunming: Association) -> None:
    agency = factories.agency(kunming, valid_to=date(2025, 1, 1))
    browser, url = signed_in(contact), at("look_up_agency")
    for text in (agency.name[:4], agency.licence_no, f"{agency.name} · {agency.licence_no}"):
        found = browser.post(url, {"agency": text}).content.decode()
        assert agency.licence_no in found, text
        assert "Expired" in found
    before = browser.post(f"{url}?on=2024-12-31", {"agency": agency.name[:4]}).content.decode()
    assert "Licences on 31 Dec 2024" in before
    assert "Expired" not in before
    assert "knows no such agency" in browser.post(url, {"agency": "无名"}).content.decode()


def test_a_number_never_stands_in_an_address_or_a_log(
    contact: Actor, employer: Employer, caplog: pytest.LogCaptureFixture
) -> None:
    number = factories.identity_number()
    made = factories.worker(employer, number=number)
    browser = signed_in(contact)
    searched = browser.get(at("workers", employer.pk), {"q": number})
    assert searched.headers["Location"] == at("find_worker", employer.pk)
    with caplog.at_level(logging.DEBUG):
        found = browser.post(at("find_worker", employer.pk), {"number": number.lower()})
        browser.post(at("unmask", made.pk, field="id_number"), {"reason": ""})
        shown = browser.post(at("unmask", made.pk, field="id_number"), {"reason": "办理社保"})
    assert found.headers["Location"] == at("worker", made.pk)
    assert number in shown.content.decode()
    assert shown.headers["Cache-Control"] == "no-store"
    assert number not in "".join(r.getMessage() for r in caplog.records if not r.name.startswith("django.db"))
    assert number not in str(list(AuditEntry.objects.values()))
    missing = browser.post(at("find_worker", employer.pk), {"number": "E0000001"})
    assert missing.status_code == 422


def test_the_list_is_searched_filtered_and_taken_out_with_hidden_numbers(
    contact: Actor, employer: Employer
) -> None:
    factories.worker(employer, name="王大力", post="厨师")
    gone = factories.worker(employer, name="赵小燕", leave_date=date(2026, 6, 1), employment_form="part_time")
    factories.recruitment(gone, channel="broker")
    browser, url = signed_in(contact), at("workers", employer.pk)
    for query, number in (
        ({}, 2), ({"q": "大力"}, 1), ({"q": "厨"}, 1), ({"standing": "active"}, 1), ({"standing": "left"}, 1),
        ({"form": "part_time"}, 1), ({"channel": "broker"}, 1), ({"channel": "school"}, 0),
    ):  # fmt: skip
        assert browser.get(url, query).context["table"].total == number, query
    sheet = b"".join(browser.get(url, {"export": "xlsx"}))
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    hidden = [cell for row in rows[1:] for cell in row if isinstance(cell, str) and cell.startswith("*")]
    assert [cell.count("*") for cell in hidden] == [14, 14]


def test_the_case_officers_list_names_no_protected_fact(
    case_officer: Actor, employer: Employer, full: Worker
) -> None:
    browser = signed_in(case_officer)
    page = browser.get(at("case_workers", employer.pk)).content.decode()
    assert browser.get(at("case_workers", employer.pk), {"export": "xlsx"}).status_code == 404
    assert full.name in page
    for kept_back in ("1990", "****", "Birth", "Age", "Pregnan", "disab"):
        assert kept_back not in page, kept_back


def test_counts_show_no_name_and_few_people_not_at_all(
    board: Actor, employer: Employer, full: Worker
) -> None:
    page = signed_in(board).get(at("counts", employer.pk)).content.decode()
    assert full.name not in page
    assert "fewer than 5" in page


def test_an_agency_is_entered_revoked_and_restored(clerk: Actor) -> None:
    browser = signed_in(clerk)
    given = {
        "name": "春城人力", "kind": "placement", "found": "on", "licence_no": "滇001",
        "valid_from": "2024-01-01", "source": "人社局网站", "checked_on": "2026-01-05",
    }  # fmt: skip
    assert browser.post(at("add_agency"), {**given, "licence_no": ""}).status_code == 422
    browser.post(at("add_agency"), given)
    made = RecruitmentAgency.objects.get()
    browser.post(at("revoke_licence", made.pk), {"revoked_on": "2026-02-01", "reason": "超范围经营"})
    assert "Revoked" in browser.get(at("agencies")).content.decode()
    assert browser.get(at("agencies"), {"licence": "revoked"}).context["table"].total == 1
    assert browser.get(at("agencies"), {"licence": "valid"}).context["table"].total == 0
    browser.post(at("restore_licence", made.pk))
    made.refresh_from_db()
    assert made.revoked_on is None


@pytest.mark.parametrize(
    ("role", "routes"),
    [
        ("contact", ("workers", "worker", "agencies")),
        ("manager", ("registers", "counts", "agencies", "agency")),
        ("case_officer", ("case_workers",)),
    ],
)
def test_pages_take_few_queries(
    role: str, routes: tuple[str, ...], full: Worker, request: pytest.FixtureRequest
) -> None:
    browser, employer = signed_in(request.getfixturevalue(role)), full.employer
    for _ in range(12):
        more = factories.worker(employer, account="6222021234567890")
        factories.recruitment(more, agency=factories.agency(employer.association))
        factories.contract(more)
    agency = RecruitmentAgency.objects.earliest("pk")
    keys = {"worker": full.pk, "agency": agency.pk, "registers": None, "agencies": None}
    for route in routes:
        url = at(route, keys.get(route, employer.pk))
        browser.get(url)
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(url).status_code == 200, url
        assert len(seen) <= QUERIES, "\n".join(query["sql"][:150] for query in seen.captured_queries)


@pytest.mark.parametrize(
    ("route", "page"),
    [
        ("workers", "portal"), ("add_worker", "portal"), ("books", "portal"), ("glance", "own_glance"),
        ("problems", "own_problems"),
    ],
)  # fmt: skip
def test_one_page_of_the_menu_is_marked(contact: Actor, employer: Employer, route: str, page: str) -> None:
    items = [item for group in menu(contact, at(route, employer.pk)) for item in group.items]
    assert [item.url for item in items if item.is_current] == [at(page)]
