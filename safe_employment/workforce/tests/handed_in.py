"""Books of September 2026 as an employer hands them in: one worker, paid too little."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

from safe_employment.kit.actors import Actor
from safe_employment.members.models import Employer
from safe_employment.workforce.commands import books as commands
from safe_employment.workforce.models import BookImport
from safe_employment.workforce.tests import factories

NOW = datetime(2026, 10, 2, 2, tzinfo=UTC)
TODAY = date(2026, 10, 2)
SEPTEMBER = date(2026, 9, 1)


def a_worker(number: str = "", **facts: Any) -> dict[str, Any]:
    return {
        "worker": "001", "name": "李小明", "id_type": "resident_id",
        "id_number": number or factories.identity_number(date(1990, 1, 1)), "hire_date": "2026-03-01",
        "employment_form": "full_time", "post": "服务员", "household_address": "云南省东川区",
        "current_address": "翠湖路1号", "contact": "13800000001", "si_registered_on": "2026-03-10",
        "bank_account": "6222021234567890", **facts,
    }  # fmt: skip


def a_pay_line(**facts: Any) -> dict[str, Any]:
    return {
        "worker": "001", "period": "2026-09", "pay_date": "2026-09-30", "base": "1000.00",
        "gross": "1000.00", "net": "950.00", "method": "bank", "account_holder_is_worker": True,
        "slip_given": True, "deductions": [{"code": "social_insurance", "amount": "50.00"}], **facts,
    }  # fmt: skip


def days(count: int = 22, hours: int = 8) -> list[dict[str, Any]]:
    weekdays = [SEPTEMBER + timedelta(days=n) for n in range(30)]
    worked = [day for day in weekdays if day.weekday() < 5][:count]
    return [
        {"worker": "001", "date": day.isoformat(), "planned_kind": "work", "worked_hours": hours}
        for day in worked
    ]


def a_book(**sheets: Any) -> bytes:
    book = {
        "workers": [a_worker()],
        "contracts": [
            {"worker": "001", "signed_on": "2026-03-01", "from": "2026-03-01", "to": "2027-02-28",
             "kind": "fixed", "base_wage": "2300.00"},
        ],
        "attendance": days(),
        "payroll": [a_pay_line()],
        **sheets,
    }  # fmt: skip
    return json.dumps({key: rows for key, rows in book.items() if rows is not None}).encode()


def handed_in(by: Actor, employer: Employer, data: bytes) -> BookImport:
    made = commands.upload_books(by=by, employer=employer.pk, file_name="九月.json", data=data, now=NOW)
    return commands.read_books(by=by, books=made, today=TODAY)


def confirmed(by: Actor, employer: Employer, data: bytes) -> BookImport:
    made = handed_in(by, employer, data)
    assert made.problems == []
    return commands.confirm_books(by=by, books=made, now=NOW, today=TODAY)
