"""Commands for the register of recruitment and dispatch agencies."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.db import IntegrityError, transaction

from safe_employment.engines.identifiers import parse_social_credit_code
from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.states import REASON_MISSING
from safe_employment.kit.writing import day_text
from safe_employment.workforce import errors
from safe_employment.workforce.models import RecruitmentAgency
from safe_employment.workforce.policies import KEEP_RECRUITMENT_AGENCIES
from safe_employment.workforce.queries import agency_for

if TYPE_CHECKING:
    from datetime import date
    from typing import Unpack

    from safe_employment.kit.actors import Actor


class AgencyFacts(TypedDict, total=False):
    """What is known of an agency and its licence; `valid_to` is the last day."""

    name: str
    uscc: str
    kind: str
    found: bool
    licence_no: str
    issued_by: str
    valid_from: date | None
    valid_to: date | None
    source: str
    checked_on: date
    remarks: str


def _check(agency: RecruitmentAgency, facts: AgencyFacts, today: date) -> None:
    if facts.get("uscc"):
        code = parse_social_credit_code(facts["uscc"])
        if not code.is_valid:
            raise ProgrammeError(errors.AGENCY_CODE, field="uscc")
        facts["uscc"] = code.code
    if facts.get("checked_on", today) > today:
        told = {"day": day_text(facts["checked_on"])}
        raise ProgrammeError(errors.DAY_TO_COME, told, field="checked_on")
    for name, value in facts.items():
        setattr(agency, name, value)
    if agency.found and not (agency.licence_no and agency.valid_from):
        raise ProgrammeError(errors.AGENCY_LICENCE, field="licence_no")
    if agency.valid_from and agency.valid_to and agency.valid_to < agency.valid_from:
        raise ProgrammeError(errors.AGENCY_DAYS, field="valid_to")


def _save(agency: RecruitmentAgency) -> None:
    try:
        with transaction.atomic():
            put(agency, {})
    except IntegrityError as problem:
        if "once" not in str(problem):
            raise
        field = "licence_no" if "agency_licence_number_once" in str(problem) else "uscc"
        raise ProgrammeError(errors.AGENCY_TWICE, field=field) from problem


@command
def add_agency(*, by: Actor, today: date, **facts: Unpack[AgencyFacts]) -> RecruitmentAgency:
    """Enter an agency with one licence.

    Raises ProgrammeError WORKFORCE_AGENCY_CODE, _LICENCE, _DAYS, _TWICE or WORKFORCE_DAY_TO_COME.
    """
    check(by, KEEP_RECRUITMENT_AGENCIES)
    made = RecruitmentAgency(association=by.home)
    _check(made, facts, today)
    _save(made)
    record(by, "workforce.add_agency", made)
    return made


@command
def change_agency(*, by: Actor, agency: int, today: date, **facts: Unpack[AgencyFacts]) -> RecruitmentAgency:
    """Correct an agency, or note what a new check found. Raises as `add_agency` does."""
    check(by, KEEP_RECRUITMENT_AGENCIES)
    found = agency_for(by, agency)
    changed = sorted(name for name, value in facts.items() if getattr(found, name) != value)
    _check(found, facts, today)
    _save(found)
    record(by, "workforce.change_agency", found, details={"changed": changed})
    return found


@command
def revoke_licence(
    *, by: Actor, agency: int, revoked_on: date, reason: str, today: date
) -> RecruitmentAgency:
    """Note that the licence was revoked, from a day on and why.

    Raises ProgrammeError STATE_REASON_MISSING or WORKFORCE_DAY_TO_COME.
    """
    check(by, KEEP_RECRUITMENT_AGENCIES)
    found = agency_for(by, agency)
    if not reason.strip():
        raise ProgrammeError(REASON_MISSING, {"verb": "revoke"}, field="reason")
    if revoked_on > today:
        raise ProgrammeError(errors.DAY_TO_COME, {"day": day_text(revoked_on)}, field="revoked_on")
    put(found, {"revoked_on": revoked_on, "revoked_because": reason.strip()[:300]})
    record(by, "workforce.revoke_licence", found, details={"on": revoked_on.isoformat()})
    return found


@command
def restore_licence(*, by: Actor, agency: int) -> RecruitmentAgency:
    """Take back that a licence was revoked."""
    check(by, KEEP_RECRUITMENT_AGENCIES)
    found = agency_for(by, agency)
    put(found, {"revoked_on": None, "revoked_because": ""})
    record(by, "workforce.restore_licence", found)
    return found


@command
def remove_agency(*, by: Actor, agency: int) -> RecruitmentAgency:
    """Remove an agency entered by mistake. Raises ProgrammeError WORKFORCE_AGENCY_IN_USE."""
    check(by, KEEP_RECRUITMENT_AGENCIES)
    found = agency_for(by, agency)
    if found.recruitments.exists() or found.dispatched_workers.exists():
        raise ProgrammeError(errors.AGENCY_IN_USE)
    record(by, "workforce.remove_agency", found)
    RecruitmentAgency.objects.filter(pk=found.pk).delete()
    return found
