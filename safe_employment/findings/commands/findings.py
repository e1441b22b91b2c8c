"""Recording, changing, sharing, re-opening and withdrawing findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from django.db.models import Q

from safe_employment.findings import errors, events, policies
from safe_employment.findings.deadlines import contain_by
from safe_employment.findings.eyes import check_kept_quiet, check_other_eyes, check_untied, is_lighter
from safe_employment.findings.grounds import ILO_NUMBERS, basis_of
from safe_employment.findings.models import (
    ActionState,
    ActionStep,
    Basis,
    Finding,
    FindingState,
    InternalNote,
    Reopening,
    RootCause,
    Severity,
    SourceKind,
    Statement,
    StepKind,
)
from safe_employment.findings.models.findings import AGREE_TOLD, CONTAINMENT_TOLD
from safe_employment.findings.numbering import next_number
from safe_employment.findings.queries import earlier_of, finding_for
from safe_employment.findings.quoting import check_told
from safe_employment.findings.states import ACTION, FINDING
from safe_employment.findings.teams import team_of
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.events import publish
from safe_employment.kit.policies import check
from safe_employment.kit.states import move

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Unpack

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person
    from safe_employment.members.models import Employer, Workplace


class Grounds(TypedDict, total=False):
    """What a finding rests on and why it came about; `ilo` are numbers of the ILO's indicators."""

    basis: str
    ilo: Sequence[int]
    rule: str
    workplace: Workplace | None
    root_cause: str
    root_cause_text: str


def _check_words(finding: Finding) -> None:
    """Hold what the constraints hold, in words that help."""
    if finding.statement == Statement.BREACH and not finding.article.strip():
        raise ProgrammeError(errors.ARTICLE_MISSING, field="article")
    if (finding.severity == Severity.GOOD_PRACTICE) != (finding.statement == Statement.GOOD_PRACTICE):
        raise ProgrammeError(errors.WISH_IS_NO_BREACH, field="severity")
    if finding.question and finding.question[:1] != finding.cluster:
        raise ProgrammeError(
            errors.QUESTION_OF_OTHER_CLUSTER,
            {"question": finding.question, "cluster": finding.cluster},
            field="question",
        )
    if finding.statement == Statement.INDICATOR and finding.for_employer:
        raise ProgrammeError(errors.NEVER_SHARED, field="for_employer")
    _check_grounds(finding)


def _check_grounds(finding: Finding) -> None:
    if finding.basis == Basis.LAW and not finding.article.strip():
        raise ProgrammeError(errors.LAW_NAMES_ARTICLE, field="article")
    if finding.basis == Basis.PROGRAMME and finding.statement == Statement.BREACH:
        raise ProgrammeError(errors.PROGRAMME_RULE_IS_NO_BREACH, field="basis")
    if finding.root_cause == RootCause.OTHER and not finding.root_cause_text.strip():
        raise ProgrammeError(errors.CAUSE_IN_WORDS, field="root_cause_text")
    for number in finding.ilo:
        if number not in ILO_NUMBERS:
            raise ProgrammeError(errors.ILO_UNKNOWN, {"number": number}, field="ilo")


def _place(finding: Finding) -> None:
    """Find what came before, and set the clock of containment, by the words as they are now."""
    finding.earlier = earlier_of(finding)
    if finding.earlier is not None and finding.earlier.state == FindingState.CLOSED:
        finding.recurred = True
    finding.contain_by = contain_by(finding.severity, finding.statement, finding.clock_on)


