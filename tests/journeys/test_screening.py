"""A sign in the books becomes a confidential screening; answers are kept one by one; axe finds nothing."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.screenings.models import Kind, Screening, ScreeningAnswer
from safe_employment.screenings.tests import factories
from safe_employment.workforce.tests import factories as workforce
from safe_employment.workforce.tests.test_screenings import sign


def at(route: str, pk: int | None = None) -> str:
    return reverse(route, kwargs={"association": "kunming", **({} if pk is None else {"pk": pk})})


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, name="昆明翠湖饭庄", division_code="530102")


def test_from_a_sign_to_the_conclusion(
    visit, employer: Employer, case_officer: Actor, manager: Actor
) -> None:
    worker = workforce.worker(employer, sex="F", birth_date=date(1998, 6, 1))
    sign(employer, worker)
    screen = visit(case_officer, language="en-GB")
    page = screen.open(at("workforce:case_results", employer.pk))
    page.get_by_role("link", name="Open a screening").click()
    page.get_by_role("heading", name="Worth asking about").wait_for()
    assert screen.axe() == []
    page.locator("#id_pseudonym").fill("小云")
    page.get_by_role("button", name="Open the screening").click()
    page.get_by_text("Opened. Ask about danger at this moment first.").wait_for()
    found = Screening.objects.get()
    answer(page, "danger-confined_now", "no")
    answer(page, "indicator-D5-01", "yes")
    page.get_by_role("link", name="All 67").click()
    for key in ("D5-02", "D4-01", "D4-02", "D1-01"):
        answer(page, f"indicator-{key}", "yes")
    answer(page, "indicator-D1-02", "unknown")
    page.locator("#running").get_by_text("Take it up as a case of labour rights").wait_for()
    answer(page, "indicator-D1-02", "yes")
    page.locator("#running").get_by_text("Refer to the joint team").wait_for()
    note = page.locator("#indicator-D4-01")
    note.get_by_text("Note", exact=False).first.click()
    note.locator("textarea").fill("每天十四小时")
    note.get_by_role("button", name="Save the note").click()
    note.get_by_text("saved").wait_for()
    assert page.locator("#emergency section").count() == 0
    answer(page, "danger-violence_now", "yes")
    page.get_by_role("heading", name="Emergency: protect the person first").wait_for()
    assert screen.axe() == []
    kept = {row.question: (row.answer, row.note) for row in ScreeningAnswer.objects.all()}
    assert kept["D1.02"] == ("yes", "")
    assert kept["D4.01"] == ("yes", "每天十四小时")
    assert len(kept) == 8
    page.get_by_role("link", name="Result", exact=True).click()
    page.get_by_text("Trafficking, strict reading").wait_for()
    page.get_by_role("link", name="Conclude").click()
    page.get_by_role("button", name="Conclude").click()
    page.get_by_text("Hand it to the joint team today").wait_for()
    found.refresh_from_db()
    assert (found.outcome, found.assessment["result"]["next_step"]) == ("urgent", "emergency")
    other = visit(manager, language="en-GB")
    shown = other.open(at("workforce:case_results", employer.pk))
    assert "screening" not in shown.content().lower()
    assert other.open(at("screenings:screening", found.pk)).title().startswith("This page does not exist")


def answer(page, key: str, value: str) -> None:
    """Choose an answer and wait until it is kept."""
    with page.expect_response(lambda response: response.url.endswith("/answer/")) as kept:
        page.locator(f"#{key}-{value}").check()
    assert kept.value.status == 200


def test_without_scripts_each_answer_has_its_button(browser, live_server, visit, case_officer: Actor) -> None:
    found = factories.screening(case_officer.home, alerts=["FRE-01"])
    cookies = visit(case_officer).context.cookies()
    context = browser.new_context(java_script_enabled=False, locale="en-GB")
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto(live_server.url + at("screenings:screening", found.pk) + "?show=all")
    page.locator("#indicator-D2-03-refused").check()
    page.locator("#indicator-D2-03").get_by_role("button", name="Save", exact=False).first.click()
    assert page.url.endswith("?show=all#indicator-D2-03")
    assert page.locator("#indicator-D2-03-refused").is_checked()
    assert ScreeningAnswer.objects.get().answer == "refused"
    context.close()


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("phone", [False, True])
def test_the_pages_fit_and_are_accessible(
    visit, employer: Employer, case_officer: Actor, phone: bool, language: str
) -> None:
    problems = []
    screen = visit(case_officer, phone=phone, language=language)
    empty, full = factories.screening(employer.association), factories.screening(
        employer.association, employer=employer, alerts=["FRE-01"], age="14_15", at_work="yes",
        contact="13800000001",
    )  # fmt: skip
    factories.answers(full, {"D2.03": "yes", "D4.01": "unknown", "D4.02": "no", "D5.01": "refused"})
    factories.answers(full, {"forced_to_work": "yes"}, kind=Kind.FACT)
    pages = [at("screenings:screenings"), at("screenings:open_screening"), at("screenings:retention")]
    for found in (empty, full):
        routes = ("screening", "elements", "result", "agency", "print", "conclude_screening")
        pages += [at(f"screenings:{route}", found.pk) for route in routes]
    pages += [at("screenings:change_person", full.pk), at("screenings:contact", full.pk)]
    pages.append(at("workforce:open_screening", sign(employer, workforce.worker(employer)).pk))
    for url in pages:
        screen.open(url)
        problems += [f"{url}: {found}" for found in screen.axe()]
        if screen.overflows():
            problems.append(f"{url}: wider than the screen")
    assert problems == []
