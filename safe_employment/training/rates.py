"""At which times employers come: attendance by weekday and part of the day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import TYPE_CHECKING

from django.db.models import Case, Count, Q, Value, When
from django.db.models.functions import ExtractIsoWeekDay
from django.utils.translation import gettext_lazy as _

from safe_employment.training.models import CourseAudience, WorkshopState

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from safe_employment.training.models import Workshop

WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
PARTS = {"morning": _("Morning"), "afternoon": _("Afternoon"), "evening": _("Evening")}
NOON, EVENING = time(12), time(18)


@dataclass(frozen=True)
class Rate:
    """Of workshops at one time: how many were held, how many records there are, how many came."""

    workshops: int = 0
    expected: int = 0
    came: int = 0

    @property
    def percent(self) -> float | None:
        """Came of a hundred expected; None where no one was expected."""
        return 100 * self.came / self.expected if self.expected else None

    @property
    def average(self) -> float | None:
        """Employers who came to a workshop on average."""
        return self.came / self.workshops if self.workshops else None

    def __add__(self, other: Rate) -> Rate:
        return Rate(self.workshops + other.workshops, self.expected + other.expected, self.came + other.came)


@dataclass(frozen=True)
class TimeRates:
    """Rates in all, and for each part of the day by weekday (Monday first)."""

    total: Rate
    parts: Sequence[tuple[str | _StrPromise, list[Rate]]]


def attendance_by_time(workshops: QuerySet[Workshop], since: date, until: date) -> TimeRates:
    """Count attendance at the employers' workshops held in [since, until); one query."""
    rows = (
        workshops.filter(
            state=WorkshopState.HELD,
            course__audience=CourseAudience.EMPLOYERS,
            held_on__gte=since,
            held_on__lt=until,
        )
        .order_by()
        .annotate(
            weekday=ExtractIsoWeekDay("held_on"),
            part=Case(
                When(starts_at__lt=NOON, then=Value("morning")),
                When(starts_at__lt=EVENING, then=Value("afternoon")),
                default=Value("evening"),
            ),
        )
        .values_list("weekday", "part")
        .annotate(
            held=Count("pk", distinct=True),
            all_rows=Count("attendances"),
            came_rows=Count("attendances", filter=Q(attendances__attended=True)),
        )
    )
    found = {(part, weekday): Rate(*numbers) for weekday, part, *numbers in rows}
    parts = [
        (label, [found.get((part, weekday), Rate()) for weekday in range(1, 8)])
        for part, label in PARTS.items()
    ]
    return TimeRates(sum(found.values(), Rate()), parts)
