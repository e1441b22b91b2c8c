"""What this room does by the clock: three months after a pledge it asks what was filled."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Notice
from safe_employment.kit.navigation import address
from safe_employment.kit.notices import notify, people_with
from safe_employment.kit.roles import Role
from safe_employment.kit.tasks.schedule import daily
from safe_employment.opportunities.models import JobPledge
from safe_employment.opportunities.notices import ASK_WHAT_WAS_FILLED

ASK_AFTER = timedelta(days=90)
STOP_ASKING = timedelta(days=365)


@daily
def ask_what_was_filled(by: Actor, now: datetime) -> None:
    """Ask managers and clerks once about each pledge of which nothing was reported for 90 days."""
    today = timezone.localdate(now)
    waiting = JobPledge.objects.filter(
        association=by.home,
        filled=0,
        pledged_on__lte=today - ASK_AFTER,
        pledged_on__gt=today - STOP_ASKING,
    ).select_related("employer")
    for pledge in waiting:
        asked = Notice.objects.filter(
            association=by.home, kind=ASK_WHAT_WAS_FILLED.code, facts__contains={"number": pledge.pk}
        )
        if not asked.exists():
            notify(
                people_with(by.home, Role.MANAGER, Role.CLERK),
                ASK_WHAT_WAS_FILLED,
                association=by.home,
                facts={"pledge": str(pledge), "day": pledge.pledged_on.isoformat(), "number": pledge.pk},
                path=address(by, "opportunities:pledge", pk=pledge.pk),
            )
