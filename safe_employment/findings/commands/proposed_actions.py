"""What the employer proposes to do about a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.findings import errors, events, policies
from safe_employment.findings.commands.actions import agree_action
from safe_employment.findings.models import CorrectiveAction, Finding, ProposedAction
from safe_employment.findings.queries import finding_for, proposed_action_for
from safe_employment.findings.quoting import check_said
from safe_employment.findings.states import PROPOSED_ACTION
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.policies import check
from safe_employment.kit.states import move

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor


@command
def propose_action(
    *, by: Actor, finding: Finding, what: str, owner_name: str, due_on: date, today: date
) -> ProposedAction:
    """Propose what will be done, by whom and until when. Nothing is agreed by it.

    Raises Hidden, ProgrammeError FINDING_IS_OVER, ACTION_SAY_WHAT_WAS_DONE, ACTION_OWNER_MISSING or
    ACTION_DUE_BEFORE_AGREED.
    """
    check(by, policies.PROPOSE_ACTIONS)
    finding = finding_for(by, finding.pk)
    if by.person is None:
        raise Hidden
    if finding.is_over:
        raise ProgrammeError(errors.IS_OVER, {"reference": finding.reference})
    if not owner_name.strip():
        raise ProgrammeError(errors.OWNER_MISSING, field="owner_name")
    if not what.strip():
        raise ProgrammeError(errors.SAY_WHAT_WAS_DONE, field="what")
    if due_on < today:
        raise ProgrammeError(errors.DUE_BEFORE_AGREED, field="due_on")
    made = ProposedAction.objects.create(
        association=by.home, finding=finding, what=what.strip(), owner_name=owner_name.strip(),
        due_on=due_on, proposed_by=by.person, proposed_on=today,
    )  # fmt: skip
    record(by, "findings.propose_action", finding, details={"due_on": due_on.isoformat()})
    publish(events.ActionProposed(by.home.pk, finding.pk, by.person.pk))
    return made


@command
def agree_proposed_action(
    *, by: Actor, proposed: ProposedAction, what: str, owner_name: str, due_on: date, today: date
) -> CorrectiveAction:
    """Agree what the employer proposed, changed or not. Raises what `agree_action` raises."""
    found = proposed_action_for(by, proposed.pk)
    action = agree_action(
        by=by, finding=found.finding, what=what, owner_name=owner_name, due_on=due_on, today=today
    )
    changes: dict[str, object] = {"decided_by": by.person, "decided_on": today, "action": action}
    move(PROPOSED_ACTION, "agree_proposed_action", by=by, subject=found, changes=changes)
    return action


@command
def put_proposed_action_aside(
    *, by: Actor, proposed: ProposedAction, reason: str, today: date
) -> ProposedAction:
    """Say why what the employer proposed is not enough; the employer reads it.

    Raises ProgrammeError FINDING_QUOTES_A_WORKER.
    """
    found = proposed_action_for(by, proposed.pk)
    check_said(by, found.finding, reason, "reason")
    changes: dict[str, object] = {"decided_by": by.person, "decided_on": today, "reason": reason.strip()}
    move(PROPOSED_ACTION, "put_proposed_action_aside", by=by, subject=found, reason=reason, changes=changes)
    publish(events.ActionNotAgreed(by.home.pk, found.finding_id, by.person.pk if by.person else None))
    return found
