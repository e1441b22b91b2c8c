"""Work by the clock: visits are released on their morning, reports are reminded of, visits are closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.tasks import daily, each_alone, hourly
from safe_employment.visits import notices
from safe_employment.visits.commands import close_visit, release_visit
from safe_employment.visits.models import REPLY_DAYS, REPORT_DAYS, RETURN_DAYS, Visit, VisitState
from safe_employment.visits.queries import REPORT_IS_AWAITED, left_lying, to_return
from safe_employment.visits.releasing import RELEASE_AT

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association

DAY_PASSED = "DAY_PASSED"


@hourly
def release_due(by: Actor, now: datetime) -> None:
    """Release the visits of this day to their teams; one whose team is not fit is told to the manager.

    By the hour, so that a morning on which the programme did not run is caught up with. Where it did not
    run all day, the visit stays sealed, and the manager is told that its day has passed.
    """
    here = timezone.localtime(now)
    if here.time() < RELEASE_AT:
        return
    due = Visit.objects.filter(
        association=by.home, state=VisitState.SEALED, planned_on__lte=here.date(), release_failed_on=None
    )
    each_alone(partial(_release, by, visit, now) for visit in due.order_by("planned_on", "pk"))


def _release(by: Actor, visit: Visit, now: datetime) -> None:
    today = timezone.localdate(now)
    if visit.planned_on != today:
        _note_not_released(by=by, visit=visit, code=DAY_PASSED, today=today)
        return
    try:
        release_visit(by=by, visit=visit, now=now)
    except ProgrammeError as error:
        _note_not_released(by=by, visit=visit, code=error.code, today=today)


@command
def _note_not_released(*, by: Actor, visit: Visit, code: str, today: date) -> None:
    if Visit.objects.filter(pk=visit.pk, release_failed_on=None).update(release_failed_on=today):
        tell = notices.tell_day_passed if code == DAY_PASSED else notices.tell_not_released
        tell(visit)
        record(by, "visits.not_released", visit, details={"code": code})


@daily
def close_reviewed(by: Actor, now: datetime) -> None:
    """Close the reviewed visits whose report was read, or whose time to reply is over."""
    today = timezone.localdate(now)
    over = Q(reported_on=None) | Q(reported_on__lt=today - timedelta(days=REPLY_DAYS))
    done = Visit.objects.filter(over, association=by.home, state=VisitState.REVIEWED).order_by("pk")
    each_alone(partial(close_visit, by=by, visit=visit, today=today) for visit in done)


@dataclass(frozen=True)
class Reminder:
    """A reminder: so many days after the visit, noted in a field, told once."""

    field: str
    days: int
    tell: Callable[[Visit], None]


@dataclass(frozen=True)
class Course:
    """What is reminded of, step by step, as long as it is due; `action` is what the log says."""

    action: str
    due: Callable[[Association], QuerySet[Visit]]
    steps: tuple[Reminder, ...]


def _awaited(association: Association) -> QuerySet[Visit]:
    return Visit.objects.filter(REPORT_IS_AWAITED, association=association)


REPORTS = Course(
    "visits.remind_report",
    _awaited,
    (
        Reminder("report_reminded_on", REPORT_DAYS - 7, notices.tell_report_is_due_soon),
        Reminder("report_told_on", REPORT_DAYS, notices.tell_report_is_late),
        Reminder("report_escalated_on", REPORT_DAYS + 7, notices.tell_managers_report_is_late),
    ),
)
RETURNS = Course(
    "visits.remind_return",
    to_return,
    (
        Reminder("return_reminded_on", RETURN_DAYS - 14, notices.tell_return_is_due_soon),
        Reminder("return_told_on", RETURN_DAYS + 1, notices.tell_return_is_late),
    ),
)


@daily
def remind_reports(by: Actor, now: datetime) -> None:
    """Remind of reports: the team a week before and on the day, the managers a week after; each once.

    Where the programme did not run for a while, only the last reminder that is due is told.
    """
    each_alone(_reminders(by, REPORTS, timezone.localdate(now)))


@daily
def remind_returns(by: Actor, now: datetime) -> None:
    """Remind the managers of refused visits: two weeks before the return is due, and when it is not made."""
    each_alone(_reminders(by, RETURNS, timezone.localdate(now)))


@daily
def remind_of_the_left_lying(by: Actor, now: datetime) -> None:
    """Tell each week of the visits that wait for somebody: never ended, or without a day."""
    today = timezone.localdate(now)
    due = left_lying(by.home, today)
    each_alone(
        partial(_claim_left_lying, by=by, pk=pk, today=today) for pk in due.values_list("pk", flat=True)
    )


def _claim_left_lying(*, by: Actor, pk: int, today: date) -> None:
    with transaction.atomic():
        if left_lying(by.home, today).filter(pk=pk).update(waits_told_on=today):
            _tell_left_lying(by=by, pk=pk)


@command
def _tell_left_lying(*, by: Actor, pk: int) -> None:
    visit = Visit.objects.select_related("association").get(pk=pk)
    notices.tell_left_lying(visit)
    record(by, "visits.left_lying", visit)


def _reminders(by: Actor, course: Course, today: date) -> Iterator[Callable[[], None]]:
    for place, step in enumerate(course.steps):
        passed = today - timedelta(days=step.days)
        due = course.due(by.home).filter(visited_on__lte=passed, **{step.field: None})
        for pk in due.values_list("pk", flat=True):
            yield partial(_claim_reminder, by=by, course=course, due=due, pk=pk, place=place, today=today)


def _claim_reminder(
    *, by: Actor, course: Course, due: QuerySet[Visit], pk: int, place: int, today: date
) -> None:
    """Claim an alert by a conditional update, so that of two processes one tells it, in one transaction
    with the telling: whoever is cut off in between has claimed nothing.
    """
    with transaction.atomic():
        if due.filter(pk=pk).update(**{course.steps[place].field: today}):
            _remind(by=by, course=course, pk=pk, place=place, today=today)


@command
def _remind(*, by: Actor, course: Course, pk: int, place: int, today: date) -> None:
    visit = Visit.objects.select_related("association").get(pk=pk)
    assert visit.visited_on is not None  # noqa: S101 - it was made
    later = course.steps[place + 1 :]
    if not later or today < visit.visited_on + timedelta(days=later[0].days):
        course.steps[place].tell(visit)
    record(by, course.action, visit, details={"day": today.isoformat(), "step": place + 1})
