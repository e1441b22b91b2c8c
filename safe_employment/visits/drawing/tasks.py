"""The draw by the clock: weeks are drawn on the Saturday before, secrets are told after the period."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.tasks import daily, each_alone, hourly
from safe_employment.visits.commands.drawing import note_kept_back, remind_of_number, tell_secret
from safe_employment.visits.commands.weeks import draw_week, lead
from safe_employment.visits.drawing.queries import awaits_number
from safe_employment.visits.models import DrawPeriod, DrawWeek, PeriodState

if TYPE_CHECKING:
    from datetime import date, datetime

    from safe_employment.kit.actors import Actor


#: Why a secret waits, and how long after the end that is not worth a word.
WAITING, KEPT_BACK = ("DRAW_WEEKS_MISSING", "DRAW_VISITS_OPEN"), timedelta(days=14)


@hourly
def draw_due_weeks(by: Actor, now: datetime) -> None:
    """Draw the weeks that are due; one that is over when the programme runs again is drawn for the record.

    By the hour, so that a Saturday on which the programme did not run is caught up with. A week that cannot
    be drawn keeps no other waiting.
    """
    today = timezone.localdate(now)
    due = DrawWeek.objects.filter(
        period__association=by.home, period__state=PeriodState.DRAWING, drawn_at=None,
        first_on__lte=today + lead(),
    )  # fmt: skip
    weeks = due.select_related("period").order_by("first_on")
    each_alone(partial(_draw, by=by, week=week, now=now, today=today) for week in weeks)


def _draw(*, by: Actor, week: DrawWeek, now: datetime, today: date) -> None:
    try:
        draw_week(by=by, week=week, now=now, today=today)
    except ProgrammeError as problem:
        if problem.code != "DRAW_WEEK_DRAWN":
            raise


@daily
def remind_of_numbers(by: Actor, now: datetime) -> None:
    """Remind of public numbers that nobody has entered: without them no week is drawn."""
    today = timezone.localdate(now)
    waiting = awaits_number(by.home, today).order_by("pk")
    each_alone(partial(remind_of_number, by=by, period=period, today=today) for period in waiting)


@daily
def tell_secrets(by: Actor, now: datetime) -> None:
    """Tell the secrets of the periods that are over; where visits are in the way for long, say so once."""
    today = timezone.localdate(now)
    over = DrawPeriod.objects.filter(association=by.home, state=PeriodState.DRAWING, last_on__lt=today)
    each_alone(partial(_tell_secret, by=by, period=period, now=now, today=today) for period in over)


def _tell_secret(*, by: Actor, period: DrawPeriod, now: datetime, today: date) -> None:
    try:
        tell_secret(by=by, period=period, now=now, today=today)
    except ProgrammeError as problem:
        if problem.code not in WAITING:
            raise
        if period.kept_back_on is None and today > period.last_on + KEPT_BACK:
            note_kept_back(by=by, period=period, today=today)
