"""The draw by the clock: weeks are drawn on the Saturday before, secrets are told after the period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.tasks import daily, hourly
from safe_employment.visits.commands.drawing import draw_week, lead, tell_secret
from safe_employment.visits.models import DrawPeriod, DrawWeek, PeriodState

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor


@hourly
def draw_due_weeks(by: Actor, now: datetime) -> None:
    """Draw the weeks that are due; one that is over when the programme runs again is drawn no more.

    By the hour, so that a Saturday on which the programme did not run is caught up with.
    """
    today = timezone.localdate(now)
    due = DrawWeek.objects.filter(
        period__association=by.home, period__state=PeriodState.DRAWING, drawn_at=None,
        first_on__lte=today + lead(),
    )  # fmt: skip
    for week in due.select_related("period").order_by("first_on"):
        if week.last_on >= today:
            try:
                draw_week(by=by, week=week, now=now, today=today)
            except ProgrammeError as problem:
                if problem.code != "DRAW_WEEK_DRAWN":
                    raise


@daily
def tell_secrets(by: Actor, now: datetime) -> None:
    """Tell the secrets of the periods that are over and have no sealed visit left."""
    today = timezone.localdate(now)
    over = DrawPeriod.objects.filter(association=by.home, state=PeriodState.DRAWING, last_on__lt=today)
    for period in over:
        try:
            tell_secret(by=by, period=period, now=now, today=today)
        except ProgrammeError as problem:
            if problem.code != "DRAW_VISITS_SEALED":
                raise
