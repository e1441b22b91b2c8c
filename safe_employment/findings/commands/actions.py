"""Corrective actions: agreed, done, verified or sent back."""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from safe_employment.findings import errors, events, policies
from safe_employment.findings.commands.findings import eased
from safe_employment.findings.deadlines import latest_due_on, verify_by
from safe_employment.findings.eyes import check_fixer, check_giver, check_untied
from safe_employment.findings.files import EVIDENCE
from safe_employment.findings.models import (
    TO_BE_DONE,
    ActionState,
    ActionStep,
    CorrectiveAction,
    Finding,
    FindingState,
    OwnerKind,
    StepKind,
    VerifiedHow,
)
from safe_employment.findings.models.actions import TOLD_ANEW, VERIFY_TOLD
from safe_employment.findings.models.findings import AGREE_TOLD
from safe_employment.findings.queries import action_for, finding_for
from safe_employment.findings.quoting import check_said
from safe_employment.findings.replacing import carry_over, check_gains_no_time, place_after
from safe_employment.findings.states import ACTION, FINDING
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.files import store_file
from safe_employment.kit.policies import check
from safe_employment.kit.states import NOT_FROM_HERE, move

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person
    from safe_employment.members.models import Contact


def step(by: Actor, action: CorrectiveAction, kind: StepKind, day: date, text: str = "") -> None:
    """Note a step of an action with the words that were said."""
    ActionStep.objects.create(
        association=by.home, action=action, kind=kind, taken_on=day, person=by.person, text=text.strip(),
        due_on=action.due_on,
    )  # fmt: skip


def _person(by: Actor) -> int | None:
    return by.person.pk if by.person else None


def _this_round(finding: Finding) -> set[str]:
    """Return the states of the actions that count since the last re-opening."""
    counted = finding.actions.filter(round=finding.round).exclude(state=ActionState.DROPPED)
    return set(counted.values_list("state", flat=True))


@command
def agree_action(
    *,
    by: Actor,
    finding: Finding,
    what: str,
    due_on: date,
    today: date,
    owner_name: str = "",
    owner_contact: Contact | None = None,
    owner_person: Person | None = None,
    agreed_on: date | None = None,
) -> CorrectiveAction:
    """Agree what will be done about a finding, by whom and until when.

    Give either `owner_name` or `owner_contact` (the employer's person) or `owner_person` (the
    association's). Raises Hidden for a contact of another employer, and
    ProgrammeError FINDING_TIED, ACTION_OWNER_MISSING, …_OWNER_KEPT_IN_THE_DARK, …_FIXER_IS_FINDER, …_DUE_….
    """
    check(by, policies.AGREE_ACTIONS)
    finding = finding_for(by, finding.pk)
    check_untied(by, finding.employer_id)
    if finding.is_over:
        raise ProgrammeError(errors.IS_OVER, {"reference": finding.reference})
    if owner_contact is not None and owner_contact.employer_id != finding.employer_id:
        raise Hidden
    if owner_contact is not None and not owner_name.strip():
        owner_name = (owner_contact.name or str(owner_contact))[:80]
    kind = OwnerKind.ASSOCIATION if owner_person else OwnerKind.EMPLOYER
    action = CorrectiveAction(
        association=by.home, finding=finding, round=finding.round, what=what.strip(), owner_kind=kind,
        owner_name=owner_name.strip(), owner_contact=owner_contact,
        owner_person=owner_person, agreed_on=agreed_on or today, due_on=due_on, first_due_on=due_on,
    )  # fmt: skip
    _check_agreement(by, action, today)
    action.save()
    step(by, action, StepKind.AGREED, action.agreed_on, what)
    record(by, "findings.agree_action", action, details={"due_on": due_on.isoformat(), "owner": kind})
    if finding.state in (FindingState.OPEN, FindingState.DONE):
        move(FINDING, "begin_correction", by=by, subject=finding)
    publish(events.ActionAgreed(by.home.pk, action.pk, _person(by)))
    return action


def _check_agreement(by: Actor, action: CorrectiveAction, today: date) -> None:
    if bool(action.owner_name) == bool(action.owner_person_id):
        raise ProgrammeError(errors.OWNER_MISSING, field="owner_name")
    if action.owner_kind == OwnerKind.EMPLOYER and not action.finding.for_employer:
        raise ProgrammeError(errors.OWNER_KEPT_IN_THE_DARK, field="owner_name")
    check_fixer(action, None)
    if action.agreed_on > today:
        raise ProgrammeError(errors.IN_THE_FUTURE, {"day": action.agreed_on}, field="agreed_on")
    check_said(by, action.finding, action.what, "what")
    _check_due(action)


