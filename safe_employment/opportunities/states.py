"""The lifecycle of a field trip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.states import Lifecycle, Transition, lifecycle
from safe_employment.opportunities.errors import TRIP_WITHOUT_PARTICIPANTS
from safe_employment.opportunities.models import FieldTrip, TripState
from safe_employment.opportunities.policies import KEEP_TRIPS

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


def someone_took_part(_by: Actor, trip: FieldTrip) -> None:
    """Refuse a trip without employers. Raises ProgrammeError OPPORTUNITIES_TRIP_WITHOUT_PARTICIPANTS."""
    if not trip.participants.exists():
        raise ProgrammeError(TRIP_WITHOUT_PARTICIPANTS)


TRIP = lifecycle(
    Lifecycle(
        key="opportunities.trip",
        title=_("Field trip"),
        states=TripState,
        initial=TripState.PLANNED,
        transitions=(
            Transition(
                verb="hold_trip",
                words=_("Record that it was held"),
                sources=(TripState.PLANNED,),
                target=TripState.HELD,
                permission=KEEP_TRIPS,
                guard=someone_took_part,
                records=_("the day and what came of it"),
            ),
            Transition(
                verb="cancel_trip",
                words=_("Cancel"),
                sources=(TripState.PLANNED,),
                target=TripState.CANCELLED,
                permission=KEEP_TRIPS,
                needs_reason=True,
                records=_("why"),
            ),
            Transition(
                verb="replan_trip",
                words=_("Plan again"),
                sources=(TripState.HELD, TripState.CANCELLED),
                target=TripState.PLANNED,
                permission=KEEP_TRIPS,
                needs_reason=True,
                records=_("why; what was written about its outcome is dropped"),
            ),
        ),
    )
)
