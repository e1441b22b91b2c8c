"""Cancelling what the draw chose: one asks with a reason, another decides. Logs never name the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.policies import check
from safe_employment.kit.states import REASON_MISSING, move
from safe_employment.visits import errors, policies
from safe_employment.visits.cancelling.naming import named_in
from safe_employment.visits.cancelling.queries import cancel_request_for
from safe_employment.visits.cancelling.states import CANCELLING, may_ask_to_cancel
from safe_employment.visits.drawing.notices import tell_drawn_cancelled
from safe_employment.visits.events import CancellingAsked, CancellingRefused
from safe_employment.visits.models import CancelRequest, CancelState, Visit
from safe_employment.visits.queries import visit_for
from safe_employment.visits.releasing import SEALED_AGAIN
from safe_employment.visits.states import VISIT, knows_target

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor


def _check_words(by: Actor, visit: Visit, words: str) -> None:
    """Hold that a reason is given and names no target.

    Who does not know the target is told nothing of whether they hit upon it.
    Raises ProgrammeError STATE_REASON_MISSING, VISIT_REASON_NAMES_TARGET.
    """
    if not words.strip():
        raise ProgrammeError(REASON_MISSING, {"verb": VISIT.transition("cancel").words}, field="reason")
    if knows_target(by, visit) and (told := named_in(visit, words)):
        raise ProgrammeError(errors.REASON_NAMES_TARGET, {"words": told}, field="reason")


@command
def ask_to_cancel(*, by: Actor, visit: Visit, reason: str, today: date) -> CancelRequest:
    """Ask that a drawn visit is cancelled. It stays as it is, and may be made, until another confirms.

    Raises ProgrammeError VISIT_CANCEL_ASKED, VISIT_REASON_NAMES_TARGET, VISIT_HAS_TIE, STATE_….
    """
    check(by, policies.PLAN_VISITS)
    found = _locked(visit_for(by, visit.pk).pk)
    may_ask_to_cancel(by, found)
    _check_words(by, found, reason)
    if by.person is None:
        raise Hidden
    asked = CancelRequest.objects.create(
        association=by.home, visit=found, reason=reason.strip(), asked_by=by.person, asked_on=today
    )
    record(by, "visits.ask_to_cancel", found)
    publish(CancellingAsked(by.home.pk, found.pk, by.person.pk, asked.pk))
    return asked


def _locked(pk: int) -> Visit:
    """Return a visit that nobody moves on meanwhile; who sets out and who decides wait for each other."""
    held = Visit.objects.select_for_update(of=("self",)).select_related("employer", "association")
    return held.get(pk=pk)


def _decided(by: Actor, asked: CancelRequest, verb: str, reason: str, today: date) -> CancelRequest:
    found = cancel_request_for(by, asked.pk)
    check(by, policies.DECIDE_CANCELLING)
    found.visit = _locked(found.visit_id)
    _check_words(by, found.visit, reason)
    changes: dict[str, object] = {"decided_by": by.person, "decided_on": today, "decision": reason.strip()}
    move(CANCELLING, verb, by=by, subject=found, changes=changes)
    return found


@command
def confirm_cancelling(*, by: Actor, asked: CancelRequest, reason: str, today: date) -> CancelRequest:
    """Cancel a drawn visit as another asked. Whom it was for stays sealed, from who confirms too.

    Raises ProgrammeError VISIT_CANCEL_OWN_REQUEST, VISIT_CANCEL_ON_THE_TEAM, VISIT_HAS_TIE,
    VISIT_REASON_NAMES_TARGET, STATE_….
    """
    found = _decided(by, asked, "confirm_cancelling", reason, today)
    changes: dict[str, object] = {**SEALED_AGAIN, "reason": found.reason}
    move(VISIT, "confirm_cancel", by=by, subject=found.visit, changes=changes)
    tell_drawn_cancelled(found, by.person)
    return found


@command
def refuse_cancelling(*, by: Actor, asked: CancelRequest, reason: str, today: date) -> CancelRequest:
    """Refuse to cancel a drawn visit; it stays as it is, and who asked is told. Raises as to confirm."""
    found = _decided(by, asked, "refuse_cancelling", reason, today)
    publish(CancellingRefused(by.home.pk, found.visit_id, by.person.pk if by.person else None, found.pk))
    return found


@command
def take_cancelling_back(*, by: Actor, asked: CancelRequest) -> CancelRequest:
    """Take one's own request back. Raises ProgrammeError VISIT_CANCEL_OF_ANOTHER, STATE_NOT_FROM_HERE."""
    found = cancel_request_for(by, asked.pk)
    move(CANCELLING, "take_cancelling_back", by=by, subject=found)
    return found


def lapse_cancelling(by: Actor, visit: Visit) -> None:
    """End the request of a visit to which the team has set out all the same."""
    for asked in visit.cancel_requests.filter(state=CancelState.ASKED).select_related("visit"):
        move(CANCELLING, "lapse_cancelling", by=by, subject=asked)
