"""Writing what was planned: in one transaction, set by set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safe_employment.workforce.models import (
    AnnualLeave,
    AttendanceMonth,
    BankFile,
    Contract,
    Establishment,
    HoursApproval,
    Leaving,
    PayLine,
    Recruitment,
    SensitiveFacts,
    Worker,
)

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.workforce.importing.plan import ImportPlan

# Workers before everything that hangs on them.
ORDER: tuple[Any, ...] = (
    Establishment, HoursApproval, BankFile, Worker, Recruitment, SensitiveFacts, Leaving, AnnualLeave,
    Contract, PayLine, AttendanceMonth,
)  # fmt: skip
AT_ONCE = 300


def write_plan(plan: ImportPlan, now: datetime) -> None:
    """Write every record of a plan. The caller holds the transaction."""
    for model in ORDER:
        gone = [record.pk for record in plan.to_delete if isinstance(record, model)]
        if gone:
            model.objects.filter(pk__in=gone).delete()
        # A worker leaves before the next spell of the same number begins; a contract likewise.
        changed = [(record, names) for record, names in plan.to_change if isinstance(record, model)]
        if changed:
            fields = {_field(name) for _, names in changed for name in names} | {"changed_at"}
            for record, _ in changed:
                record.changed_at = now
            rows = [record for record, _ in changed]
            model.objects.bulk_update(rows, sorted(fields), batch_size=AT_ONCE)
        made = [record for record in plan.to_create if isinstance(record, model)]
        if made:
            model.objects.bulk_create(made, batch_size=AT_ONCE)


def _field(name: str) -> str:
    return name.removesuffix("_id")
