"""What this room does by the clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.kit.tasks.schedule import daily
from safe_employment.screenings.retention import enforce_retention, is_due

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor


@daily
def remove_what_is_over(by: Actor, now: datetime) -> None:
    """Enforce the periods of retention."""
    today = timezone.localdate(now)
    if is_due(by.home, today):
        enforce_retention(by=by, today=today)
