"""From the row of a worker: how the employment ended, and the annual leave of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safe_employment.workforce.importing.register import put_facts
from safe_employment.workforce.models import AnnualLeave, Leaving

if TYPE_CHECKING:
    from collections.abc import Mapping

    from safe_employment.workforce.importing.register import Register
    from safe_employment.workforce.models import Worker

LEAVING_FIELDS = (
    "resigned_on", "resignation_accepted", "pay_withheld_at_exit", "final_pay_date", "termination_ground",
)  # fmt: skip
LEAVE_FIELDS = {
    "service_years": "service_years", "annual_leave_taken": "days_taken", "annual_leave_pay": "paid",
    "average_wage": "average_wage",
}  # fmt: skip


def plan_leaving(at: Register, worker: Worker, said: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    """Plan how the employment ended, where the row says something of it."""
    facts = {name: said[name] for name in LEAVING_FIELDS if name in said}
    if not facts:
        return
    known = at.left.get(worker.pk) if worker.pk else None
    record = known or Leaving(association=at.employer.association, worker=worker)
    changed = put_facts(record, facts)
    at.fits(record, "workers", {**said, "_row": row.get("_row")}, {name: name for name in LEAVING_FIELDS})
    at.plan.put(record, changed, "workers", counts=False)


def plan_annual_leave(at: Register, worker: Worker, said: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    """Plan the annual leave of the year in which the worker left, or of the books' last day."""
    facts = {name: said[key] for key, name in LEAVE_FIELDS.items() if key in said}
    if not facts:
        return
    year = min(at.year, said["leave_date"].year) if "leave_date" in said else at.year
    known = at.annual_leave.get((worker.pk, year)) if worker.pk else None
    record = known or AnnualLeave(association=at.employer.association, worker=worker, year=year)
    changed = put_facts(record, facts)
    at.fits(record, "workers", {**said, "_row": row.get("_row")}, LEAVE_FIELDS)
    at.plan.put(record, changed, "workers", counts=False)
