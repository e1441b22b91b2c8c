"""Field trips with their participants, job pledges with what was filled, and school support."""

from safe_employment.opportunities.models.jobs import Filling, JobPledge, LegalChannel
from safe_employment.opportunities.models.schools import SchoolSupport
from safe_employment.opportunities.models.trips import FieldTrip, Participant, TripState

__all__ = [
    "FieldTrip",
    "Filling",
    "JobPledge",
    "LegalChannel",
    "Participant",
    "SchoolSupport",
    "TripState",
]
