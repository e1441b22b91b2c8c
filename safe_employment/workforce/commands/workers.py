"""Commands for workers: enter, correct, leave, come back."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, TypedDict

from safe_employment.engines.identifiers import normalise
from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put, refusing
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.queries import one_of
from safe_employment.kit.sealed import Plain, Sealer, holders_of, open_sealed, put_sealed
from safe_employment.kit.writing import day_text
from safe_employment.members.queries import own_employers
from safe_employment.workforce import errors
from safe_employment.workforce.identity import account_number, check_age, read_number, settle
from safe_employment.workforce.models import EmploymentForm, Worker
from safe_employment.workforce.notices import tell_of_children
from safe_employment.workforce.policies import KEEP_WORKERS
from safe_employment.workforce.presentation import spell_text
from safe_employment.workforce.queries import agency_for, of_employers, own_worker, own_workers

if TYPE_CHECKING:
    from datetime import date
    from typing import Unpack

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer, Workplace
    from safe_employment.workforce.models import RecruitmentAgency

AHEAD = timedelta(days=92)
# A record entered by mistake may be removed so long; afterwards it is one that the law wants kept.
REMOVABLE = timedelta(days=7)
# What is the same when someone comes back.
KEPT_BY_PERSON = (
    "association", "employer", "workplace", "staff_no", "name", "sex", "birth_date", "id_type",
    "id_number", "id_number_digest", "nationality", "household_address", "household_code", "hukou_rural",
    "current_address", "phone", "in_dormitory", "bank_account", "bank_account_digest",
    "account_holder_is_worker", "speaks_language", "work_district",
)  # fmt: skip


class WorkerFacts(TypedDict, total=False):
    """What is said of a worker and the work; numbers of documents and accounts are given apart."""

    name: str
    sex: str
    birth_date: date | None
    id_type: str
    nationality: str
    household_address: str
    household_code: str
    hukou_rural: str
    current_address: str
    phone: str
    in_dormitory: bool
    employment_form: str
    post: str
    post_hazard_tags: list[str]
    hire_date: date
    workplace: Workplace | None
    staff_no: str
    dispatch_agency: RecruitmentAgency | None
    account_holder_is_worker: str
    si_registered_on: date | None
    si_exempt: str
    work_injury_insured: str
    work_district: str
    post_kind: str
    hours_system: str
    speaks_language: str
    documents_held: list[str] | None
    agreement_signed_on: date | None


def _settle_person(
    worker: Worker,
    facts: WorkerFacts,
    id_number: Plain | None,
    number_as_shown: bool,
    today: date,
) -> None:
    """Read the number, given or kept, and bring sex and birth date in line with it."""
    id_type = facts.get("id_type", worker.id_type)
    written = id_number or (open_sealed(worker, "id_number") if worker.id_number else None)
    read = read_number(id_type, written, today) if written else None
    if read is not None and read.problem is not None:
        passes = number_as_shown and read.problem.kind == errors.NUMBER_CHECK
        if not passes and (id_number or id_type != worker.id_type):
            raise read.problem
    sex, birth_date = facts.get("sex", worker.sex), facts.get("birth_date", worker.birth_date)
    facts.update(settle(read, sex=sex, birth_date=birth_date))  # type: ignore[typeddict-item]
    if read is not None and id_number:
        put_sealed(worker, "id_number", read.number)


def _check_work(by: Actor, worker: Worker, facts: WorkerFacts, today: date) -> None:
    """Refuse days that cannot be, and places and companies that are not the actor's to name."""
    hire_date = facts.get("hire_date", worker.hire_date)
    if hire_date > today + AHEAD:
        raise ProgrammeError(errors.TOO_FAR_AHEAD, {"day": day_text(hire_date)}, field="hire_date")
    if worker.leave_date is not None and worker.leave_date <= hire_date:
        raise ProgrammeError(errors.LEFT_BEFORE_HIRE, {"day": day_text(hire_date)}, field="hire_date")
    birth_date = facts.get("birth_date") or worker.birth_date
    check_age(birth_date, hire_date)
    workplace = facts.get("workplace")
    if workplace is not None and workplace.employer_id != worker.employer_id:
        raise Hidden
    agency = facts.get("dispatch_agency", worker.dispatch_agency)
    if agency is not None:
        agency_for(by, agency.pk)
        if facts.get("employment_form", worker.employment_form) != EmploymentForm.DISPATCHED:
            raise ProgrammeError(errors.DISPATCHER_NEEDS_FORM, field="dispatch_agency")
    registered = facts.get("si_registered_on")
    if registered is not None and registered > today:
        raise ProgrammeError(errors.DAY_TO_COME, {"day": day_text(registered)}, field="si_registered_on")


