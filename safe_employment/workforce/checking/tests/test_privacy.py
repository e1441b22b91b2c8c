"""What identifies a person is nowhere: not in an answer, not in a log, not in the audit log, not in a
message.
"""

from __future__ import annotations

import logging
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from safe_employment.kit.models import AuditEntry
from safe_employment.workforce.checking import doing

from .books import BOOKS, IDENTITY, NAME, as_json, as_workbook, changed
from .test_pages import post

SECRETS = (NAME, IDENTITY, "13888001234", "6222021234567890123")
#: Books in which the numbers stand where they do not belong, so that the reader must complain of them.
MISPLACED = [
    changed("workers", 0, hire_date=IDENTITY),
    changed("workers", 0, birth_date=NAME),
    changed("workers", 0, sex=NAME),
    changed("workers", 0, recruitment_fee=IDENTITY),
    changed("workers", 0, hukou_rural="13888001234"),
    changed("payroll", 0, gross="6222021234567890123"),
    changed("payroll", 0, period=NAME),
    changed("attendance", 0, worked_hours=IDENTITY),
    {NAME: BOOKS["workers"], IDENTITY: []},
]


@pytest.mark.django_db
@pytest.mark.parametrize("books", MISPLACED, ids=range(len(MISPLACED)))
def test_no_secret_comes_back_in_a_complaint(books: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    entries = AuditEntry.objects.count()
    workbook = as_workbook(books) if all(books.values()) else as_json(books)
    answers = [
        post(workbook),
        post(as_json(books), "books.json", lang="zh"),
        Client().post("/api/v1/checks", as_json(books), content_type="application/json"),
        Client().post("/api/v1/checks", {"file": SimpleUploadedFile(f"{NAME}.xlsx", workbook)}),
    ]
    assert [answer.status_code for answer in answers] == [422] * 4
    for answer in answers:
        said = answer.content.decode() + str(answer.headers)
        assert [secret for secret in SECRETS if secret in said] == []
    assert [secret for secret in SECRETS if secret in caplog.text] == []
    assert AuditEntry.objects.count() == entries


def test_an_unexpected_failure_tells_no_value(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_args: Any, **_kwargs: Any) -> None:
        raise ValueError(f"Could not convert '{IDENTITY}' of {NAME}")

    monkeypatch.setattr(doing, "check_books", fail)
    caplog.set_level(logging.DEBUG)
    page, told = post(as_json()), Client().post("/api/v1/checks", as_json(), content_type="application/json")
    assert (page.status_code, told.status_code) == (500, 500)
    assert "CHECK_FAILED" in page.content.decode()
    assert "ValueError at" in caplog.text
    everything = page.content.decode() + told.content.decode() + caplog.text
    assert [secret for secret in SECRETS if secret in everything] == []


def test_workers_who_are_listed_by_their_identity_number_are_called_otherwise() -> None:
    books = {
        sheet: [{**row, "worker": IDENTITY if row["worker"] == "W001" else row["worker"]} for row in rows]
        for sheet, rows in BOOKS.items()
        if isinstance(rows, list)
    }
    answer = Client().post("/api/v1/checks", as_json(books), content_type="application/json")
    assert IDENTITY not in answer.content.decode()
    assert "#1 (…1229)" in {found["worker"] for found in answer.json()["findings"]}
    assert IDENTITY not in post(as_json(books)).content.decode()
