"""Worker registers of 2026: who works where, what they were paid, and what the checks of it found."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from safe_employment.demo.books import Books, invented_books
from safe_employment.demo.stage import TODAY, Stage, count_rows
from safe_employment.kit.actors import machine
from safe_employment.workforce.books.files import books_from_bytes
from safe_employment.workforce.commands import (
    add_agency,
    add_approval,
    add_family_contact,
    note_paper_seen,
    record_annual_leave,
    record_bank_file,
    record_training,
    revoke_licence,
)
from safe_employment.workforce.commands.books import confirm_books, read_books, upload_books
from safe_employment.workforce.commands.checks import make_finding, run_checks, run_checks_of_many
from safe_employment.workforce.commands.tallies import count_books
from safe_employment.workforce.importing.planning import plan_import
from safe_employment.workforce.importing.writing import write_plan
from safe_employment.workforce.law import law_of
from safe_employment.workforce.models import CheckResult, PayLine, RecruitmentAgency, ResultState, Worker

if TYPE_CHECKING:
    from safe_employment.members.models import Employer

#: What is wrong at how many employers; a real town has more that is in order than not.
MIX = {"in_order": 16, "long_hours": 7, "low_pay": 6, "no_papers": 5, "fines": 4, "bound": 2, "young": 1}
CHECKED_AT = datetime(2026, 11, 2, 1, 15, tzinfo=UTC)
COUNTED_AT = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
#: Name, licence, whose it is, from and to which day it holds, and since when it is revoked.
AGENCIES = (
    ("昆明春城人力资源有限公司", "530102202300018", "placement", date(2023, 5, 8), date(2028, 5, 7), None),
    ("云南同心职业介绍所", "530103202200007", "placement", date(2022, 3, 1), date(2027, 2, 28), None),
    ("昆明滇池劳务派遣有限公司", "530111202400031", "dispatch", date(2024, 6, 17), date(2027, 6, 16), None),
    ("昭通远航人力资源有限公司", "530600202100012", "placement", date(2021, 4, 12), date(2026, 4, 11), None),
    (
        *("昆明顺达劳务有限公司", "530112202300044", "dispatch", date(2023, 9, 1), date(2026, 8, 31)),
        date(2026, 3, 16),
    ),
)

ISSUER, SOURCE = "昆明市人力资源和社会保障局", "许可信息公示（虚构）"


def present(stage: Stage, employers: list[Employer], own: Employer) -> None:
    """Give employers books for a year and have them checked; the own employer hands its books in itself."""
    _agencies(stage)
    kinds = [kind for kind, number in MIX.items() for _ in range(number)]
    kept = employers[: len(kinds)]
    for number, (kind, employer) in enumerate(zip(kinds, kept, strict=True)):
        staff = stage.rng.choice((5, 6, 7, 8, 9, 12)) + (kind == "bound") * 4
        books = invented_books(kind, staff, number, _district(employer))
        _through_agencies(stage, books)
        _write(employer, books)
    count_rows()
    now = CHECKED_AT
    run_checks_of_many(by=machine(stage.home), employers=kept, now=now, today=now.date())
    _own(stage, own)
    count_books(by=machine(stage.home), now=COUNTED_AT)


def _district(employer: Employer) -> str:
    code = employer.division_code
    return code if len(code) == 6 and code.startswith("5301") and not code.endswith("00") else "530102"


def _agencies(stage: Stage) -> None:
    by = stage.by("clerk")
    for name, licence, kind, begins, ends, revoked in AGENCIES:
        made = add_agency(
            by=by, today=TODAY, name=name, kind=kind, licence_no=licence, valid_from=begins, valid_to=ends,
            found=True, issued_by=ISSUER, source=SOURCE, checked_on=date(2026, 1, 19),
        )  # fmt: skip
        if revoked:
            revoke_licence(
                by=by,
                agency=made.pk,
                revoked_on=revoked,
                reason="人社局通报：以招工为名收取费用",
                today=TODAY,
            )


def _through_agencies(stage: Stage, books: Books) -> None:
    """Every fifth worker came through an agency that is registered with the association."""
    placing = list(
        RecruitmentAgency.objects.filter(association=stage.home, kind="placement", revoked_on=None)
    )
    for worker in books["workers"][::5]:
        if worker["channel"] == "direct":
            agency = stage.rng.choice(placing)
            worker |= {"channel": "agency", "agency": agency.name, "agency_licence_no": agency.licence_no}


def _write(employer: Employer, books: Books) -> None:
    """Put books into a register as a confirmed import does."""
    law = law_of(employer)
    found = books_from_bytes(
        _as_file(books), "books.json", place=_district(employer), minor_units=law.minor_units
    )
    plan = plan_import(employer, found, units=law.minor_units, today=TODAY)
    if plan.problems:
        raise ValueError(plan.problems[:3])
    write_plan(plan, CHECKED_AT)


def _as_file(books: Mapping[str, Any]) -> bytes:
    return json.dumps(books, ensure_ascii=False).encode()


def _own(stage: Stage, own: Employer) -> None:
    """Live through the autumn of the own employer: three times books, a finding, and wages paid after all."""
    by = stage.by("employer")
    books = invented_books("low_pay", own.staff or 6, 2026, _district(own))
    for month, day in ((8, date(2026, 9, 7)), (9, date(2026, 10, 9)), (10, date(2026, 11, 9))):
        if month == 10:
            _pay_after_all(books)
        now = datetime(day.year, day.month, day.day, 7, 40, tzinfo=UTC)
        given = upload_books(
            by=by,
            employer=own.pk,
            file_name=f"{month}月工资考勤.json",
            data=_as_file(_until(books, month)),
            now=now,
        )
        read = read_books(by=by, books=given, today=day)
        confirm_books(by=by, books=read, now=now, today=day)
        run_checks(by=by, employer=own, now=now + timedelta(minutes=1), today=day)
        if month == 9:
            _findings(stage, own, day)
    _told(stage, own)
    _of_the_business(stage, own)


def _of_the_business(stage: Stage, own: Employer) -> None:
    """Record an approval that has ended, a bank file, and the leave of a year."""
    by = stage.by("employer")
    add_approval(
        by=by, employer=own.pk, system="comprehensive", cycle="quarter", posts=["送货员"],
        from_date=date(2026, 1, 1), to_date=date(2026, 12, 31),
    )  # fmt: skip
    paid = PayLine.objects.filter(worker__employer=own, period=date(2026, 10, 1), method="bank")
    total = sum((line.net for line in paid if line.net is not None), Decimal(0))
    record_bank_file(by=by, employer=own.pk, month=date(2026, 10, 1), total=total)
    for worker in Worker.objects.filter(employer=own, leave_date=None).order_by("pk")[:3]:
        record_annual_leave(
            by=by, worker=worker.pk, year=TODAY.year, today=TODAY, service_years=3, days_taken=5
        )


def _until(books: Books, month: int) -> Books:
    """Return the books as they stood at the end of a month of 2026."""
    last = f"2026-{month:02d}"
    return {
        **books,
        "attendance": [row for row in books["attendance"] if row["date"][:7] <= last],
        "payroll": [row for row in books["payroll"] if row["period"] <= last],
    }


def _pay_after_all(books: Books) -> None:
    """From July on the minimum wage is paid after all, and is agreed from now on."""
    for line in books["payroll"]:
        if line["base"] < 2300 and line["period"] >= "2026-07":
            line["gross"] += 2300 - line["base"]
            line["net"] += 2300 - line["base"]
            line["base"] = 2300


def _findings(stage: Stage, own: Employer, today: date) -> None:
    """Make a finding of the oldest wage below the minimum."""
    by = stage.by("employer")
    short = CheckResult.objects.filter(employer=own, rule="PAY-01").exclude(state=ResultState.GONE)
    result = short.order_by("period", "pk").first()
    if result:
        make_finding(by=by, result=result.pk, owner_name=stage.people["employer"].name, today=today)


def _told(stage: Stage, own: Employer) -> None:
    """Note what the own employer did for its people: papers looked at, families reached, people told."""
    by = stage.by("employer")
    name = stage.people["employer"].name
    for number, worker in enumerate(Worker.objects.filter(employer=own).order_by("pk")):
        note_paper_seen(
            by=by, worker=worker.pk, kind="id_card", seen_on=worker.hire_date, seen_by=name, today=TODAY
        )
        day = date(2026, 3, 9)
        record_training(
            by=by, worker=worker.pk, topic="trafficking", told_on=day, language="普通话", today=TODAY
        )
        if number % 2 == 0:
            add_family_contact(
                by=by, worker=worker.pk, name=stage.name(), relation="parent", phone=f"1390871{number:04d}",
                confirmed_on=date(2026, 9, 28), consent_on=date(2026, 2, 9), today=TODAY,
            )  # fmt: skip
