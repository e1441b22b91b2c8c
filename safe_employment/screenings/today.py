"""What waits for a case officer today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import address
from safe_employment.kit.policies import can
from safe_employment.kit.today import TodayItem, TodaySection, contribute
from safe_employment.screenings.policies import READ_SCREENINGS
from safe_employment.screenings.presentation import step_mark
from safe_employment.screenings.queries import open_ones, untaken

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor

SHOWN = 5


@contribute
def screenings_to_go_on_with(by: Actor, _today: date) -> TodaySection | None:
    """Return the open screenings by their numbers alone: a first page is seen over a shoulder."""
    if not can(by, READ_SCREENINGS):
        return None
    waiting = open_ones(by)
    items = [
        TodayItem(str(found), address(by, "screenings:screening", pk=found.pk), step_mark(found.step))
        for found in waiting[:SHOWN]
    ]
    total = waiting.count() if len(items) == SHOWN else len(items)
    return TodaySection(
        _("Open screenings"), 0, items, total, address(by, "screenings:screenings") + "?state=open"
    )


@contribute
def urgent_to_take(by: Actor, _today: date) -> TodaySection | None:
    """Return the urgent records that nobody has taken, above all else; by their numbers alone."""
    if not can(by, READ_SCREENINGS):
        return None
    waiting = untaken(by)
    items = [
        TodayItem(str(found), address(by, "screenings:urgent", pk=found.pk), found.mark)
        for found in waiting[:SHOWN]
    ]
    total = waiting.count() if len(items) == SHOWN else len(items)
    return TodaySection(_("Urgent: take it now"), -10, items, total, address(by, "screenings:urgent_records"))
