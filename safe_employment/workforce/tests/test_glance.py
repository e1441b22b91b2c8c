"""An employer's own register at a glance: its figures, and that nothing confidential is in any of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from safe_employment.engines.labour_law.jurisdiction import jurisdiction
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.commands.checks import run_checks
from safe_employment.workforce.glance.hours import hours_of
from safe_employment.workforce.glance.page import Glance, glance_of
from safe_employment.workforce.models import CheckResult
from safe_employment.workforce.tests import a_year, factories

TODAY = date(2026, 11, 22)
OCTOBER, SEPTEMBER = date(2026, 10, 1), date(2026, 9, 1)
NOW = datetime(2026, 11, 2, 2, tzinfo=UTC)
QUERIES = 12


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, division_code="530102")


@pytest.fixture
def contact(employer: Employer) -> Actor:
    return members.contact_of(employer)


def at(employer: Employer) -> str:
    return reverse("workforce:glance", kwargs={"association": "kunming", "pk": employer.pk})


def glanced(by: Actor, employer: Employer) -> Glance:
    return glance_of(by, employer, TODAY, language="en")


def test_people_joiners_and_leavers(contact: Actor, employer: Employer) -> None:
    factories.worker(employer, hire_date=date(2024, 1, 1))
    factories.worker(employer, hire_date=date(2026, 10, 31), leave_date=TODAY)
    factories.worker(employer, hire_date=date(2026, 11, 22))
    factories.worker(employer, hire_date=date(2026, 12, 1))
    factories.worker(employer, hire_date=date(2020, 1, 1), leave_date=date(2025, 11, 30))
    found = glanced(contact, employer)
    assert found.people.now == 2
    moves = {month: (joined, left) for month, joined, left in found.moves}
    assert (len(moves), min(moves), max(moves)) == (12, date(2025, 12, 1), date(2026, 11, 1))
    assert (moves[OCTOBER], moves[date(2026, 11, 1)]) == ((1, 0), (1, 1))
    assert (found.joined, found.left) == (2, 1)


def test_hours_are_sorted_as_the_engine_sorts_them(contact: Actor, employer: Employer) -> None:
    """Rule HRS-03 tells the overtime of whoever has more than 36 hours: the page has the same figure."""
    law = jurisdiction("kunming")
    busy, idle = factories.worker(employer), factories.worker(employer)
    a_year.attendance(busy, SEPTEMBER, hours=10, saturdays=3)
    a_year.attendance(busy, OCTOBER, hours=11)
    a_year.attendance(idle, OCTOBER)
    run_checks(by=contact, employer=employer, now=NOW, today=TODAY)
    told = dict(CheckResult.objects.filter(rule="HRS-03").values_list("period", "explanation_en"))
    hours = {one.month: one for one in hours_of(employer, law, [SEPTEMBER, OCTOBER])}
    for month, one in hours.items():
        overtime = f"{Decimal(one.overtime if month == SEPTEMBER else _of_busy(one)) / 60:.2f}"
        assert f"{overtime.rstrip('0').rstrip('.')} hours" in told[month]
    assert (hours[SEPTEMBER].people, hours[OCTOBER].people) == (1, 2)
    assert (hours[SEPTEMBER].over, hours[OCTOBER].over, hours[OCTOBER].over_share) == (1, 1, 50.0)
    assert hours[SEPTEMBER].normal + hours[SEPTEMBER].overtime == hours[SEPTEMBER].minutes


def test_a_night_shift_into_a_holiday_is_parted_as_the_engine_parts_it(
    contact: Actor, employer: Employer
) -> None:
    """30 September 20:00 to 06:00 is planned work of the 30th until midnight, and six hours of 1 October."""
    one = factories.worker(employer)
    september = a_year.attendance(one, SEPTEMBER, hours=10)
    september.days[-1] |= {"start": 1200, "end": 360, "break_minutes": 0, "minutes": 600}
    september.save()
    a_year.attendance(one, OCTOBER, hours=10)
    run_checks(by=contact, employer=employer, now=NOW, today=TODAY)
    told = dict(CheckResult.objects.filter(rule="HRS-03").values_list("period", "explanation_en"))
    hours = {one.month: one for one in hours_of(employer, jurisdiction("kunming"), [SEPTEMBER, OCTOBER])}
    assert len(told) == 2
    for month, one_month in hours.items():
        assert f"{Decimal(one_month.overtime) / 60:.2f}".rstrip("0").rstrip(".") + " hours" in told[month]


def _of_busy(both: Any) -> int:
    """The overtime of October less that of the idle one, who worked eight hours on its weekdays.

    1 and 2 October are statutory holidays on weekdays: all work on them is overtime.
    """
    return int(both.overtime - IDLE_OCTOBER)


IDLE_OCTOBER = 2 * 480


def test_pay_beside_the_minimum_wage_of_the_date(contact: Actor, employer: Employer) -> None:
    for number, base in enumerate(("2200.00", "2500.00", "3000.00")):
        one = factories.worker(employer, name=f"员工{number}", hire_date=date(2025, 1, 1))
        a_year.pay(one, date(2026, 8, 1), base)
        a_year.pay(one, SEPTEMBER, base, ot_pay_150="300.00", gross=f"{Decimal(base) + 300}")
    joiner = factories.worker(employer, hire_date=date(2026, 9, 15))
    a_year.pay(joiner, SEPTEMBER, "900.00")
    part = factories.worker(employer, employment_form="part_time", hire_date=date(2025, 1, 1))
    a_year.pay(part, SEPTEMBER, "600.00")
    august, september = glanced(contact, employer).pay
    assert [august.median, august.lowest, august.minimum] == [2500, 2200, 2170]
    assert [september.median, september.lowest, september.minimum] == [2500, 2200, 2270]
    assert (september.people, september.is_confirmed) == (5, True)
    employer.division_code = "530822"
    elsewhere = glanced(contact, employer).pay[-1]
    assert (elsewhere.minimum, elsewhere.is_confirmed) == (None, False)


def test_what_is_missing_month_by_month(contact: Actor, employer: Employer) -> None:
    one = factories.worker(employer, hire_date=date(2025, 1, 1))
    two = factories.worker(employer, hire_date=date(2026, 10, 20))
    factories.worker(employer, hire_date=date(2025, 1, 1), employment_form="contractor")
    dispatched = factories.worker(employer, hire_date=date(2025, 1, 1), employment_form="dispatched")
    assert [(gap.month, gap.words) for gap in glanced(contact, employer).gaps] == [
        (OCTOBER, ["no payroll", "no attendance"])
    ]
    a_year.pay(one, date(2026, 8, 1))
    a_year.pay(one, OCTOBER)
    for each in (one, dispatched):
        a_year.attendance(each, date(2026, 8, 1))
        a_year.attendance(each, SEPTEMBER)
    a_year.attendance(two, OCTOBER)
    assert [(gap.month, gap.words) for gap in glanced(contact, employer).gaps] == [
        (OCTOBER, ["payroll of 1 person is missing", "attendance of 2 people is missing"]),
        (SEPTEMBER, ["no payroll"]),
    ]


def test_money_owed_and_paid_back(contact: Actor, employer: Employer) -> None:
    of = a_year.run(employer)
    a_year.result(of, "PAY-01", "312.64")
    a_year.result(of, "PAY-03", "100.00")
    a_year.result(of, "PAY-05", "80.00", level="warning")
    a_year.result(of, "PAY-04", "250.00", state="gone")
    found = glanced(contact, employer).problems
    assert (found.owed, found.paid) == (Decimal("412.64"), Decimal("250.00"))
    assert [(level.value, count) for level, count in found.levels] == [
        ("breach", 2), ("warning", 1), ("info", 0),
    ]  # fmt: skip
    assert [one.rule for one in found.rules] == ["PAY-01", "PAY-03", "PAY-05"]


def test_nothing_confidential_is_in_any_figure(contact: Actor, employer: Employer) -> None:
    """The page is the same to the last letter whether there are signs or not, but for its tokens and day."""
    a_year.a_busy_year(employer)
    CheckResult.objects.filter(confidential=True).delete()
    url, of = at(employer), CheckResult.objects.first()
    assert of is not None
    browser = signed_in(contact, language="en")

    def page() -> str:
        return browser.get(url).content.decode().partition("<main")[2]

    before = page()
    a_year.result(of.first_seen, "PAT-09", "999.99", level="alert", confidential=True, worker=of.worker)
    a_year.result(of.first_seen, "FRE-07", "777.77", level="warning", confidential=True, worker=of.worker)
    a_year.result(of.first_seen, "PAT-01", "555.55", level="alert", confidential=True, state="gone")
    assert page() == before
    assert "PAT-" not in before


def test_what_a_real_check_found_stands_there(contact: Actor, employer: Employer) -> None:
    one = factories.worker(employer, hire_date=date(2026, 3, 1))
    a_year.pay(one, OCTOBER, "1000.00")
    a_year.attendance(one, OCTOBER)
    made = run_checks(by=contact, employer=employer, now=NOW, today=TODAY)
    assert glanced(contact, employer).problems.owed == made.owed > 0


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_full_and_empty_within_its_budget(contact: Actor, employer: Employer, language: str) -> None:
    browser = signed_in(contact, language=language)
    empty = browser.get(at(employer))
    assert empty.status_code == 200
    assert reverse("workforce:books", kwargs={"association": "kunming", "pk": employer.pk}) in (
        empty.content.decode()
    )
    a_year.a_busy_year(employer)
    with CaptureQueriesContext(connection) as seen:
        full = browser.get(at(employer))
    assert full.status_code == 200
    assert "412.64" in full.content.decode()
    assert len(seen) <= QUERIES, [query["sql"][:100] for query in seen]


def test_the_only_employer_is_led_to_at_once_and_one_of_several_chosen(
    contact: Actor, employer: Employer, kunming: Association
) -> None:
    own = reverse("workforce:own_glance", kwargs={"association": "kunming"})
    assert signed_in(contact).get(own).headers["Location"] == at(employer)
    assert (
        signed_in(members.contact_of(members.employer(kunming, name="别家"))).get(at(employer)).status_code
        == 404
    )


@pytest.mark.parametrize(
    "role", ["manager", "clerk", "trainer", "monitor", "case_officer", "board", "neighbour_manager"]
)
def test_nobody_else_opens_it(role: str, employer: Employer, request: pytest.FixtureRequest) -> None:
    assert signed_in(request.getfixturevalue(role)).get(at(employer)).status_code == 404
