"""A child in the register: the case officers are told at once, of each child once, and nobody is named."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, Notice
from safe_employment.kit.notices import LANGUAGES, word
from safe_employment.kit.sealed import Plain
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.commands import add_worker, change_worker
from safe_employment.workforce.models import Worker
from safe_employment.workforce.tests import factories
from safe_employment.workforce.tests.handed_in import TODAY, a_book, a_worker, confirmed

HIRED = date(2026, 9, 1)


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, division_code="530102")


@pytest.fixture
def contact(employer: Employer) -> Actor:
    return members.contact_of(employer)


def entered(by: Actor, employer: Employer, born_on: date, hired_on: date = HIRED) -> Worker:
    facts: dict[str, Any] = {"name": "小红", "employment_form": "full_time", "post": "服务员"}
    return add_worker(
        by=by, employer=employer.pk, today=TODAY, id_number=Plain(factories.identity_number(born_on)),
        hire_date=hired_on, **facts,
    )  # fmt: skip


def told() -> list[Notice]:
    return list(Notice.objects.filter(kind="workforce.child"))


def test_the_case_officers_alone_are_told_without_a_name(
    contact: Actor, case_officer: Actor, manager: Actor, employer: Employer
) -> None:
    worker = entered(contact, employer, date(2011, 3, 4))
    (notice,) = told()
    assert notice.person == case_officer.person
    assert notice.facts == {}
    assert notice.path == reverse("workforce:case_worker", kwargs={"association": "kunming", "pk": worker.pk})
    for language in LANGUAGES:
        words = word(notice, language)
        for secret in (worker.name, employer.name, "2011", str(worker)):
            assert secret not in words.subject + words.text
    assert signed_in(case_officer).get(notice.path).status_code == 200
    assert not Notice.objects.filter(person=contact.person).exists()


def test_it_is_told_once_of_a_worker(contact: Actor, case_officer: Actor, employer: Employer) -> None:
    worker = entered(contact, employer, date(2011, 3, 4))
    change_worker(by=contact, worker=worker.pk, today=TODAY, post="洗碗工")
    assert len(told()) == 1
    entered(contact, employer, date(2011, 5, 6))
    assert len(told()) == 2


@pytest.mark.parametrize(
    ("born_on", "hired_on", "notices"),
    [
        (date(2010, 9, 1), HIRED, 0),  # sixteen on the first day
        (date(2010, 9, 2), HIRED, 1),  # a day short of it
        (date(2009, 1, 1), date(2024, 9, 1), 1),  # hired at fifteen, seventeen now
        (date(2008, 1, 1), date(2023, 9, 1), 0),  # hired at fifteen, of age since
    ],
)
def test_the_first_day_of_work_decides(
    contact: Actor, case_officer: Actor, employer: Employer, *, born_on: date, hired_on: date, notices: int
) -> None:
    entered(contact, employer, born_on, hired_on)
    assert len(told()) == notices


def test_an_import_tells_of_each_child_once(contact: Actor, case_officer: Actor, employer: Employer) -> None:
    child = a_worker(factories.identity_number(date(2011, 3, 4)))
    other = a_worker(factories.identity_number(date(1990, 1, 1)), worker="002", bank_account=None)
    confirmed(contact, employer, a_book(workers=[child, other]))
    (notice,) = told()
    assert notice.path.endswith(f"/{Worker.objects.get(staff_no='001').pk}/")
    confirmed(contact, employer, a_book(workers=[{**child, "post": "洗碗工"}, other]))
    assert len(told()) == 1


def test_a_correction_that_makes_a_child_of_a_worker_is_told(
    contact: Actor, case_officer: Actor, employer: Employer
) -> None:
    worker = entered(contact, employer, date(1990, 1, 1))
    assert not told()
    number = Plain(factories.identity_number(date(2011, 3, 4), sex=worker.sex))
    change_worker(by=contact, worker=worker.pk, today=TODAY, id_number=number, birth_date=date(2011, 3, 4))
    assert len(told()) == 1
