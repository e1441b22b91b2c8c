"""What outreach puts before managers and trainers today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from safe_employment.kit.marks import Mark
from safe_employment.kit.navigation import address
from safe_employment.kit.policies import can
from safe_employment.kit.today import TodayItem, TodaySection, contribute
from safe_employment.outreach.models import EventState, PublicEvent
from safe_employment.outreach.policies import KEEP_EVENTS
from safe_employment.outreach.tasks import days_without_event

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor

SHOWN = 5


@contribute
def events_to_see_to(by: Actor, today: date) -> TodaySection | None:
    """Return the fixed days without an event, and the events whose day has passed without a report."""
    if not can(by, KEEP_EVENTS):
        return None
    items = [
        TodayItem(
            _("%(occasion)s: no event is planned for %(day)s")
            % {"occasion": day.occasion.label, "day": date_format(day.day)},
            address(by, "outreach:year"),
            Mark(_("to prepare"), "attention"),
        )
        for day in days_without_event(by, today)
    ]
    late = PublicEvent.objects.filter(association=by.home, state=EventState.PLANNED, held_on__lt=today)
    items += [
        TodayItem(
            _("%(event)s on %(day)s: record how it went")
            % {"event": event, "day": date_format(event.held_on)},
            address(by, "outreach:event", pk=event.pk),
            Mark(_("to report"), "attention"),
        )
        for event in late.order_by("held_on")[:SHOWN]
    ]
    return TodaySection(_("Public events"), 30, items, len(items), address(by, "outreach:events"))
