"""How far a delay has come: the level as a word and a shape, and which step is due for whom.

A step is told once: it is claimed by comparing and setting the row itself. The conditions of that update
stand on the row alone, without a join, since PostgreSQL looks again only at the row it waited for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from safe_employment.findings.deadlines import (
    Steps,
    allowance,
    steps_of,
    steps_to_decide,
)
from safe_employment.findings.models import (
    TO_BE_DONE,
    ActionState,
    CorrectiveAction,
    Finding,
    FindingState,
    OwnerKind,
    ProposalState,
    ProposedFinding,
)
from safe_employment.findings.models.choices import OVER
from safe_employment.kit.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from safe_employment.kit.models import Association

SOON = 3  # days before the due date on which an action is shown as due soon


class Level(IntEnum):
    """The levels of a delay."""

    NONE = 0
    SOON = 1
    OVERDUE = 2
    HEAD = 3
    MANAGER = 4
    BOARD = 5


def told_level(action: CorrectiveAction) -> Level:
    """Return the highest step that was told: of this due date, or the board of the one first agreed."""
    if action.board_told_on:
        return Level.BOARD
    if action.manager_told_on:
        return Level.MANAGER
    return Level.HEAD if action.head_told_on else Level.NONE


def level_of(due_on: date, today: date, told: Level = Level.NONE) -> Level:
    """Return the level that a day still to be met has on a day, `told` the highest step that was told."""
    late = (today - due_on).days
    if late > 0:
        return max(Level.OVERDUE, told)
    return Level.SOON if late >= -SOON else Level.NONE


def due_mark(due_on: date, today: date, told: Level = Level.NONE) -> Mark:
    """Say in a word and a shape how a due date stands, and who was told of the delay."""
    late = (today - due_on).days
    level = level_of(due_on, today, told)
    if level == Level.NONE:
        return Mark(_("In time"), "plain")
    if level == Level.SOON:
        return Mark(_("Due today") if late == 0 else _("Due soon"), "waiting")
    if level in (Level.OVERDUE, Level.HEAD):
        words = ngettext("%(days)s day overdue", "%(days)s days overdue", late)
        return Mark(words % {"days": late}, "attention")
    if level == Level.MANAGER:
        return Mark(_("%(days)s days overdue, manager told") % {"days": late}, "urgent")
    return Mark(_("%(days)s days overdue, board told") % {"days": late}, "urgent")


TO_CONFIRM = Mark(gettext_lazy("Contained, to be confirmed"), "waiting")


def containment_mark(finding: Finding, today: date) -> Mark | None:
    """Say how the clock of containment stands; None where there is none."""
    if finding.contain_by is None:
        return None
    if finding.contained_at is not None:
        return Mark(_("Contained"), "good") if finding.containment_confirmed_on else TO_CONFIRM
    if finding.is_over:
        return None
    if today > finding.contain_by:
        return Mark(_("Not contained, overdue"), "urgent")
    return Mark(_("To be contained today"), "attention")


def action_mark(action: CorrectiveAction, today: date) -> Mark | None:
    """Return the mark of an action's due date; None when nothing is left to be done by its owner."""
    if action.state in TO_BE_DONE:
        return due_mark(action.due_on, today, told_level(action))
    if action.state == ActionState.DONE:
        return verify_mark(action.verify_by, today)
    return None


def verify_mark(until: date | None, today: date) -> Mark:
    """Say how long what is done has waited to be verified."""
    if until is not None and until < today:
        return Mark(_("Verify, overdue"), "attention")
    return Mark(_("Waits for verification"), "waiting")


@dataclass(frozen=True)
class Step:
    """One step of a delay: who is told, the field that holds when, and on which actions it is due.

    `due(steps, today)` narrows the actions of one severity; None where the association left the step out.
    """

    whom: str
    field: str
    due: Callable[[Steps, date], Q | None]


def _after(days: int | None, field: str, today: date) -> Q | None:
    if days is None:
        return None
    return Q(**{field: None, "due_on__lte": today - timedelta(days=days)})


def _before(steps: Steps, today: date) -> Q | None:
    if steps.remind_before_days is None:
        return None
    until = today + timedelta(days=steps.remind_before_days)
    return Q(reminded_on=None, due_on__gt=today, due_on__lte=until)


def _owner(steps: Steps, today: date) -> Q:
    again = today - timedelta(days=steps.owner_every_days)
    return Q(due_on__lte=today) & (Q(owner_told_on=None) | Q(owner_told_on__lte=again))


def _head(steps: Steps, today: date) -> Q | None:
    due = _after(steps.head_after_days, "head_told_on", today)
    return due and due & Q(owner_kind=OwnerKind.EMPLOYER)


def _board(steps: Steps, today: date) -> Q | None:
    """The board hears by the day first agreed, whatever was granted since; again if a new day passes too."""
    if steps.board_after_days is None:
        return None
    since = today - timedelta(days=steps.board_after_days)
    first = Q(board_told_on=None) & (Q(first_due_on__lte=since) | Q(due_on__lte=since))
    return first | Q(board_told_on__lt=F("due_on"), due_on__lte=since)


# In the order in which they are told: who was down for days catches up in this order.
STEPS = (
    Step("before", "reminded_on", _before),
    Step("owner", "owner_told_on", _owner),
    Step("head", "head_told_on", _head),
    Step("manager", "manager_told_on", lambda s, day: _after(s.manager_after_days, "manager_told_on", day)),
    Step("board", "board_told_on", _board),
)


