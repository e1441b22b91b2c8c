"""A year of books written straight into the register: for the pages that count them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from safe_employment.kit.models import Association
from safe_employment.members.models import Employer
from safe_employment.members.tests import factories as members
from safe_employment.workforce.glance.months import last_day, moved
from safe_employment.workforce.models import (
    AttendanceMonth,
    CheckResult,
    CheckRun,
    PayLine,
    Worker,
)
from safe_employment.workforce.tests import factories

AT = datetime(2026, 11, 3, 2, tzinfo=UTC)


def attendance(of: Worker, month: date, *, hours: int = 8, saturdays: int = 0) -> AttendanceMonth:
    """Every weekday of a month at `hours`, and so many Saturdays of eight hours; as planned."""
    days: list[dict[str, Any]] = []
    left = saturdays
    for number in range(last_day(month).day):
        day = month + timedelta(days=number)
        if day.weekday() < 5:
            days.append({"date": day.isoformat(), "planned_kind": "work", "minutes": hours * 60})
        elif day.weekday() == 5 and left:
            left -= 1
            days.append({"date": day.isoformat(), "planned_kind": "rest", "minutes": 480})
    minutes = sum(day["minutes"] for day in days)
    return AttendanceMonth.objects.create(
        association=of.association, worker=of, period=month, days=days, days_worked=len(days), minutes=minutes
    )


def pay(of: Worker, month: date, base: str = "2300.00", **facts: Any) -> PayLine:
    """A wage of a month."""
    values: dict[str, Any] = {"base": base, "gross": base, "net": base, **facts}
    return PayLine.objects.create(association=of.association, worker=of, period=month, **values)


def run(employer: Employer, at: datetime = AT, **facts: Any) -> CheckRun:
    """A check of a year of books."""
    values: dict[str, Any] = {
        "first": date(2025, 11, 1), "last": date(2026, 10, 1), "as_of": at.date(), "jurisdiction": "kunming",
        "counts": {"breach": 0, "warning": 0, "info": 0}, **facts,
    }  # fmt: skip
    return CheckRun.objects.create(association=employer.association, employer=employer, ran_at=at, **values)


def result(of: CheckRun, rule: str = "PAY-01", amount: str | None = "100.00", **facts: Any) -> CheckResult:
    """A breach that stands."""
    values: dict[str, Any] = {
        "level": "breach", "period": date(2026, 9, 1), "explanation_zh": "说明", "explanation_en": "Told",
        "source_status": "seen", **facts,
    }  # fmt: skip
    return CheckResult.objects.create(
        association=of.association,
        employer=of.employer,
        rule=rule,
        amount=None if amount is None else Decimal(amount),
        first_seen=of,
        last_seen=of,
        **values,
    )


def employer_with_breach(association: Association, *, owed: str = "100.00", **facts: Any) -> Employer:
    """An employer with one worker, checked, who owes an amount for the minimum wage."""
    made = members.employer(association, **facts)
    factories.worker(made)
    result(run(made), amount=owed)
    return made


def a_busy_year(
    employer: Employer, people: int = 7, months: int = 10, last: date = date(2026, 10, 1)
) -> None:
    """Some people whose hours and pay change from month to month, results of every kind, one of them gone."""
    workers = [
        factories.worker(employer, name=f"员工{number}", hire_date=moved(last, -12 + number))
        for number in range(people)
    ]
    factories.worker(employer, name="离开的", hire_date=date(2026, 1, 5), leave_date=date(2026, 6, 1))
    for step in range(months):
        month = moved(last, -step)
        for number, worker in enumerate(workers):
            if worker.hire_date <= month:
                attendance(worker, month, hours=8 + (step + number) % 3, saturdays=(step + number) % 5)
                if step:
                    pay(worker, month, base=f"{2150 + 60 * number + 20 * step}.00")
    made = run(employer, owed=Decimal("412.64"))
    first = workers[0]
    result(made, amount="312.64", worker=first)
    result(made, "HRS-03", None, worker=first, ordinal=1)
    result(made, "PAY-03", "100.00", worker=workers[1])
    result(made, "CON-06", None, level="warning", worker=first, period=None)
    result(made, "HRS-01", None, level="info", worker=first)
    result(made, "PAY-04", "250.00", state="gone", worker=workers[1])
    result(made, "PAT-09", None, level="alert", confidential=True, worker=first, period=None)
