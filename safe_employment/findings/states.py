"""The lifecycles of findings and corrective actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.findings import errors, policies
from safe_employment.findings.corrections import check_corrected
from safe_employment.findings.eyes import (
    check_asker,
    check_decider,
    check_dropper,
    check_other_eyes,
    check_verifier,
)
from safe_employment.findings.models import (
    ActionState,
    FindingState,
    PostponementState,
    ProposalState,
    Statement,
)
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.states import Lifecycle, Transition, lifecycle

if TYPE_CHECKING:
    from safe_employment.findings.models import CorrectiveAction, Finding
    from safe_employment.kit.actors import Actor


def every_action_is_verified(by: Actor, finding: Finding) -> None:  # noqa: ARG001 - the shape of guards
    """Let a finding be closed when this round has actions and none but verified and dropped ones.

    Raises ProgrammeError FINDING_STILL_OPEN_ACTIONS.
    """
    states = {action.state for action in finding.actions.all() if action.round == finding.round}
    if ActionState.VERIFIED not in states or states - {ActionState.VERIFIED, ActionState.DROPPED}:
        raise ProgrammeError(errors.STILL_OPEN_ACTIONS)


def is_a_wish(by: Actor, finding: Finding) -> None:
    """Let only a good-practice wish be closed without an action, and by other eyes.

    Raises ProgrammeError FINDING_ONLY_A_WISH or FINDING_EASED_….
    """
    if finding.statement != Statement.GOOD_PRACTICE:
        raise ProgrammeError(errors.ONLY_A_WISH)
    check_other_eyes(by, finding)


def other_eyes_see_it_corrected(by: Actor, action: CorrectiveAction) -> None:
    """Let someone else verify, on site or by records, unless the source still shows what was found.

    Raises ProgrammeError ACTION_VERIFIER_… and what the room of the source raises.
    """
    check_verifier(by, action)
    check_corrected(action.finding)


FINDING = lifecycle(
    Lifecycle(
        key="findings.finding",
        title=_("Finding"),
        states=FindingState,
        initial=FindingState.OPEN,
        final=frozenset({FindingState.WITHDRAWN}),
        transitions=(
            Transition(
                "begin_correction", _("Agree an action"), (FindingState.OPEN, FindingState.DONE),
                FindingState.CORRECTING, policies.AGREE_ACTIONS,
                records=_("the action, its owner and its due date"), tells=_("the action's owner"),
            ),
            Transition(
                "finish_correction", _("Report the last action done"), (FindingState.CORRECTING,),
                FindingState.DONE, policies.REPORT_DONE,
                records=_("what was done, with evidence"), tells=_("those who may verify"),
            ),
            Transition(
                "resume_correction", _("Send an action back"), (FindingState.DONE,),
                FindingState.CORRECTING, policies.VERIFY_ACTIONS,
                records=_("why it was sent back"), tells=_("the action's owner"),
            ),
            Transition(
                "close", pgettext_lazy("a finding", "Close"), (FindingState.CORRECTING, FindingState.DONE),
                FindingState.CLOSED, policies.VERIFY_ACTIONS, guard=every_action_is_verified,
                records=_("the day"), tells=_("the employer"),
            ),
            Transition(
                "set_aside_actions", _("Drop the last action"), (FindingState.CORRECTING, FindingState.DONE),
                FindingState.OPEN, policies.AGREE_ACTIONS, records=_("that no action is left"),
            ),
            Transition(
                "close_wish", _("Close the wish"), (FindingState.OPEN,), FindingState.CLOSED,
                policies.VERIFY_ACTIONS, guard=is_a_wish, needs_reason=True,
                records=_("who, the day and the reason"),
            ),
            Transition(
                "reopen", _("Open again"), (FindingState.CLOSED,), FindingState.OPEN,
                policies.REOPEN_FINDINGS, needs_reason=True,
                records=_("the reason, and whether it came back"), tells=_("the employer and the manager"),
            ),
            Transition(
                "withdraw", _("Withdraw"), (FindingState.OPEN, FindingState.CORRECTING, FindingState.DONE),
                FindingState.WITHDRAWN, policies.WITHDRAW_FINDINGS, guard=check_other_eyes, needs_reason=True,
                records=_("who, the day and the reason"), tells=_("the employer, if it was told"),
            ),
        ),
    )
)  # fmt: skip

ACTION = lifecycle(
    Lifecycle(
        key="findings.action",
        title=_("Corrective action"),
        states=ActionState,
        initial=ActionState.AGREED,
        final=frozenset({ActionState.VERIFIED, ActionState.DROPPED}),
        transitions=(
            Transition(
                "report_done", _("Report done"), (ActionState.AGREED, ActionState.REJECTED),
                ActionState.DONE, policies.REPORT_DONE,
                records=_("what was done, by whom, with evidence"), tells=_("those who may verify"),
            ),
            Transition(
                "verify", _("Verify"), (ActionState.DONE,), ActionState.VERIFIED,
                policies.VERIFY_ACTIONS, guard=other_eyes_see_it_corrected,
                records=_("who looked, when, and whether on site or by records"),
                tells=_("the employer, when the finding is closed"),
            ),
            Transition(
                "send_back", _("Send back"), (ActionState.DONE,), ActionState.REJECTED,
                policies.VERIFY_ACTIONS, guard=check_verifier, needs_reason=True,
                records=_("the reason"), tells=_("the action's owner"),
            ),
            Transition(
                "drop", _("Drop"), (ActionState.AGREED, ActionState.REJECTED, ActionState.DONE),
                ActionState.DROPPED, policies.AGREE_ACTIONS, guard=check_dropper, needs_reason=True,
                records=_("the reason"),
            ),
        ),
    )
)  # fmt: skip

POSTPONEMENT = lifecycle(
    Lifecycle(
        key="findings.postponement",
        title=_("Request for more time"),
        states=PostponementState,
        initial=PostponementState.ASKED,
        final=frozenset(
            {PostponementState.GRANTED, PostponementState.REFUSED, PostponementState.TAKEN_BACK}
        ),
        transitions=(
            Transition(
                "grant_postponement", _("Grant more time"), (PostponementState.ASKED,),
                PostponementState.GRANTED, policies.EXTEND_ACTIONS, guard=check_decider, needs_reason=True,
                records=_("the new day and the reason; the day first agreed stays"), tells=_("the owner"),
            ),
            Transition(
                "refuse_postponement", _("Refuse"), (PostponementState.ASKED,),
                PostponementState.REFUSED, policies.EXTEND_ACTIONS, guard=check_decider, needs_reason=True,
                records=_("the reason"), tells=_("the owner"),
            ),
            Transition(
                "take_postponement_back", _("Take back"), (PostponementState.ASKED,),
                PostponementState.TAKEN_BACK, policies.ASK_FOR_TIME, guard=check_asker,
            ),
        ),
    )
)  # fmt: skip

PROPOSAL = lifecycle(
    Lifecycle(
        key="findings.proposal",
        title=_("Proposed finding"),
        states=ProposalState,
        initial=ProposalState.WAITING,
        final=frozenset({ProposalState.ACCEPTED, ProposalState.SET_ASIDE}),
        transitions=(
            Transition(
                "accept_proposal", _("Accept"), (ProposalState.WAITING,), ProposalState.ACCEPTED,
                policies.DECIDE_PROPOSALS, records=_("the finding, and which words were changed"),
            ),
            Transition(
                "put_proposal_aside", _("Put aside"), (ProposalState.WAITING,), ProposalState.SET_ASIDE,
                policies.DECIDE_PROPOSALS, guard=check_other_eyes, needs_reason=True, records=_("the reason"),
            ),
        ),
    )
)  # fmt: skip

PROPOSED_ACTION = lifecycle(
    Lifecycle(
        key="findings.proposed_action",
        title=_("Action proposed by the employer"),
        states=ProposalState,
        initial=ProposalState.WAITING,
        final=frozenset({ProposalState.ACCEPTED, ProposalState.SET_ASIDE}),
        transitions=(
            Transition(
                "agree_proposed_action", _("Agree"), (ProposalState.WAITING,), ProposalState.ACCEPTED,
                policies.AGREE_ACTIONS, records=_("the corrective action"), tells=_("the action's owner"),
            ),
            Transition(
                "put_proposed_action_aside", _("Put aside"), (ProposalState.WAITING,),
                ProposalState.SET_ASIDE, policies.AGREE_ACTIONS, needs_reason=True,
                records=_("the reason"), tells=_("the employer"),
            ),
        ),
    )
)  # fmt: skip
