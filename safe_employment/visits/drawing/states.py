"""The lifecycles of a period of the draw and of a request for a targeted visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.states import Lifecycle, Transition, lifecycle
from safe_employment.visits import policies
from safe_employment.visits.drawing import errors
from safe_employment.visits.drawing.queries import is_kept_from
from safe_employment.visits.models import PeriodState, RequestState

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import TargetRequest


def decided_by_another(by: Actor, request: TargetRequest) -> None:
    """Let someone decide who did not ask. Raises ProgrammeError TARGET_OWN_REQUEST."""
    if by.person is None or by.person.pk == request.asked_by_id:
        raise ProgrammeError(errors.TARGET_OWN_REQUEST)


def only_who_asked(by: Actor, request: TargetRequest) -> None:
    """Let whoever asked withdraw, as long as they do not know the decision.

    They can withdraw what was agreed and is sealed, or that they cannot would tell them.
    Raises ProgrammeError TARGET_NOT_YOURS, TARGET_DECIDED.
    """
    if by.person is None or by.person.pk != request.asked_by_id:
        raise ProgrammeError(errors.TARGET_NOT_YOURS)
    if request.state == RequestState.AGREED and not is_kept_from(by, request):
        raise ProgrammeError(errors.TARGET_DECIDED)


PERIOD = lifecycle(
    Lifecycle(
        key="visits.draw_period",
        title=_("Period of the draw"),
        states=PeriodState,
        initial=PeriodState.SEALED,
        final=frozenset({PeriodState.TOLD}),
        transitions=(
            Transition(
                "enter_number", _("Enter the public number"), (PeriodState.SEALED,), PeriodState.DRAWING,
                policies.DRAW_VISITS, records=_("the number, which cannot be changed any more"),
            ),
            Transition(
                "tell_secret", _("Tell the secret"), (PeriodState.DRAWING,), PeriodState.TOLD,
                policies.DRAW_VISITS, records=_("the hour; the file is public from now on"),
                tells=_("everybody, on the public page"),
            ),
        ),
    )
)  # fmt: skip
REQUEST = lifecycle(
    Lifecycle(
        key="visits.target_request",
        title=_("Request for a targeted visit"),
        states=RequestState,
        initial=RequestState.ASKED,
        final=frozenset({RequestState.DECLINED, RequestState.WITHDRAWN}),
        transitions=(
            Transition(
                "agree_target", _("Agree and plan"), (RequestState.ASKED,), RequestState.AGREED,
                policies.DECIDE_TARGETED, guard=decided_by_another, records=_("that a visit was planned"),
            ),
            Transition(
                "decline_target", _("Decline"), (RequestState.ASKED,), RequestState.DECLINED,
                policies.DECIDE_TARGETED, guard=decided_by_another, records=_("the reason, with the request"),
            ),
            Transition(
                "withdraw_target", _("Withdraw"), (RequestState.ASKED, RequestState.AGREED),
                RequestState.WITHDRAWN, policies.ASK_TARGETED, guard=only_who_asked,
                records=_("nothing more; a visit that was agreed stays planned and sealed"),
                tells=_("the manager, where a visit was agreed"),
            ),
        ),
    )
)  # fmt: skip
