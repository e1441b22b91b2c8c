"""What is kept, and that it goes when its time is over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from safe_employment.findings.commands import withdraw_finding
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import Association, AuditEntry, Unmasking
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.commands.checks import make_finding
from safe_employment.workforce.models import (
    AttendanceMonth,
    BookImport,
    CheckResult,
    CheckRun,
    Contract,
    FamilyContact,
    PayLine,
    Recruitment,
    SensitiveFacts,
    Worker,
)
from safe_employment.workforce.retention import PERIODS, enforce_retention, months_before
from safe_employment.workforce.tasks import forget_files, remove_what_is_over
from safe_employment.workforce.tests import factories
from safe_employment.workforce.tests.handed_in import NOW, a_book, handed_in

LEFT = date(2026, 8, 20)
DOCUMENTED = Path(__file__).resolve().parents[3] / "docs" / "reference" / "what-we-collect.md"


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming)


@pytest.fixture
def left(employer: Employer) -> Worker:
    """A worker who left, with one record of each kind."""
    made = factories.worker(employer, leave_date=LEFT)
    factories.sensitive(made, disability=True)
    factories.family_contact(made)
    factories.contract(made)
    factories.recruitment(made)
    return made


def kept() -> tuple[bool, bool, bool]:
    """Whether protected facts, family contacts and workers are still there."""
    return SensitiveFacts.objects.exists(), FamilyContact.objects.exists(), Worker.objects.exists()


@pytest.mark.parametrize(
    ("day", "there"),
    [
        (date(2027, 2, 19), (True, True, True)),
        (date(2027, 2, 20), (False, True, True)),
        (date(2027, 8, 19), (False, True, True)),
        (date(2027, 8, 20), (False, False, True)),
        (date(2029, 8, 19), (False, False, True)),
        (date(2029, 8, 20), (False, False, False)),
    ],
)
def test_each_kind_goes_on_its_day(
    left: Worker, kunming: Association, day: date, there: tuple[bool, bool, bool]
) -> None:
    enforce_retention(by=machine(kunming), today=day)
    assert kept() == there
    assert Contract.objects.exists() == Recruitment.objects.exists() == there[2]


def test_who_is_still_there_is_kept(employer: Employer, kunming: Association) -> None:
    factories.family_contact(factories.worker(employer))
    removed = enforce_retention(by=machine(kunming), today=date(2066, 1, 1))
    assert set(removed.values()) == {0}
    assert Worker.objects.exists()


def test_a_protected_fact_goes_when_its_reason_has_ended(employer: Employer, kunming: Association) -> None:
    young = factories.worker(employer, birth_date=date(2009, 6, 1))
    factories.sensitive(young, young_worker_cert_no="昆未2026-001")
    mother = factories.worker(employer, sex="F")
    factories.sensitive(mother, pregnancy_start=date(2025, 9, 1), birth_date_child=date(2026, 6, 1))
    foreign = factories.worker(employer, nationality="MM")
    factories.sensitive(
        foreign, permit_no="5301", permit_from=date(2026, 1, 1), permit_to=date(2026, 12, 31), disability=True
    )
    enforce_retention(by=machine(kunming), today=date(2027, 5, 31))
    assert SensitiveFacts.objects.get(worker=young).young_worker_cert_no
    assert SensitiveFacts.objects.get(worker=mother).pregnancy_start
    enforce_retention(by=machine(kunming), today=date(2027, 7, 1))
    assert not SensitiveFacts.objects.get(worker=young).young_worker_cert_no
    assert SensitiveFacts.objects.get(worker=mother).birth_date_child is None
    over = SensitiveFacts.objects.get(worker=foreign)
    assert (over.permit_no, over.permit_to, over.disability) == ("", None, True)


def test_a_pregnancy_without_a_known_birth_goes_too(employer: Employer, kunming: Association) -> None:
    mother = factories.worker(employer, sex="F")
    factories.sensitive(mother, pregnancy_start=date(2026, 1, 1))
    enforce_retention(by=machine(kunming), today=date(2027, 10, 27))
    assert SensitiveFacts.objects.get().pregnancy_start
    enforce_retention(by=machine(kunming), today=date(2027, 10, 28))
    assert SensitiveFacts.objects.get().pregnancy_start is None


def test_the_log_of_unmaskings_is_kept_three_years(kunming: Association, manager: Actor) -> None:
    assert manager.person is not None
    Unmasking.objects.create(
        association=kunming, person=manager.person, at=datetime(2026, 3, 1, tzinfo=UTC),
        object_type="workforce.worker", object_id=1, field="id_number", reason="x",
    )  # fmt: skip
    enforce_retention(by=machine(kunming), today=date(2029, 2, 28))
    assert Unmasking.objects.exists()
    enforce_retention(by=machine(kunming), today=date(2029, 3, 1))
    assert not Unmasking.objects.exists()


def test_the_morning_enforces_it_for_each_association_and_notes_it(
    left: Worker, kunming: Association, qujing: Association, manager: Actor
) -> None:
    other = factories.worker(
        members.employer(qujing), leave_date=date(2020, 1, 2), hire_date=date(2020, 1, 1)
    )
    remove_what_is_over(machine(kunming), datetime(2026, 9, 1, tzinfo=UTC))
    remove_what_is_over(machine(kunming), datetime(2029, 9, 1, tzinfo=UTC))
    assert list(Worker.objects.all()) == [other]
    entry = AuditEntry.objects.latest("pk")
    assert entry.action == "workforce.enforce_retention"
    assert entry.details["workers"] == 1
    with pytest.raises(Hidden):
        enforce_retention(by=manager, today=timezone.localdate())


def test_months_end_where_the_shorter_month_does() -> None:
    assert months_before(date(2026, 8, 31), 6) == date(2026, 2, 28)
    assert months_before(date(2028, 2, 29), 12) == date(2027, 2, 28)
    assert months_before(date(2026, 12, 15), 12) == date(2025, 12, 15)
    assert months_before(date(2026, 1, 31), 2) == date(2025, 11, 30)
    assert len({period.key for period in PERIODS}) == len(PERIODS)


def books_of_march(employer: Employer) -> None:
    """Pay and attendance of March 2026, of someone who is still there."""
    worker = factories.worker(employer)
    of = {"association": employer.association, "worker": worker, "period": date(2026, 3, 1)}
    line = PayLine.objects.create(**of, base="2300.00")
    line.base = Decimal("2400.00")
    line.save()
    AttendanceMonth.objects.create(**of, days_worked=22, minutes=22 * 480)


def books_kept() -> tuple[bool, bool]:
    """Whether pay and attendance are still there, in the register or in its history."""
    found = []
    kept: tuple[Any, ...] = (PayLine, AttendanceMonth)
    for model in kept:
        events = model.pgh_event_model.objects
        assert model.objects.exists() == events.exists()
        found.append(model.objects.exists())
    return found[0], found[1]


def morning(association: Association, *day: int) -> None:
    remove_what_is_over(machine(association), datetime(*day, 1, tzinfo=UTC))  # type: ignore[arg-type, misc]


def test_pay_and_attendance_go_three_years_after_their_month_with_their_history(
    employer: Employer, kunming: Association
) -> None:
    books_of_march(employer)
    morning(kunming, 2029, 3, 31)
    assert books_kept() == (True, True)
    morning(kunming, 2029, 4, 1)
    assert books_kept() == (False, False)
    assert Worker.objects.exists()
    assert AuditEntry.objects.latest("pk").details["pay"] == 1


def a_result_of_march(employer: Employer) -> CheckResult:
    run = CheckRun.objects.create(
        association=employer.association, employer=employer, ran_at=datetime(2026, 4, 2, 4, tzinfo=UTC),
        first=date(2026, 3, 1), last=date(2026, 3, 1), as_of=date(2026, 4, 2), jurisdiction="kunming",
    )  # fmt: skip
    return CheckResult.objects.create(
        association=employer.association, employer=employer, rule="PAY-01", level="breach", first_seen=run,
        last_seen=run, worker=Worker.objects.get(), period=date(2026, 3, 1),
        articles=[{"zh": "最低工资规定第3条", "en": "Minimum Wage Provisions art. 3"}],
    )  # fmt: skip


def test_results_go_three_years_after_a_check_last_saw_them(employer: Employer, kunming: Association) -> None:
    books_of_march(employer)
    a_result_of_march(employer)
    morning(kunming, 2029, 4, 1)
    assert CheckResult.objects.exists()
    morning(kunming, 2029, 4, 2)
    assert not CheckResult.objects.exists()
    assert not CheckResult.pgh_event_model.objects.exists()  # type: ignore[attr-defined]
    assert not CheckRun.objects.exists()


def test_what_a_finding_waits_for_is_kept_until_it_is_closed(
    employer: Employer, kunming: Association, monitor: Actor
) -> None:
    books_of_march(employer)
    result = a_result_of_march(employer)
    contact = members.contact_of(employer)
    made = make_finding(by=contact, result=result.pk, owner_name="王老板", today=date(2026, 4, 3))
    morning(kunming, 2030, 1, 1)
    assert books_kept() == (True, True)
    assert CheckResult.objects.exists()
    withdraw_finding(by=monitor, finding=made, reason="写错了", today=date(2030, 1, 1))
    morning(kunming, 2030, 1, 2)
    assert books_kept() == (False, False)
    assert not CheckResult.objects.exists()


def test_the_note_of_a_file_goes_after_three_years(employer: Employer, kunming: Association) -> None:
    made = handed_in(members.contact_of(employer), employer, a_book())
    forget_files(machine(kunming), NOW + timedelta(days=1))
    made.refresh_from_db()
    assert made.content is None
    morning(kunming, 2029, 10, 1)
    assert BookImport.objects.exists()
    morning(kunming, 2029, 10, 2)
    assert not BookImport.objects.exists()


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_page_and_the_documentation_name_every_kind(employer: Employer, language: str) -> None:
    url = reverse("workforce:retention", kwargs={"association": "kunming"})
    page = unescape(signed_in(members.contact_of(employer), language=language).get(url).content.decode())
    written = DOCUMENTED.read_text(encoding="utf-8")
    with override(language):
        for period in PERIODS:
            for words in (period.what, period.how_long, period.enforced_by):
                assert str(words) in page
                assert str(words) in written