def _check_due(action: CorrectiveAction) -> None:
    if action.due_on < action.agreed_on:
        raise ProgrammeError(errors.DUE_BEFORE_AGREED, field="due_on")
    latest = latest_due_on(action.finding.severity, action.agreed_on)
    if latest and action.due_on > latest:
        raise ProgrammeError(errors.DUE_TOO_LATE, {"latest": latest}, field="due_on")
    place_after(action)


@command
def extend_action(
    *, by: Actor, action: CorrectiveAction, due_on: date, reason: str, today: date
) -> CorrectiveAction:
    """Give more time, with a reason; the day first agreed stays on record, and alerts begin anew.

    Raises ProgrammeError POSTPONEMENT_DECIDER_… for who asks for it, has to act or is tied,
    ACTION_REASON_FOR_MORE_TIME, and what `give_more_time` raises.
    """
    check(by, policies.EXTEND_ACTIONS)
    action = action_for(by, action.pk, locked=True)
    check_giver(by, action)
    before = action.due_on
    if not reason.strip():
        raise ProgrammeError(errors.REASON_FOR_MORE_TIME, field="reason")
    give_more_time(by, action, due_on, reason, today)
    details: dict[str, object] = {
        "from": before.isoformat(),
        "to": due_on.isoformat(),
        "reason": reason.strip(),
    }
    record(by, "findings.extend_action", action, details=details)
    return action


def give_more_time(by: Actor, action: CorrectiveAction, due_on: date, reason: str, today: date) -> None:
    """Move the due date of a locked action; each step of its delay but the board's may be told anew.

    The day first agreed and every day in between stay on record. Raises ProgrammeError
    STATE_NOT_FROM_HERE, ACTION_MORE_TIME_IS_LATER or ACTION_MORE_TIME_TOO_FAR.
    """
    if action.state not in TO_BE_DONE:
        raise ProgrammeError(
            NOT_FROM_HERE, {"verb": StepKind.EXTENDED.label, "state": action.get_state_display()}
        )
    if due_on <= max(action.due_on, today):
        raise ProgrammeError(errors.MORE_TIME_IS_LATER, {"day": max(action.due_on, today)}, field="due_on")
    _check_not_too_far(action, due_on, today)
    action.due_on = due_on
    for field in TOLD_ANEW:
        setattr(action, field, None)
    action.save()
    step(by, action, StepKind.EXTENDED, today, reason)


def _check_not_too_far(action: CorrectiveAction, due_on: date, today: date) -> None:
    """More time reaches as far as an agreement of today would."""
    latest = latest_due_on(action.finding.severity, today)
    if latest and due_on > latest:
        raise ProgrammeError(errors.MORE_TIME_TOO_FAR, {"latest": latest}, field="due_on")


@command
def report_action_done(
    *,
    by: Actor,
    action: CorrectiveAction,
    text: str,
    done_on: date,
    today: date,
    evidence: Iterable[tuple[str, BinaryIO]] = (),
) -> CorrectiveAction:
    """Report an action done, in words and with evidence (file name, content).

    The employer's contact does it in the portal; staff do it for an employer who told them, or for an
    action of their own. Raises ProgrammeError ACTION_SAY_WHAT_WAS_DONE, …_DONE_BEFORE_AGREED,
    …_FIXER_IS_FINDER, FINDING_IN_THE_FUTURE, FINDING_QUOTES_A_WORKER, FILE_….
    """
    check(by, policies.REPORT_DONE)
    action = action_for(by, action.pk, locked=True)
    if not text.strip():
        raise ProgrammeError(errors.SAY_WHAT_WAS_DONE, field="text")
    if done_on > today:
        raise ProgrammeError(errors.IN_THE_FUTURE, {"day": done_on}, field="done_on")
    if done_on < action.agreed_on:
        raise ProgrammeError(errors.DONE_BEFORE_AGREED, {"agreed": action.agreed_on}, field="done_on")
    check_fixer(action, _person(by))
    check_said(by, action.finding, text, "text")
    changes: dict[str, object] = {"done_by": by.person, "done_on": done_on, "done_text": text.strip()}
    changes |= {"verify_by": verify_by(action.finding.severity, today), **dict.fromkeys(VERIFY_TOLD)}
    move(ACTION, "report_done", by=by, subject=action, changes=changes)
    for name, content in evidence:
        store_file(by=by, purpose=EVIDENCE, content=content, name=name, subject_id=action.pk)
    step(by, action, StepKind.DONE, done_on, text)
    if not _this_round(action.finding) & set(TO_BE_DONE):
        move(FINDING, "finish_correction", by=by, subject=action.finding)
    publish(events.ActionDone(by.home.pk, action.pk, _person(by)))
    return action


