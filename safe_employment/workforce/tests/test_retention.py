"""What is kept, and that it goes when its time is over."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import Association, AuditEntry, Unmasking
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.models import Contract, FamilyContact, Recruitment, SensitiveFacts, Worker
from safe_employment.workforce.retention import PERIODS, enforce_retention, months_before
from safe_employment.workforce.tasks import remove_what_is_over
from safe_employment.workforce.tests import factories

LEFT = date(2026, 8, 20)


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
