"""The rows of contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safe_employment.kit.errors import ProgrammeError
from safe_employment.workforce.commands.records import check_days
from safe_employment.workforce.importing import errors
from safe_employment.workforce.importing.register import put_facts
from safe_employment.workforce.importing.values import KNOWN_NONE, given, none_known
from safe_employment.workforce.models import Contract, ContractKind

if TYPE_CHECKING:
    from safe_employment.workforce.importing.register import Register

CONTRACT_FIELDS = {
    "signed_on": "signed_on", "from": "from_date", "to": "to_date", "kind": "kind",
    "probation_from": "probation_from", "probation_to": "probation_to", "probation_wage": "probation_wage",
    "base_wage": "base_wage", "copy_given_on": "copy_given_on", "terms_present": "terms_present",
    "breach_penalty_clauses": "breach_penalty_clauses", "deposit_amount": "deposit_amount",
    "documents_held": "documents_held", "waiver_clauses": "waiver_clauses", "training_cost": "training_cost",
    "training_months": "training_months", "training_months_served": "training_months_served",
    "training_penalty": "training_penalty", "worker_asked_fixed": "worker_asked_fixed",
    "explained": "explained", "kept_until": "kept_until",
}  # fmt: skip


def plan_contracts(at: Register, rows: list[dict[str, Any]]) -> None:
    """Plan the contracts."""
    keys = [worker.pk for worker in at.workers]
    known: dict[int, list[Contract]] = {}
    for contract in Contract.objects.filter(worker_id__in=keys):
        known.setdefault(contract.worker_id, []).append(contract)
    for row in rows:
        said = given("contracts", row, at.units)
        if "from" not in said:
            at.problem(errors.CONTRACT_START, "contracts", row, "from")
            continue
        worker = at.worker_of("contracts", row, said["from"])
        if worker is None:
            continue
        others = known.get(worker.pk, []) if worker.pk else []
        record = next((each for each in others if each.from_date == said["from"]), None)
        if record is None:
            record = Contract(association=at.employer.association, worker=worker)
            said.setdefault("kind", ContractKind.FIXED.value if "to" in said else ContractKind.OPEN.value)
        record.worker = worker
        facts = {CONTRACT_FIELDS[name]: value for name, value in said.items() if name in CONTRACT_FIELDS}
        facts["known_none"] = none_known(record.known_none, row, said, KNOWN_NONE["contracts"])
        changed = put_facts(record, facts)
        try:
            check_days(record)
        except ProgrammeError as problem:
            at.refused(problem, "contracts", row)
            continue
        at.fits(record, "contracts", {**said, "_row": row.get("_row")}, CONTRACT_FIELDS)
        clash = next((each for each in others if each is not record and _overlap(each, record)), None)
        if clash is not None:
            at.refused(
                ProgrammeError(
                    errors.PROBLEM_KINDS["WORKFORCE_CONTRACT_OVERLAPS"], {"days": clash.days_text}
                ),
                "contracts",
                row,
            )
            continue
        at.plan.put(record, changed, "contracts")


def _overlap(one: Contract, other: Contract) -> bool:
    if one.to_date is not None and one.to_date < other.from_date:
        return False
    return other.to_date is None or other.to_date >= one.from_date
