"""What outreach does by the clock: it reminds of the fixed days, and of events that no one reported on."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone, translation

from safe_employment.kit.models import Notice
from safe_employment.kit.navigation import address
from safe_employment.kit.notices import NoticeKind, notify, people_with
from safe_employment.kit.roles import Role
from safe_employment.kit.tasks.schedule import daily
from safe_employment.outreach.days import FixedDay, near_days
from safe_employment.outreach.models import EventState, PublicEvent
from safe_employment.outreach.notices import DAY_WITHOUT_EVENT, EVENT_NOT_REPORTED

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

REPORT_AFTER = timedelta(days=2)


def days_without_event(by: Actor, today: date) -> list[FixedDay]:
    """Return the fixed days that are near and for which the association plans nothing."""
    return [day for day in near_days(today) if not events_of(by, day).exists()]


def events_of(by: Actor, day: FixedDay) -> QuerySet[PublicEvent]:
    """Return the association's events for a fixed day's occasion in its year, cancelled ones left out."""
    return PublicEvent.objects.filter(
        association=by.home, occasion=day.occasion, held_on__year=day.day.year
    ).exclude(state=EventState.CANCELLED)


@daily
def remind_of_fixed_days(by: Actor, now: datetime) -> None:
    """Tell managers and trainers once, up to 30 days before, that nothing is planned for a fixed day."""
    today = timezone.localdate(now)
    for day in days_without_event(by, today):
        facts: dict[str, object] = {
            "occasion": _in_both(day),
            "day": day.day.isoformat(),
            "days": (day.day - today).days,
        }
        _tell_once(by, DAY_WITHOUT_EVENT, {"day": day.day.isoformat()}, facts, address(by, "outreach:year"))


@daily
def ask_how_events_went(by: Actor, now: datetime) -> None:
    """Ask managers and trainers once how an event went whose day has passed."""
    today = timezone.localdate(now)
    late = PublicEvent.objects.filter(
        association=by.home, state=EventState.PLANNED, held_on__lte=today - REPORT_AFTER
    )
    for event in late:
        title = {"zh": event.title_zh, "en": event.title_en or event.title_zh}
        facts: dict[str, object] = {"title": title, "day": event.held_on.isoformat(), "event": event.pk}
        known = {"event": event.pk, "day": event.held_on.isoformat()}
        _tell_once(by, EVENT_NOT_REPORTED, known, facts, address(by, "outreach:event", pk=event.pk))


def _in_both(day: FixedDay) -> dict[str, str]:
    words = {}
    for short, language in (("zh", "zh-hans"), ("en", "en")):
        with translation.override(language):
            words[short] = str(day.occasion.label)
    return words


def _tell_once(
    by: Actor, kind: NoticeKind, known_by: dict[str, object], facts: dict[str, object], path: str
) -> None:
    told = Notice.objects.filter(association=by.home, kind=kind.code, facts__contains=known_by)
    if not told.exists():
        people = people_with(by.home, Role.MANAGER, Role.TRAINER)
        notify(people, kind, association=by.home, facts=facts, path=path)