def due_for(
    step: Step, association: Association, today: date, steps: dict[str, Steps] | None = None
) -> QuerySet[CorrectiveAction]:
    """Return the actions whose step is due, by the association's days or by `steps`; the oldest first."""
    wanted = Q(pk__in=[])
    for severity, days in (steps or steps_of(association)).items():
        due = step.due(days, today)
        if due is not None:
            wanted |= Q(finding__severity=severity) & due
    late = CorrectiveAction.objects.filter(association=association, state__in=TO_BE_DONE)
    return late.filter(wanted).order_by("due_on", "pk")


def claim(action: CorrectiveAction, field: str, today: date) -> bool:
    """Take a step for oneself: of several processes that try, one gets True.

    It fails too when the action was done, given more time or told in between.
    """
    rows = CorrectiveAction.objects.filter(pk=action.pk, state__in=TO_BE_DONE, due_on=action.due_on)
    return rows.filter(**{field: getattr(action, field)}).update(**{field: today}) == 1


@dataclass(frozen=True)
class Duty:
    """What the association itself owes by a day: the rows on which it waits, and since when.

    `days` gives for a severity how long it may wait from the day in the field `since`. When whom was told
    stands in fields whose names begin with `what`.
    """

    what: str
    rows: type[Finding] | type[CorrectiveAction] | type[ProposedFinding]
    waits: str
    since: str
    days: Callable[[str], int | None]
    severity: str = "severity"
    steps: Callable[[str, Steps], Steps] = lambda _severity, steps: steps

    def field(self, whom: str) -> str:
        """Return the name of the field that holds when one of `DUTY_STEPS` was told."""
        return f"{self.what}_told_on" if whom == "duty" else f"{self.what}_{whom}_told_on"

    def day_of(self, row: Finding | CorrectiveAction | ProposedFinding) -> date:
        """Return the day by which it was to be done."""
        severity = row.finding.severity if isinstance(row, CorrectiveAction) else row.severity
        since: date = getattr(row, self.since)
        return since + timedelta(days=self.days(severity) or 0)


DUTIES = (
    Duty("agree", Finding, FindingState.OPEN, "agree_since", lambda each: allowance(each).agree_days),
    Duty("verify", CorrectiveAction, ActionState.DONE, "verify_by", lambda _: 0, "finding__severity"),
    Duty(
        "decide", ProposedFinding, ProposalState.WAITING, "proposed_on",
        lambda each: allowance(each).decide_days, steps=steps_to_decide,
    ),
)  # fmt: skip
DUTY_STEPS = ("duty", "manager", "board")  # whose duty it is, as often as an owner is called; then these


def owed(
    duty: Duty, whom: str, association: Association, today: date, steps: dict[str, Steps] | None = None
) -> QuerySet[Any]:
    """Return the rows of a duty that are to be told to someone, by the association's days or by `steps`.

    Nothing is told on the very day on which it began to wait.
    """
    wanted, field = Q(pk__in=[]), duty.field(whom)
    for severity, own in (steps or steps_of(association)).items():
        days, its = duty.days(severity), duty.steps(severity, own)
        after = {"duty": 0, "manager": its.manager_after_days, "board": its.board_after_days}[whom]
        if days is None or after is None:
            continue
        untold = Q(**{field: None})
        if whom == "duty":
            untold |= Q(**{f"{field}__lte": today - timedelta(days=its.owner_every_days)})
        since = today - timedelta(days=max(days + after, 1))
        wanted |= untold & Q(**{duty.severity: severity, f"{duty.since}__lte": since})
    waiting = duty.rows._default_manager.filter(association=association, state=duty.waits)
    return waiting.filter(wanted).order_by(duty.since, "pk")


def claim_duty(duty: Duty, whom: str, row: Any, today: date) -> bool:
    """Take a step of a duty for oneself, as `claim`: it fails too when it was done in between."""
    field = duty.field(whom)
    same = {
        "pk": row.pk,
        "state": duty.waits,
        duty.since: getattr(row, duty.since),
        field: getattr(row, field),
    }
    return duty.rows._default_manager.filter(**same).update(**{field: today}) == 1


def uncontained(association: Association, today: date) -> QuerySet[Finding]:
    """Return the findings whose harm was to have stopped before today and of which nobody confirmed it."""
    found = Finding.objects.filter(
        association=association, containment_confirmed_on=None, contain_by__lt=today
    )
    return found.exclude(state__in=OVER).order_by("contain_by", "pk")


# Who is told that harm goes on: the field that holds when, and that of the days after which.
CONTAINMENT = (
    ("manager", "containment_manager_told_on", "harm_manager_after_days"),
    ("board", "containment_board_told_on", "harm_board_after_days"),
)


def harm_to_tell(
    field: str, days: str, association: Association, today: date, steps: dict[str, Steps] | None = None
) -> QuerySet[Finding]:
    """Return the findings of whose harm someone is to be told (a row of `CONTAINMENT`)."""
    wanted = Q(pk__in=[])
    for severity, own in (steps or steps_of(association)).items():
        wanted |= Q(severity=severity, contain_by__lte=today - timedelta(days=getattr(own, days)))
    return uncontained(association, today).filter(wanted, **{field: None})


def claim_containment(finding: Finding, field: str, today: date) -> bool:
    """Take the alert of a containment for oneself, as `claim`."""
    rows = Finding.objects.filter(pk=finding.pk, containment_confirmed_on=None, contain_by=finding.contain_by)
    return rows.exclude(state__in=OVER).filter(**{field: None}).update(**{field: today}) == 1
