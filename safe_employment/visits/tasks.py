"""The morning's turn: reports that are due."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.kit.commands import command, record
from safe_employment.kit.tasks import daily
from safe_employment.visits import notices
from safe_employment.visits.models import REPORT_DAYS, Visit, VisitState

if TYPE_CHECKING:
    from datetime import date, datetime

    from safe_employment.kit.actors import Actor


@daily
def remind_reports(by: Actor, now: datetime) -> None:
    """Tell each team once that its report is due."""
    today = timezone.localdate(now)
    due = Visit.objects.filter(
        association=by.home,
        state=VisitState.TO_REPORT,
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
