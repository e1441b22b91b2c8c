"""Reading the draw: rules, periods, requests; and what pages say of a period."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.policies import can
from safe_employment.kit.queries import own_records
from safe_employment.visits import policies
from safe_employment.visits.models import DrawPeriod, DrawRules, TargetRequest, Visit

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association


def rules_of(association: Association) -> DrawRules:
    """Return the association's rules; those that one begins with where none were set."""
    return DrawRules.objects.filter(association=association).first() or DrawRules(association=association)


def periods_for(by: Actor) -> QuerySet[DrawPeriod]:
    """Return the periods of the association that the actor may see."""
    return own_records(DrawPeriod.objects.select_related("association"), by, policies.SEE_DRAW)


def visits_of_period(period: DrawPeriod) -> QuerySet[Visit]:
    """Return the visits that were drawn in a period."""
    return Visit.objects.filter(association=period.association_id, drawn_in__startswith=f"{period.slug}:")


def requests_for(by: Actor) -> QuerySet[TargetRequest]:
    """Return the requests for targeted visits: all for who decides, one's own for who asks."""
    found = own_records(
        TargetRequest.objects.select_related("employer", "asked_by", "decided_by", "visit"), by,
        policies.ASK_TARGETED,
    )  # fmt: skip
    if can(by, policies.DECIDE_TARGETED):
        return found
    return found.filter(asked_by=by.person) if by.person else found.none()
