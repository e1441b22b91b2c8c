"""Containment: the harm of a critical finding has stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.findings import errors, policies
from safe_employment.findings.models import Containment, Finding
from safe_employment.findings.queries import finding_for
from safe_employment.findings.quoting import check_said
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor


@command
def contain_finding(
    *, by: Actor, finding: Finding, who: str, how: str, contained_at: datetime, now: datetime
) -> Finding:
    """Note who stopped the harm, how and when; once in each round of a finding.

    Raises ProgrammeError FINDING_IS_OVER, FINDING_NO_CONTAINMENT, FINDING_ALREADY_CONTAINED,
    FINDING_SAY_WHO_AND_HOW, FINDING_QUOTES_A_WORKER, FINDING_CONTAINED_BEFORE_FOUND or FINDING_IN_THE_FUTURE.
    """
    check(by, policies.CONTAIN_FINDINGS)
    finding = finding_for(by, finding.pk)
    finding = Finding.objects.select_for_update(of=("self",), no_key=True).get(pk=finding.pk)
    _check(finding, who, how, contained_at, now)
    check_said(by, finding, who, "who")
    check_said(by, finding, how, "how")
    Containment.objects.create(
        association=by.home, finding=finding, round=finding.round, who=who.strip(), how=how.strip(),
        contained_at=contained_at, noted_by=by.person,
    )  # fmt: skip
    finding.contained_at = contained_at
    finding.save(update_fields=["contained_at", "changed_at"])
    record(by, "findings.contain", finding, details={"at": contained_at.isoformat()})
    return finding


def _check(finding: Finding, who: str, how: str, contained_at: datetime, now: datetime) -> None:
    if finding.is_over:
        raise ProgrammeError(errors.IS_OVER, {"reference": finding.reference})
    if finding.contain_by is None:
        raise ProgrammeError(errors.NO_CONTAINMENT)
    if finding.contained_at is not None:
        raise ProgrammeError(errors.ALREADY_CONTAINED, {"reference": finding.reference})
    if not who.strip() or not how.strip():
        raise ProgrammeError(errors.SAY_WHO_AND_HOW, field="how" if who.strip() else "who")
    day = timezone.localdate(contained_at)
    if contained_at > now:
        raise ProgrammeError(errors.IN_THE_FUTURE, {"day": day}, field="contained_at")
    if day < finding.clock_on:
        raise ProgrammeError(errors.CONTAINED_BEFORE_FOUND, {"found": finding.clock_on}, field="contained_at")
