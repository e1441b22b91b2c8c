"""What training adds to an employer's page and to the day's work."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from safe_employment.kit import today as day
from safe_employment.kit.marks import Mark
from safe_employment.kit.policies import can
from safe_employment.members.models import Standing
from safe_employment.members.timeline import TimelineEntry, contribute
from safe_employment.training import queries
from safe_employment.training.models import RegistrationState, SheetState, WorkshopState
from safe_employment.training.policies import PLAN_TRAINING, RECORD_ATTENDANCE, SEE_TRAINING
from safe_employment.training.refreshers import refresher_due

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer
    from safe_employment.training.models import Attendance, Registration, Workshop

SHOWN = 5
SOON = timedelta(days=7)


def _address(by: Actor, route: str, pk: int | None = None) -> str:
    named: dict[str, object] = {"association": by.home.slug}
    return reverse(f"training:{route}", kwargs=named if pk is None else {**named, "pk": pk})


@contribute
def entries(employer: Employer, by: Actor) -> list[TimelineEntry]:
    """Return the workshops that the employer came to or will come to, and when a refresher is due."""
    today = timezone.localdate()
    of_employer = Q(employer=employer) | Q(employer__merged_into=employer)
    came = list(
        queries.attendances_for(by)
        .filter(of_employer, attended=True, workshop__state=WorkshopState.HELD)
        .order_by("-workshop__held_on")
    )
    registered = list(
        queries.registrations_for(by).filter(
            of_employer,
            state=RegistrationState.REGISTERED,
            workshop__state__in=queries.OPEN_STATES,
            workshop__held_on__gte=today,
        )
    )
    found = [_came(each, by) for each in came] + [_will_come(each, by) for each in registered]
    if not registered and employer.standing == Standing.MEMBER:
        found.append(_next(came, by, today))
    return found


def _came(attendance: Attendance, by: Actor) -> TimelineEntry:
    route = "attendance" if can(by, SEE_TRAINING) else "certificate"
    title = _("Came to the workshop “%(course)s”") % {"course": attendance.workshop.course}
    url = _address(by, route, attendance.pk)
    return TimelineEntry(title, attendance.workshop.held_on, attendance.attendee_name, url, "good")


def _will_come(registration: Registration, by: Actor) -> TimelineEntry:
    workshop = registration.workshop
    title = _("Registered for the workshop “%(course)s”") % {"course": workshop.course}
    url = _address(by, "workshop", workshop.pk) if can(by, SEE_TRAINING) else _address(by, "portal")
    text = f"{workshop.starts_at:%H:%M} · {workshop.place}"
    return TimelineEntry(title, workshop.held_on, text, url, "active", is_next=True, weight=30)


def _next(came: list[Attendance], by: Actor, today: date) -> TimelineEntry:
    """Return the refresher that is or will be due, or the first workshop."""
    url = _address(by, "calendar") if can(by, SEE_TRAINING) else _address(by, "portal")
    if not came:
        return TimelineEntry(_("Come to a first workshop"), None, "", url, "waiting", is_next=True, weight=40)
    due_on = refresher_due(came[0].workshop.held_on)
    is_due = due_on <= today
    title = _("Refresher is due: knowledge fades after a year") if is_due else _("Refresher")
    return TimelineEntry(
        title, due_on, "", url, "attention" if is_due else "waiting", is_next=True, weight=20
    )


def _item(workshop: Workshop, by: Actor, mark: Mark | None, route: str = "workshop") -> day.TodayItem:
    return day.TodayItem(str(workshop), _address(by, route, workshop.pk), mark)


@day.contribute
def workshops_to_record(by: Actor, today: date) -> day.TodaySection | None:
    """Return the workshops whose day has come and of which nobody said whether they were held."""
    if not can(by, RECORD_ATTENDANCE):
        return None
    waiting = (
        queries.workshops_for(by)
        .filter(held_on__lte=today, state__in=queries.OPEN_STATES)
        .order_by("held_on", "pk")
    )
    items = [
        _item(
            each,
            by,
            Mark(_("Today"), "active") if each.held_on == today else Mark(_("Not recorded yet"), "attention"),
        )
        for each in waiting[:SHOWN]
    ]
    title = _("Workshops: was it held, and who came?")
    return day.TodaySection(title, 25, items, waiting.count(), f"{_address(by, 'workshops')}?state=open")


@day.contribute
def workshops_soon(by: Actor, today: date) -> day.TodaySection | None:
    """Return the workshops of the next seven days, with how many are registered."""
    if not can(by, PLAN_TRAINING):
        return None
    soon = (
        queries.workshops_for(by)
        .filter(held_on__gt=today, held_on__lte=today + SOON, state__in=queries.OPEN_STATES)
        .order_by("held_on", "pk")
    )
    items = [
        _item(
            each,
            by,
            Mark(
                _("%(registered)s of %(capacity)s places")
                % {"registered": each.registered, "capacity": each.capacity}
            ),
        )
        for each in soon[:SHOWN]
    ]
    return day.TodaySection(_("Workshops this week"), 50, items, soon.count(), _address(by, "calendar"))


@day.contribute
def sheets_to_confirm(by: Actor, today: date) -> day.TodaySection | None:  # noqa: ARG001 - whatever the day
    """Return the sheets of who came that wait for a decision."""
    waiting = queries.sheets_for(by).filter(state=SheetState.READY)
    items = [day.TodayItem(str(each), _address(by, "sheet", each.pk)) for each in waiting[:SHOWN]]
    return day.TodaySection(
        _("Sheets of who came to confirm"), 40, items, waiting.count(), _address(by, "sheets")
    )
