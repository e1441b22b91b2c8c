"""Commands for what an employer tells of itself: facts, approvals of special hours, bank files."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put, refusing
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.queries import one_of
from safe_employment.members.queries import own_employers
from safe_employment.workforce import errors
from safe_employment.workforce.models import BankFile, Establishment, HoursApproval
from safe_employment.workforce.policies import KEEP_WORKERS
from safe_employment.workforce.queries import establishment_of, own_approval, own_bank_file

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal
    from typing import Unpack

    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

LAST_DAY = 31
APPROVED = "approved_system"


class EstablishmentFacts(TypedDict, total=False):
    """What an employer tells of itself; None: not known."""

    is_licensed: bool | None
    is_entertainment_venue: bool | None
    hr_licence_no: str
    own_contracts: int | None
    dispatched_workers: int | None
    auxiliary_posts: list[str] | None
    exits_locked: bool | None
    advert_conditions: list[str] | None
    pregnancy_test: bool | None
    ledger_years: int | None
    ledger_items: list[str] | None
    pay_day: int | None


class ApprovalFacts(TypedDict, total=False):
    """What the approval says; both days count, `posts` None: all posts."""

    system: str
    from_date: date | None
    to_date: date | None
    cycle: str
    posts: list[str] | None


def _own(by: Actor, employer: int) -> Employer:
    check(by, KEEP_WORKERS)
    found: Employer = one_of(own_employers(by, KEEP_WORKERS), employer)
    return found


@command
def keep_establishment(
    *, by: Actor, employer: int, no_special_hours: bool = False, **facts: Unpack[EstablishmentFacts]
) -> Establishment:
    """Write what an employer tells of itself; `no_special_hours`: it says that no special hours are approved.

    Raises ProgrammeError WORKFORCE_PAY_DAY.
    """
    own = _own(by, employer)
    found = establishment_of(own)
    check_pay_day(facts.get("pay_day"))
    none = set(found.known_none) - {APPROVED} | ({APPROVED} if no_special_hours else set())
    changed = put(found, {**facts, "known_none": sorted(none)})
    record(by, "workforce.keep_establishment", found, details={"employer": own.pk, "changed": changed})
    return found


def check_pay_day(day: int | None) -> None:
    """Refuse what is not a day of a month, as the database would."""
    if day is not None and not 1 <= day <= LAST_DAY:
        raise ProgrammeError(errors.PAY_DAY, {"day": day}, field="pay_day")


def check_approval(approval: HoursApproval, others: Iterable[HoursApproval]) -> None:
    """Refuse days that contradict each other, or another approval of the same time, as the database would."""
    first, last = approval.from_date, approval.to_date
    if first is not None and last is not None and last < first:
        raise ProgrammeError(errors.APPROVAL_DAYS, field="to_date")
    for other in others:
        ends_before = last is not None and other.from_date is not None and last < other.from_date
        begins_after = first is not None and other.to_date is not None and other.to_date < first
        if not (ends_before or begins_after):
            raise _refuse_overlap(other)


def _refuse_overlap(other: HoursApproval) -> ProgrammeError:
    return ProgrammeError(errors.APPROVAL_OVERLAPS, {"days": other.days_text}, field="from_date")


def _save_approval(approval: HoursApproval, facts: ApprovalFacts) -> list[str]:
    changed = sorted(name for name, value in facts.items() if getattr(approval, name, None) != value)
    for name, value in facts.items():
        setattr(approval, name, value)
    check_approval(approval, HoursApproval.objects.filter(employer=approval.employer).exclude(pk=approval.pk))
    with refusing("approvals_of_an_employer_do_not_overlap", _refuse_overlap(approval)):
        put(approval, {})
    return changed


@command
def add_approval(*, by: Actor, employer: int, **facts: Unpack[ApprovalFacts]) -> HoursApproval:
    """Record an approval of special hours.

    Raises ProgrammeError WORKFORCE_APPROVAL_DAYS or WORKFORCE_APPROVAL_OVERLAPS.
    """
    own = _own(by, employer)
    made = HoursApproval(association=by.home, employer=own)
    _save_approval(made, facts)
    told_none = Establishment.objects.filter(employer=own, known_none__contains=[APPROVED]).first()
    if told_none:
        put(told_none, {"known_none": [fact for fact in told_none.known_none if fact != APPROVED]})
    record(by, "workforce.add_approval", made, details={"employer": own.pk})
    return made


@command
def change_approval(*, by: Actor, approval: int, **facts: Unpack[ApprovalFacts]) -> HoursApproval:
    """Correct an approval of special hours. Raises as `add_approval` does."""
    check(by, KEEP_WORKERS)
    found = own_approval(by, approval)
    changed = _save_approval(found, facts)
    record(by, "workforce.change_approval", found, details={"changed": changed})
    return found


@command
def remove_approval(*, by: Actor, approval: int) -> HoursApproval:
    """Remove an approval recorded by mistake; the row history keeps what it said."""
    check(by, KEEP_WORKERS)
    found = own_approval(by, approval)
    record(by, "workforce.remove_approval", found, details={"employer": found.employer_id})
    HoursApproval.objects.filter(pk=found.pk).delete()
    return found


@command
def record_bank_file(*, by: Actor, employer: int, month: date, total: Decimal) -> BankFile:
    """Record, or correct, what the bank was told to pay out for a month; `month` is any day of it."""
    own = _own(by, employer)
    period = month.replace(day=1)
    known = BankFile.objects.filter(employer=own, period=period).first()
    found = known or BankFile(association=by.home, employer=own, period=period)
    changed = put(found, {"total": total})
    record(by, "workforce.record_bank_file", found, details={"employer": own.pk, "changed": changed})
    return found


@command
def remove_bank_file(*, by: Actor, bank_file: int) -> BankFile:
    """Remove a bank file recorded by mistake."""
    check(by, KEEP_WORKERS)
    found = own_bank_file(by, bank_file)
    record(by, "workforce.remove_bank_file", found, details={"employer": found.employer_id})
    BankFile.objects.filter(pk=found.pk).delete()
    return found
