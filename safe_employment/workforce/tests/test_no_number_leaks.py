"""Identity and account numbers: through the whole life of a worker's record they come up nowhere unasked.

One walk does all that handles a number, rightly and wrongly; then what it left behind is searched: every log
line, every page and where it led, every notice and mail, the audit log, the facts of long work, and the
tables of the database.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Association, AuditEntry, Notice, TaskRun
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.models import BookImport, CheckResult, Worker
from safe_employment.workforce.tests import factories
from safe_employment.workforce.tests.handed_in import a_book, a_worker
from safe_employment.workforce.tests.test_books import checked

NUMBER = factories.identity_number(date(1990, 1, 1))
OF_A_CHILD = factories.identity_number(date(2023, 5, 5))
WRONG = NUMBER[:-1] + ("1" if NUMBER[-1] != "1" else "2")
ACCOUNT = "6222021234567890123"
SECRETS = (NUMBER, OF_A_CHILD, WRONG, ACCOUNT)
#: Whose own page this is: there the employer's contact sees what they have just typed.
FORMS = ("add_worker", "find_worker")


@dataclass
class Walk:
    """A browser that remembers where it was led and what it was shown."""

    browser: Client
    seen: list[tuple[str, str]] = field(default_factory=list)

    def at(self, route: str, pk: int, data: dict[str, Any] | None = None, **named: Any) -> Any:
        url = reverse(f"workforce:{route}", kwargs={"association": "kunming", "pk": pk, **named})
        answer = self.browser.get(url) if data is None else self.browser.post(url, data, follow=False)
        led = f"{url} {answer.headers.get('Location', '')}"
        shown = "" if route in FORMS else answer.content.decode(errors="replace")
        self.seen.append((route, f"{led}\n{answer.headers}\n{shown}"))
        return answer

    def leaks(self) -> list[tuple[str, str]]:
        return [(route, secret) for route, text in self.seen for secret in SECRETS if secret in text]


@pytest.fixture
def employer(kunming: Association) -> Employer:
    return members.employer(kunming, address="翠湖路1号", division_code="530102")


@pytest.fixture
def contact(employer: Employer) -> Actor:
    return members.contact_of(employer)


def test_a_number_comes_up_nowhere_unasked(
    contact: Actor, employer: Employer, case_officer: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    walk = Walk(signed_in(contact))
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    _entered(walk, employer)
    _handed_in(walk, contact, employer)
    _checked(walk, Walk(signed_in(case_officer)), contact, employer)
    assert not walk.leaks(), str(walk.leaks())
    logged = "\n".join(f"{each.getMessage()} {each.exc_text or ''}" for each in caplog.records)
    assert [secret for secret in SECRETS if secret in logged] == []
    told = "\n".join(f"{one.subject} {one.body}" for one in mail.outbox)
    for kept in (Notice, AuditEntry, TaskRun):
        told += str(list(kept._default_manager.values()))
    assert [secret for secret in SECRETS if secret in told] == []
    assert [found for found in _kept() if found[1]] == []


def _entered(walk: Walk, employer: Employer) -> None:
    """Enter a worker rightly and wrongly, look for them, and ask for the number without a reason."""
    person = {
        "name": "王小芳", "id_type": "resident_id", "nationality": "CN", "employment_form": "full_time",
        "hire_date": "2026-03-01", "post": "服务员",
    }  # fmt: skip
    for number in (WRONG, OF_A_CHILD, NUMBER):
        walk.at("add_worker", employer.pk, {**person, "id_number": number})
    made = Worker.objects.get(name="王小芳", birth_date=date(1990, 1, 1))
    for route in ("worker", "remove_worker", "record_leaving", "sensitive", "rehire_worker"):
        walk.at(route, made.pk)
    walk.at("find_worker", employer.pk, {"number": NUMBER})
    walk.at("find_worker", employer.pk, {"number": WRONG + "X"})
    walk.at("unmask", made.pk, {"reason": ""}, field="id_number")
    walk.at("unmask", made.pk, {"reason": ""}, field="bank_account")
    walk.at("workers", employer.pk)
    searched = walk.browser.get(reverse("workforce:workers", args=["kunming", employer.pk]), {"q": NUMBER})
    assert NUMBER not in searched.headers["Location"]


def _handed_in(walk: Walk, contact: Actor, employer: Employer) -> None:
    """Hand books in: numbers in the wrong columns, a wrong number twice, and right ones."""
    rows = a_worker(NUMBER, bank_account=ACCOUNT, name="王小芳")
    for worker in (
        {**rows, "hire_date": NUMBER},
        {**rows, "sex": ACCOUNT},
        {**rows, "id_number": WRONG},
        {**rows, "id_number": OF_A_CHILD, "birth_date": "1990-01-01"},
        {**rows, "sex": "M", "name": "王小芳", "worker": NUMBER},
        rows,
    ):
        book = a_book(workers=[worker], contracts=None, attendance=None)
        file = SimpleUploadedFile("九月.json", book)
        walk.at("books", employer.pk, {"file": file})
        made = BookImport.objects.order_by("-pk")[0]
        walk.at("book_import", made.pk)
        walk.at("confirm_books", made.pk, {})
        walk.at("book_import", made.pk)
    made.refresh_from_db()
    assert not made.problems, str(made.problems)
    assert made.state == "confirmed"
    walk.at("books", employer.pk)
    walk.browser.post(reverse("check:page"), {"file": SimpleUploadedFile(f"{NUMBER}.json", b"{")})


def _checked(walk: Walk, case: Walk, contact: Actor, employer: Employer) -> None:
    """Check, make a finding of a result, and look at it all as the employer and as a case officer."""
    checked(contact, employer)
    result = CheckResult.objects.filter(confidential=False, level__in=("breach", "warning")).first()
    assert result is not None
    walk.at("make_finding", result.pk, {"owner_name": "王老板"})
    walk.at("problems", employer.pk)
    walk.at("glance", employer.pk)
    for route in ("case_results", "case_result_list", "counts", "case_workers"):
        case.at(route, employer.pk)
    walk.seen += case.seen


def _kept() -> Iterator[tuple[str, list[str]]]:
    """Every table of the programme, and which of the numbers stand in it in the clear."""
    for model in apps.get_models():
        if model._meta.app_label in ("sessions", "contenttypes", "procrastinate"):
            continue
        rows = str(list(model._default_manager.values()))
        yield model._meta.label, [secret for secret in SECRETS if secret in rows]
