"""The lifecycle of a request to cancel a drawn visit, and who decides it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import can
from safe_employment.kit.states import NOT_FROM_HERE, Lifecycle, Transition, lifecycle
from safe_employment.visits import errors, policies
from safe_employment.visits.cancelling.queries import asked_of
from safe_employment.visits.looks import is_on_the_team
from safe_employment.visits.models import CANCELLABLE, CancelState, Origin
from safe_employment.visits.reading import is_tied
from safe_employment.visits.states import knows_target, may_plan

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import CancelRequest, Visit


def may_ask_to_cancel(by: Actor, visit: Visit) -> None:
    """Let the team or the manager ask that a drawn visit is cancelled to which nobody has gone.

    Raises ProgrammeError as `may_plan`, STATE_NOT_FROM_HERE, VISIT_CANCEL_ASKED.
    """
    may_plan(by, visit)
    if visit.origin != Origin.DRAWN or visit.state not in CANCELLABLE:
        words = {"verb": _("Ask to cancel the visit"), "state": visit.get_state_display()}
        raise ProgrammeError(NOT_FROM_HERE, words)
    if asked_of(visit) is not None:
        raise ProgrammeError(errors.CANCEL_ASKED)


def can_ask_to_cancel(by: Actor, visit: Visit) -> bool:
    """Whether a page offers the actor to ask that the visit is cancelled."""
    if visit.origin != Origin.DRAWN or not can(by, policies.PLAN_VISITS):
        return False
    try:
        may_ask_to_cancel(by, visit)
    except ProgrammeError:
        return False
    return True


def decided_by_another(by: Actor, request: CancelRequest) -> None:
    """Let someone decide who neither asked nor is on the team, and has no tie where they know the target.

    Who does not know the target is not asked for ties: to refuse would be to tell it.
    Raises ProgrammeError VISIT_CANCEL_OWN_REQUEST, VISIT_CANCEL_ON_THE_TEAM, VISIT_HAS_TIE.
    """
    if by.person is None or by.person.pk == request.asked_by_id:
        raise ProgrammeError(errors.CANCEL_OWN_REQUEST)
    if is_on_the_team(by, request.visit):
        raise ProgrammeError(errors.CANCEL_ON_THE_TEAM)
    if is_tied(by, request.visit) and knows_target(by, request.visit):
        raise ProgrammeError(errors.HAS_TIE)


def only_who_asked(by: Actor, request: CancelRequest) -> None:
    """Let whoever asked take it back. Raises ProgrammeError VISIT_CANCEL_OF_ANOTHER."""
    if by.person is None or by.person.pk != request.asked_by_id:
        raise ProgrammeError(errors.CANCEL_OF_ANOTHER)


CANCELLING = lifecycle(
    Lifecycle(
        key="visits.cancel_request",
        title=_("Request to cancel a drawn visit"),
        states=CancelState,
        initial=CancelState.ASKED,
        final=frozenset(set(CancelState) - {CancelState.ASKED}),
        transitions=(
            Transition(
                "confirm_cancelling", _("Confirm"), (CancelState.ASKED,), CancelState.CONFIRMED,
                policies.DECIDE_CANCELLING, guard=decided_by_another,
                records=_("why, with the request; the visit is cancelled and stays sealed"),
                tells=_("who asked, the other managers, and the board"),
            ),
            Transition(
                "refuse_cancelling", _("Refuse"), (CancelState.ASKED,), CancelState.REFUSED,
                policies.DECIDE_CANCELLING, guard=decided_by_another,
                records=_("why, with the request; the visit stays as it is"), tells=_("who asked"),
            ),
            Transition(
                "take_cancelling_back", pgettext_lazy("a request", "Take back"), (CancelState.ASKED,),
                CancelState.TAKEN_BACK, policies.PLAN_VISITS, guard=only_who_asked,
                records=_("that it was taken back"),
            ),
            Transition(
                "lapse_cancelling", _("The team sets out"), (CancelState.ASKED,), CancelState.LAPSED,
                policies.MAKE_VISITS, records=_("that the visit was made all the same"),
            ),
        ),
    )
)  # fmt: skip