def _overlapping(by: Actor, worker: Worker) -> Worker | None:
    """Return another record of the same number at the same employer whose spell overlaps this one's."""
    if worker.id_number_digest is None:
        return None
    same = of_employers(own_workers(by), [worker.employer]).filter(
        id_number_digest=bytes(worker.id_number_digest)
    )
    if worker.leave_date is not None:
        same = same.filter(hire_date__lt=worker.leave_date)
    return same.exclude(pk=worker.pk).exclude(leave_date__lte=worker.hire_date).first()


def _refuse_overlap(other: Worker) -> ProgrammeError:
    told = {"name": other.name, "days": spell_text(other), "record": str(other)}
    return ProgrammeError(errors.SPELL_OVERLAPS, told, field="id_number")


def _save(by: Actor, worker: Worker, facts: WorkerFacts) -> list[str]:
    """Write a worker; a spell that overlaps another of the same number names that one."""
    hire_date = facts.get("hire_date", worker.hire_date)
    worker.hire_date = hire_date
    other = _overlapping(by, worker)
    if other is not None:
        raise _refuse_overlap(other)
    with refusing("spells_of_a_worker_do_not_overlap", _refuse_overlap(worker)):
        return put(worker, facts)


@command
def add_worker(
    *,
    by: Actor,
    employer: int,
    today: date,
    id_number: Plain | None = None,
    number_as_shown: bool = False,
    **facts: Unpack[WorkerFacts],
) -> Worker:
    """Enter a worker of one's own employer.

    Sex and birth date are read from the number where it tells them. Raises ProgrammeError when the number
    is wrong or contradicts what is written, when the age is impossible, or when the same number is
    already in the register for that time (WORKFORCE_SPELL_OVERLAPS, naming the record).
    """
    check(by, KEEP_WORKERS)
    own: Employer = one_of(own_employers(by, KEEP_WORKERS), employer)
    worker = Worker(association=by.home, employer=own, hire_date=facts["hire_date"])
    facts.setdefault("birth_date", None)
    facts.setdefault("sex", "")
    _settle_person(worker, facts, id_number, number_as_shown, today)
    _check_work(by, worker, facts, today)
    _save(by, worker, facts)
    tell_of_children(by.home, [worker], today)
    record(by, "workforce.add_worker", worker, details={"employer": own.pk})
    return worker


@command
def change_worker(
    *,
    by: Actor,
    worker: int,
    today: date,
    id_number: Plain | None = None,
    number_as_shown: bool = False,
    bank_account: Plain | None = None,
    **facts: Unpack[WorkerFacts],
) -> Worker:
    """Correct or complete what is said of a worker; numbers that are not given stay as they are.

    Raises as `add_worker` does, and WORKFORCE_ACCOUNT_FORM.
    """
    check(by, KEEP_WORKERS)
    found = own_worker(by, worker)
    changed = []
    if id_number or {"id_type", "sex", "birth_date"} & facts.keys():
        before = found.id_number_digest
        _settle_person(found, facts, id_number, number_as_shown, today)
        changed += ["id_number"] if found.id_number_digest != before else []
    _check_work(by, found, facts, today)
    if bank_account:
        changed += ["bank_account"] if put_sealed(found, "bank_account", account_number(bank_account)) else []
    changed += _save(by, found, facts)
    tell_of_children(by.home, [found], today)
    record(by, "workforce.change_worker", found, details={"changed": sorted(changed)})
    return found


