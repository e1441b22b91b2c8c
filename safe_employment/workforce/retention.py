"""How long each kind of record of this room is kept, and what removes it when its time is over.

One table, `PERIODS`: the page “what we collect and for how long” shows it, `docs/reference/` is written
from it and the daily turn enforces it. The row history holds nothing that leads to a person (see `models`),
so it may stay; only of pay, hours and results, whose worker may still be there, it goes with the record.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pgtrigger
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from safe_employment.engines.identifiers import age_on
from safe_employment.findings.models import FindingState
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import Association, Unmasking
from safe_employment.workforce.models import (
    AnnualLeave,
    AttendanceMonth,
    BankFile,
    BookImport,
    CheckResult,
    CheckRun,
    Establishment,
    FamilyContact,
    HoursApproval,
    PayLine,
    ResultState,
    SensitiveFacts,
    Worker,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor

Enforce = Callable[[Association, date], int]
# From the beginning of a pregnancy: nine months and some weeks, and the year of breastfeeding after it.
LONGEST_EXPECTING = timedelta(days=300 + 365)
# Pay, hours and what checks found of them; the law's own periods are two and three years.
BOOKS_MONTHS = 36
EACH_MORNING = _("Removed each morning by the programme itself")


@dataclass(frozen=True)
class Period:
    """What is kept, why, for how long, and the function that removes it: (association, today) → how many."""

    key: str
    what: str | _StrPromise
    holds: str | _StrPromise
    why: str | _StrPromise
    how_long: str | _StrPromise
    enforce: Enforce
    enforced_by: str | _StrPromise = EACH_MORNING


def months_before(day: date, months: int) -> date:
    """Return the day so many months earlier; the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _left_before(association: Association, day: date) -> QuerySet[Worker]:
    """Return who was no longer there on `day` or before it (the period since leaving is over)."""
    return Worker.objects.filter(association=association, leave_date__lte=day)


def _remove_workers(association: Association, today: date) -> int:
    found = _left_before(association, months_before(today, 36))
    count = found.count()
    found.delete()
    return count


def _remove_family(association: Association, today: date) -> int:
    gone = _left_before(association, months_before(today, 12))
    return FamilyContact.objects.filter(worker__in=gone).delete()[0]


def _remove_sensitive(association: Association, today: date) -> int:
    gone = _left_before(association, months_before(today, 6))
    return SensitiveFacts.objects.filter(worker__in=gone).delete()[0]


def _clear_ended(association: Association, today: date) -> int:
    """Take out protected facts whose reason has ended while the worker is still there."""
    rows = SensitiveFacts.objects.filter(association=association).select_related("worker")
    a_year = months_before(today, 12)
    over = Q(birth_date_child__lte=a_year) | Q(
        birth_date_child=None, pregnancy_start__lte=today - LONGEST_EXPECTING
    )
    maternity = ("children_born", "difficult_birth", "maternity_leave_days", "breastfeeding_minutes")
    count = rows.filter(over).update(pregnancy_start=None, birth_date_child=None, **dict.fromkeys(maternity))
    half_a_year = months_before(today, 6)
    count += rows.filter(medical_period_to__lte=half_a_year).update(medical_period_to=None)
    for facts in rows.exclude(young_worker_cert_no=""):
        if age_on(facts.worker.birth_date, today) >= 18:
            facts.young_worker_cert_no = ""
            facts.save()
            count += 1
    ended = rows.filter(permit_to__lte=half_a_year, permit_to__gte=F("permit_from"))
    return count + ended.update(permit_no="", permit_from=None, permit_to=None, permit_city="")


def _waiting() -> QuerySet[CheckResult]:
    """Return the results whose finding is not over: a check still has to say whether they were put right."""
    rows = CheckResult.objects.filter(finding__isnull=False).exclude(state=ResultState.GONE)
    return rows.exclude(finding__state__in=(FindingState.CLOSED, FindingState.WITHDRAWN))


def _months_over(model: type[PayLine | AttendanceMonth], association: Association, day: date) -> Any:
    """Return the months that ended three years before `day`.

    From the month of a finding that waits for its correction on, an employer's months stay: a check that
    looked at half of them would call put right what is only no longer known.
    """
    employer, month = OuterRef("worker__employer"), OuterRef("period")
    own = Q(employer=employer) | Q(employer=OuterRef("worker__employer__merged_into"))
    rows = model.objects.filter(association=association, period__lte=months_before(day, BOOKS_MONTHS + 1))
    return rows.exclude(Exists(_waiting().filter(own, period__lte=month)))


def _bank_files_over(association: Association, day: date) -> QuerySet[BankFile]:
    """Return the bank files of months whose pay is removed too."""
    own = Q(employer=OuterRef("employer")) | Q(employer=OuterRef("employer__merged_into"))
    rows = BankFile.objects.filter(association=association, period__lte=months_before(day, BOOKS_MONTHS + 1))
    return rows.exclude(Exists(_waiting().filter(own, period__lte=OuterRef("period"))))


