"""Books handed in by an employer, checks of the register, and findings made of what they find."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from safe_employment.findings import commands as findings
from safe_employment.findings.models import FindingState
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry, Notice, TaskRun
from safe_employment.kit.tasks import carry_out
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce import tasks
from safe_employment.workforce.commands import books as commands
from safe_employment.workforce.commands.checks import make_finding, run_checks
from safe_employment.workforce.importing.showing import changes_text
from safe_employment.workforce.models import (
    AttendanceMonth,
    BookImport,
    BookImportState,
    CheckResult,
    CheckRun,
    Contract,
    PayLine,
    ResultState,
    Worker,
)
from safe_employment.workforce.registers import Months, books_of
from safe_employment.workforce.results import results_for, signs_for
from safe_employment.workforce.tests import factories
from safe_employment.workforce.tests.handed_in import (
    NOW,
    SEPTEMBER,
    TODAY,
    a_book,
    a_pay_line,
    a_worker,
    confirmed,
    handed_in,
)


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, address="翠湖路1号", division_code="530102")


@pytest.fixture
def contact(employer: Employer) -> Actor:
    return members.contact_of(employer)


def checked(by: Actor, employer: Employer, **more: Any) -> CheckRun:
    return run_checks(by=by, employer=employer, now=NOW, today=TODAY, **more)


def test_a_preview_writes_nothing_and_a_confirmed_book_is_in_the_register(
    contact: Actor, employer: Employer
) -> None:
    made = handed_in(contact, employer, a_book())
    assert (made.state, made.problems) == (BookImportState.READY, [])
    assert made.counts["workers"] == {"new": 1, "changed": 0, "same": 0}
    assert made.preview["joiners"][0]["name"] == "李小明"
    assert not Worker.objects.exists()
    done = commands.confirm_books(by=contact, books=made, now=NOW, today=TODAY)
    assert (done.state, done.content, done.preview) == (BookImportState.CONFIRMED, None, {})
    worker = Worker.objects.get()
    assert (worker.staff_no, worker.sex, worker.birth_date) == ("001", "M", date(1990, 1, 1))
    line = PayLine.objects.get()
    assert (line.period, line.base, line.net) == (SEPTEMBER, Decimal("1000.00"), Decimal("950.00"))
    assert line.deductions == [{"code": "social_insurance", "amount": "50.00"}]
    month = AttendanceMonth.objects.get()
    assert (month.days_worked, month.minutes) == (22, 22 * 480)
    assert Contract.objects.get().base_wage == Decimal("2300.00")
    assert AuditEntry.objects.filter(action="workforce.confirm_books").count() == 1


def test_numbers_stand_nowhere_in_the_clear(contact: Actor, employer: Employer) -> None:
    number = factories.identity_number(date(1990, 1, 1))
    made = handed_in(contact, employer, a_book(workers=[a_worker(number)]))
    assert number not in json.dumps([made.preview, made.problems, made.counts])
    assert made.preview["joiners"][0]["number"].endswith(number[-4:])
    raw = BookImport.objects.filter(pk=made.pk).values_list("content", flat=True).get()
    assert number.encode() not in bytes(raw)
    wrong = number[:-2] + "A" + number[-1]
    refused = handed_in(contact, employer, a_book(workers=[a_worker(wrong)]))
    assert refused.state == BookImportState.REFUSED
    assert wrong not in json.dumps(refused.problems)


def test_a_preview_says_what_becomes_what(contact: Actor, employer: Employer) -> None:
    number = factories.identity_number(date(1990, 1, 1))
    confirmed(contact, employer, a_book(workers=[a_worker(number)]))
    contract = {"worker": "001", "from": "2026-03-01", "kind": "fixed", "base_wage": "2500.00"}
    changes = {"post": "领班", "bank_account": "6222021234567899", "si_registered_on": "2026-04-01"}
    book = a_book(workers=[a_worker(number, **changes)], contracts=[{**contract, "to": "2027-03-31"}])
    made = handed_in(contact, employer, book)
    (worker,), (agreement,) = made.preview["changed"], made.preview["changed_contracts"]
    with translation.override("en"):
        told = changes_text("workers", worker["fields"])
        assert "Post: 服务员 → 领班" in told
        assert "1 Apr 2026" in told
        assert "6222021234567899" not in json.dumps(made.preview)
        assert "ccount for wages" in told
        assert "Monthly wage: 2,300.00 → 2,500.00" in changes_text("contracts", agreement["fields"])
        nothing = changes_text("contracts", [{"name": "known_none", "old": [], "new": ["signed_on"]}])
        assert "signed_on" not in nothing
        codes = changes_text("workers", [{"name": "nationality", "old": "CN", "new": "MM"}])
        assert "Myanmar" in codes
    with translation.override("zh-hans"):
        assert "岗位：服务员 → 领班" in changes_text("workers", worker["fields"])


def test_the_same_book_twice_changes_nothing_and_a_leaver_is_told(contact: Actor, employer: Employer) -> None:
    number = factories.identity_number(date(1990, 1, 1))
    confirmed(contact, employer, a_book(workers=[a_worker(number)]))
    again = handed_in(contact, employer, a_book(workers=[a_worker(number)]))
    for sheet in ("workers", "contracts", "payroll", "attendance"):
        assert again.counts[sheet] == {"new": 0, "changed": 0, "same": 1}, sheet
    left = handed_in(contact, employer, a_book(workers=[a_worker(number, leave_date="2026-09-29")]))
    assert left.counts["workers"]["changed"] == 1
    assert [one["until"] for one in left.preview["leavers"]]
    commands.confirm_books(by=contact, books=left, now=NOW, today=TODAY)
    # The books say the last day at work, the register the first day no longer there.
    assert Worker.objects.get().leave_date == date(2026, 9, 30)
    assert BookImport.objects.count() == 3


def test_who_was_entered_by_hand_is_known_by_the_number_and_takes_the_staff_number_of_the_file(
    contact: Actor, employer: Employer
) -> None:
    number = factories.identity_number(date(1990, 1, 1))
    confirmed(contact, employer, a_book(workers=[a_worker(number)]))
    Worker.objects.update(staff_no="")  # as after entering by hand
    rows = {
        "workers": [a_worker(number, worker="A-7")],
        "contracts": None,
        "attendance": None,
        "payroll": [a_pay_line(worker="A-7", period="2026-08", pay_date="2026-08-31")],
    }
    confirmed(contact, employer, a_book(**rows))
    worker = Worker.objects.get()
    assert worker.staff_no == "A-7"
    assert worker.pay_lines.count() == 2
    rows["workers"] = [a_worker(number, worker="A" * 31)]
    rows["payroll"] = None
    refused = handed_in(contact, employer, a_book(**rows))
    assert [problem["code"] for problem in refused.problems] == ["IMPORT_TEXT_TOO_LONG"]


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ({"workers": [a_worker(name=None)]}, "IMPORT_FACT_MISSING"),
        ({"workers": [a_worker(worker="530102199001010012")], "payroll": None, "attendance": None,
          "contracts": None}, "IMPORT_KEY_IS_PERSONAL"),
        ({"workers": [a_worker(post="岗" * 81)]}, "IMPORT_TEXT_TOO_LONG"),
        ({"payroll": [a_pay_line(worker="999")]}, "IMPORT_WORKER_UNKNOWN"),
        ({"payroll": [a_pay_line(base="-1")]}, "BOOKS_NEGATIVE"),
        ({"workers": [a_worker(recruitment_fee="500", channel="agency")]}, "WORKFORCE_FEE_RECEIVER_MISSING"),
        ({"contracts": [{"worker": "001", "signed_on": "2026-03-01"}]}, "IMPORT_CONTRACT_START"),
        ({"workers": [a_worker(sex="F")]}, "WORKFORCE_SEX_DIFFERS"),
    ],
)  # fmt: skip
def test_a_bad_book_is_refused_whole(
    contact: Actor, employer: Employer, sheets: dict[str, Any], code: str
) -> None:
    made = handed_in(contact, employer, a_book(**sheets))
    assert made.state == BookImportState.REFUSED
    assert code in {problem["code"] for problem in made.problems}
    assert all(problem["sheet"] for problem in made.problems)
    with pytest.raises(ProgrammeError, match="IMPORT_NOT_READY"):
        commands.confirm_books(by=contact, books=made, now=NOW, today=TODAY)
    assert not Worker.objects.exists()
    assert not PayLine.objects.exists()


def test_a_file_is_kept_for_a_day_at_most(contact: Actor, employer: Employer, kunming: Association) -> None:
    made = handed_in(contact, employer, a_book())
    tasks.forget_files(machine(kunming), NOW + timedelta(hours=23))
    made.refresh_from_db()
    assert made.content is not None
    tasks.forget_files(machine(kunming), NOW + timedelta(hours=24))
    made.refresh_from_db()
    assert (made.state, made.content, made.preview) == (BookImportState.DROPPED, None, {})
    dropped = handed_in(contact, employer, a_book())
    assert commands.drop_books(by=contact, books=dropped).content is None


def test_another_employers_data_cannot_be_reached(
    contact: Actor, employer: Employer, kunming: Association, manager: Actor
) -> None:
    other = members.contact_of(members.employer(kunming, name="别家"), name="刘老板")
    made = handed_in(contact, employer, a_book())
    for stranger in (other, manager):
        for call in (
            lambda by: commands.upload_books(by=by, employer=employer.pk, file_name="", data=b"x", now=NOW),
            lambda by: commands.confirm_books(by=by, books=made, now=NOW, today=TODAY),
            lambda by: commands.drop_books(by=by, books=made),
            lambda by: checked(by, employer),
        ):
            with pytest.raises(Hidden):
                call(stranger)
    commands.confirm_books(by=contact, books=made, now=NOW, today=TODAY)
    checked(contact, employer)
    assert results_for(contact).exists()
    assert not results_for(other).exists()
    assert not results_for(manager).exists()


def test_books_of_the_register_take_a_fixed_number_of_queries(contact: Actor, employer: Employer) -> None:
    months = Months(SEPTEMBER, SEPTEMBER)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            books_of([employer], months, minor_units=100)
        return len(seen)

    confirmed(contact, employer, a_book())
    few = queries()
    more = [a_worker(worker=f"{n:03d}", bank_account=None) for n in range(2, 12)]
    confirmed(contact, employer, a_book(workers=more, payroll=None, attendance=None, contracts=None))
    assert Worker.objects.count() == 11
    assert queries() == few <= 13


def test_new_still_gone_and_back(contact: Actor, employer: Employer) -> None:
    number = factories.identity_number(date(1990, 1, 1))
    low, right = (
        a_book(
            workers=[a_worker(number)], payroll=[a_pay_line(base=base, gross=base, net=base, deductions=[])]
        )
        for base in ("1000.00", "2500.00")
    )

    def below_minimum() -> CheckResult:
        return CheckResult.objects.get(rule="PAY-01")

    confirmed(contact, employer, low)
    first = checked(contact, employer)
    result = below_minimum()
    assert (result.state, result.level, result.amount) == (ResultState.NEW, "breach", Decimal("1270.00"))
    assert "1000.00" in result.explanation_zh
    assert first.owed >= Decimal("1270.00")
    checked(contact, employer)
    assert below_minimum().state == ResultState.STILL
    confirmed(contact, employer, right)
    checked(contact, employer)
    assert below_minimum().state == ResultState.GONE
    confirmed(contact, employer, low)
    checked(contact, employer)
    result = below_minimum()
    assert (result.state, result.times_back, result.first_seen) == (ResultState.NEW, 1, first)
    history = CheckResult.pgh_event_model.objects.filter(pgh_obj_id=result.pk).order_by("pgh_id")  # type: ignore[attr-defined]
    assert list(history.values_list("state", flat=True)) == ["new", "still", "gone", "new"]


def test_what_hangs_on_a_contract_is_gone_when_it_is_put_right(contact: Actor, employer: Employer) -> None:
    confirmed(contact, employer, a_book())
    checked(contact, employer)
    result = CheckResult.objects.get(rule="CON-04")
    assert result.period == date(2026, 3, 1)  # the contract's month, outside those that were checked
    Contract.objects.update(copy_given_on=date(2026, 10, 1))
    checked(contact, employer)
    result.refresh_from_db()
    assert result.state == ResultState.GONE


def test_without_books_there_is_nothing_to_check(contact: Actor, employer: Employer) -> None:
    with pytest.raises(ProgrammeError, match="CHECK_NOTHING_TO_CHECK"):
        checked(contact, employer)


def in_debt() -> bytes:
    """A worker who owes the employer money: a sign that no employer is told of."""
    return a_book(workers=[a_worker(debt_to_employer="20000.00", channel="relative")])


def test_signs_are_the_case_officers_alone(
    contact: Actor, employer: Employer, case_officer: Actor, manager: Actor, monitor: Actor
) -> None:
    confirmed(contact, employer, in_debt())
    run = checked(contact, employer)
    sign = CheckResult.objects.get(rule="PAT-09")
    assert sign.confidential
    assert sign in signs_for(case_officer, employer)
    assert not results_for(contact).filter(confidential=True).exists()
    assert not results_for(case_officer).filter(confidential=True).exists()
    for by in (contact, manager, monitor):
        assert not signs_for(by, employer).exists()
        with pytest.raises(Hidden):
            make_finding(by=by, result=sign.pk, owner_name="王老板", today=TODAY)
    told = json.dumps([run.counts, run.rules], default=str) + str(list(AuditEntry.objects.values("details")))
    assert "PAT-" not in told
    assert "alert" not in told
    notice = Notice.objects.get(kind="workforce.signs")
    assert notice.person == case_officer.person


def test_a_sign_changes_nothing_that_the_employer_sees(
    contact: Actor, employer: Employer, kunming: Association
) -> None:
    other = members.employer(kunming, name="别家", division_code="530102")
    neighbour = members.contact_of(other, name="刘老板")
    number = factories.identity_number(date(1990, 1, 1))
    with_debt = a_worker(number, debt_to_employer="20000.00", channel="relative")
    without = a_worker(number, debt_to_employer="0.00", channel="relative")
    confirmed(contact, employer, a_book(workers=[with_debt]))
    confirmed(neighbour, other, a_book(workers=[without]))
    one, two = checked(contact, employer), checked(neighbour, other)
    for name in ("counts", "rules", "owed", "cannot_tell"):
        assert getattr(one, name) == getattr(two, name), name
    assert results_for(contact).count() == results_for(neighbour).count()


def test_a_finding_in_one_step_is_closed_only_when_the_books_are_right(
    contact: Actor, employer: Employer, monitor: Actor
) -> None:
    number = factories.identity_number(date(1990, 1, 1))
    confirmed(contact, employer, a_book(workers=[a_worker(number)]))
    checked(contact, employer)
    result = CheckResult.objects.get(rule="PAY-01")
    made = make_finding(by=contact, result=result.pk, owner_name="王老板", today=TODAY)
    assert (made.statement, made.severity, made.cluster) == ("breach", "major", "G")
    assert (made.source_kind, made.source_id, made.found_by) == ("check", str(result.pk), contact.person)
    assert result.explanation_zh in made.description or result.explanation_en in made.description
    action = made.actions.get()
    assert (action.owner_name, action.due_on) == ("王老板", TODAY + timedelta(days=30))
    with pytest.raises(ProgrammeError, match="CHECK_RESULT_HAS_FINDING"):
        make_finding(by=contact, result=result.pk, owner_name="王老板", today=TODAY)
    findings.report_action_done(by=contact, action=action, text="已补发", done_on=TODAY, today=TODAY)
    with pytest.raises(ProgrammeError, match="CHECK_RESULT_STILL_THERE"):
        findings.verify_action(by=monitor, action=action, today=TODAY)
    page = signed_in(monitor).get(reverse("findings:verify", args=[monitor.home.slug, action.pk]))
    assert "PAY-01" in page.content.decode().split("note-attention")[1]
    assert 'name="how"' not in page.content.decode()
    paid = a_pay_line(base="2500.00", gross="2500.00", net="2450.00")
    confirmed(contact, employer, a_book(workers=[a_worker(number)], payroll=[paid]))
    checked(contact, employer)
    findings.verify_action(by=monitor, action=action, today=TODAY)
    made.refresh_from_db()
    assert made.state == FindingState.CLOSED


def test_the_month_is_checked_once_by_the_clock(
    contact: Actor, employer: Employer, kunming: Association, monkeypatch: pytest.MonkeyPatch
) -> None:
    confirmed(contact, employer, a_book())
    by = machine(kunming, channel="schedule")
    first = datetime(2026, 10, 31, 23, tzinfo=UTC)  # the first of November, seven in the morning in Kunming
    monkeypatch.setattr("django.utils.timezone.now", lambda: first)
    tasks.check_each_month(by, first)
    tasks.check_each_month(by, first + timedelta(days=1))
    work = TaskRun.objects.get(kind=tasks.MONTHLY)
    assert work.facts == {"month": "2026-11-01"}
    assert carry_out(work.pk).result == {"checked": 1, "left_out": 0}
    run = CheckRun.objects.get()
    assert (run.made_by, run.last) == (None, SEPTEMBER)
    # Taken up again after a crash, it leaves alone what is done.
    assert tasks.monthly_work(by, work.facts, lambda *_: None) == {"checked": 0, "left_out": 0}  # type: ignore[arg-type]
    tasks.check_each_month(by, datetime(2026, 11, 30, 23, tzinfo=UTC))
    assert TaskRun.objects.filter(kind=tasks.MONTHLY).count() == 2