@command
def record_finding(
    *,
    by: Actor,
    employer: Employer,
    cluster: str,
    severity: str,
    statement: str,
    title: str,
    found_on: date,
    today: date,
    description: str = "",
    article: str = "",
    question: str = "",
    for_employer: bool = True,
    source_kind: str = SourceKind.OTHER,
    source_id: str = "",
    found_by: Person | None = None,
    **grounds: Unpack[Grounds],
) -> Finding:
    """Record a finding; what does not come from a visit is shared at once if the employer may be told.

    What was found before by the same code at the same workplace is chained to it. `basis`: what it rests
    on, told from its article where it is not given.
    `found_by` is the actor where none is given. What comes from a confidential report is never marked
    as such to those who may not know. Raises Hidden, and ProgrammeError FINDING_….
    """
    check(by, policies.RECORD_FINDINGS)
    if employer.association_id != by.home.pk:
        raise Hidden
    check_untied(by, employer.pk)
    finder = found_by or by.person
    if finder is None:
        raise ProgrammeError(errors.FINDER_MISSING)
    if found_on > today:
        raise ProgrammeError(errors.IN_THE_FUTURE, {"day": found_on}, field="found_on")
    _check_new(by, source_kind, source_id, question)
    finding = Finding(
        association=by.home, employer=employer, source_kind=source_kind, source_id=source_id,
        cluster=cluster, question=question, severity=severity, statement=statement, title=title.strip(),
        description=description, article=article, found_by=finder, found_on=found_on, clock_on=found_on,
        for_employer=for_employer, agree_since=found_on, found_with=team_of(source_kind, source_id),
    )  # fmt: skip
    _put_grounds(finding, grounds)
    _check_words(finding)
    _place(finding)
    if for_employer and source_kind != SourceKind.VISIT:
        finding.shared_on = today
    finding.number = next_number(Finding, by.home)
    finding.save()
    record(by, "findings.record_finding", finding, details={"severity": severity, "statement": statement})
    person = by.person.pk if by.person else None
    publish(events.FindingRecorded(by.home.pk, finding.pk, person, severity, statement))
    if finding.shared_on:
        publish(events.FindingShared(by.home.pk, finding.pk, person))
    return finding


def _put_grounds(finding: Finding, grounds: Grounds) -> None:
    workplace = grounds.get("workplace")
    if workplace is not None and workplace.employer_id != finding.employer_id:
        raise Hidden
    for name, value in grounds.items():
        setattr(finding, name, value)
    finding.ilo = sorted({int(number) for number in finding.ilo})
    if not grounds.get("basis"):
        finding.basis = basis_of(finding.article, finding.statement)


def _check_new(by: Actor, source_kind: str, source_id: str, question: str) -> None:
    """One finding for an answer: the second is refused with the number of the first."""
    if not (source_id and question):
        return
    same = Finding.objects.filter(
        association=by.home, source_kind=source_kind, source_id=source_id, question=question
    ).exclude(state=FindingState.WITHDRAWN)
    if first := same.first():
        raise ProgrammeError(errors.ALREADY_RECORDED, {"reference": first.reference})


@command
def edit_finding(
    *,
    by: Actor,
    finding: Finding,
    cluster: str,
    severity: str,
    statement: str,
    title: str,
    description: str,
    article: str,
    question: str,
    for_employer: bool,
    today: date,
    reason: str = "",
    **grounds: Unpack[Grounds],
) -> Finding:
    """Change the words of a finding that is not over. Who found it, when and where it came from stay.

    What makes it lighter needs other eyes and a `reason`; to keep it from the employer needs a reason, which
    stands among the notes. Raises ProgrammeError FINDING_….
    """
    check(by, policies.RECORD_FINDINGS)
    finding = locked(by, finding)
    _check_not_over(finding)
    if is_lighter(finding, severity, statement, grounds.get("basis") or basis_of(article, statement)):
        _ease(by, finding, reason, today)
    check_untied(by, finding.employer_id)
    if finding.shared_on and not for_employer:
        raise ProgrammeError(errors.ALREADY_SHARED, field="for_employer")
    check_kept_quiet(finding, for_employer, statement, reason)
    given = {
        "cluster": cluster, "severity": severity, "statement": statement, "title": title,
        "description": description, "article": article, "question": question, "for_employer": for_employer,
    }  # fmt: skip
    changed = [name for name, value in given.items() if getattr(finding, name) != value]
    graver = ("severity" in changed and severity == Severity.CRITICAL) or (
        "statement" in changed and statement == Statement.INDICATOR
    )
    for name, value in given.items():
        setattr(finding, name, value)
    changed += [name for name, value in grounds.items() if value != getattr(finding, name)]
    _put_grounds(finding, grounds)
    _check_words(finding)
    if finding.shared_on:
        check_told(finding)
    _place(finding)
    finding.save()
    details: dict[str, object] = {"fields": changed} | ({"reason": reason.strip()} if reason.strip() else {})
    record(by, "findings.edit_finding", finding, details=details)
    if "for_employer" in changed and not for_employer and reason.strip() and by.person is not None:
        InternalNote.objects.create(
            association=by.home, finding=finding, person=by.person, text=reason.strip()
        )
    if graver:
        person = by.person.pk if by.person else None
        publish(events.FindingRecorded(by.home.pk, finding.pk, person, severity, statement))
    return finding


