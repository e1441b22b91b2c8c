"""More time for an action: asked for before it is late, decided by someone else with a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.findings import errors, events, policies
from safe_employment.findings.commands.actions import give_more_time, step
from safe_employment.findings.models import (
    TO_BE_DONE,
    CorrectiveAction,
    Postponement,
    PostponementState,
    StepKind,
)
from safe_employment.findings.queries import action_for, postponement_for
from safe_employment.findings.quoting import check_said
from safe_employment.findings.states import POSTPONEMENT
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.policies import check
from safe_employment.kit.states import NOT_FROM_HERE, move

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor


@command
def ask_for_postponement(
    *, by: Actor, action: CorrectiveAction, wanted_on: date, reason: str, today: date
) -> Postponement:
    """Ask for more time, on the due date at the latest: the employer, or a monitor whom it told.

    Nothing moves before it is granted. Raises ProgrammeError POSTPONEMENT_AFTER_DUE, POSTPONEMENT_ASKED,
    ACTION_REASON_FOR_MORE_TIME, ACTION_MORE_TIME_IS_LATER, FINDING_QUOTES_A_WORKER or
    STATE_NOT_FROM_HERE.
    """
    check(by, policies.ASK_FOR_TIME)
    action = action_for(by, action.pk, locked=True)
    if by.person is None:
        raise Hidden
    if action.state not in TO_BE_DONE:
        words = {"verb": StepKind.ASKED.label, "state": action.get_state_display()}
        raise ProgrammeError(NOT_FROM_HERE, words)
    if today > action.due_on:
        raise ProgrammeError(errors.POSTPONEMENT_AFTER_DUE, {"due": action.due_on})
    if not reason.strip():
        raise ProgrammeError(errors.REASON_FOR_MORE_TIME, field="reason")
    check_said(by, action.finding, reason, "reason")
    if wanted_on <= action.due_on:
        raise ProgrammeError(errors.MORE_TIME_IS_LATER, {"day": action.due_on}, field="wanted_on")
    if action.postponements.filter(state=PostponementState.ASKED).exists():
        raise ProgrammeError(errors.POSTPONEMENT_ASKED)
    asked = Postponement.objects.create(
        association=by.home, action=action, was_due_on=action.due_on, wanted_on=wanted_on,
        reason=reason.strip(), asked_on=today, asked_by=by.person,
    )  # fmt: skip
    step(by, action, StepKind.ASKED, today, reason)
    record(by, "findings.ask_for_postponement", asked, details={"until": wanted_on.isoformat()})
    publish(events.PostponementAsked(by.home.pk, action.pk, by.person.pk))
    return asked


@command
def decide_postponement(
    *,
    by: Actor,
    postponement: Postponement,
    grant: bool,
    decision: str,
    today: date,
    due_on: date | None = None,
) -> Postponement:
    """Grant or refuse more time, with a reason; `due_on` is the new day where it is not the one asked for.

    Who asked, or is tied to the employer, does not decide. Raises ProgrammeError
    POSTPONEMENT_DECIDER_…, FINDING_QUOTES_A_WORKER, STATE_… or ACTION_MORE_TIME_IS_LATER.
    """
    found = postponement_for(by, postponement.pk)
    action = action_for(by, found.action_id, locked=True)
    check_said(by, action.finding, decision, "decision")
    changes: dict[str, object] = {"decided_by": by.person, "decided_on": today, "decision": decision.strip()}
    if grant:
        new_day = due_on or found.wanted_on
        move(
            POSTPONEMENT, "grant_postponement", by=by, subject=found, reason=decision,
            changes={**changes, "granted_on": new_day},
        )  # fmt: skip
        give_more_time(by, action, new_day, decision, today)
    else:
        move(POSTPONEMENT, "refuse_postponement", by=by, subject=found, reason=decision, changes=changes)
        step(by, action, StepKind.REFUSED, today, decision)
    publish(events.PostponementDecided(by.home.pk, action.pk, by.person.pk if by.person else None))
    return found


@command
def take_postponement_back(*, by: Actor, postponement: Postponement) -> Postponement:
    """Take one's own request back. Raises ProgrammeError POSTPONEMENT_OF_ANOTHER, STATE_NOT_FROM_HERE."""
    found = postponement_for(by, postponement.pk)
    move(POSTPONEMENT, "take_postponement_back", by=by, subject=found)
    return found
