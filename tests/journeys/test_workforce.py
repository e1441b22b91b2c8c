"""An employer enters a worker on a phone; the association sees counts, and axe finds nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.models import Worker
from safe_employment.workforce.tests import a_year, factories


def at(route: str, pk: int | None = None) -> str:
    named = {"association": "kunming", **({} if pk is None else {"pk": pk})}
    return reverse(f"workforce:{route}", kwargs=named)


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, name="昆明翠湖饭庄", address="翠湖路1号")


def test_a_worker_is_entered_on_a_phone(visit, employer: Employer) -> None:
    agency = factories.agency(employer.association, valid_to=date(2025, 6, 30))
    screen = visit(members.contact_of(employer), phone=True, language="en-GB")
    page = screen.open(at("portal"))
    page.get_by_role("link", name="Add a worker").click()
    page.locator("#id_id_number").press_sequentially(
        factories.identity_number(date(2009, 9, 9), sex="F"), delay=5
    )
    page.get_by_text("The check digit fits.").wait_for()
    page.get_by_text("16 or 17: a health check").wait_for()
    assert screen.axe() == []
    page.locator("#id_name").fill("玉香")
    page.get_by_label("Form of employment").select_option("full_time")
    page.locator("#id_post").fill("服务员")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("Rural household").select_option("yes")
    page.get_by_role("button", name="Save and go on").click()
    page.get_by_label("How they came").select_option("agency")
    page.locator("#id_agency").press_sequentially(agency.name[:6], delay=5)
    page.get_by_text("Expired").wait_for()
    assert not screen.overflows()
    page.get_by_role("button", name="Save and go on").click()
    page.locator("#id_bank_account").fill("6222021234567890")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("No licence of the agency is known").wait_for()
    made = Worker.objects.get()
    assert (made.sex, made.birth_date, made.recruitment.agency) == ("F", date(2009, 9, 9), agency)
    assert screen.axe() == []


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("phone", [False, True])
def test_the_pages_fit_and_are_accessible(
    visit, employer: Employer, manager: Actor, phone: bool, language: str
) -> None:
    workers = [factories.worker(employer, account="6222021234567890") for _ in range(7)]
    of = workers[0]
    factories.recruitment(of, agency=factories.agency(employer.association))
    factories.contract(of, deposit_amount=500)
    factories.family_contact(of)
    own = [at(route, employer.pk) for route in ("workers", "add_worker", "find_worker")]
    own += [at(route, of.pk) for route in ("worker", "add_contract", "sensitive", "record_leaving")]
    office = [at("registers"), at("counts", employer.pk), at("agencies"), at("add_agency"), at("retention")]
    problems = []
    for by, pages in ((members.contact_of(employer), own), (manager, office)):
        screen = visit(by, phone=phone, language=language)
        for url in pages:
            screen.open(url)
            problems += [f"{url}: {found}" for found in screen.axe()]
            if screen.overflows():
                problems.append(f"{url}: wider than the screen")
    assert problems == []


def test_a_page_that_refreshes_itself_takes_no_style_along(visit, employer: Employer) -> None:
    """What sets a style on a field (a picture, an extension of the browser) leads to no refused style."""
    a_year.result(a_year.run(employer))
    page = visit(members.contact_of(employer), language="en-GB").open(at("problems", employer.pk))
    page.get_by_role("button", name="Check again").click()
    page.locator(".work progress").wait_for()
    page.evaluate(
        "() => document.getElementById('listing-q').style.setProperty('caret-color', 'transparent')"
    )
    page.evaluate("() => document.getElementById('main').setAttribute('data-before', '')")
    page.wait_for_selector("#main:not([data-before]) .work progress")


def test_a_list_is_a_table_on_paper(visit, employer: Employer, board: Actor) -> None:
    factories.worker(employer)
    page = visit(board, language="en-GB").open(at("registers"))
    page.set_viewport_size({"width": 700, "height": 900})
    page.emulate_media(media="print")
    assert (
        page.locator(".records tbody tr").first.evaluate("row => getComputedStyle(row).display")
        == "table-row"
    )
    assert page.get_by_role("columnheader", name="Employer").is_visible()
    assert not page.locator(".listing-tools").is_visible()