def locked(by: Actor, finding: Finding) -> Finding:
    """Return a finding that nobody else changes until the end. Raises Hidden."""
    seen = finding_for(by, finding.pk)
    return Finding.objects.select_for_update(of=("self",), no_key=True).get(pk=seen.pk)


def eased(by: Actor, reason: str, today: date) -> dict[str, object]:
    """Return what is noted of who makes less of a finding."""
    return {"eased_by": by.person, "eased_on": today, "eased_why": reason.strip()}


def _ease(by: Actor, finding: Finding, reason: str, today: date) -> None:
    check_other_eyes(by, finding)
    if not reason.strip():
        raise ProgrammeError(errors.EASED_WITHOUT_REASON, field="reason")
    for name, value in eased(by, reason, today).items():
        setattr(finding, name, value)


def _check_not_over(finding: Finding) -> None:
    if finding.is_over:
        raise ProgrammeError(errors.IS_OVER, {"reference": finding.reference})


@command
def share_finding(*, by: Actor, finding: Finding, today: date) -> Finding:
    """Tell the employer.

    Raises ProgrammeError FINDING_TIED, FINDING_NOT_FOR_EMPLOYER, FINDING_NEVER_SHARED.
    """
    check(by, policies.SHARE_FINDINGS)
    finding = finding_for(by, finding.pk)
    check_untied(by, finding.employer_id)
    _check_not_over(finding)
    if finding.statement == Statement.INDICATOR:
        raise ProgrammeError(errors.NEVER_SHARED)
    if not finding.for_employer:
        raise ProgrammeError(errors.NOT_FOR_EMPLOYER)
    check_told(finding)
    if finding.shared_on is None:
        finding.shared_on = today
        finding.save(update_fields=["shared_on", "changed_at"])
        publish(events.FindingShared(by.home.pk, finding.pk, by.person.pk if by.person else None))
    record(by, "findings.share_finding", finding)
    return finding


@command
def share_findings_of(
    *, by: Actor, source_kind: str, source_id: str, today: date, each_by_itself: bool = False
) -> list[Finding]:
    """Tell the employer of every finding of a source that it may be told of, as a visit's report does.

    `each_by_itself` tells of each in a notice of its own, where no report is read with them.
    """
    check(by, policies.SHARE_FINDINGS)
    waiting = Finding.objects.filter(
        association=by.home, source_kind=source_kind, source_id=source_id, for_employer=True, shared_on=None
    ).exclude(state=FindingState.WITHDRAWN)
    shared = list(waiting)
    for finding in shared:
        finding.shared_on = today
        finding.save(update_fields=["shared_on", "changed_at"])
        if each_by_itself:
            publish(events.FindingShared(by.home.pk, finding.pk, by.person.pk if by.person else None))
    details: dict[str, object] = {"source": source_kind, "findings": [finding.pk for finding in shared]}
    record(by, "findings.share_findings", None, details=details)
    return shared


