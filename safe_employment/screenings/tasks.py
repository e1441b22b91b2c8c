"""What this room does by the clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.kit.tasks.schedule import daily, hourly
from safe_employment.screenings.commands.urgent import call_for_case_officer, remind_of_urgent
from safe_employment.screenings.queries import left_unread, untaken
from safe_employment.screenings.retention import enforce_retention, is_due

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor

EVERY = timedelta(minutes=55)  # the turn comes each hour, at times a little early


@daily
def remove_what_is_over(by: Actor, now: datetime) -> None:
    """Enforce the periods of retention."""
    today = timezone.localdate(now)
    if is_due(by.home, today):
        enforce_retention(by=by, today=today)


@daily
def have_a_case_officer_named(by: Actor, now: datetime) -> None:
    """Say each morning that a case officer is needed, as long as there is none who may read what waits."""
    if unread := left_unread(by.home, timezone.localdate(now)):
        call_for_case_officer(by=by, employers=unread)


@hourly
def call_again(by: Actor, now: datetime) -> None:
    """Call the case officers of what nobody has taken: each hour, by day and night, one notice a turn."""
    for urgent in untaken(by).filter(reminded_at__lte=now - EVERY):
        remind_of_urgent(by=by, urgent=urgent, now=now)
