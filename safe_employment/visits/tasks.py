"""Work by the clock: visits are released on their morning, reports are reminded of, visits are closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.tasks import daily, hourly
from safe_employment.visits import notices
from safe_employment.visits.commands import close_visit, release_visit
from safe_employment.visits.models import REPLY_DAYS, REPORT_DAYS, Visit, VisitState
from safe_employment.visits.queries import REPORT_IS_DUE
from safe_employment.visits.releasing import RELEASE_AT

if TYPE_CHECKING:
    from datetime import date, datetime

    from safe_employment.kit.actors import Actor


@hourly
def release_due(by: Actor, now: datetime) -> None:
    """Release the visits of this day to their teams; one whose team is not fit is told to the manager.

    By the hour, so that a morning on which the programme did not run is caught up with.
    """
    here = timezone.localtime(now)
    if here.time() < RELEASE_AT:
        return
    due = Visit.objects.filter(
        association=by.home, state=VisitState.SEALED, planned_on=here.date(), release_failed_on=None
    )
    for visit in due.order_by("pk"):
        try:
            release_visit(by=by, visit=visit, now=now)
        except ProgrammeError as error:
            _note_not_released(by=by, visit=visit, code=error.code, today=here.date())


@command
def _note_not_released(*, by: Actor, visit: Visit, code: str, today: date) -> None:
    if Visit.objects.filter(pk=visit.pk, release_failed_on=None).update(release_failed_on=today):
        notices.tell_not_released(visit)
        record(by, "visits.not_released", visit, details={"code": code})


@daily
def close_reviewed(by: Actor, now: datetime) -> None:
    """Close the reviewed visits whose report was read, or whose time to reply is over."""
    today = timezone.localdate(now)
    over = Q(reported_on=None) | Q(reported_on__lt=today - timedelta(days=REPLY_DAYS))
    for visit in Visit.objects.filter(over, association=by.home, state=VisitState.REVIEWED).order_by("pk"):
        close_visit(by=by, visit=visit, today=today)


@dataclass(frozen=True)
class Reminder:
    """A reminder of a report: so many days after the visit, noted in a field, told once."""

    field: str
    days: int
    tell: Callable[[Visit], None]


REMINDERS = (
    Reminder("report_reminded_on", REPORT_DAYS - 7, notices.tell_report_is_due_soon),
    Reminder("report_told_on", REPORT_DAYS, notices.tell_report_is_late),
    Reminder("report_escalated_on", REPORT_DAYS + 7, notices.tell_managers_report_is_late),
)


@daily
def remind_reports(by: Actor, now: datetime) -> None:
    """Remind of reports: the team a week before and on the day, the managers a week after; each once.

    Where the programme did not run for a while, only the last reminder that is due is told.
    """
    today = timezone.localdate(now)
    for place, reminder in enumerate(REMINDERS):
        due = Visit.objects.filter(
            REPORT_IS_DUE,
            association=by.home,
            visited_on__lte=today - timedelta(days=reminder.days),
            **{reminder.field: None},
        )
        for pk in list(due.values_list("pk", flat=True)):
            # A conditional update: of two processes one claims the alert.
            if due.filter(pk=pk).update(**{reminder.field: today}):
                _remind(by=by, pk=pk, place=place, today=today)


@command
def _remind(*, by: Actor, pk: int, place: int, today: date) -> None:
    visit = Visit.objects.select_related("association").get(pk=pk)
    assert visit.visited_on is not None  # noqa: S101 - its report is due
    later = REMINDERS[place + 1 :]
    if not later or today < visit.visited_on + timedelta(days=later[0].days):
        REMINDERS[place].tell(visit)
    record(by, "visits.remind_report", visit, details={"day": today.isoformat(), "step": place + 1})
