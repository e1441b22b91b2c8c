"""From the sheets that were handed in to the plan of what they would change, before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.workforce.importing.attendance_rows import plan_attendance
from safe_employment.workforce.importing.contract_rows import CONTRACT_FIELDS, plan_contracts
from safe_employment.workforce.importing.employer_rows import (
    APPROVAL_FIELDS,
    BANK_FILE_FIELDS,
    ESTABLISHMENT_FIELDS,
    plan_employer,
)
from safe_employment.workforce.importing.ending_rows import LEAVE_FIELDS, LEAVING_FIELDS
from safe_employment.workforce.importing.pay_rows import PAY_FIELDS, plan_payroll
from safe_employment.workforce.importing.register import Register, given_keys
from safe_employment.workforce.importing.values import label_of
from safe_employment.workforce.importing.worker_rows import (
    ANSWERED,
    LICENCE_FIELDS,
    RECRUITMENT_FIELDS,
    SENSITIVE_FIELDS,
    WORKER_FIELDS,
    plan_workers,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date
    from typing import Any

    import polars as pl

    from safe_employment.engines.labour_law.intake import Books
    from safe_employment.members.models import Employer
    from safe_employment.workforce.importing.plan import ImportPlan

# What a sheet may hold and the register keeps in another way, or needs not at all.
KEPT: Mapping[str, frozenset[str]] = {
    "employer": frozenset(
        {*ESTABLISHMENT_FIELDS, *APPROVAL_FIELDS, *BANK_FILE_FIELDS, "uscc", "district_code",
         "industry_code", "size_class"}
    ),
    "workers": frozenset(
        {*WORKER_FIELDS, *RECRUITMENT_FIELDS, *SENSITIVE_FIELDS, *ANSWERED, *LICENCE_FIELDS, *LEAVING_FIELDS,
         *LEAVE_FIELDS, "worker", "id_number", "birth_date", "sex", "leave_date", "bank_account", "agency",
         "district_code"}
    ),
    "contracts": frozenset({*CONTRACT_FIELDS, "worker"}),
    "payroll": frozenset({*PAY_FIELDS, "worker", "period", "account"}),
}  # fmt: skip
# In the order in which one needs the other.
ROWS: Mapping[str, Callable[[Register, list[dict[str, Any]]], None]] = {
    "employer": plan_employer,
    "workers": plan_workers,
    "contracts": plan_contracts,
    "payroll": plan_payroll,
    "attendance": plan_attendance,
}


def plan_import(employer: Employer, books: Books, *, units: int, today: date) -> ImportPlan:
    """Return what the books would change in an employer's register; a fixed number of queries.

    `units`: the smallest units in one of the currency. Nothing is written.
    """
    register = Register(employer, books, units, today)
    register.plan.not_read += [each.name for each in books.not_read]
    for sheet, plan_rows in ROWS.items():
        frame = books.sheets.get(sheet)
        if frame is None:
            continue
        register.plan.tally(sheet)
        register.plan.not_kept += _not_kept(sheet, frame)
        plan_rows(register, list(frame.iter_rows(named=True)))
    return register.plan


def _not_kept(sheet: str, frame: pl.DataFrame) -> list[str]:
    """Return the labels of columns that say something for which the register has no place."""
    if sheet not in KEPT:
        return []
    known = given_keys(sheet) - KEPT[sheet] - {"employer"}
    return [
        label_of(sheet, key)
        for key in frame.columns
        if key in known and frame[key].null_count() < frame.height
    ]
