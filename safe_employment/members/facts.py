"""The facts of an employer: which may be written, and how a written value is checked."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Max

from safe_employment.engines.identifiers import parse_registration_number, parse_social_credit_code
from safe_employment.kit.errors import ProgrammeError
from safe_employment.members import errors, search
from safe_employment.members.models import CodeKind, DatePrecision, Employer
from safe_employment.members.places import is_industry_code, isic_of
from safe_employment.members.sizes import size_class

FACTS = (
    "name", "other_names", "kind", "code", "code_kind", "legal_representative", "division_code",
    "industry_code", "industry_text", "staff", "women", "staff_counted_on", "revenue", "assets",
    "founded_on", "founded_precision", "joined_on", "tags", "remarks",
)  # fmt: skip
# What an employer may propose to correct in the portal.
CORRECTABLE = (
    "name", "legal_representative", "industry_text", "staff", "women", "staff_counted_on", "remarks",
)  # fmt: skip
# Locks of PostgreSQL are named by two numbers: what for, and of which association or import.
NUMBERING_LOCK = 610_001


def code_kind_of(code: str) -> tuple[str, str]:
    """Return a code as it is kept and what it is: social_credit, registration, unverified or ""."""
    if not code.strip():
        return "", ""
    credit = parse_social_credit_code(code)
    if credit.is_valid:
        return credit.code, CodeKind.SOCIAL_CREDIT
    number = parse_registration_number(code)
    if number.is_valid:
        return number.number, CodeKind.REGISTRATION
    return credit.code[:40] or code.strip()[:40], CodeKind.UNVERIFIED


def next_number(association_id: int) -> int:
    """Return the first free member number; no one else gets numbers until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [NUMBERING_LOCK, association_id])
    highest = Employer.objects.filter(association_id=association_id).aggregate(last=Max("number"))["last"]
    return int(highest or 0) + 1


def write_facts(employer: Employer, facts: dict[str, Any]) -> list[str]:
    """Write facts to an employer that is not yet saved; returns the names of those that changed.

    Raises ProgrammeError EMPLOYER_NAME_MISSING, EMPLOYER_CODE_WRONG, EMPLOYER_CODE_TAKEN,
    EMPLOYER_WOMEN_MORE_THAN_STAFF, EMPLOYER_INDUSTRY_WRONG or EMPLOYER_VALUE_WRONG, and KeyError for a name
    that is no fact.
    """
    unknown = set(facts) - set(FACTS)
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    before = {name: getattr(employer, name) for name in FACTS}
    wanted_kind = facts.get("code_kind", "")
    for name, value in facts.items():
        setattr(employer, name, value)
    if "code" in facts:
        _write_code(employer, str(facts["code"] or ""), unverified=wanted_kind == CodeKind.UNVERIFIED)
    if employer.founded_on is None:
        employer.founded_precision = ""
    elif not employer.founded_precision:
        employer.founded_precision = DatePrecision.DAY
    derive(employer)
    _validate(employer)
    return [name for name in FACTS if before[name] != getattr(employer, name)]


def derive(employer: Employer) -> None:
    """Compute what follows from the facts of an employer that is about to be saved."""
    employer.isic = isic_of(employer.industry_code)
    employer.size_class = size_class(
        industry_code=employer.industry_code,
        staff=employer.staff,
        revenue=employer.revenue,
        assets=employer.assets,
    )
    search.index(employer)


def _write_code(employer: Employer, code: str, *, unverified: bool) -> None:
    employer.code, employer.code_kind = code_kind_of(code)
    if employer.code_kind == CodeKind.UNVERIFIED and not unverified:
        raise ProgrammeError(errors.CODE_WRONG, {"code": employer.code}, field="code")
    if employer.code_kind in (CodeKind.SOCIAL_CREDIT, CodeKind.REGISTRATION):
        other = (
            Employer.objects.live()
            .filter(association=employer.association, code=employer.code)
            .exclude(pk=employer.pk)
            .exclude(code_kind=CodeKind.UNVERIFIED)
            .first()
        )
        if other is not None:
            facts = {"code": other.code, "number": other.member_number, "name": other.name}
            raise ProgrammeError(errors.CODE_TAKEN, facts, field="code")


def _validate(employer: Employer) -> None:
    employer.name = employer.name.strip()
    if not employer.name:
        raise ProgrammeError(errors.NAME_MISSING, field="name")
    if employer.women is not None and employer.staff is not None and employer.women > employer.staff:
        facts = {"women": employer.women, "staff": employer.staff}
        raise ProgrammeError(errors.WOMEN_MORE_THAN_STAFF, facts, field="women")
    if employer.industry_code and not is_industry_code(employer.industry_code):
        raise ProgrammeError(errors.INDUSTRY_WRONG, {"code": employer.industry_code}, field="industry_code")
    try:
        employer.clean_fields(exclude=["association", "merged_into", "search_text", "search_grams", "number"])
    except ValidationError as problem:
        field, messages = next(iter(problem.message_dict.items()))
        name = Employer._meta.get_field(field).verbose_name  # type: ignore[union-attr]
        raise ProgrammeError(
            errors.VALUE_WRONG, {"name": name, "why": " ".join(messages)}, field=field
        ) from problem
