"""How field trips, pledges and school support are changed."""

from safe_employment.opportunities.commands.jobs import (
    change_filling,
    change_pledge,
    record_filling,
    record_pledge,
    remove_filling,
    remove_pledge,
)
from safe_employment.opportunities.commands.schools import (
    change_school_support,
    record_school_support,
    remove_school_support,
)
from safe_employment.opportunities.commands.trips import (
    add_participant,
    cancel_trip,
    change_participant,
    change_trip,
    hold_trip,
    plan_trip,
    remove_participant,
    remove_trip,
    replan_trip,
)

__all__ = [
    "add_participant",
    "cancel_trip",
    "change_filling",
    "change_participant",
    "change_pledge",
    "change_school_support",
    "change_trip",
    "hold_trip",
    "plan_trip",
    "record_filling",
    "record_pledge",
    "record_school_support",
    "remove_filling",
    "remove_participant",
    "remove_pledge",
    "remove_school_support",
    "remove_trip",
    "replan_trip",
]
