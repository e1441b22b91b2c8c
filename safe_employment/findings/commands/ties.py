"""Declaring and ending ties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.findings import errors, policies
from safe_employment.findings.events import TieToBeEnded
from safe_employment.findings.eyes import check_ender
from safe_employment.findings.models import Tie
from safe_employment.findings.queries import tie_for
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.policies import can, check
from safe_employment.kit.states import REASON_MISSING

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person
    from safe_employment.members.models import Employer


@command
def declare_tie(
    *, by: Actor, employer: Employer, kind: str, today: date, person: Person | None = None, note: str = ""
) -> Tie:
    """Declare a tie of one's own, or as the manager that of another.

    Raises ProgrammeError TIE_OF_ANOTHER, TIE_ALREADY_DECLARED.
    """
    check(by, policies.DECLARE_TIES)
    tied = person or by.person
    if tied is None or employer.association_id != by.home.pk:
        raise Hidden
    _check_own(by, tied.pk)
    if Tie.objects.filter(person=tied, employer=employer, kind=kind, ended_on=None).exists():
        raise ProgrammeError(errors.TIE_ALREADY_DECLARED)
    tie = Tie.objects.create(
        association=by.home, person=tied, employer=employer, kind=kind, note=note.strip(), declared_on=today
    )
    record(by, "findings.declare_tie", tie, details={"kind": kind})
    return tie


def _check_own(by: Actor, person: int) -> None:
    if not can(by, policies.KEEP_TIES) and (by.person is None or by.person.pk != person):
        raise ProgrammeError(errors.TIE_OF_ANOTHER)


@command
def ask_to_end_tie(*, by: Actor, tie: Tie, reason: str, today: date) -> Tie:
    """Ask that one's own tie is ended, with the reason: another manager does it, else the board.

    Raises Hidden for the tie of another, ProgrammeError TIE_IS_OVER, STATE_REASON_MISSING.
    """
    check(by, policies.DECLARE_TIES)
    tie = tie_for(by, tie.pk)
    if by.person is None or tie.person_id != by.person.pk:
        raise Hidden
    if tie.ended_on is not None or tie.end_asked_on is not None:
        raise ProgrammeError(errors.TIE_IS_OVER)
    if not reason.strip():
        raise ProgrammeError(REASON_MISSING, {"verb": _("End the tie")}, field="reason")
    tie.end_asked_on, tie.end_why = today, reason.strip()
    tie.save(update_fields=["end_asked_on", "end_why", "changed_at"])
    record(by, "findings.ask_to_end_tie", tie)
    publish(TieToBeEnded(by.home.pk, tie.pk))
    return tie


@command
def end_tie(*, by: Actor, tie: Tie, today: date) -> Tie:
    """End a tie: never one's own. The manager ends any, the board one whose own person asks for it.

    Raises ProgrammeError TIE_NOT_ENDED_BY_ONESELF.
    """
    check(by, policies.END_TIES)
    tie = tie_for(by, tie.pk)
    check_ender(by, tie)
    if tie.ended_on is None:
        tie.ended_on, tie.ended_by = max(today, tie.declared_on), by.person
        tie.save(update_fields=["ended_on", "ended_by", "changed_at"])
    record(by, "findings.end_tie", tie)
    return tie
