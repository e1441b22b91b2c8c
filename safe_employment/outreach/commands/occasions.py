"""Commands for public events."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from safe_employment.kit.commands import command, record
from safe_employment.kit.commands.facts import put
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.states import move
from safe_employment.outreach import errors
from safe_employment.outreach.models import EventState, PublicEvent
from safe_employment.outreach.policies import KEEP_EVENTS
from safe_employment.outreach.queries import event_for
from safe_employment.outreach.states import EVENT

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from typing import Unpack

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import PartnerAgency

# What fixes an event in the year; once it was held or cancelled these are corrected by planning it again.
FIXED = ("occasion", "held_on", "place", "division_code")


class EventFacts(TypedDict, total=False):
    """What is said about an event when it is planned."""

    title_zh: str
    title_en: str
    occasion: str
    held_on: date
    place: str
    division_code: str
    programme: str
    partners: Iterable[PartnerAgency]


@command
def plan_event(*, by: Actor, **facts: Unpack[EventFacts]) -> PublicEvent:
    """Plan a public event."""
    check(by, KEEP_EVENTS)
    event = PublicEvent(association=by.home)
    put(event, facts)
    record(by, "outreach.plan_event", event, details={"on": event.held_on.isoformat()})
    return event


@command
def change_event(*, by: Actor, event: int, **facts: Unpack[EventFacts]) -> PublicEvent:
    """Change what is said about an event.

    Raises ProgrammeError OUTREACH_EVENT_NOT_PLANNED when its day, place or occasion would change after
    it was held or cancelled.
    """
    check(by, KEEP_EVENTS)
    found = event_for(by, event)
    fixed = [name for name in FIXED if name in facts and facts[name] != getattr(found, name)]  # type: ignore[literal-required]
    if fixed and found.state != EventState.PLANNED:
        told = {"state": found.get_state_display()}
        raise ProgrammeError(errors.EVENT_NOT_PLANNED, told, field=fixed[0])
    changed = put(found, facts)
    record(by, "outreach.change_event", found, details={"changed": changed})
    return found


@command
def hold_event(
    *,
    by: Actor,
    event: int,
    held_on: date,
    today: date,
    people_reached: int | None = None,
    counted_by: str = "",
) -> PublicEvent:
    """Record that an event was held, on which day, and an estimate of the people reached with its source.

    Raises ProgrammeError OUTREACH_DAY_TO_COME or OUTREACH_ESTIMATE_WITHOUT_COUNTER.
    """
    found = event_for(by, event)
    if held_on > today:
        raise ProgrammeError(errors.DAY_TO_COME, {"day": held_on.isoformat()}, field="held_on")
    if (people_reached is None) != (not counted_by.strip()):
        field = "counted_by" if people_reached is not None else "people_reached"
        raise ProgrammeError(errors.ESTIMATE_WITHOUT_COUNTER, field=field)
    changes: dict[str, object] = {
        "held_on": held_on,
        "people_reached": people_reached,
        "counted_by": counted_by.strip(),
    }
    move(EVENT, "hold_event", by=by, subject=found, changes=changes)
    return found


@command
def cancel_event(*, by: Actor, event: int, reason: str) -> PublicEvent:
    """Cancel a planned event. Raises ProgrammeError STATE_REASON_MISSING."""
    found = event_for(by, event)
    move(
        EVENT,
        "cancel_event",
        by=by,
        subject=found,
        reason=reason,
        changes={"cancelled_because": reason.strip()[:300]},
    )
    return found


@command
def replan_event(*, by: Actor, event: int, reason: str) -> PublicEvent:
    """Take an event back to planned, because it was recorded wrongly or is held after all."""
    found = event_for(by, event)
    cleared: dict[str, object] = {"cancelled_because": "", "people_reached": None, "counted_by": ""}
    move(EVENT, "replan_event", by=by, subject=found, reason=reason, changes=cleared)
    return found


@command
def remove_event(*, by: Actor, event: int) -> PublicEvent:
    """Remove an event recorded by mistake. Raises ProgrammeError OUTREACH_EVENT_IN_USE."""
    check(by, KEEP_EVENTS)
    found = event_for(by, event)
    if found.distributions.exists() or found.media_items.exists():
        raise ProgrammeError(errors.EVENT_IN_USE)
    record(by, "outreach.remove_event", found)
    PublicEvent.objects.filter(pk=found.pk).delete()
    return found
