"""Commands for field trips and the employers who take part."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.states import move
from safe_employment.members.queries import employer_for
from safe_employment.opportunities import errors
from safe_employment.opportunities.models import FieldTrip, Participant, TripState
from safe_employment.opportunities.policies import KEEP_TRIPS
from safe_employment.opportunities.queries import participant_for, trip_for
from safe_employment.opportunities.states import TRIP

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Unpack

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import PartnerAgency
    from safe_employment.members.models import Employer


class TripFacts(TypedDict, total=False):
    """What is said about a field trip when it is planned."""

    title_zh: str
    title_en: str
    destination_code: str
    held_on: date
    purpose: str
    hosts: Iterable[PartnerAgency]


@command
def plan_trip(*, by: Actor, **facts: Unpack[TripFacts]) -> FieldTrip:
    """Plan a field trip."""
    check(by, KEEP_TRIPS)
    trip = FieldTrip(association=by.home)
    put(trip, facts)
    record(by, "opportunities.plan_trip", trip, details={"on": trip.held_on.isoformat()})
    return trip


@command
def change_trip(*, by: Actor, trip: int, **facts: Unpack[TripFacts]) -> FieldTrip:
    """Change what is said about a trip.

    Raises ProgrammeError OPPORTUNITIES_TRIP_CLOSED when its day or destination would change after it was
    held or cancelled.
    """
    check(by, KEEP_TRIPS)
    found = trip_for(by, trip)
    moved = (
        facts.get("held_on", found.held_on) != found.held_on
        or facts.get("destination_code", found.destination_code) != found.destination_code
    )
    if moved and found.state != TripState.PLANNED:
        raise ProgrammeError(errors.TRIP_CLOSED, {"state": found.get_state_display()}, field="held_on")
    changed = put(found, facts)
    record(by, "opportunities.change_trip", found, details={"changed": changed})
    return found


@command
def hold_trip(*, by: Actor, trip: int, held_on: date, today: date, outcome: str = "") -> FieldTrip:
    """Record that a trip was held, on which day, and what came of it.

    Raises ProgrammeError OPPORTUNITIES_DAY_TO_COME or OPPORTUNITIES_TRIP_WITHOUT_PARTICIPANTS.
    """
    found = trip_for(by, trip)
    if held_on > today:
        raise ProgrammeError(errors.DAY_TO_COME, {"day": held_on.isoformat()}, field="held_on")
    move(TRIP, "hold_trip", by=by, subject=found, changes={"held_on": held_on, "outcome": outcome.strip()})
    return found


@command
def cancel_trip(*, by: Actor, trip: int, reason: str) -> FieldTrip:
    """Cancel a planned trip. Raises ProgrammeError STATE_REASON_MISSING."""
    found = trip_for(by, trip)
    because: dict[str, object] = {"cancelled_because": reason.strip()[:300]}
    move(TRIP, "cancel_trip", by=by, subject=found, reason=reason, changes=because)
    return found


@command
def replan_trip(*, by: Actor, trip: int, reason: str) -> FieldTrip:
    """Take a trip back to planned, because it was recorded wrongly or is held after all."""
    found = trip_for(by, trip)
    cleared: dict[str, object] = {"cancelled_because": "", "outcome": ""}
    move(TRIP, "replan_trip", by=by, subject=found, reason=reason, changes=cleared)
    return found


@command
def remove_trip(*, by: Actor, trip: int) -> FieldTrip:
    """Remove a trip recorded by mistake. Raises ProgrammeError OPPORTUNITIES_TRIP_IN_USE."""
    check(by, KEEP_TRIPS)
    found = trip_for(by, trip)
    if found.participants.exists() or found.pledges.exists():
        raise ProgrammeError(errors.TRIP_IN_USE)
    record(by, "opportunities.remove_trip", found)
    FieldTrip.objects.filter(pk=found.pk).delete()
    return found


def _open_list(trip: FieldTrip) -> None:
    if trip.state == TripState.CANCELLED:
        raise ProgrammeError(errors.TRIP_CLOSED, {"state": trip.get_state_display()})


@command
def add_participant(*, by: Actor, trip: int, employer: Employer, people: int = 1) -> Participant:
    """Put an employer on the list of a trip, also after it was held.

    Raises ProgrammeError OPPORTUNITIES_PARTICIPANT_TWICE or OPPORTUNITIES_TRIP_CLOSED.
    """
    check(by, KEEP_TRIPS)
    found = trip_for(by, trip)
    _open_list(found)
    member = employer_for(by, employer.pk)
    made, created = Participant.objects.get_or_create(
        trip=found, employer=member, defaults={"association": by.home, "people": people}
    )
    if not created:
        raise ProgrammeError(errors.PARTICIPANT_TWICE, {"employer": member}, field="employer")
    record(by, "opportunities.add_participant", made, details={"people": people})
    return made


@command
def change_participant(*, by: Actor, participant: int, people: int) -> Participant:
    """Correct how many people an employer sent."""
    check(by, KEEP_TRIPS)
    found = participant_for(by, participant)
    put(found, {"people": people})
    record(by, "opportunities.change_participant", found, details={"people": people})
    return found


@command
def remove_participant(*, by: Actor, participant: int) -> Participant:
    """Take an employer off the list of a trip."""
    check(by, KEEP_TRIPS)
    found = participant_for(by, participant)
    record(by, "opportunities.remove_participant", found)
    Participant.objects.filter(pk=found.pk).delete()
    return found
