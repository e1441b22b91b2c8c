"""Reading registers into books, of one employer or of many at once.

Identity numbers are opened in memory only. Accounts go in as keyed hashes: the rules only ask which are
the same. A fixed number of queries, whatever the number of employers, workers and months.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Max, Min, Q
from django.db.models.functions import Coalesce

from safe_employment.engines.labour_law.intake import Books
from safe_employment.findings.models import FindingState
from safe_employment.kit.sealed import Sealer
from safe_employment.workforce.checking.windows import month_end
from safe_employment.workforce.law import BANK_FILE_RULE
from safe_employment.workforce.models import (
    AnnualLeave,
    AttendanceMonth,
    BankFile,
    CheckResult,
    Contract,
    Establishment,
    HoursApproval,
    Leaving,
    PayLine,
    Recruitment,
    ResultState,
    SensitiveFacts,
    Worker,
)
from safe_employment.workforce.queries import of_employers

from .employers import approval_in, employer_row
from .sheets import OfWorker, Sheets, employer_key, worker_key

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.members.models import Employer

#: The employer whose register a worker's record is in: the one that stayed, where two were merged.
OWNER = Coalesce("employer__merged_into_id", "employer_id")
_OWNER_OF_WORKER = Coalesce("worker__employer__merged_into_id", "worker__employer_id")


@dataclass(frozen=True)
class Months:
    """From the month `first` to the month `last`, each named by its first day, both included."""

    first: date
    last: date

    @property
    def end(self) -> date:
        """The last day."""
        return month_end(self.last)


def kept_months(employers: Sequence[Employer]) -> dict[int, Months]:
    """Return the first and last month of which each register has pay or attendance, by employer.

    Employers of which nothing is kept are left out.
    """
    owners = _owners(_workers(employers))
    known: dict[int, list[date]] = {}
    for model in (PayLine, AttendanceMonth):
        found = model.objects.filter(worker__in=list(owners)).order_by().values_list("worker")
        for worker, *days in found.annotate(Min("period"), Max("period")):
            known.setdefault(owners[worker], []).extend(days)
    return {owner: Months(min(days), max(days)) for owner, days in known.items()}


def sheets_kept(employers: Sequence[Employer], months: Months) -> dict[int, frozenset[str]]:
    """Return the sheets that the books of each employer would have for some months, besides the workers.

    What is not kept at all is not known; so only employers with the same sheets can be read as one.
    """
    owners = _owners(_at_work(_workers(employers), months))
    pay = PayLine.objects.filter(period__gte=months.first, period__lte=months.last)
    days = AttendanceMonth.objects.filter(period__gte=months.first, period__lte=months.last)
    found: dict[int, set[str]] = {employer.pk: set() for employer in employers}
    for name, rows in (
        ("contracts", Contract.objects.all()),
        ("payroll", pay),
        ("deductions", pay.exclude(deductions=None)),
        ("attendance", days),
    ):
        of_workers: Any = rows.filter(worker__in=list(owners)).order_by()
        for worker in of_workers.values_list("worker", flat=True).distinct():
            found[owners[worker]].add(name)
    return {owner: frozenset(names) for owner, names in found.items()}


def books_of(employers: Sequence[Employer], months: Months, *, minor_units: int) -> Books:
    """Return the registers of employers of one association for some months in the engine's normal form.

    `minor_units`: how many of the smallest unit make one of the currency. A sheet of which the registers
    have nothing is left out: of it nothing is known. Workers whom the same recruiters brought to other
    employers are listed too, under their employers' keys, with the recruiter and nothing else.
    """
    sealer = Sealer(employers[0].association_id)
    workers = list(_at_work(_workers(employers), months).select_related("dispatch_agency", "workplace"))
    owners = {worker.pk: employer_key(worker.owner) for worker in workers}
    in_months = {"period__gte": months.first, "period__lte": months.last}
    sheets = Sheets(minor_units)
    _employers(sheets, employers, months)
    recruited = {row.worker_id: row for row in _of(Recruitment, owners).select_related("agency")}
    protected = {row.worker_id: row for row in _of(SensitiveFacts, owners)}
    left = {row.worker_id: row for row in _of(Leaving, owners)}
    leave = {(row.worker_id, row.year): row for row in _of(AnnualLeave, owners)}
    for worker in workers:
        pk, last = worker.pk, min(worker.last_day or months.end, months.end)
        hangs = OfWorker(recruited.get(pk), protected.get(pk), left.get(pk), leave.get((pk, last.year)))
        sheets.worker(owners[pk], worker, sealer, hangs)
    for elsewhere in _brought_elsewhere(employers, recruited.values(), months):
        sheets.brought_by(employer_key(elsewhere.owner), elsewhere)
    for contract in _of(Contract, owners).order_by("worker", "from_date"):
        sheets.contract(owners[contract.worker_id], contract)
    for line in _of(PayLine, owners).filter(**in_months).order_by("worker", "period", "position"):
        sheets.pay_line(owners[line.worker_id], line)
    attendance = _of(AttendanceMonth, owners).filter(**in_months).order_by("worker", "period")
    for worker_id, days in attendance.values_list("worker_id", "days").iterator():
        sheets.days(owners[worker_id], worker_key(worker_id), days)
    places = {employer.division_code for employer in employers}
    return Books(sheets.frames(), (places.pop() or None) if len(places) == 1 else None)


def _employers(sheets: Sheets, employers: Sequence[Employer], months: Months) -> None:
    """Add the row of each employer, with what was told of it before the end of the months."""
    told = _of_records(Establishment, employers)
    approvals = _of_records(HoursApproval, employers)
    files = _of_records(BankFile, employers, period__gte=months.first, period__lte=months.last)
    waiting = _months_waiting(employers) if files else {}
    for employer in employers:
        establishment = next(iter(told.get(employer.pk, ())), None)
        of_employer = approvals.get(employer.pk, ())
        approval = approval_in(months.first, months.end, of_employer)
        # Who keeps approvals here and has none of this time has none.
        none = ("approved_system",) if of_employer else ()
        bank_file = _bank_file(files.get(employer.pk, ()), waiting.get(employer.pk, set()))
        row = employer_row(employer, establishment, approval, bank_file, none_known=none, money=sheets.money)
        sheets.employer(row, employer_key(employer.pk))


def _bank_file(files: Sequence[BankFile], waiting: set[date]) -> BankFile | None:
    """Return the bank file that is compared: of the first month whose finding waits, else the latest."""
    open_ones = [each for each in files if each.period in waiting]
    latest = max(files, key=lambda each: each.period, default=None)
    return min(open_ones, key=lambda each: each.period, default=latest)


def _months_waiting(employers: Sequence[Employer]) -> dict[int, set[date]]:
    """Return the months of each employer of which a finding about the bank file waits for its correction."""
    rows = CheckResult.objects.filter(
        employer__in=list(employers), rule=BANK_FILE_RULE, worker=None, finding__isnull=False
    ).exclude(state=ResultState.GONE)
    open_ones = rows.exclude(finding__state__in=(FindingState.CLOSED, FindingState.WITHDRAWN))
    found: dict[int, set[date]] = {}
    for employer, period in open_ones.order_by().values_list("employer", "period"):
        if period is not None:
            found.setdefault(employer, set()).add(period)
    return found


def _of_records(model: Any, employers: Sequence[Employer], **narrowed: date) -> dict[int, list[Any]]:
    """Return the records of each employer, its own before those of records that were merged into it."""
    keys = [employer.pk for employer in employers]
    rows = model.objects.filter(Q(employer__in=keys) | Q(employer__merged_into__in=keys), **narrowed)
    found: dict[int, list[Any]] = {}
    for row in sorted(rows.annotate(owner=OWNER), key=lambda each: (each.employer_id != each.owner, each.pk)):
        found.setdefault(row.owner, []).append(row)
    return found


def _owners(workers: Any) -> dict[int, int]:
    """Return whose each worker is, by key.

    What is kept of them is then asked for by their keys alone, without a join: of a register that was just
    written the database does not know yet how large it is, and would join row by row.
    """
    return dict(workers.order_by().values_list("pk", OWNER))


def _workers(employers: Sequence[Employer]) -> QuerySet[Worker]:
    association = employers[0].association_id
    return of_employers(Worker.objects.filter(association_id=association), list(employers))


def _at_work(workers: QuerySet[Worker], months: Months) -> Any:
    """Narrow down to who worked in some of the months; each with its `owner`."""
    rows = workers.filter(hire_date__lte=months.end).exclude(leave_date__lte=months.first)
    return rows.annotate(owner=OWNER).order_by("pk")


def _of(model: Any, keys: Mapping[int, str]) -> Any:
    return model.objects.filter(worker_id__in=list(keys))


def _brought_elsewhere(employers: Sequence[Employer], known: Any, months: Months) -> Any:
    """Return how the same recruiters brought workers to other employers of the association."""
    contacts = {came.recruiter_contact for came in known if came.recruiter_contact}
    if not contacts:
        return ()
    here = [employer.pk for employer in employers]
    rows = Recruitment.objects.filter(
        association_id=employers[0].association_id, recruiter_contact__in=sorted(contacts)
    )
    rows = rows.filter(worker__hire_date__lte=months.end).exclude(worker__leave_date__lte=months.first)
    return rows.annotate(owner=_OWNER_OF_WORKER).exclude(owner__in=here).order_by("worker_id")
