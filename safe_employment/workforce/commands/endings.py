"""Commands for how an employment ended, and for the annual leave of a year."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.workforce import errors
from safe_employment.workforce.models import AnnualLeave
from safe_employment.workforce.policies import KEEP_WORKERS
from safe_employment.workforce.queries import leaving_of, own_annual_leave, own_worker

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from typing import Unpack

    from safe_employment.kit.actors import Actor
    from safe_employment.workforce.models import Leaving


class LeavingFacts(TypedDict, total=False):
    """How a worker gave notice or was dismissed, and how the last pay was settled."""

    resigned_on: date | None
    resignation_accepted: bool | None
    termination_ground: str
    pay_withheld_at_exit: Decimal | None
    final_pay_date: date | None


class LeaveFacts(TypedDict, total=False):
    """The annual leave of a year."""

    service_years: int | None
    days_taken: int | None
    paid: Decimal | None
    average_wage: Decimal | None


@command
def keep_leaving(*, by: Actor, worker: int, **facts: Unpack[LeavingFacts]) -> Leaving:
    """Write how an employment ends: notice, ground, last pay."""
    check(by, KEEP_WORKERS)
    found = leaving_of(own_worker(by, worker))
    changed = put(found, facts)
    record(by, "workforce.keep_leaving", found, details={"worker": worker, "changed": changed})
    return found


@command
def record_annual_leave(
    *, by: Actor, worker: int, year: int, today: date, **facts: Unpack[LeaveFacts]
) -> AnnualLeave:
    """Record, or correct, the annual leave of a year. Raises ProgrammeError WORKFORCE_LEAVE_YEAR."""
    check(by, KEEP_WORKERS)
    of = own_worker(by, worker)
    last = of.last_day.year if of.last_day else today.year
    if not of.hire_date.year <= year <= min(last, today.year):
        raise ProgrammeError(errors.LEAVE_YEAR, {"year": year}, field="year")
    known = AnnualLeave.objects.filter(worker=of, year=year).first()
    found = known or AnnualLeave(association=by.home, worker=of, year=year)
    changed = put(found, facts)
    record(by, "workforce.record_annual_leave", found, details={"worker": worker, "changed": changed})
    return found


@command
def remove_annual_leave(*, by: Actor, annual_leave: int) -> AnnualLeave:
    """Remove the annual leave of a year, recorded by mistake."""
    check(by, KEEP_WORKERS)
    found = own_annual_leave(by, annual_leave)
    record(by, "workforce.remove_annual_leave", found, details={"worker": found.worker_id})
    AnnualLeave.objects.filter(pk=found.pk).delete()
    return found