@command
def verify_action(
    *, by: Actor, action: CorrectiveAction, today: date, text: str = "", how: str = VerifiedHow.RECORDS
) -> CorrectiveAction:
    """Verify that an action was done, on site or by records; with the last one the finding is closed.

    Raises ProgrammeError ACTION_VERIFIER_… for whoever found, did or owns it, or has a tie, and what the
    source raises while it still shows what was found.
    """
    action = action_for(by, action.pk, locked=True)
    changes: dict[str, object] = {"verified_by": by.person, "verified_on": today, "verified_how": how}
    move(ACTION, "verify", by=by, subject=action, changes=changes)
    step(by, action, StepKind.VERIFIED, today, text)
    finding = action.finding
    if _this_round(finding) == {ActionState.VERIFIED}:
        _close(by, finding, today)
    return action


def _close(by: Actor, finding: Finding, today: date, **more: object) -> None:
    move(FINDING, "close", by=by, subject=finding, changes={"closed_on": today, **more})
    publish(events.FindingClosed(by.home.pk, finding.pk, _person(by)))


@command
def send_action_back(
    *, by: Actor, action: CorrectiveAction, reason: str, today: date, due_on: date | None = None
) -> CorrectiveAction:
    """Send an action back with the reason, and with a new day if one is given.

    Raises ProgrammeError ACTION_VERIFIER_…, ACTION_DUE_BEFORE_AGREED, ACTION_MORE_TIME_TOO_FAR or
    FINDING_QUOTES_A_WORKER.
    """
    action = action_for(by, action.pk, locked=True)
    check_said(by, action.finding, reason, "reason")
    if due_on is not None and due_on < today:
        raise ProgrammeError(errors.DUE_BEFORE_AGREED, field="due_on")
    changes: dict[str, object] = {}
    if due_on and due_on != action.due_on:
        _check_not_too_far(action, due_on, today)
        changes = {"due_on": due_on, **dict.fromkeys(TOLD_ANEW)}
    move(ACTION, "send_back", by=by, subject=action, reason=reason, changes=changes)
    step(by, action, StepKind.SENT_BACK, today, reason)
    if action.finding.state == FindingState.DONE:
        move(FINDING, "resume_correction", by=by, subject=action.finding)
    publish(events.ActionSentBack(by.home.pk, action.pk, _person(by)))
    return action


@command
def drop_action(*, by: Actor, action: CorrectiveAction, reason: str, today: date) -> CorrectiveAction:
    """Drop an action that was a mistake or is replaced; the finding goes on with what is left.

    Where only verified actions are left it closes; where none is, the time for an agreement counts anew.
    What is agreed in its place keeps its first day. Raises ProgrammeError FINDING_TIED,
    ACTION_DROPPED_BY_FINDER, and FINDING_EASED_… for who found it or is tied if it would close.
    """
    action = action_for(by, action.pk, locked=True)
    move(ACTION, "drop", by=by, subject=action, reason=reason)
    check_gains_no_time(by, action, today)
    carry_over(action, today)
    step(by, action, StepKind.DROPPED, today, reason)
    finding = action.finding
    left = _this_round(finding)
    if not left:
        anew: dict[str, object] = {"agree_since": today, **dict.fromkeys(AGREE_TOLD)}
        move(FINDING, "set_aside_actions", by=by, subject=finding, changes=anew)
    elif left == {ActionState.VERIFIED}:
        _close(by, finding, today, **eased(by, reason, today))
    elif not left & set(TO_BE_DONE) and finding.state == FindingState.CORRECTING:
        move(FINDING, "finish_correction", by=by, subject=finding)
    return action
