"""The rows of workers: who is known, who is new, who leaves, how each came, and what is protected."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils.dateparse import parse_date

from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.sealed import Plain, put_sealed
from safe_employment.workforce.identity import (
    account_number,
    check_age,
    looks_like_a_number,
    read_number,
    settle,
)
from safe_employment.workforce.importing import errors
from safe_employment.workforce.importing.ending_rows import plan_annual_leave, plan_leaving
from safe_employment.workforce.importing.register import put_facts
from safe_employment.workforce.importing.values import FLAG_ANSWERS, KNOWN_NONE, given, none_known
from safe_employment.workforce.models import Channel, IdType, Recruitment, SensitiveFacts, Sex, Worker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from safe_employment.workforce.importing.plan import Changes
    from safe_employment.workforce.importing.register import Register

# Fact of the sheet → field of the record, where the two are called differently.
WORKER_FIELDS = {
    "name": "name", "nationality": "nationality", "household_address": "household_address",
    "current_address": "current_address", "contact": "phone", "employment_form": "employment_form",
    "post": "post", "post_hazard_tags": "post_hazard_tags", "hire_date": "hire_date",
    "si_registered_on": "si_registered_on", "id_type": "id_type", "hours_system": "hours_system",
    "post_kind": "post_kind", "si_exempt": "si_exempt", "agreement_signed_on": "agreement_signed_on",
    "documents_held": "documents_held",
}  # fmt: skip
# Yes, no, or not known.
ANSWERED = ("hukou_rural", "speaks_language", "work_injury_insured")
LICENCE_FIELDS = ("agency_licence_no", "agency_licence_from", "agency_licence_to")
RECRUITMENT_FIELDS = {
    "channel": "channel", "recruiter": "recruiter", "recruiter_contact": "recruiter_contact",
    "origin": "origin", "recruitment_fee": "recruitment_fee", "fee_paid_to": "fee_paid_to",
    "debt_to_employer": "debt_to_employer",
}  # fmt: skip
SENSITIVE_FIELDS = (
    "pregnancy_start", "birth_date_child", "disability", "health_checks", "young_worker_cert_no", "permit_no",
    "permit_from", "permit_to", "permit_city", "children_born", "difficult_birth", "maternity_leave_days",
    "breastfeeding_minutes", "pregnancy_test", "medical_period_to",
)  # fmt: skip
# Whose residents need no work permit in China.
AT_HOME = ("CN", "HK", "MO", "TW")
FOREIGN_PAPERS = (IdType.PASSPORT, IdType.BORDER_PASS, IdType.PERMANENT_RESIDENCE)
ADULT = 18
NEEDED_OF_NEW = ("name", "hire_date", "employment_form")


def plan_workers(at: Register, rows: list[dict[str, Any]]) -> None:
    """Plan the workers."""
    for row in rows:
        _plan_worker(at, row)


def _plan_worker(at: Register, row: Mapping[str, Any]) -> None:
    said = given("workers", row, at.units)
    key = str(said["worker"])
    if looks_like_a_number(key):
        at.problem(errors.KEY_IS_PERSONAL, "workers", row, "worker")
        return
    number = Plain(said["id_number"]) if said.get("id_number") else None
    found = _known(at, key, number, said, row)
    if found is not None and id(found) in at.row_of:
        first = at.row_of[id(found)]
        at.problem(errors.NUMBER_TWICE, "workers", row, "id_number", first=first)
        return
    if isinstance(found, Worker) and found.pk is None:
        missing = [name for name in _needed_of(said) if name not in said]
        for name in missing:
            at.problem(errors.FACT_MISSING, "workers", row, name)
        if missing:
            return
    if found is None:
        return
    try:
        changed = _settle(at, found, said, number)
        changed |= put_facts(found, _place(at, found, said, row) | _none_of(found, row, said))
    except ProgrammeError as problem:
        at.refused(problem, "workers", row)
        return
    at.row_of[id(found)] = row.get("_row") or 0
    at.fits(found, "workers", {**said, "_row": row.get("_row")}, WORKER_FIELDS)
    _join_or_leave(at, found, key, changed, row)
    at.plan.put(found, changed, "workers")
    _recruitment(at, found, said, row)
    _protected(at, found, said, row)
    plan_leaving(at, found, said, row)
    plan_annual_leave(at, found, said, row)


def _needed_of(said: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what a new worker cannot be without; a foreign document does not say whose it is."""
    abroad = said.get("id_type") in FOREIGN_PAPERS
    return (*NEEDED_OF_NEW, "nationality") if abroad else NEEDED_OF_NEW


