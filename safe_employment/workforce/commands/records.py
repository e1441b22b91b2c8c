"""Commands for what is recorded of one worker: contracts, recruitment, papers, family, what was told."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put, refusing
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.writing import day_text
from safe_employment.workforce import errors
from safe_employment.workforce.models import (
    Contract,
    ContractKind,
    FamilyContact,
    PaperSeen,
    Recruitment,
    TrainingReceived,
    Worker,
)
from safe_employment.workforce.policies import KEEP_WORKERS
from safe_employment.workforce.queries import (
    agency_for,
    own_contract,
    own_family_contact,
    own_paper,
    own_training,
    own_worker,
    recruitment_of,
)

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from typing import Unpack

    from safe_employment.kit.actors import Actor
    from safe_employment.workforce.models import RecruitmentAgency


class ContractFacts(TypedDict, total=False):
    """What is said about a contract; wages are a month's, `to_date` is its last day."""

    signed_on: date | None
    from_date: date
    to_date: date | None
    kind: str
    probation_from: date | None
    probation_to: date | None
    probation_wage: Decimal | None
    base_wage: Decimal | None
    currency: str
    copy_given_on: date | None
    terms_present: list[str] | None
    kept_until: date | None
    breach_penalty_clauses: list[str] | None
    waiver_clauses: list[str] | None
    deposit_amount: Decimal | None
    documents_held: list[str] | None
    training_cost: Decimal | None
    training_months: int | None
    training_months_served: int | None
    training_penalty: Decimal | None
    worker_asked_fixed: bool | None
    explained: bool | None


class RecruitmentFacts(TypedDict, total=False):
    """What is said about how a worker came."""

    channel: str
    agency: RecruitmentAgency | None
    agency_name: str
    agency_licence_no: str
    agency_licence_from: date | None
    agency_licence_to: date | None
    recruiter: str
    recruiter_contact: str
    origin: str
    arrived_in_group: str
    travelled_with: str
    recruitment_fee: Decimal | None
    fee_paid_to: str
    fee_repaid_on: date | None
    debt_to_employer: Decimal | None
    currency: str
    promise_kept: str
    remarks: str


class FamilyFacts(TypedDict, total=False):
    """Whom of the family to reach."""

    name: str
    relation: str
    phone: str
    confirmed_on: date | None
    consent_on: date


def _refuse_overlap(other: Contract) -> ProgrammeError:
    return ProgrammeError(errors.CONTRACT_OVERLAPS, {"days": other.days_text}, field="from_date")


def _overlapping(contract: Contract) -> Contract | None:
    others = Contract.objects.filter(worker_id=contract.worker_id).exclude(pk=contract.pk)
    if contract.to_date is not None:
        others = others.filter(from_date__lte=contract.to_date)
    return others.exclude(to_date__lt=contract.from_date).first()


def check_days(contract: Contract) -> None:
    """Refuse days that contradict each other, as the database would."""
    if (contract.kind == ContractKind.FIXED and contract.to_date is None) or (
        contract.kind == ContractKind.OPEN and contract.to_date is not None
    ):
        raise ProgrammeError(errors.CONTRACT_LAST_DAY, field="to_date")
    if contract.to_date is not None and contract.to_date < contract.from_date:
        raise ProgrammeError(errors.CONTRACT_DAYS, field="to_date")
    first, last = contract.probation_from, contract.probation_to
    if first is None and last is None:
        return
    if first is None or last is None or not contract.from_date <= first <= last:
        raise ProgrammeError(errors.PROBATION_DAYS, field="probation_from")
    if contract.to_date is not None and last > contract.to_date:
        raise ProgrammeError(errors.PROBATION_DAYS, field="probation_to")


def _save_contract(contract: Contract, facts: ContractFacts) -> list[str]:
    Worker.objects.select_for_update().get(pk=contract.worker_id)
    changed = [name for name, value in facts.items() if getattr(contract, name, None) != value]
    for name, value in facts.items():
        setattr(contract, name, value)
    check_days(contract)
    other = _overlapping(contract)
    if other is not None:
        raise _refuse_overlap(other)
    with refusing("contracts_of_a_worker_do_not_overlap", _refuse_overlap(contract)):
        put(contract, {})
    return sorted(changed)


@command
def add_contract(*, by: Actor, worker: int, **facts: Unpack[ContractFacts]) -> Contract:
    """Record a contract.

    Raises ProgrammeError WORKFORCE_CONTRACT_OVERLAPS, naming the days of the other contract, or one of
    the days' own (WORKFORCE_CONTRACT_LAST_DAY, WORKFORCE_CONTRACT_DAYS, WORKFORCE_PROBATION_DAYS).
    """
    check(by, KEEP_WORKERS)
    made = Contract(association=by.home, worker=own_worker(by, worker))
    _save_contract(made, facts)
    record(by, "workforce.add_contract", made, details={"worker": worker})
    return made


@command
def change_contract(*, by: Actor, contract: int, **facts: Unpack[ContractFacts]) -> Contract:
    """Correct a contract. Raises as `add_contract` does."""
    check(by, KEEP_WORKERS)
    found = own_contract(by, contract)
    changed = _save_contract(found, facts)
    record(by, "workforce.change_contract", found, details={"changed": changed})
    return found