@command
def take_findings_back(*, by: Actor, source_kind: str, source_id: str, shared_on: date) -> list[Finding]:
    """Hide from the employer what it was told of a source on a day, as a report that is taken back.

    What it has answered stays: by a reply, a proposed action, a request for time or an action done.
    """
    check(by, policies.SHARE_FINDINGS)
    told = Finding.objects.filter(
        association=by.home, source_kind=source_kind, source_id=source_id, shared_on=shared_on
    )
    answered = (
        Q(replies__from_employer=True)
        | Q(proposed_actions__isnull=False)
        | Q(actions__postponements__isnull=False)
        | Q(actions__done_on__isnull=False)
    )
    hidden = list(told.exclude(pk__in=told.filter(answered).values("pk")))
    for finding in hidden:
        finding.shared_on = None
        finding.save(update_fields=["shared_on", "changed_at"])
    details: dict[str, object] = {"source": source_kind, "findings": [finding.pk for finding in hidden]}
    record(by, "findings.take_findings_back", None, details=details)
    return hidden


@command
def reopen_finding(*, by: Actor, finding: Finding, reason: str, recurrence: bool, today: date) -> Finding:
    """Open a closed finding again. `recurrence`: it was corrected and came back; the flag stays."""
    finding = finding_for(by, finding.pk)
    changes: dict[str, object] = {"closed_on": None, "clock_on": today, "round": finding.round + 1}
    changes["contain_by"] = contain_by(finding.severity, finding.statement, today)
    changes |= dict.fromkeys(CONTAINMENT_TOLD) | {"contained_at": None, "containment_confirmed_on": None}
    changes["agree_since"] = today
    changes |= dict.fromkeys(AGREE_TOLD)
    changes |= {"eased_by": None, "eased_on": None, "eased_why": ""}
    if recurrence:
        changes["recurred"] = True
    move(FINDING, "reopen", by=by, subject=finding, reason=reason, changes=changes)
    Reopening.objects.create(
        association=by.home, finding=finding, person=by.person, reopened_on=today, reason=reason.strip(),
        recurrence=recurrence,
    )  # fmt: skip
    person = by.person.pk if by.person else None
    publish(events.FindingReopened(by.home.pk, finding.pk, person, recurrence))
    return finding


@command
def withdraw_finding(*, by: Actor, finding: Finding, reason: str, today: date) -> Finding:
    """Withdraw a finding that was a mistake; its actions that are not verified are dropped with it.

    Raises ProgrammeError FINDING_EASED_… for who found it or is tied.
    """
    finding = finding_for(by, finding.pk)
    changes = eased(by, reason, today)
    move(FINDING, "withdraw", by=by, subject=finding, reason=reason, changes=changes)
    for action in finding.actions.exclude(state__in=[ActionState.VERIFIED, ActionState.DROPPED]):
        move(ACTION, "drop", by=by, subject=action, reason=reason)
        ActionStep.objects.create(
            association=by.home, action=action, kind=StepKind.DROPPED, taken_on=today, person=by.person,
            text=reason.strip(), due_on=action.due_on,
        )  # fmt: skip
    publish(events.FindingWithdrawn(by.home.pk, finding.pk, by.person.pk if by.person else None))
    return finding


@command
def close_wish(*, by: Actor, finding: Finding, reason: str, today: date) -> Finding:
    """Close a good-practice wish without an action.

    Raises ProgrammeError FINDING_ONLY_A_WISH, and FINDING_EASED_… for who found it or is tied.
    """
    finding = finding_for(by, finding.pk)
    changes = {"closed_on": today, **eased(by, reason, today)}
    move(FINDING, "close_wish", by=by, subject=finding, reason=reason, changes=changes)
    publish(events.FindingClosed(by.home.pk, finding.pk, by.person.pk if by.person else None))
    return finding
