"""The two dashboards and the pages of the law in Chromium: by their links, at both widths, with axe."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import Association
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.commands.tallies import count_books
from safe_employment.workforce.glance.months import first_of, moved
from safe_employment.workforce.tests import a_year, factories

DISTRICTS = ("530102", "530103", "530111", "530112")
TRADES = (("H61", "small"), ("H62", "micro"), ("C18", "medium"), ("O80", "micro"), ("F52", "small"))


def at(route: str, pk: int | None = None) -> str:
    named = {"association": "kunming", **({} if pk is None else {"pk": pk})}
    return reverse(f"workforce:{route}", kwargs=named)


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, name="昆明翠湖饭庄", division_code="530102", industry_code="H62")


@pytest.fixture
def a_town(kunming: Association, employer: Employer) -> None:
    """Some seventy employers of four districts and five trades, two thirds of them checked."""
    for number in range(72):
        trade, size = TRADES[number * number % 5]
        facts = {"division_code": DISTRICTS[number % 4], "industry_code": trade, "size_class": size}
        one = members.employer(kunming, name=f"昆明第{number}号", **facts)
        factories.worker(one)
        if number % 3:
            run = a_year.run(one, datetime(2026, 10 - number % 3, 5, 2, tzinfo=UTC))
            if number % 2:
                a_year.result(run, amount=f"{100 + number}.50")
            if number % 5 == 1:
                a_year.result(run, "HRS-03", None)
            if number % 7 == 1:
                a_year.result(run, "PAY-03", "80.00", state="gone")
    count_books(by=machine(kunming), now=timezone.now())


def last_month() -> object:
    return moved(first_of(timezone.localdate()), -1)


def test_an_employer_sees_the_register_at_a_glance_on_a_phone(visit, employer: Employer) -> None:
    a_year.a_busy_year(employer, last=last_month())
    screen = visit(members.contact_of(employer), phone=True, language="en-GB")
    page = screen.open(at("own_glance"))
    page.get_by_role("heading", name="My register at a glance").wait_for()
    page.get_by_text("412.64").first.wait_for()
    page.get_by_text("no payroll").wait_for()
    assert screen.axe() == []
    assert not screen.overflows()
    page.get_by_role("link", name="2 cases").or_(page.get_by_role("link", name="3 cases")).first.click()
    page.get_by_role("heading", name="This month's problems").wait_for()


def test_the_association_finds_the_employers_behind_a_number(visit, a_town: None, board: Actor) -> None:
    screen = visit(board, language="en-GB")
    page = screen.open(at("tallies"))
    page.locator("#choose-district").select_option("530102")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("heading", name="Industry", exact=True).wait_for()
    assert "district=530102" in page.url
    page.get_by_role("link", name="Employers with books").click()
    page.get_by_role("heading", name="Employers with books").wait_for()
    assert page.get_by_text("Wuhua District").count() > 5
    assert screen.axe() == []


def test_anyone_finds_a_rule_and_its_figures(visit) -> None:
    screen = visit(language="en-GB")
    page = screen.open(reverse("check:page"))
    page.goto(screen.address + reverse("check:rules"))
    page.get_by_label("Word, article or number of a rule").fill("minimum wage")
    page.get_by_role("button", name="Show").click()
    page.get_by_role("link", name="At least the monthly minimum wage").first.click()
    page.get_by_role("heading", name="Worked cases").wait_for()
    page.get_by_role("link", name="Monthly minimum wage").click()
    page.get_by_text("2,270.00 yuan").first.wait_for()
    assert screen.axe() == []


@pytest.mark.parametrize("language", ["zh-CN", "en-GB"])
@pytest.mark.parametrize("phone", [False, True])
def test_the_pages_fit_and_are_accessible(
    visit, employer: Employer, phone: bool, language: str, request: pytest.FixtureRequest
) -> None:
    board, officer = request.getfixturevalue("board"), request.getfixturevalue("case_officer")
    contact = members.contact_of(employer)
    lang = {"zh-CN": "zh", "en-GB": "en"}[language]
    law = [reverse("check:rules"), reverse("check:rules") + "?q=nothing+of+the+kind"]
    law += [reverse("check:rule", kwargs={"law": "kunming", "rule": rule}) for rule in ("PAY-01", "HRS-03")]
    law.append(reverse("check:figure", kwargs={"law": "kunming", "figure": "minimum_month"}))
    problems = []

    def look(by: Actor | None, name: str, urls: list[str]) -> None:
        screen = visit(by, phone=phone, language=language)
        for number, url in enumerate(urls):
            screen.open(url)
            problems.extend(f"{url}: {found}" for found in screen.axe())
            if screen.overflows():
                problems.append(f"{url}: wider than the screen")
            keep(screen, f"{name}-{number}-{lang}-{'phone' if phone else 'desk'}")

    look(None, "law", law)
    nothing_yet = [at(route, employer.pk) for route in ("glance", "problems", "workers", "books")]
    look(contact, "own-empty", nothing_yet)
    look(board, "tallies-empty", [at("tallies"), at("checked_employers"), at("registers"), at("agencies")])
    look(
        officer,
        "officer-empty",
        [
            at("case_results", employer.pk),
            reverse("screenings:screenings", kwargs={"association": "kunming"}),
        ],
    )
    a_year.a_busy_year(employer, last=last_month())
    request.getfixturevalue("a_town")
    look(contact, "glance-full", [at("glance", employer.pk)])
    look(
        board,
        "tallies-full",
        [at("tallies"), at("tallies") + "?section=H&period=2026", at("checked_employers")],
    )
    assert problems == []


def keep(screen, name: str) -> None:
    """Keep a picture where someone asked for it (LOOKS names a folder)."""
    if os.environ.get("LOOKS"):
        screen.page.screenshot(path=Path(os.environ["LOOKS"]) / f"{name}.png", full_page=True)