@command
def remove_contract(*, by: Actor, contract: int) -> Contract:
    """Remove a contract recorded by mistake; the row history keeps what it said."""
    check(by, KEEP_WORKERS)
    found = own_contract(by, contract)
    record(by, "workforce.remove_contract", found, details={"worker": found.worker_id})
    Contract.objects.filter(pk=found.pk).delete()
    return found


@command
def record_recruitment(
    *, by: Actor, worker: int, today: date, **facts: Unpack[RecruitmentFacts]
) -> Recruitment:
    """Record, or correct, how a worker came to the job.

    Raises ProgrammeError WORKFORCE_FEE_RECEIVER_MISSING, WORKFORCE_NO_FEE_TO_REPAY or
    WORKFORCE_DAY_TO_COME.
    """
    check(by, KEEP_WORKERS)
    of = own_worker(by, worker)
    found = recruitment_of(of) or Recruitment(association=by.home, worker=of)
    agency = facts.get("agency")
    if agency is not None:
        agency_for(by, agency.pk)
    fee = facts.get("recruitment_fee", found.recruitment_fee)
    if fee and not facts.get("fee_paid_to", found.fee_paid_to):
        raise ProgrammeError(errors.FEE_RECEIVER_MISSING, field="fee_paid_to")
    repaid = facts.get("fee_repaid_on", found.fee_repaid_on)
    if repaid is not None and not fee:
        raise ProgrammeError(errors.NO_FEE_TO_REPAY, field="fee_repaid_on")
    _not_to_come(repaid, "fee_repaid_on", today)
    changed = put(found, facts)
    record(by, "workforce.record_recruitment", found, details={"changed": changed})
    return found


def _not_to_come(day: date | None, field: str, today: date) -> None:
    if day is not None and day > today:
        raise ProgrammeError(errors.DAY_TO_COME, {"day": day_text(day)}, field=field)


@command
def note_paper_seen(
    *, by: Actor, worker: int, kind: str, seen_on: date, seen_by: str, today: date
) -> PaperSeen:
    """Note that a paper was looked at and handed back. Raises ProgrammeError WORKFORCE_DAY_TO_COME."""
    check(by, KEEP_WORKERS)
    _not_to_come(seen_on, "seen_on", today)
    made = PaperSeen(association=by.home, worker=own_worker(by, worker))
    put(made, {"kind": kind, "seen_on": seen_on, "seen_by": seen_by})
    record(by, "workforce.note_paper_seen", made, details={"kind": kind})
    return made


@command
def remove_paper_seen(*, by: Actor, paper: int) -> PaperSeen:
    """Remove a note that was wrong."""
    check(by, KEEP_WORKERS)
    found = own_paper(by, paper)
    record(by, "workforce.remove_paper_seen", found)
    PaperSeen.objects.filter(pk=found.pk).delete()
    return found


@command
def add_family_contact(*, by: Actor, worker: int, today: date, **facts: Unpack[FamilyFacts]) -> FamilyContact:
    """Record whom the worker wants to be reached at home, with the day on which they agreed to it.

    Raises ProgrammeError WORKFORCE_DAY_TO_COME.
    """
    check(by, KEEP_WORKERS)
    made = FamilyContact(association=by.home, worker=own_worker(by, worker))
    _check_family(facts, today)
    put(made, facts)
    record(by, "workforce.add_family_contact", made, details={"worker": worker})
    return made


def _check_family(facts: FamilyFacts, today: date) -> None:
    _not_to_come(facts.get("consent_on"), "consent_on", today)
    _not_to_come(facts.get("confirmed_on"), "confirmed_on", today)


@command
def change_family_contact(
    *, by: Actor, family_contact: int, today: date, **facts: Unpack[FamilyFacts]
) -> FamilyContact:
    """Correct a family contact, or note when the contact was last confirmed."""
    check(by, KEEP_WORKERS)
    found = own_family_contact(by, family_contact)
    _check_family(facts, today)
    changed = put(found, facts)
    record(by, "workforce.change_family_contact", found, details={"changed": changed})
    return found


@command
def remove_family_contact(*, by: Actor, family_contact: int) -> FamilyContact:
    """Remove a family contact: it was wrong, or the worker no longer agrees."""
    check(by, KEEP_WORKERS)
    found = own_family_contact(by, family_contact)
    record(by, "workforce.remove_family_contact", found)
    FamilyContact.objects.filter(pk=found.pk).delete()
    return found


@command
def record_training(
    *, by: Actor, worker: int, topic: str, told_on: date, language: str, today: date
) -> TrainingReceived:
    """Record what a worker was told. Raises ProgrammeError WORKFORCE_TOLD_TWICE or WORKFORCE_DAY_TO_COME."""
    check(by, KEEP_WORKERS)
    _not_to_come(told_on, "told_on", today)
    made = TrainingReceived(association=by.home, worker=own_worker(by, worker))
    with refusing("told_once_a_day", ProgrammeError(errors.TOLD_TWICE, field="told_on")):
        put(made, {"topic": topic, "told_on": told_on, "language": language})
    record(by, "workforce.record_training", made, details={"topic": topic})
    return made


@command
def remove_training(*, by: Actor, training: int) -> TrainingReceived:
    """Remove what was recorded wrongly."""
    check(by, KEEP_WORKERS)
    found = own_training(by, training)
    record(by, "workforce.remove_training", found)
    TrainingReceived.objects.filter(pk=found.pk).delete()
    return found
