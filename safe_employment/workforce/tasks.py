"""What this room does by the clock: each morning it removes what has been kept long enough."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from safe_employment.kit.actors import Actor
from safe_employment.kit.tasks.schedule import daily
from safe_employment.workforce.retention import enforce_retention, is_due


@daily
def remove_what_is_over(by: Actor, now: datetime) -> None:
    """Enforce the periods of retention."""
    today = timezone.localdate(now)
    if is_due(by.home, today):
        enforce_retention(by=by, today=today)
