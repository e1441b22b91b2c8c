"""What an employer tells of itself, how workers left, their annual leave: entered by hand, shown, removed."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce import commands
from safe_employment.workforce.models import (
    AnnualLeave,
    BankFile,
    CheckResult,
    CheckRun,
    Establishment,
    HoursApproval,
    Leaving,
    SensitiveFacts,
    Worker,
)
from safe_employment.workforce.registers import Months, books_of
from safe_employment.workforce.retention import enforce_retention, is_due
from safe_employment.workforce.tests import factories
from safe_employment.workforce.tests.handed_in import SEPTEMBER, a_book, confirmed
from safe_employment.workforce.tests.test_books import checked

TODAY = date(2026, 11, 22)
MONTHS = Months(SEPTEMBER, date(2026, 10, 1))


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, address="翠湖路1号", division_code="530102")


@pytest.fixture
def contact(employer: Employer) -> Actor:
    return members.contact_of(employer)


@pytest.fixture
def worker(employer: Employer) -> Worker:
    return factories.worker(employer)


def at(route: str, pk: int) -> str:
    return reverse(f"workforce:{route}", kwargs={"association": "kunming", "pk": pk})


def row(employer: Employer, sheet: str = "employer") -> dict[str, Any]:
    (found,) = books_of([employer], MONTHS, minor_units=100).sheets[sheet].iter_rows(named=True)
    return dict(found)


def test_the_pages_of_the_business_open_and_write(contact: Actor, employer: Employer) -> None:
    approval = commands.add_approval(
        by=contact, employer=employer.pk, system="flexible", from_date=date(2026, 1, 1), posts=["司机"]
    )
    bank_file = commands.record_bank_file(
        by=contact, employer=employer.pk, month=date(2026, 9, 30), total=Decimal("2100.50")
    )
    browser = signed_in(contact)
    for route in ("establishment", "change_establishment", "add_approval", "add_bank_file"):
        assert browser.get(at(route, employer.pk)).status_code == 200, route
    for route in ("change_approval", "remove_approval"):
        assert browser.get(at(route, approval.pk)).status_code == 200, route
    assert browser.get(at("remove_bank_file", bank_file.pk)).status_code == 200
    told = {
        "is_licensed": "yes", "exits_locked": "no", "pay_day": "10", "auxiliary_posts": "保洁员，保安",
        "advert_conditions": ["sex"], "no_special_hours": "on",
    }  # fmt: skip
    answer = browser.post(at("change_establishment", employer.pk), told)
    assert answer.status_code == 302, answer.content.decode()
    found = Establishment.objects.get()
    assert (found.is_licensed, found.exits_locked, found.pregnancy_test) == (True, False, None)
    assert (found.auxiliary_posts, found.ledger_items) == (["保洁员", "保安"], None)
    assert found.known_none == []  # with an approval there the page does not ask whether there is none
    refused = browser.post(at("change_establishment", employer.pk), {**told, "pay_day": "32"})
    assert refused.status_code == 422
    shown = browser.get(at("establishment", employer.pk)).content.decode()
    assert "保洁员" in shown
    assert "2,100.50" in shown
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")][-1] == "workforce.keep_establishment"


def test_an_approval_ends_the_word_that_there_is_none(contact: Actor, employer: Employer) -> None:
    browser = signed_in(contact)
    answer = browser.post(at("change_establishment", employer.pk), {"no_special_hours": "on"})
    assert answer.status_code == 302
    assert Establishment.objects.get().known_none == ["approved_system"]
    commands.add_approval(by=contact, employer=employer.pk, system="flexible", from_date=date(2026, 1, 1))
    assert Establishment.objects.get().known_none == []


@pytest.mark.parametrize("role", ["manager", "clerk", "monitor", "board", "another_employer"])
def test_the_business_is_nobody_elses(
    role: str, contact: Actor, employer: Employer, kunming: Association, request: pytest.FixtureRequest
) -> None:
    approval = commands.add_approval(by=contact, employer=employer.pk, system="flexible")
    if role == "another_employer":
        by = members.contact_of(members.employer(kunming))
    else:
        by = request.getfixturevalue(role)
    browser = signed_in(by)
    urls = [
        at(route, employer.pk) for route in ("establishment", "change_establishment", "case_establishment")
    ]
    for url in [*urls, at("change_approval", approval.pk), at("remove_approval", approval.pk)]:
        assert browser.get(url).status_code == 404, url
    with pytest.raises(Hidden):
        commands.remove_approval(by=by, approval=approval.pk)


def test_approvals_do_not_overlap(contact: Actor, employer: Employer) -> None:
    first: dict[str, Any] = {"from_date": date(2026, 1, 1), "to_date": date(2026, 12, 31)}
    made = commands.add_approval(by=contact, employer=employer.pk, system="comprehensive", **first)
    clashes: tuple[dict[str, Any], ...] = (
        {"from_date": date(2026, 12, 31)},
        {"to_date": date(2026, 1, 1)},
        {},
    )
    for facts in clashes:
        with pytest.raises(ProgrammeError, match="WORKFORCE_APPROVAL_OVERLAPS"):
            commands.add_approval(by=contact, employer=employer.pk, system="flexible", **facts)
        with (
            pytest.raises(IntegrityError, match="approvals_of_an_employer_do_not_overlap"),
            transaction.atomic(),
        ):
            HoursApproval.objects.create(
                association=employer.association, employer=employer, system="flexible", **facts
            )
    with pytest.raises(ProgrammeError, match="WORKFORCE_APPROVAL_DAYS"):
        commands.change_approval(by=contact, approval=made.pk, to_date=date(2025, 12, 31))
    commands.add_approval(by=contact, employer=employer.pk, system="flexible", from_date=date(2027, 1, 1))
    assert row(employer)["approved_system"] == "comprehensive"
    commands.remove_approval(by=contact, approval=made.pk)
    assert row(employer)["approved_system"] is None


def test_an_approval_of_another_time_is_none(contact: Actor, employer: Employer) -> None:
    assert "approved_system" not in (row(employer)["blank"] or "")
    for year, cycle in ((2024, "month"), (2025, "quarter"), (2027, "year")):
        days: dict[str, Any] = {"from_date": date(year, 1, 1), "to_date": date(year, 12, 31)}
        commands.add_approval(by=contact, employer=employer.pk, system="comprehensive", cycle=cycle, **days)
    assert (row(employer)["approved_cycle"], row(employer)["blank"]) == (None, "|approved_system|")
    commands.add_approval(
        by=contact, employer=employer.pk, system="flexible", from_date=date(2026, 3, 1),
        to_date=date(2026, 10, 15),
    )  # fmt: skip
    assert (row(employer)["approved_system"], row(employer)["blank"]) == ("flexible", "|")


def test_leaving_and_annual_leave_by_hand(contact: Actor, worker: Worker) -> None:
    browser = signed_in(contact)
    left = {"resigned_on": "2026-09-01", "resignation_accepted": "no", "termination_ground": "art_37"}
    assert browser.post(at("change_leaving", worker.pk), left).status_code == 302
    kept = Leaving.objects.get()
    assert (kept.resigned_on, kept.resignation_accepted) == (date(2026, 9, 1), False)
    leave = {"year": "2026", "service_years": "3", "days_taken": "2", "paid": "", "average_wage": "2300"}
    assert browser.post(at("add_annual_leave", worker.pk), leave).status_code == 302
    made = AnnualLeave.objects.get()
    assert browser.post(at("change_annual_leave", made.pk), {"days_taken": "4"}).status_code == 302
    made.refresh_from_db()
    assert (made.year, made.days_taken) == (2026, 4)
    for year in ("2025", "2027"):
        assert browser.post(at("add_annual_leave", worker.pk), {**leave, "year": year}).status_code == 422
    assert browser.post(at("remove_annual_leave", made.pk), {}).status_code == 302
    assert not AnnualLeave.objects.exists()


def test_what_the_law_wants_and_is_left_empty_is_lacking(contact: Actor, employer: Employer) -> None:
    young = factories.worker(employer, birth_date=date(2009, 6, 1))
    grown = factories.worker(employer)
    for each in (young, grown):
        commands.keep_sensitive_facts(
            by=contact, worker=each.pk, today=TODAY, young_worker_cert_no="", health_checks=[]
        )
    assert SensitiveFacts.objects.get(worker=young).known_none == ["health_checks", "young_worker_cert_no"]
    assert SensitiveFacts.objects.get(worker=grown).known_none == []
    commands.keep_sensitive_facts(by=contact, worker=young.pk, today=TODAY, young_worker_cert_no="昆未1")
    assert SensitiveFacts.objects.get(worker=young).known_none == ["health_checks"]


def test_a_bank_file_is_compared_in_its_own_month_only(contact: Actor, employer: Employer) -> None:
    confirmed(contact, employer, a_book(employer=[{"bank_file_total": 900, "bank_file_period": "2026-09"}]))
    checked(contact, employer)
    found = CheckResult.objects.get(rule="PAY-20", worker=None)
    assert (found.period, found.state) == (SEPTEMBER, "new")
    # The file of an earlier month is not what was compared, and the result stays.
    BankFile.objects.update(period=date(2026, 8, 1))
    checked(contact, employer)
    found.refresh_from_db()
    assert found.state != "gone"
    BankFile.objects.update(period=SEPTEMBER, total=950)
    checked(contact, employer)
    found.refresh_from_db()
    assert found.state == "gone"


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (date(2029, 9, 30), (True, True)),
        (date(2029, 10, 1), (False, True)),
        (date(2029, 12, 31), (False, True)),
        (date(2030, 1, 1), (False, False)),
    ],
)
def test_bank_files_and_leave_go_in_their_time(
    worker: Worker, kunming: Association, day: date, there: tuple[bool, bool]
) -> None:
    BankFile.objects.create(association=kunming, employer=worker.employer, period=SEPTEMBER, total=1)
    AnnualLeave.objects.create(association=kunming, worker=worker, year=2026)
    assert is_due(kunming, day) is not all(there)
    enforce_retention(by=machine(kunming), today=day)
    assert (BankFile.objects.exists(), AnnualLeave.objects.exists()) == there
    events = BankFile.pgh_event_model.objects.exists(), AnnualLeave.pgh_event_model.objects.exists()  # type: ignore[attr-defined]
    assert events == there


def test_what_an_employer_told_goes_when_nobody_is_in_the_register(
    worker: Worker, kunming: Association
) -> None:
    told = Establishment.objects.create(association=kunming, employer=worker.employer, pay_day=5)
    ended = {"from_date": date(2025, 1, 1), "to_date": date(2025, 12, 31)}
    for facts in (ended, {"from_date": date(2026, 1, 1)}):
        HoursApproval.objects.create(
            association=kunming, employer=worker.employer, system="flexible", **facts
        )
    long_ago = datetime(2026, 1, 5, tzinfo=UTC)
    Establishment.objects.filter(pk=told.pk).update(changed_at=long_ago)
    HoursApproval.objects.update(changed_at=long_ago)
    enforce_retention(by=machine(kunming), today=date(2028, 12, 30))
    assert (Establishment.objects.count(), HoursApproval.objects.count()) == (1, 2)
    enforce_retention(by=machine(kunming), today=date(2028, 12, 31))
    assert (Establishment.objects.count(), HoursApproval.objects.count()) == (1, 1)
    enforce_retention(by=machine(kunming), today=date(2029, 2, 1))
    assert (Establishment.objects.count(), HoursApproval.objects.count()) == (1, 1)
    Worker.objects.all().delete()
    enforce_retention(by=machine(kunming), today=date(2029, 2, 1))
    assert (Establishment.objects.count(), HoursApproval.objects.count()) == (0, 0)


def test_maternity_and_medical_period_go_when_they_are_over(employer: Employer, kunming: Association) -> None:
    mother = factories.worker(employer, sex="F")
    factories.sensitive(
        mother, birth_date_child=date(2026, 6, 1), children_born=1, maternity_leave_days=158,
        breastfeeding_minutes=60, difficult_birth=False, medical_period_to=date(2027, 1, 15),
    )  # fmt: skip
    enforce_retention(by=machine(kunming), today=date(2027, 5, 31))
    assert SensitiveFacts.objects.get().maternity_leave_days == 158
    enforce_retention(by=machine(kunming), today=date(2027, 7, 15))
    kept = SensitiveFacts.objects.get()
    gone = (kept.children_born, kept.maternity_leave_days, kept.breastfeeding_minutes, kept.difficult_birth)
    assert (*gone, kept.medical_period_to) == (None,) * 5
    assert not CheckRun.objects.exists()
