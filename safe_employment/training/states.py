"""The lifecycles of courses, workshops, registrations and sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.states import Lifecycle, Transition, lifecycle
from safe_employment.training import errors, policies
from safe_employment.training.models import (
    CourseState,
    RegistrationState,
    SheetState,
    Workshop,
    WorkshopState,
)

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


def nobody_came(_by: Actor, workshop: Workshop) -> None:
    """Let a workshop pass of which no attendance is recorded.

    Raises ProgrammeError TRAINING_HAS_ATTENDANCE.
    """
    count = workshop.attendances.count()
    if count:
        raise ProgrammeError(errors.HAS_ATTENDANCE, {"count": count})


COURSE = lifecycle(
    Lifecycle(
        key="training.course",
        title=_("Course"),
        states=CourseState,
        initial=CourseState.OFFERED,
        transitions=(
            Transition(
                "retire_course",
                _("Retire"),
                (CourseState.OFFERED,),
                CourseState.RETIRED,
                policies.PLAN_TRAINING,
                records=_("that no more workshops of it are planned"),
            ),
            Transition(
                "offer_course",
                _("Offer again"),
                (CourseState.RETIRED,),
                CourseState.OFFERED,
                policies.PLAN_TRAINING,
                records=_("that workshops of it can be planned again"),
            ),
        ),
    )
)
WORKSHOP = lifecycle(
    Lifecycle(
        key="training.workshop",
        title=_("Workshop"),
        states=WorkshopState,
        initial=WorkshopState.PLANNED,
        transitions=(
            Transition(
                "open_invitations",
                _("Open for registration"),
                (WorkshopState.PLANNED,),
                WorkshopState.OPEN,
                policies.PLAN_TRAINING,
                records=_("that employers can register"),
                tells=_("the portal contacts of members in the workshop's district"),
            ),
            Transition(
                "hold_workshop",
                _("Record as held"),
                (WorkshopState.PLANNED, WorkshopState.OPEN),
                WorkshopState.HELD,
                policies.RECORD_ATTENDANCE,
                records=_("that it took place; who came counts in the results"),
            ),
            Transition(
                "cancel_workshop",
                _("Cancel"),
                (WorkshopState.PLANNED, WorkshopState.OPEN),
                WorkshopState.CANCELLED,
                policies.PLAN_TRAINING,
                guard=nobody_came,
                needs_reason=True,
                records=_("the reason"),
                tells=_("the portal contacts of the registered employers"),
            ),
            Transition(
                "plan_again",
                _("Plan again"),
                (WorkshopState.CANCELLED, WorkshopState.HELD),
                WorkshopState.PLANNED,
                policies.PLAN_TRAINING,
                guard=nobody_came,
                needs_reason=True,
                records=_("the reason: it was cancelled or recorded as held by mistake"),
            ),
        ),
    )
)
REGISTRATION = lifecycle(
    Lifecycle(
        key="training.registration",
        title=_("Registration for a workshop"),
        states=RegistrationState,
        initial=RegistrationState.REGISTERED,
        final=frozenset({RegistrationState.WITHDRAWN}),
        transitions=(
            Transition(
                "withdraw_registration",
                _("Withdraw"),
                (RegistrationState.REGISTERED,),
                RegistrationState.WITHDRAWN,
                policies.RECORD_ATTENDANCE,
                records=_("that the places are free again"),
            ),
            Transition(
                "withdraw_own_registration",
                _("Withdraw"),
                (RegistrationState.REGISTERED,),
                RegistrationState.WITHDRAWN,
                policies.REGISTER_OWN_EMPLOYER,
                records=_("that the employer will not come"),
            ),
        ),
    )
)
SHEET = lifecycle(
    Lifecycle(
        key="training.sheet",
        title=_("Sheet of who came"),
        states=SheetState,
        initial=SheetState.READY,
        final=frozenset({SheetState.CONFIRMED, SheetState.DISCARDED}),
        transitions=(
            Transition(
                "confirm_sheet",
                _("Confirm"),
                (SheetState.READY,),
                SheetState.CONFIRMED,
                policies.RECORD_ATTENDANCE,
                records=_("the attendance of all rows that are ready, in one transaction"),
            ),
            Transition(
                "discard_sheet",
                _("Discard"),
                (SheetState.READY,),
                SheetState.DISCARDED,
                policies.RECORD_ATTENDANCE,
                records=_("that nothing was written"),
            ),
        ),
    )
)