def _leave_over(association: Association, day: date) -> QuerySet[AnnualLeave]:
    """Return the annual leave of years that ended three years before, but of whom a finding waits."""
    rows = AnnualLeave.objects.filter(association=association, year__lt=day.year - BOOKS_MONTHS // 12)
    return rows.exclude(Exists(_waiting().filter(worker=OuterRef("worker"))))


def _told_long_ago(association: Association, day: date) -> QuerySet[Establishment]:
    """Return what employers told of themselves three years ago who have no worker in it any more."""
    here = Worker.objects.filter(
        Q(employer=OuterRef("employer"))
        | Q(employer=OuterRef("employer__merged_into"))
        | Q(employer__merged_into=OuterRef("employer"))
    )
    rows = Establishment.objects.filter(
        association=association, changed_at__date__lte=months_before(day, BOOKS_MONTHS)
    )
    return rows.exclude(Exists(here))


def _approvals_over(association: Association, day: date) -> QuerySet[HoursApproval]:
    """Return the approvals that ended three years ago, and those without an end of who keeps no register."""
    long_ago = months_before(day, BOOKS_MONTHS)
    ended = Q(to_date__lte=long_ago)
    here = Worker.objects.filter(employer=OuterRef("employer"))
    rows = HoursApproval.objects.filter(association=association)
    return rows.filter(ended | Q(~Exists(here), to_date=None, changed_at__date__lte=long_ago))


def _remove_bank_files(association: Association, today: date) -> int:
    return _remove_with_history(_bank_files_over(association, today))


def _remove_leave(association: Association, today: date) -> int:
    return _remove_with_history(_leave_over(association, today))


def _remove_establishments(association: Association, today: date) -> int:
    approvals = _remove_with_history(_approvals_over(association, today))
    return approvals + _remove_with_history(_told_long_ago(association, today))


def _remove_with_history(found: Any) -> int:
    """Remove records and the history of them, which nothing else in the programme may touch."""
    keys = list(found.values_list("pk", flat=True))
    history = found.model.pgh_event_model
    with pgtrigger.ignore(f"{history._meta.label}:append_only"):
        history.objects.filter(pgh_obj_id__in=keys).delete()
    found.model.objects.filter(pk__in=keys).delete()
    return len(keys)


def _remove_pay(association: Association, today: date) -> int:
    return _remove_with_history(_months_over(PayLine, association, today))


def _remove_attendance(association: Association, today: date) -> int:
    return _remove_with_history(_months_over(AttendanceMonth, association, today))


def _old_runs(association: Association, today: date) -> QuerySet[CheckRun]:
    day = months_before(today, BOOKS_MONTHS)
    return CheckRun.objects.filter(association=association, ran_at__date__lte=day)


def _remove_results(association: Association, today: date) -> int:
    """Remove what no check has seen for three years, and the runs that nothing refers to any more."""
    old_runs = _old_runs(association, today)
    old = CheckResult.objects.filter(last_seen__in=old_runs.order_by().values("pk"))
    count = _remove_with_history(old.exclude(pk__in=_waiting().values("pk")))
    used = [
        Exists(CheckResult.objects.filter(**{name: OuterRef("pk")})) for name in ("first_seen", "last_seen")
    ]
    _old_runs(association, today).exclude(used[0]).exclude(used[1]).delete()
    return count


def _old_imports(association: Association, today: date) -> QuerySet[BookImport]:
    day = months_before(today, BOOKS_MONTHS)
    return BookImport.objects.filter(association=association, uploaded_at__date__lte=day)


def _remove_imports(association: Association, today: date) -> int:
    return _old_imports(association, today).delete()[0]


def _remove_unmaskings(association: Association, today: date) -> int:
    day = months_before(today, 36)
    return Unmasking.objects.filter(association=association, at__date__lte=day).delete()[0]


def _remove_nothing(association: Association, today: date) -> int:  # noqa: ARG001 - nothing is kept
    return 0


PERIODS = (
    Period(
        "sensitive",
        _("Protected facts"),
        _(
            "Pregnancy, child's birth date, the birth and its leave, medical period, pregnancy test at "
            "hiring, disability, health checks, young worker's registration, work permit; of those whom the "
            "law asks for one of them, that there is none"
        ),
        _("So that the employer gives the protection that the law wants."),
        _("Until six months after leaving"),
        _remove_sensitive,
    ),
    Period(
        "sensitive_ended",
        _("Protected facts whose reason has ended"),
        _("The same, of those who still work there"),
        _("So that no one keeps longer what is over."),
        _(
            "Pregnancy, child and its leave until its first birthday; the young worker's registration until "
            "18; a permit and a medical period until six months after its last day"
        ),
        _clear_ended,
    ),
    Period(
        "family",
        _("Family contacts"),
        _("Name, relation and phone of whom the worker named"),
        _("So that workers keep a normal connection with their family."),
        _("Until one year after leaving, or until the worker no longer agrees"),
        _remove_family,
    ),
    Period(
        "workers",
        _("Worker's record"),
        _(
            "Person, identity number, work, contracts, how they came, papers seen, what they were told, "
            "account for wages, how they left"
        ),
        _("Roster of staff: Implementing Regulations art. 8. Wage ledger: Order 724 art. 15."),
        _("Until three years after leaving"),
        _remove_workers,
    ),
    Period(
        "pay",
        _("Pay lines"),
        _("What one worker was paid for a month: amounts, deductions, day, how; a keyed hash of the account"),
        _(
            "Wage Payment Provisions 1994 art. 6 wants them kept for two years, Order 724 art. 15 for three; "
            "a check can say what is owed only with them."
        ),
        _(
            "Until three years after the month; an employer's months since a finding that waits for its "
            "correction stay until it is closed"
        ),
        _remove_pay,
    ),
    Period(
        "attendance",
        _("Attendance by month"),
        _("Planned and worked hours of each day, rest days, leave"),
        _("Overtime is worked out from them; without them no pay can be checked."),
        _("As long as the pay of the month"),
        _remove_attendance,
    ),
    Period(
        "annual_leave",
        _("Annual leave of a year"),
        _("Years of work, days taken, what was paid for the others, average wage"),
        _("Paid Annual Leave Regulations art. 5: days that were not taken are paid."),
        _("Until three years after the year, not before a finding of the worker is closed"),
        _remove_leave,
    ),
    Period(
        "establishment",
        _("What an employer tells of itself"),
        _(
            "Licence, kind of venue, exits, adverts, wage ledger, pay day, numbers of staff, posts for "
            "dispatched workers; approvals of special hours. Nothing of single workers."
        ),
        _("Some rules ask about the employer, not about one worker."),
        _(
            "As long as workers are in the register, and until three years after it was last told; an "
            "approval until three years after its last day"
        ),
        _remove_establishments,
    ),
    Period(
        "bank_files",
        _("Totals of bank files"),
        _("Month and total. No file and no account."),
        _("They are compared with the wage table."),
        _("As long as the pay of the month"),
        _remove_bank_files,
    ),
    Period(
        "results",
        _("Results of checks"),
        _("Rule, worker, month, what is owed, the arithmetic; of each check its day and its counts"),
        _("So that it can be seen what is new, what is still there and what was put right."),
        _(
            "Until three years after a check last found it, not before its finding is closed; with the "
            "worker's record at the latest"
        ),
        _remove_results,
    ),
    Period(
        "files",
        _("Files that were handed in"),
        _("The file, encrypted, with its preview; afterwards only its name, day, who, and how many rows"),
        _("So that it can be looked at before it is written into the register."),
        _("The file until it is confirmed or dropped, a day at most; the note of it for three years"),
        _remove_imports,
        _(
            "The file goes with confirming or dropping, else within the hour; the note is removed each "
            "morning"
        ),
    ),
    Period(
        "public_check",
        _("Files of the public check"),
        _("Nothing"),
        _("The public page and its programming interface answer from memory."),
        _("Not stored at all; the answer lives in the visitor's browser"),
        _remove_nothing,
        _("There is no place to store them; a test looks in the database, on the disk and in the log"),
    ),
    Period(
        "unmaskings",
        _("Who had a hidden number shown, and why"),
        _("Person, day, which value of which record, reason"),
        _("So that every look can be explained."),
        _("Three years"),
        _remove_unmaskings,
    ),
)


@command
def enforce_retention(*, by: Actor, today: date) -> dict[str, int]:
    """Remove what has been kept long enough; returns how many records by kind. Only the machine does."""
    if not by.is_machine:
        raise Hidden
    removed = {period.key: period.enforce(by.home, today) for period in PERIODS}
    record(by, "workforce.enforce_retention", None, details={**removed, "day": today.isoformat()})
    return removed


def is_due(association: Association, today: date) -> bool:
    """Whether anything of this room has been kept long enough: a cheap look before the work."""
    gone = _left_before(association, months_before(today, 6))
    return (
        gone.exists()
        or any(_months_over(model, association, today).exists() for model in (PayLine, AttendanceMonth))
        or any(
            over(association, today).exists()
            for over in (_bank_files_over, _leave_over, _told_long_ago, _approvals_over)
        )
        or _old_runs(association, today).exists()
        or _old_imports(association, today).exists()
        or SensitiveFacts.objects.filter(association=association).exists()
        or Unmasking.objects.filter(association=association, at__date__lte=months_before(today, 36)).exists()
    )