def _none_of(worker: Worker, row: Mapping[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    return {"known_none": none_known(worker.known_none, row, said, KNOWN_NONE["workers"])}


def _place(at: Register, worker: Worker, said: Mapping[str, Any], row: Mapping[str, Any]) -> dict[str, Any]:
    """Return where they work: the employer's workplace in the district that is said, else the district."""
    code = said.get("district_code")
    now = next((place for place in at.workplaces if place.pk == worker.workplace_id), None)
    if code is None or (now is not None and now.division_code == code):
        return {}
    if not (len(code) == 6 and code.isdigit()):
        at.problem(errors.DISTRICT_CODE, "workers", row, "district_code", value=code[:40])
        return {}
    there = next((place for place in at.workplaces if place.division_code == code), None)
    return {"workplace": there, "work_district": "" if there else code}


def _join_or_leave(at: Register, worker: Worker, key: str, changed: Changes, row: Mapping[str, Any]) -> None:
    """Note who comes, who goes, and of whom something else changes."""
    # Who is new, and who is known by the identity number under another staff number, has the file's.
    if worker.pk is None or key not in (worker.staff_no, str(worker)):
        changed["staff_no"], worker.staff_no = worker.staff_no, key
        if len(key) > 30:
            at.problem(errors.TEXT_TOO_LONG, "workers", row, "worker", limit=30)
        at.remember(worker)
    if worker.pk is None:
        at.plan.joiners.append(worker)
        return
    if changed:
        at.plan.changed_workers.append((worker, changed))
    if "leave_date" in changed and worker.leave_date is not None:
        at.plan.leavers.append(worker)


def _known(
    at: Register, key: str, number: Plain | None, said: Mapping[str, Any], row: Mapping[str, Any]
) -> Worker | None:
    """Return the record that is meant, or a new one; None where two records contradict each other."""
    spells = at.by_staff_no.get(key, [])
    same = at.by_digest.get(at.sealer.digest("identity_number", number), []) if number else []
    hire_date = said.get("hire_date")

    def fits(worker: Worker) -> bool:
        return worker.leave_date is None or hire_date is None or hire_date < worker.leave_date

    by_key = next((worker for worker in reversed(spells) if fits(worker)), None)
    by_number = next((worker for worker in reversed(same) if fits(worker)), None)
    if by_key is not None and by_number is not None and by_key is not by_number:
        told = {"record": str(by_number) if by_number.pk else by_number.staff_no}
        at.problem(errors.NUMBER_OF_ANOTHER, "workers", row, "id_number", **told)
        return None
    return by_key or by_number or Worker(association=at.employer.association, employer=at.employer)


def _settle(at: Register, worker: Worker, said: Mapping[str, Any], number: Plain | None) -> Changes:
    """Put what is said into the record; return what changed. Raises ProgrammeError."""
    facts = {WORKER_FIELDS[name]: value for name, value in said.items() if name in WORKER_FIELDS}
    if worker.pk is None and "id_type" not in said and said.get("nationality", "CN") not in AT_HOME:
        facts["id_type"] = IdType.OTHER.value
    facts |= {name: FLAG_ANSWERS[said[name]] for name in ANSWERED if name in said}
    if "leave_date" in said:
        facts["leave_date"] = said["leave_date"] + timedelta(days=1)
    read = None
    if number is not None:
        read = read_number(facts.get("id_type", worker.id_type), number, at.today)
        # A check digit that does not fit may be a forged card: the register must say what is shown.
        if read.problem is not None and read.problem.code != "WORKFORCE_NUMBER_CHECK":
            raise read.problem
    sex, born = said.get("sex", worker.sex), said.get("birth_date", worker.birth_date)
    if worker.pk is None or {"sex", "birth_date", "id_number"} & said.keys():
        facts |= dict(settle(read, sex=sex, birth_date=born))
    changed = put_facts(worker, facts)
    check_age(worker.birth_date, worker.hire_date)
    if read is not None and put_sealed(worker, "id_number", read.number, at.sealer):
        changed |= dict.fromkeys(("id_number", "id_number_digest"))
    if said.get("bank_account"):
        account = account_number(Plain(said["bank_account"]))
        if put_sealed(worker, "bank_account", account, at.sealer):
            changed |= dict.fromkeys(("bank_account", "bank_account_digest"))
    return changed


def _recruitment(at: Register, worker: Worker, said: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    facts = {RECRUITMENT_FIELDS[name]: value for name, value in said.items() if name in RECRUITMENT_FIELDS}
    known = at.recruited.get(worker.pk) if worker.pk else None
    if not facts and not {"agency", *LICENCE_FIELDS} & said.keys():
        return
    record = known or Recruitment(association=at.employer.association, worker=worker)
    named = said.get("agency_licence_no", ""), said.get("agency", "")
    agency = at.agencies.get(named[0]) or at.agencies.get(named[1])
    if agency is not None:
        # What the association has checked of an agency goes before what the employer writes.
        facts |= {"agency_id": agency.pk, "agency_name": "", "agency_licence_no": ""}
        facts |= {"agency_licence_from": None, "agency_licence_to": None}
    elif record.agency_id is None:
        facts |= {name: said[name] for name in LICENCE_FIELDS if name in said}
        facts |= {"agency_name": named[1]} if named[1] else {}
    if known is None and "channel" not in facts:
        facts["channel"] = Channel.AGENCY.value if "agency" in said else Channel.OTHER.value
    changed = put_facts(record, facts)
    if record.recruitment_fee and not record.fee_paid_to:
        at.problem(errors.PROBLEM_KINDS["WORKFORCE_FEE_RECEIVER_MISSING"], "workers", row, "fee_paid_to")
    written = RECRUITMENT_FIELDS | {"agency": "agency_name", "agency_licence_no": "agency_licence_no"}
    at.fits(record, "workers", {**said, "_row": row.get("_row")}, written)
    at.plan.put(record, changed, "workers", counts=False)


def _protected(at: Register, worker: Worker, said: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    facts = {name: said[name] for name in SENSITIVE_FIELDS if name in said}
    if "health_checks" in facts:
        facts["health_checks"] = [day for text in facts["health_checks"] if (day := parse_date(text))]
    known = at.protected.get(worker.pk) if worker.pk else None
    record = known or SensitiveFacts(association=at.employer.association, worker=worker)
    asked = _asked_of(worker)
    none = none_known(record.known_none, row, {name for name, value in facts.items() if value != []}, asked)
    if facts.get("health_checks") == [] and "health_checks" in asked:
        none = sorted({*none, "health_checks"})
    if not facts and none == record.known_none:
        return
    changed = put_facts(record, {**facts, "known_none": none})
    at.fits(record, "workers", {**said, "_row": row.get("_row")}, {name: name for name in facts})
    if record.permit_from and record.permit_to and record.permit_to < record.permit_from:
        at.problem(errors.PROBLEM_KINDS["WORKFORCE_PERMIT_DAYS"], "workers", row, "permit_to")
    child, since = record.birth_date_child, record.pregnancy_start
    if child and since and child <= since:
        kind = errors.PROBLEM_KINDS["WORKFORCE_CHILD_BEFORE_PREGNANCY"]
        at.problem(kind, "workers", row, "birth_date_child")
    at.plan.put(record, changed, "workers", counts=False)


def _asked_of(worker: Worker) -> set[str]:
    """Return of which protected facts it is kept that there are none: only where a rule asks for it.

    That somebody is not pregnant, has no child or was not ill is not collected for its own sake.
    """
    asked: set[str] = set()
    if worker.age_when_hired < ADULT:
        asked |= {"young_worker_cert_no", "health_checks"}
    if worker.nationality not in AT_HOME:
        asked.add("permit_no")
    if worker.leave_date is not None:
        asked.add("medical_period_to")
    if worker.sex == Sex.FEMALE and (worker.post_hazard_tags or worker.leave_date is not None):
        asked |= {"pregnancy_start", "birth_date_child"}
    return asked
