"""The lifecycle of a public event."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.states import Lifecycle, Transition, lifecycle
from safe_employment.outreach.models import EventState
from safe_employment.outreach.policies import KEEP_EVENTS

EVENT = lifecycle(
    Lifecycle(
        key="outreach.event",
        title=_("Public event"),
        states=EventState,
        initial=EventState.PLANNED,
        transitions=(
            Transition(
                verb="hold_event",
                words=_("Record that it was held"),
                sources=(EventState.PLANNED,),
                target=EventState.HELD,
                permission=KEEP_EVENTS,
                records=_("the day, the people reached and who counted"),
            ),
            Transition(
                verb="cancel_event",
                words=_("Cancel"),
                sources=(EventState.PLANNED,),
                target=EventState.CANCELLED,
                permission=KEEP_EVENTS,
                needs_reason=True,
                records=_("why"),
            ),
            Transition(
                verb="replan_event",
                words=_("Plan again"),
                sources=(EventState.HELD, EventState.CANCELLED),
                target=EventState.PLANNED,
                permission=KEEP_EVENTS,
                needs_reason=True,
                records=_("why; a recorded estimate is dropped"),
            ),
        ),
    )
)
