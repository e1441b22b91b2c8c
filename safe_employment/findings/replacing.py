"""An action that takes the place of a dropped one takes no more time than that had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F, Value
from django.db.models.functions import Least

from safe_employment.findings import errors
from safe_employment.findings.deadlines import latest_due_on
from safe_employment.findings.eyes import finders_of
from safe_employment.findings.models import ActionState, CorrectiveAction, StepKind
from safe_employment.kit.errors import ProgrammeError

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from safe_employment.findings.models import Finding
    from safe_employment.kit.actors import Actor


def check_gains_no_time(by: Actor, action: CorrectiveAction, today: date) -> None:
    """Let who found it, and the programme, drop only what is not late and was replaced on the same day.

    Raises ProgrammeError ACTION_DROPPED_BY_FINDER.
    """
    if by.person is not None and by.person.pk not in finders_of(action.finding):
        return
    if action.due_on < today or not _standing(action, today).filter(due_on__lte=action.due_on).exists():
        raise ProgrammeError(errors.DROPPED_BY_FINDER)


def carry_over(action: CorrectiveAction, today: date) -> None:
    """Give what was agreed on the day of a drop the dropped one's first day; a slip of that day has none."""
    if action.agreed_on < today:
        first = Least(F("first_due_on"), Value(action.first_due_on))
        _standing(action, today).update(first_due_on=first)


def place_after(action: CorrectiveAction) -> None:
    """Give a new action the first day of those dropped before it, and hold that it is due no later.

    Raises ProgrammeError ACTION_DUE_AFTER_DROPPED.
    """
    before = list(_dropped(action.finding))
    if not before:
        return
    action.first_due_on = min(action.first_due_on, *(each.first_due_on for each in before))
    limits = [latest_due_on(action.finding.severity, each.agreed_on) for each in before]
    latest = max(action.agreed_on, min((day for day in limits if day), default=action.due_on))
    if action.due_on > latest:
        raise ProgrammeError(errors.DUE_AFTER_DROPPED, {"latest": latest}, field="due_on")


def _standing(action: CorrectiveAction, today: date) -> QuerySet[CorrectiveAction]:
    """Return the other actions of its round that were agreed on the day or later."""
    others = action.finding.actions.filter(round=action.round, agreed_on__gte=today)
    return others.exclude(state=ActionState.DROPPED).exclude(pk=action.pk)


def _dropped(finding: Finding) -> QuerySet[CorrectiveAction]:
    """Return the actions of this round that were dropped later than on the day of their agreement."""
    gone = finding.actions.filter(
        round=finding.round, state=ActionState.DROPPED, steps__kind=StepKind.DROPPED,
        steps__taken_on__gt=F("agreed_on"),
    )  # fmt: skip
    return gone.distinct()