@command
def record_leaving(*, by: Actor, worker: int, leave_date: date, today: date) -> Worker:
    """Record the first day on which a worker no longer works there.

    Raises ProgrammeError WORKFORCE_HAS_LEFT, WORKFORCE_LEFT_BEFORE_HIRE or WORKFORCE_TOO_FAR_AHEAD.
    """
    check(by, KEEP_WORKERS)
    found = own_worker(by, worker)
    if found.leave_date is not None:
        raise ProgrammeError(errors.HAS_LEFT)
    if leave_date <= found.hire_date:
        told = {"day": day_text(found.hire_date)}
        raise ProgrammeError(errors.LEFT_BEFORE_HIRE, told, field="leave_date")
    if leave_date > today + AHEAD:
        raise ProgrammeError(errors.TOO_FAR_AHEAD, {"day": day_text(leave_date)}, field="leave_date")
    put(found, {"leave_date": leave_date})
    record(by, "workforce.record_leaving", found, details={"on": leave_date.isoformat()})
    return found


@command
def take_leaving_back(*, by: Actor, worker: int) -> Worker:
    """Take back a leaving that was recorded wrongly.

    Raises ProgrammeError WORKFORCE_SPELL_OVERLAPS when a later record of the same number stands.
    """
    check(by, KEEP_WORKERS)
    found = own_worker(by, worker)
    if found.leave_date is None:
        raise Hidden
    found.leave_date = None
    _save(by, found, {})
    record(by, "workforce.take_leaving_back", found)
    return found


@command
def rehire_worker(
    *, by: Actor, worker: int, today: date, hire_date: date, employment_form: str, post: str
) -> Worker:
    """Enter a new spell of someone who comes back; what was known of the person is taken over.

    Raises ProgrammeError WORKFORCE_STILL_HERE, WORKFORCE_SPELL_OVERLAPS or WORKFORCE_TOO_FAR_AHEAD.
    """
    check(by, KEEP_WORKERS)
    left = own_worker(by, worker)
    if left.leave_date is None or left.leave_date > hire_date:
        raise ProgrammeError(errors.STILL_HERE, field="hire_date")
    facts: WorkerFacts = {"hire_date": hire_date, "employment_form": employment_form, "post": post}
    again = Worker(hire_date=hire_date, **{name: getattr(left, name) for name in KEPT_BY_PERSON})
    _check_work(by, again, facts, today)
    _save(by, again, facts)
    tell_of_children(by.home, [again], today)
    record(by, "workforce.rehire_worker", again, details={"before": left.pk})
    return again


@command
def remove_worker(*, by: Actor, worker: int, today: date) -> Worker:
    """Remove a record entered by mistake in the last days. Raises ProgrammeError TOO_LATE_TO_REMOVE."""
    check(by, KEEP_WORKERS)
    found = own_worker(by, worker)
    if found.created_at.date() < today - REMOVABLE:
        raise ProgrammeError(errors.TOO_LATE_TO_REMOVE, {"days": REMOVABLE.days})
    record(by, "workforce.remove_worker", found)
    Worker.objects.filter(pk=found.pk).delete()
    return found


@command
def find_by_number(*, by: Actor, number: Plain) -> Worker | None:
    """Return the latest record of the worker with this identity number; that one looked is noted."""
    check(by, KEEP_WORKERS)
    wanted = Plain(normalise(number.reveal()))
    found = holders_of(own_workers(by), "id_number", wanted, Sealer(by.home.pk)).order_by("-hire_date")
    first = found.first()
    record(by, "workforce.find_by_number", first)
    return first
