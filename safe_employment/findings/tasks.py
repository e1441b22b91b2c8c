"""The day's turns: what comes due and what is late is told.

The turn is given each hour, from the morning on, so that a worker that was down in the morning still tells
it the same day. Each step is claimed before it is told; who was down for days catches up in order. A step
that cannot be told keeps no other from being told, and is tried again with the next turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from safe_employment.findings import delays, escalation
from safe_employment.findings.deadlines import steps_of
from safe_employment.findings.models import CorrectiveAction, Finding
from safe_employment.kit.commands import command, record
from safe_employment.kit.tasks import each_alone, hourly

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.findings.escalation import Duty, Step
    from safe_employment.kit.actors import Actor

    Tell = Callable[[CorrectiveAction, date], None]

MORNING = 7  # the hour from which people are told
TELLINGS: dict[str, Tell] = {
    "before": delays.tell_owner_it_comes_due,
    "owner": delays.tell_owner_is_late,
    "head": delays.tell_head_is_late,
    "manager": delays.tell_manager_is_late,
    "board": delays.tell_board_is_late,
}

# What the association owes: whom to tell, and what the telling reads.
OWED: dict[str, Callable[[Any, str, date], None]] = {
    "agree": delays.tell_not_agreed,
    "verify": delays.tell_not_verified,
    "decide": delays.tell_not_decided,
}
PARTS = {
    "agree": ("association", "found_by"),
    "verify": ("finding__association", "finding__found_by"),
    "decide": ("association",),
}


@hourly
def remind(by: Actor, now: datetime) -> None:
    """Tell owners, employers' heads, the association's own, the manager and the board of what is due or late.

    Each step is told once.
    """
    if timezone.localtime(now).hour < MORNING:
        return
    today = timezone.localdate(now)
    each_alone(chain(_alerts(by, today), _containments(by, today), _owed(by, today)))


def _alerts(by: Actor, today: date) -> Iterator[Callable[[], bool]]:
    """The steps that are due, one after the other; the days are read once for the whole turn."""
    steps = steps_of(by.home)
    for step in escalation.STEPS:
        for action in escalation.due_for(step, by.home, today, steps).select_related("finding"):
            yield partial(raise_alert, by=by, step=step, action=action, today=today)


def _containments(by: Actor, today: date) -> Iterator[Callable[[], bool]]:
    steps = steps_of(by.home)
    for whom, field, days in escalation.CONTAINMENT:
        for finding in escalation.harm_to_tell(field, days, by.home, today, steps):
            yield partial(raise_containment, by=by, whom=whom, field=field, finding=finding, today=today)


def _owed(by: Actor, today: date) -> Iterator[Callable[[], bool]]:
    """What the association itself has not done: agreed, verified, decided."""
    steps = steps_of(by.home)
    for duty in escalation.DUTIES:
        for whom in escalation.DUTY_STEPS:
            for row in escalation.owed(duty, whom, by.home, today, steps):
                yield partial(raise_duty, by=by, duty=duty, whom=whom, row=row, today=today)


def raise_alert(*, by: Actor, step: Step, action: CorrectiveAction, today: date) -> bool:
    """Claim one step and tell it in the same transaction; False when another process was first."""
    with transaction.atomic():
        if not escalation.claim(action, step.field, today):
            return False
        _note_alert(by=by, whom=step.whom, pk=action.pk, today=today)
    return True


@command
def _note_alert(*, by: Actor, whom: str, pk: int, today: date) -> None:
    action = CorrectiveAction.objects.select_related(
        "finding__employer",
        "finding__found_by",
        "finding__association",
        "owner_person",
        "owner_contact",
        "association",
    ).get(pk=pk)
    TELLINGS[whom](action, today)
    late = (today - action.due_on).days
    record(by, "findings.remind", action, details={"whom": whom, "days_late": late})


def raise_duty(*, by: Actor, duty: Duty, whom: str, row: Any, today: date) -> bool:
    """Claim one step of what the association owes and tell it; False when another process was first."""
    with transaction.atomic():
        if not escalation.claim_duty(duty, whom, row, today):
            return False
        _note_duty(by=by, duty=duty, whom=whom, pk=row.pk)
    return True


@command
def _note_duty(*, by: Actor, duty: Duty, whom: str, pk: int) -> None:
    row = duty.rows._default_manager.select_related(*PARTS[duty.what]).get(pk=pk)
    OWED[duty.what](row, whom, duty.day_of(row))
    record(by, "findings.remind_duty", row, details={"what": duty.what, "whom": whom})


def raise_containment(*, by: Actor, whom: str, field: str, finding: Finding, today: date) -> bool:
    """Claim the alert of a containment and tell it; False when another process was first."""
    with transaction.atomic():
        if not escalation.claim_containment(finding, field, today):
            return False
        _note_containment(by=by, whom=whom, pk=finding.pk)
    return True


@command
def _note_containment(*, by: Actor, whom: str, pk: int) -> None:
    finding = Finding.objects.select_related("association", "found_by").get(pk=pk)
    delays.tell_not_contained(finding, whom)
    record(by, "findings.remind_containment", finding, details={"whom": whom})
