"""The row of an employer, as the law engine reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safe_employment.engines.labour_law.language import EPOCH
from safe_employment.members.models.employers import CodeKind

from .words import blank, day, list_text, period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from decimal import Decimal

    from safe_employment.members.models import Employer
    from safe_employment.workforce.models import BankFile, Establishment, HoursApproval

__all__ = ["approval_in", "employer_row"]


def approval_in(first: date, last: date, approvals: Iterable[HoursApproval]) -> HoursApproval | None:
    """Return the approval that counts in a time: that which holds on its last day, else the latest of it.

    One that ended before the time, or begins after it, is none.
    """
    of_time = (
        each
        for each in approvals
        if (each.from_date is None or each.from_date <= last)
        and (each.to_date is None or each.to_date >= first)
    )
    return max(of_time, key=lambda each: each.from_date or EPOCH, default=None)


def employer_row(
    employer: Employer,
    told: Establishment | None,
    approval: HoursApproval | None,
    bank_file: BankFile | None,
    *,
    none_known: Iterable[str] = (),
    money: Callable[[Decimal | None], int | None],
) -> dict[str, Any]:
    """Return what the register of members says of the employer, and what the employer told.

    `none_known`: of what it is known that there is none, besides what the employer said of it.
    """
    row: dict[str, Any] = {
        "uscc": employer.code or None if employer.code_kind == CodeKind.SOCIAL_CREDIT else None,
        "district_code": employer.division_code or None,
        "industry_code": employer.industry_code or None,
        "size_class": employer.size_class or None,
    }
    if told is not None:
        row |= _told(told)
    if approval is not None:
        row |= {
            "approved_system": approval.system,
            "approved_from": day(approval.from_date),
            "approved_to": day(approval.to_date),
            "approved_cycle": approval.cycle or None,
            "approved_posts": list_text(approval.posts),
        }
    if bank_file is not None:
        row |= {"bank_file_total": money(bank_file.total), "bank_file_period": period(bank_file.period)}
    row["blank"] = blank(row, (*none_known, *(told.known_none if told is not None else ())))
    return row


def _told(told: Establishment) -> dict[str, Any]:
    return {
        "is_licensed": told.is_licensed,
        "is_entertainment_venue": told.is_entertainment_venue,
        "hr_licence_no": told.hr_licence_no or None,
        "own_contracts": told.own_contracts,
        "dispatched_workers": told.dispatched_workers,
        "auxiliary_posts": list_text(told.auxiliary_posts),
        "exits_locked": told.exits_locked,
        "advert_conditions": list_text(told.advert_conditions),
        "pregnancy_test": told.pregnancy_test,
        "ledger_years": told.ledger_years,
        "ledger_items": list_text(told.ledger_items),
        "pay_day": told.pay_day,
    }
