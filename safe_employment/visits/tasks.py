"""Work by the clock: visits are released on their morning, reports are reminded of, visits are closed."""

from __future__ import annotations

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


@daily
def remind_reports(by: Actor, now: datetime) -> None:
    """Tell each team once that its report is due."""
    today = timezone.localdate(now)
    due = Visit.objects.filter(
        REPORT_IS_DUE,
        association=by.home,
        report_told_on=None,
        visited_on__lte=today - timedelta(days=REPORT_DAYS),
    )
    for pk in list(due.values_list("pk", flat=True)):
        # A conditional update: of two processes one claims the alert.
        if due.filter(pk=pk).update(report_told_on=today):
            _note_late_report(by=by, pk=pk, today=today)


@command
def _note_late_report(*, by: Actor, pk: int, today: date) -> None:
    visit = Visit.objects.select_related("association").get(pk=pk)
    notices.tell_report_is_late(visit)
    record(by, "visits.remind_report", visit, details={"day": today.isoformat()})
