"""The pages of books and checks: upload, preview, problems, findings; and what never stands on them."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, AuditEntry, TaskRun
from safe_employment.kit.tasks import carry_out
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.models import BookImport, CheckResult, Worker
from safe_employment.workforce.tests import factories
from safe_employment.workforce.tests.handed_in import a_book, a_worker, confirmed, handed_in
from safe_employment.workforce.tests.test_books import checked

QUERIES = 12


def at(route: str, pk: int | None = None) -> str:
    named: dict[str, Any] = {"association": "kunming", **({} if pk is None else {"pk": pk})}
    return reverse(f"workforce:{route}", kwargs=named)


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, address="翠湖路1号", division_code="530102")


@pytest.fixture
def contact(employer: Employer) -> Actor:
    return members.contact_of(employer)


@pytest.fixture
def in_debt(contact: Actor, employer: Employer) -> CheckResult:
    """A sign that the check raised: the worker owes the employer money."""
    row = a_worker(debt_to_employer="20000.00", channel="relative")
    confirmed(contact, employer, a_book(workers=[row]))
    checked(contact, employer)
    return CheckResult.objects.get(rule="PAT-09")


def test_from_the_file_to_the_problems(contact: Actor, employer: Employer) -> None:
    browser = signed_in(contact)
    number = factories.identity_number(date(1990, 1, 1))
    file = SimpleUploadedFile("九月.json", a_book(workers=[a_worker(number)]))
    sent = browser.post(at("books", employer.pk), {"file": file})
    made = BookImport.objects.get()
    assert sent.headers["Location"] == at("book_import", made.pk)
    preview = browser.get(at("book_import", made.pk)).content.decode()
    assert "李小明" in preview
    assert number not in preview
    assert browser.post(at("confirm_books", made.pk)).headers["Location"] == at("problems", employer.pk)
    assert Worker.objects.count() == 1
    work = TaskRun.objects.get(kind="workforce.check")
    assert work.path == at("problems", employer.pk)
    assert browser.get(at("problems", employer.pk)).status_code == 200
    assert carry_out(work.pk).error_code == ""
    shown = browser.get(at("problems", employer.pk)).content.decode()
    assert "2270.00" in shown
    assert at("make_finding", CheckResult.objects.get(rule="PAY-01").pk) in shown


def test_a_bad_file_is_told_row_by_row(contact: Actor, employer: Employer) -> None:
    made = handed_in(contact, employer, a_book(workers=[a_worker(name=None, sex="F")]))
    for language in ("en", "zh-hans"):
        page = signed_in(contact, language=language).get(at("book_import", made.pk)).content.decode()
        assert "姓名 / Name" in page
        assert at("confirm_books", made.pk) not in page


def test_every_page_opens_in_both_languages(
    contact: Actor, case_officer: Actor, manager: Actor, employer: Employer, in_debt: CheckResult
) -> None:
    made = handed_in(contact, employer, a_book(workers=[a_worker(worker="002", bank_account=None)]))
    pay = CheckResult.objects.get(rule="PAY-01")
    for language in ("en", "zh-hans"):
        own = signed_in(contact, language=language)
        for url in (
            at("books", employer.pk), at("book_import", made.pk), at("book_template"),
            at("problems", employer.pk), at("make_finding", pk=pay.pk),
        ):  # fmt: skip
            assert own.get(url).status_code == 200, url
        assert own.get(at("own_problems")).headers["Location"] == at("problems", employer.pk)
        assert signed_in(manager, language=language).get(at("case_results", employer.pk)).status_code == 200
        officer = signed_in(case_officer, language=language)
        for url in (at("case_results", employer.pk), at("case_result_list", employer.pk)):
            assert officer.get(url).status_code == 200, url


def test_no_page_or_sheet_of_the_employer_shows_a_sign(
    contact: Actor, manager: Actor, case_officer: Actor, employer: Employer, in_debt: CheckResult
) -> None:
    words = (in_debt.explanation_zh, in_debt.explanation_en, "PAT-09", "PAT-0")
    for language in ("en", "zh-hans"):
        for reader, route in ((contact, "problems"), (manager, "case_results")):
            url = at(route, employer.pk)
            browser = signed_in(reader, language=language)
            page = browser.get(url).content.decode()
            assert not [word for word in words if word in page]
        own = signed_in(contact, language=language)
        sheet = own.get(at("problems", employer.pk), {"export": "xlsx"})
        cells = str(
            CalamineWorkbook.from_filelike(io.BytesIO(b"".join(sheet))).get_sheet_by_index(0).to_python()
        )
        assert "PAY-01" in cells or "2270.00" in cells
        assert not [word for word in words if word in cells]
        narrowed = own.get(at("problems", employer.pk), {"level": "alert", "rule": "PAT-09"}).content.decode()
        assert not [word for word in words[:2] if word in narrowed]
        assert own.get(at("make_finding", in_debt.pk)).status_code == 404
    seen = signed_in(case_officer).get(at("case_results", employer.pk)).content.decode()
    assert in_debt.explanation_zh in seen or in_debt.explanation_en in seen
    assert AuditEntry.objects.filter(action="workforce.read_signs").exists()


def test_put_right_leads_to_the_finding_and_back(
    contact: Actor, case_officer: Actor, monitor: Actor, employer: Employer, in_debt: CheckResult
) -> None:
    pay = CheckResult.objects.get(rule="PAY-01")
    sent = signed_in(contact).post(at("make_finding", pay.pk), {"owner_name": "王老板"})
    pay.refresh_from_db()
    assert pay.finding is not None
    finding = {"association": "kunming", "pk": pay.finding.pk}
    assert sent.headers["Location"] == reverse("findings:own_finding", kwargs=finding)
    page = signed_in(monitor).get(reverse("findings:finding", kwargs=finding)).content.decode()
    assert at("case_results", employer.pk) in page


def test_a_stranger_finds_nothing(
    kunming: Association, contact: Actor, employer: Employer, in_debt: CheckResult
) -> None:
    made = handed_in(contact, employer, a_book(workers=[a_worker(worker="002", bank_account=None)]))
    other = signed_in(members.contact_of(members.employer(kunming, name="别家"), name="刘老板"))
    pay = CheckResult.objects.get(rule="PAY-01")
    for route, pk in (
        ("books", employer.pk), ("book_import", made.pk), ("problems", employer.pk), ("make_finding", pay.pk),
        ("case_results", employer.pk), ("case_result_list", employer.pk),
    ):  # fmt: skip
        assert other.get(at(route, pk)).status_code == 404, route
    for route, pk in (("confirm_books", made.pk), ("drop_books", made.pk), ("check_now", employer.pk)):
        assert other.post(at(route, pk)).status_code == 404, route


@pytest.mark.parametrize("results", [0, 120])
def test_lists_keep_to_their_budget(
    contact: Actor, case_officer: Actor, employer: Employer, in_debt: CheckResult, results: int
) -> None:
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(results)]
    CheckResult.objects.bulk_create(a_day_too_long(in_debt, day) for day in days)
    for by, route in (
        (contact, "problems"), (case_officer, "case_result_list"), (case_officer, "case_results"),
    ):  # fmt: skip
        browser = signed_in(by)
        browser.get(at(route, employer.pk))
        with CaptureQueriesContext(connection) as seen:
            browser.get(at(route, employer.pk))
        assert len(seen) <= QUERIES, (route, len(seen), [query["sql"][:120] for query in seen])


def test_the_list_is_read_in_the_order_of_its_index(
    contact: Actor, employer: Employer, in_debt: CheckResult
) -> None:
    """The first page of 20,000 results is 51 rows of an index: nothing is sorted for it."""
    listing = signed_in(contact).get(at("problems", employer.pk)).context["table"]
    index = next(index for index in CheckResult._meta.indexes if index.name == "check_results_listed")
    assert index.fields == ["employer", "rule", "id"]
    assert listing.found.query.order_by == ("rule", "pk")


def a_day_too_long(beside: CheckResult, day: date) -> CheckResult:
    """A day of more than nine hours, found by the run that found `beside`."""
    return CheckResult(
        association=beside.association, employer=beside.employer, rule="HRS-01", level="info",
        worker=beside.worker, period=day.replace(day=1), day=day, first_seen=beside.last_seen,
        last_seen=beside.last_seen, explanation_zh=f"{day}工作10小时", explanation_en=f"10 hours on {day}",
    )  # fmt: skip


def test_days_of_a_worker_and_month_are_one_line(
    contact: Actor, employer: Employer, in_debt: CheckResult
) -> None:
    days = [date(2026, month, day) for month in (2, 3) for day in range(1, 13)]
    CheckResult.objects.bulk_create(a_day_too_long(in_debt, day) for day in days)
    browser = signed_in(contact, language="en")
    answer = browser.get(at("problems", employer.pk))
    group = next(one for one in answer.context["standing"].groups if one.rule.id == "HRS-01")
    assert (group.count, group.more) == (24, 0)
    lines = [(line.month, line.days, line.first.day) for line in group.lines]
    assert lines == [(days[12].replace(day=1), 12, days[12]), (days[0].replace(day=1), 12, days[0])]
    page = answer.content.decode()
    assert page.count("12 days in March 2026") == page.count("12 days in February 2026") == 1
    assert "10 hours on 2026-03-07" in page
    assert answer.context["table"].total >= 24
    assert (
        "2026年3月共12天"
        in signed_in(contact, language="zh-hans").get(at("problems", employer.pk)).content.decode()
    )


def test_of_many_results_each_rule_shows_its_first_lines(
    contact: Actor, employer: Employer, in_debt: CheckResult
) -> None:
    workers = [factories.worker(employer, name=f"员工{n:02d}", staff_no=f"9{n:02d}") for n in range(25)]
    made = [
        replace_worker(a_day_too_long(in_debt, date(2026, 3, day)), worker)
        for worker in workers
        for day in (2, 3)
    ]
    CheckResult.objects.bulk_create(made)
    found = signed_in(contact).get(at("problems", employer.pk)).context["standing"]
    groups = {group.rule.id: group for group in found.groups}
    assert (groups["HRS-01"].count, len(groups["HRS-01"].lines), groups["HRS-01"].more) == (50, 20, 10)
    assert groups["PAY-01"].lines


def replace_worker(result: CheckResult, worker: Worker) -> CheckResult:
    result.worker = worker
    return result
