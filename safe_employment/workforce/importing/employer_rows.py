"""The row of the employer: what it says of itself, its approval of special hours, its bank file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from safe_employment.kit.errors import ProgrammeError
from safe_employment.workforce.commands.establishment import check_approval, check_pay_day
from safe_employment.workforce.importing import errors
from safe_employment.workforce.importing.register import put_facts
from safe_employment.workforce.importing.values import KNOWN_NONE, given, none_known
from safe_employment.workforce.models import BankFile, Establishment, HoursApproval

if TYPE_CHECKING:
    from collections.abc import Mapping

    from safe_employment.workforce.importing.register import Register

ESTABLISHMENT_FIELDS = (
    "is_licensed", "is_entertainment_venue", "hr_licence_no", "own_contracts", "dispatched_workers",
    "auxiliary_posts", "exits_locked", "advert_conditions", "pregnancy_test", "ledger_years", "ledger_items",
    "pay_day",
)  # fmt: skip
APPROVAL_FIELDS = {
    "approved_system": "system", "approved_from": "from_date", "approved_to": "to_date",
    "approved_cycle": "cycle", "approved_posts": "posts",
}  # fmt: skip
BANK_FILE_FIELDS = ("bank_file_total", "bank_file_period")


def plan_employer(at: Register, rows: list[dict[str, Any]]) -> None:
    """Plan what the books say of the employer itself; name, code and place stay as the members have them."""
    for row in rows[1:]:
        at.problem(errors.SEVERAL_EMPLOYERS, "employer", row, "employer")
    for row in rows[:1]:
        said = given("employer", row, at.units)
        is_new, changed = _establishment(at, row, said)
        changed = any((changed, _approval(at, row, said), _bank_file(at, row, said)))
        at.plan.tally("employer").add(is_new=is_new, changed=changed)


def _establishment(at: Register, row: Mapping[str, Any], said: Mapping[str, Any]) -> tuple[bool, bool]:
    """Return whether the record is new, and whether it changes."""
    known = Establishment.objects.filter(employer=at.employer).first()
    record = known or Establishment(association=at.employer.association, employer=at.employer)
    facts = {name: said[name] for name in ESTABLISHMENT_FIELDS if name in said}
    facts["known_none"] = none_known(record.known_none, row, said, KNOWN_NONE["employer"])
    changed = put_facts(record, facts)
    at.fits(record, "employer", {**said, "_row": row.get("_row")}, {n: n for n in ESTABLISHMENT_FIELDS})
    try:
        check_pay_day(record.pay_day)
    except ProgrammeError as problem:
        at.refused(problem, "employer", row)
    if changed:
        at.plan.put(record, changed, "employer", counts=False)
    return bool(changed) and known is None, bool(changed)


def _approval(at: Register, row: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Return whether an approval is made or changed: that of the same system and first day."""
    if "approved_system" not in said:
        return False
    others = list(HoursApproval.objects.filter(employer=at.employer))
    first, system = said.get("approved_from"), said["approved_system"]
    same = next((each for each in others if (each.system, each.from_date) == (system, first)), None)
    record = same or HoursApproval(association=at.employer.association, employer=at.employer)
    changed = put_facts(record, {name: said[key] for key, name in APPROVAL_FIELDS.items() if key in said})
    at.fits(record, "employer", {**said, "_row": row.get("_row")}, APPROVAL_FIELDS)
    try:
        check_approval(record, [each for each in others if each is not same])
    except ProgrammeError as problem:
        at.refused(ProgrammeError(problem.kind, problem.facts, field="approved_from"), "employer", row)
        return False
    at.plan.put(record, changed, "employer", counts=False)
    return bool(changed)


def _bank_file(at: Register, row: Mapping[str, Any], said: Mapping[str, Any]) -> bool:
    """Return whether the bank file of a month is made or changed."""
    total, period = (said.get(name) for name in BANK_FILE_FIELDS)
    if total is None and period is None:
        return False
    if total is None or period is None:
        missing = BANK_FILE_FIELDS[1 if period is None else 0]
        at.problem(errors.BANK_FILE_MONTH, "employer", row, missing)
        return False
    known = BankFile.objects.filter(employer=at.employer, period=period).first()
    record = known or BankFile(association=at.employer.association, employer=at.employer, period=period)
    changed = put_facts(record, {"total": total})
    at.plan.put(record, changed, "employer", counts=False)
    return bool(changed)
