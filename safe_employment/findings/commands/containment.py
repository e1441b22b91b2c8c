"""Containment: the harm of a critical finding has stopped; someone else looks whether it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from safe_employment.findings import errors, events, policies
from safe_employment.findings.commands.findings import locked
from safe_employment.findings.eyes import check_looker, check_untied
from safe_employment.findings.models import Containment, ContainmentLook
from safe_employment.findings.models.findings import CONTAINMENT_TOLD
from safe_employment.findings.quoting import check_said
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.policies import check
from safe_employment.kit.states import REASON_MISSING

if TYPE_CHECKING:
    from datetime import date, datetime

    from safe_employment.findings.models import Finding
    from safe_employment.kit.actors import Actor


@command
def contain_finding(
    *, by: Actor, finding: Finding, who: str, how: str, contained_at: datetime, now: datetime
) -> Finding:
    """Note who stopped the harm, how and when. The clock runs on until someone else has confirmed it.

    Raises ProgrammeError FINDING_TIED, FINDING_IS_OVER, FINDING_NO_CONTAINMENT, FINDING_ALREADY_CONTAINED,
    FINDING_SAY_WHO_AND_HOW, FINDING_QUOTES_A_WORKER, FINDING_CONTAINED_BEFORE_FOUND or
    FINDING_IN_THE_FUTURE.
    """
    check(by, policies.CONTAIN_FINDINGS)
    finding = locked(by, finding)
    check_untied(by, finding.employer_id)
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
    publish(events.FindingContained(by.home.pk, finding.pk, by.person.pk if by.person else None))
    return finding


@command
def confirm_containment(*, by: Actor, finding: Finding, today: date) -> Finding:
    """Confirm that the harm has stopped; with it the clock ends.

    Raises ProgrammeError FINDING_IS_OVER, FINDING_TIED, FINDING_CONTAINMENT_NOT_NOTED, …_CONFIRMED or
    …_CONFIRMED_BY_ONESELF.
    """
    check(by, policies.CONTAIN_FINDINGS)
    finding = locked(by, finding)
    noted = _noted(finding)
    if finding.containment_confirmed_on is not None:
        raise ProgrammeError(errors.CONTAINMENT_CONFIRMED, {"reference": finding.reference})
    person = check_looker(by, noted)
    ContainmentLook.objects.create(
        association=by.home, containment=noted, person=person, looked_on=today, holds=True
    )
    finding.containment_confirmed_on = today
    finding.save(update_fields=["containment_confirmed_on", "changed_at"])
    record(by, "findings.confirm_containment", finding)
    return finding


@command
def undo_containment(*, by: Actor, finding: Finding, reason: str, today: date) -> Finding:
    """Say that the harm goes on after all, with a reason; the clock runs again, and its steps are told anew.

    Raises ProgrammeError FINDING_IS_OVER, FINDING_TIED, FINDING_CONTAINMENT_NOT_NOTED or
    STATE_REASON_MISSING.
    """
    check(by, policies.CONTAIN_FINDINGS)
    finding = locked(by, finding)
    noted = _noted(finding)
    check_untied(by, finding.employer_id)
    if by.person is None:
        raise Hidden
    if not reason.strip():
        raise ProgrammeError(REASON_MISSING, {"verb": _("The harm goes on")}, field="reason")
    ContainmentLook.objects.create(
        association=by.home, containment=noted, person=by.person, looked_on=today, holds=False,
        reason=reason.strip(),
    )  # fmt: skip
    for field in ("contained_at", "containment_confirmed_on", *CONTAINMENT_TOLD):
        setattr(finding, field, None)
    finding.save()
    record(by, "findings.undo_containment", finding, details={"reason": reason.strip()})
    return finding


def _noted(finding: Finding) -> Containment:
    """Return the containment that is noted and not undone."""
    if finding.is_over:
        raise ProgrammeError(errors.IS_OVER, {"reference": finding.reference})
    noted = finding.containments.filter(round=finding.round).last()
    if finding.contained_at is None or noted is None:
        raise ProgrammeError(errors.CONTAINMENT_NOT_NOTED, {"reference": finding.reference})
    return noted


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
