"""Commands for what few may see: protected facts, and reading a worker's record for a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.sealed import log_unmasking, unmask
from safe_employment.workforce import errors
from safe_employment.workforce.models import SensitiveFacts
from safe_employment.workforce.policies import (
    KEEP_WORKERS,
    READ_SENSITIVE,
    READ_WORKERS,
    UNMASK_NUMBERS,
)
from safe_employment.workforce.queries import own_worker, own_workers, sensitive_of, worker_for

if TYPE_CHECKING:
    from datetime import date
    from typing import Unpack

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.sealed import Plain
    from safe_employment.workforce.models import Worker


class ProtectedFacts(TypedDict, total=False):
    """What the law protects most."""

    pregnancy_start: date | None
    birth_date_child: date | None
    disability: bool | None
    health_checks: list[date]
    young_worker_cert_no: str
    permit_no: str
    permit_from: date | None
    permit_to: date | None
    permit_city: str
    children_born: int | None
    difficult_birth: bool | None
    maternity_leave_days: int | None
    breastfeeding_minutes: int | None
    pregnancy_test: bool | None
    medical_period_to: date | None


ADULT = 18


def _wanted(worker: Worker, today: date | None) -> frozenset[str]:
    """Return what the law wants of a worker: left empty by who writes it, it is not there."""
    if today is None:
        return frozenset()
    young = {"young_worker_cert_no", "health_checks"} if worker.age(today) < ADULT else set()
    return frozenset({"permit_no", *young})


@command
def keep_sensitive_facts(
    *, by: Actor, worker: int, today: date | None = None, **facts: Unpack[ProtectedFacts]
) -> SensitiveFacts:
    """Write the protected facts of one's own worker; which of them is not noted, only that it was done.

    With `today`, what the law wants of this worker and is given as empty is known to be none.
    Raises ProgrammeError WORKFORCE_CHILD_BEFORE_PREGNANCY or WORKFORCE_PERMIT_DAYS.
    """
    check(by, KEEP_WORKERS)
    found = sensitive_of(own_worker(by, worker))
    for name, value in facts.items():
        setattr(found, name, value)
    empty = {name for name, value in facts.items() if name in _wanted(found.worker, today) and not value}
    found.known_none = sorted((set(found.known_none) - facts.keys()) | empty)
    if found.pregnancy_start and found.birth_date_child and found.birth_date_child <= found.pregnancy_start:
        raise ProgrammeError(errors.CHILD_BEFORE_PREGNANCY, field="birth_date_child")
    if found.permit_from and found.permit_to and found.permit_to < found.permit_from:
        raise ProgrammeError(errors.PERMIT_DAYS, field="permit_to")
    put(found, {})
    record(by, "workforce.keep_sensitive_facts", found.worker)
    return found


@command
def read_sensitive_facts(*, by: Actor, worker: int, reason: str = "") -> SensitiveFacts:
    """Return the protected facts of a worker; every reading is noted.

    The employer's contact reads those of their own workers; whoever else may, for a reason: raises
    ProgrammeError UNMASK_REASON_MISSING without one.
    """
    check(by, READ_SENSITIVE)
    found = worker_for(by, worker)
    is_own = own_workers(by).filter(pk=found.pk).exists()
    noted = None if is_own else log_unmasking(by, found, "sensitive_facts", reason)
    details: dict[str, object] = {"unmasking": noted.pk} if noted else {}
    record(by, "workforce.read_sensitive_facts", found, details=details)
    return sensitive_of(found)


@command
def read_worker(*, by: Actor, worker: int) -> Worker:
    """Return a worker's record to a case officer; that it was opened is noted."""
    check(by, READ_WORKERS)
    found = worker_for(by, worker)
    record(by, "workforce.read_worker", found, details={"employer": found.employer_id})
    return found


def unmask_number(*, by: Actor, worker: int, field: str, reason: str) -> Plain:
    """Return the whole `id_number` or `bank_account` of a worker; who looked and why is kept.

    Raises Hidden where there is none, and ProgrammeError UNMASK_REASON_MISSING.
    """
    check(by, UNMASK_NUMBERS)
    found = worker_for(by, worker)
    return unmask(by=by, subject=found, field=field, permission=UNMASK_NUMBERS, reason=reason)
