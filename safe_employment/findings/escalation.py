"""How far a delay has come: the level as a word and a shape, and who is told once."""

from __future__ import annotations

from datetime import date, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safe_employment.findings.deadlines import escalation
from safe_employment.findings.models import TO_BE_DONE, ActionState, CorrectiveAction
from safe_employment.kit.marks import Mark

if TYPE_CHECKING:
    from safe_employment.kit.models import Association

SOON = 3  # days before the due date on which an action is shown as due soon


class Level(IntEnum):
    """The levels of a delay."""

    NONE = 0
    SOON = 1
    OVERDUE = 2
    MANAGER = 3
    BOARD = 4


def level_of(due_on: date, today: date) -> Level:
    """Return the level that a day still to be met has on a day."""
    late = (today - due_on).days
    days = escalation()
    if late >= days.board_after_days:
        return Level.BOARD
    if late >= days.manager_after_days:
        return Level.MANAGER
    if late > 0:
        return Level.OVERDUE
    return Level.SOON if late >= -SOON else Level.NONE


def due_mark(due_on: date, today: date) -> Mark:
    """Say in a word and a shape how a due date stands."""
    late = (today - due_on).days
    level = level_of(due_on, today)
    if level == Level.NONE:
        return Mark(_("In time"), "plain")
    if level == Level.SOON:
        return Mark(_("Due today") if late == 0 else _("Due soon"), "waiting")
    if level == Level.OVERDUE:
        words = ngettext("%(days)s day overdue", "%(days)s days overdue", late)
        return Mark(words % {"days": late}, "attention")
    if level == Level.MANAGER:
        return Mark(_("%(days)s days overdue, manager told") % {"days": late}, "urgent")
    return Mark(_("%(days)s days overdue, board told") % {"days": late}, "urgent")


def action_mark(action: CorrectiveAction, today: date) -> Mark | None:
    """Return the mark of an action's due date; None when nothing is left to be done by its owner."""
    if action.state in TO_BE_DONE:
        return due_mark(action.due_on, today)
    if action.state == ActionState.DONE:
        return Mark(_("Waits for verification"), "waiting")
    return None


def _late(association: Association) -> QuerySet[CorrectiveAction]:
    return CorrectiveAction.objects.filter(association=association, state__in=TO_BE_DONE)


def due_for_owner(association: Association, today: date) -> QuerySet[CorrectiveAction]:
    """Actions whose owner is called today: on the due date, then every few days."""
    again = today - timedelta(days=escalation().owner_every_days)
    return _late(association).filter(Q(owner_told_on=None) | Q(owner_told_on__lte=again), due_on__lte=today)


def due_for_manager(association: Association, today: date) -> QuerySet[CorrectiveAction]:
    """Actions so late that the manager is told, and was not yet."""
    since = today - timedelta(days=escalation().manager_after_days)
    return _late(association).filter(manager_told_on=None, due_on__lte=since)


def due_for_board(association: Association, today: date) -> QuerySet[CorrectiveAction]:
    """Actions so late that the board is told, and was not yet."""
    since = today - timedelta(days=escalation().board_after_days)
    return _late(association).filter(board_told_on=None, due_on__lte=since)


def claim(waiting: QuerySet[CorrectiveAction], pk: int, field: str, today: date) -> bool:
    """Take an alert for oneself: of two processes that try, one gets True (a conditional update)."""
    return waiting.filter(pk=pk).update(**{field: today}) == 1
