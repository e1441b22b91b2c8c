"""The morning's turn: what is late is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from safe_employment.findings import escalation, notices
from safe_employment.kit.commands import command, record
from safe_employment.kit.tasks import daily

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from safe_employment.findings.models import CorrectiveAction
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association

    Waiting = Callable[[Association, date], QuerySet[CorrectiveAction]]
    Tell = Callable[[CorrectiveAction, date], None]

ALERTS: tuple[tuple[str, Waiting, str, Tell], ...] = (
    ("owner", escalation.due_for_owner, "owner_told_on", notices.tell_owner_is_late),
    ("manager", escalation.due_for_manager, "manager_told_on", notices.tell_manager_is_late),
    ("board", escalation.due_for_board, "board_told_on", notices.tell_board_is_late),
)


@daily
def remind(by: Actor, now: datetime) -> None:
    """Tell owners, the manager and the board of what is late, each alert once."""
    today = timezone.localdate(now)
    for whom, waiting, field, tell in ALERTS:
        for pk in list(waiting(by.home, today).values_list("pk", flat=True)):
            raise_alert(
                by=by, whom=whom, waiting=waiting(by.home, today), pk=pk, field=field, tell=tell, today=today
            )


def raise_alert(
    *,
    by: Actor,
    whom: str,
    waiting: QuerySet[CorrectiveAction],
    pk: int,
    field: str,
    tell: Tell,
    today: date,
) -> bool:
    """Claim one alert and send it in the same transaction; False when another process was first."""
    with transaction.atomic():
        if not escalation.claim(waiting, pk, field, today):
            return False
        _note_alert(by=by, whom=whom, pk=pk, tell=tell, today=today)
    return True


@command
def _note_alert(*, by: Actor, whom: str, pk: int, tell: Tell, today: date) -> None:
    from safe_employment.findings.models import CorrectiveAction

    action = CorrectiveAction.objects.select_related(
        "finding__employer", "finding__found_by", "owner_person", "association"
    ).get(pk=pk)
    tell(action, today)
    late = (today - action.due_on).days
    record(by, "findings.remind", action, details={"whom": whom, "days_late": late})
