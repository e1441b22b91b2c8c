"""What this room adds to an employer's chain: trips, jobs pledged and filled, school support."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.kit.navigation import address
from safe_employment.kit.policies import can
from safe_employment.members.timeline import TimelineEntry, contribute
from safe_employment.opportunities.models import TripState
from safe_employment.opportunities.policies import SEE_OPPORTUNITIES
from safe_employment.opportunities.queries import participants_for, pledges_for, school_supports_for

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer
    from safe_employment.opportunities.models import JobPledge, Participant

LATEST = 50


def _trip(found: Participant, by: Actor) -> TimelineEntry:
    planned = found.trip.state == TripState.PLANNED
    return TimelineEntry(
        title=_("Field trip to come") if planned else _("Took part in a field trip"),
        when=found.trip.held_on,
        text=str(found.trip),
        url=address(by, "opportunities:trip", pk=found.trip_id),
        is_next=planned,
    )


def _pledge(found: JobPledge, by: Actor) -> TimelineEntry:
    words = {"jobs": found.jobs, "post": found.post, "filled": found.filled}
    return TimelineEntry(
        title=_("Pledged %(jobs)d jobs: %(post)s") % words,
        when=found.pledged_on,
        text=_("%(filled)d of %(jobs)d filled") % words,
        url=address(by, "opportunities:pledge", pk=found.pk),
        tone="good" if found.filled == found.jobs else "plain",
    )


@contribute
def opportunities_of(employer: Employer, by: Actor) -> list[TimelineEntry]:
    """Return the employer's field trips, job pledges and school support."""
    if not can(by, SEE_OPPORTUNITIES):
        return []
    trips = participants_for(by).filter(employer=employer).exclude(trip__state=TripState.CANCELLED)
    schools = school_supports_for(by).filter(employer=employer)
    return [
        *(_trip(found, by) for found in trips[:LATEST]),
        *(_pledge(found, by) for found in pledges_for(by).filter(employer=employer)[:LATEST]),
        *(
            TimelineEntry(
                title=_("Supports the schooling of %(girls)d girls") % {"girls": found.girls},
                when=found.given_on,
                text=found.place,
                url=address(by, "opportunities:school_support", pk=found.pk),
            )
            for found in schools[:LATEST]
        ),
    ]
