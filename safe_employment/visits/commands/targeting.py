"""Requests for visits with reasons: one asks, another decides. Logs never name the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.queries import one_of
from safe_employment.kit.states import REASON_MISSING, move
from safe_employment.visits import notices, policies
from safe_employment.visits.commands.planning import check_no_tie, check_target, plan_visit
from safe_employment.visits.drawing import errors
from safe_employment.visits.drawing.queries import asked_already, requests_for
from safe_employment.visits.drawing.states import REQUEST, decided_by_another
from safe_employment.visits.errors import WHY_MISSING
from safe_employment.visits.models import TargetRequest

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person
    from safe_employment.members.models import Employer


@command
def ask_target(*, by: Actor, employer: Employer, why: str, today: date) -> TargetRequest:
    """Ask for a visit to one employer, with the reason. Raises ProgrammeError VISIT_WHY_MISSING,
    TARGET_ASKED.
    """
    check(by, policies.ASK_TARGETED)
    check_target(by, employer, None)
    if by.person is None:
        raise Hidden
    if not why.strip():
        raise ProgrammeError(WHY_MISSING, field="why")
    if asked_already(by, employer):
        raise ProgrammeError(errors.TARGET_ASKED, field="employer")
    asked = TargetRequest.objects.create(
        association=by.home, employer=employer, why=why.strip(), asked_by=by.person, asked_on=today
    )
    record(by, "visits.ask_target", asked)
    return asked


@command
def agree_target(
    *, by: Actor, asked: TargetRequest, planned_on: date, team: Collection[Person], today: date
) -> TargetRequest:
    """Agree to a request and plan its visit under seal. Raises ProgrammeError TARGET_OWN_REQUEST and as
    `plan_visit`.
    """
    asked = one_of(requests_for(by), asked.pk)
    decided_by_another(by, asked)
    visit = plan_visit(
        by=by, employer=asked.employer, planned_on=planned_on, team=team, why=asked.why, today=today,
        asked=asked,
    )  # fmt: skip
    changes: dict[str, object] = {"decided_by": by.person, "decided_on": today, "visit": visit}
    move(REQUEST, "agree_target", by=by, subject=asked, changes=changes)
    return asked


@command
def decline_target(*, by: Actor, asked: TargetRequest, reason: str, today: date) -> TargetRequest:
    """Decline a request, with the reason, which stays with it. Raises ProgrammeError TARGET_OWN_REQUEST,
    VISIT_HAS_TIE.
    """
    asked = one_of(requests_for(by), asked.pk)
    check_no_tie(by, asked.employer)
    if not reason.strip():
        words = REQUEST.transition("decline_target").words
        raise ProgrammeError(REASON_MISSING, {"verb": words}, field="reason")
    changes: dict[str, object] = {"decided_by": by.person, "decided_on": today, "reason": reason.strip()}
    move(REQUEST, "decline_target", by=by, subject=asked, changes=changes)
    return asked


@command
def withdraw_target(*, by: Actor, asked: TargetRequest) -> TargetRequest:
    """Withdraw one's own request. A visit that was agreed stays; the managers are told, who asked is not.

    Raises ProgrammeError TARGET_DECIDED.
    """
    asked = one_of(requests_for(by), asked.pk)
    move(REQUEST, "withdraw_target", by=by, subject=asked)
    if asked.visit_id is not None:
        notices.tell_request_withdrawn(asked)
    return asked
