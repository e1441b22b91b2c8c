"""What this room adds to an employer's chain: the worker register, begun or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from safe_employment.kit.navigation import address
from safe_employment.kit.policies import can
from safe_employment.members.timeline import TimelineEntry, contribute
from safe_employment.workforce.counts import few
from safe_employment.workforce.models import Worker
from safe_employment.workforce.policies import KEEP_WORKERS, SEE_COUNTS
from safe_employment.workforce.queries import active_on, of_employers

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer


@contribute
def register_of(employer: Employer, by: Actor) -> list[TimelineEntry]:
    """Return how far the register is: for the employer also that it is still to be begun."""
    keeps, sees = can(by, KEEP_WORKERS), can(by, SEE_COUNTS)
    if not (keeps or sees):
        return []
    kept = of_employers(Worker.objects.filter(association=by.home), [employer])
    latest = kept.order_by("-created_at").first()
    if latest is None:
        if not keeps:
            return []
        url = address(by, "workforce:workers", pk=employer.pk)
        return [TimelineEntry(_("Begin the worker register"), url=url, is_next=True)]
    number = active_on(kept, timezone.localdate()).count()
    route = "workforce:counts" if sees else "workforce:workers"
    shown = few(number) if sees else number
    return [
        TimelineEntry(
            _("Worker register kept"),
            when=latest.created_at,
            text=_("Workers today: %(number)s") % {"number": shown},
            url=address(by, route, pk=employer.pk),
            tone="good",
        )
    ]
