"""Answering the checklist, and the finding that an adverse answer leads to."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import pgettext

from safe_employment.findings.commands import accept_proposal, propose_findings, record_finding
from safe_employment.findings.commands.proposals import (
    ANSWER_CHANGED,
    ANSWER_TAKEN_BACK,
    Proposal,
    note_changed_ground,
)
from safe_employment.findings.grounds import basis_of
from safe_employment.findings.models import Finding, ProposalState, ProposedFinding, SourceKind
from safe_employment.findings.proposing import fitted
from safe_employment.kit.actors import machine
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.states import REASON_MISSING, move
from safe_employment.visits import errors, policies
from safe_employment.visits.checklist import checklist_of
from safe_employment.visits.models import REPORTED, Answer, AnswerChoice, GivenAnswer, Visit, VisitState
from safe_employment.visits.progress import differences_of, given_in, in_force
from safe_employment.visits.queries import visit_for
from safe_employment.visits.screening import critical_in, open_screening_of
from safe_employment.visits.states import VISIT, may_review, on_the_team
from safe_employment.visits.submissions import Said, begun_at, counts_for, is_taken, said_in

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from safe_employment.instruments.models import Submission
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person

# Answers from phones come late: also when the report is handed in, until it was reviewed.
TAKES_ANSWERS = (VisitState.RELEASED, VisitState.UNDER_WAY, VisitState.REPORTED)


def is_open_for_answers(visit: Visit) -> bool:
    """Whether answers can still be given in the office: under way, or held and not yet reported."""
    return visit.state == VisitState.UNDER_WAY


@command
def answer_questions(
    *, by: Actor, visit: Visit, answers: Mapping[str, tuple[str, str]], now: datetime | None = None
) -> list[GivenAnswer]:
    """Record answers given in the office: question id → (answer, note).

    Who corrects their own answer replaces it; another person's stays, and the reviewer settles which holds.
    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM, VISIT_NOT_OPEN_FOR_ANSWERS, VISIT_UNKNOWN_QUESTION, and
    ValueError for an answer that is none of the choices.
    """
    check(by, policies.MAKE_VISITS)
    visit = visit_for(by, visit.pk)
    on_the_team(by, visit)
    if not is_open_for_answers(visit):
        raise ProgrammeError(errors.NOT_OPEN_FOR_ANSWERS)
    unknown = answers.keys() - checklist_of(visit).asked.keys()
    if unknown:
        raise ProgrammeError(errors.UNKNOWN_QUESTION, {"question": ", ".join(sorted(unknown))})
    found = {key: Said(AnswerChoice(answer), note.strip()) for key, (answer, note) in answers.items()}
    now = now or timezone.now()
    given = take_answers(visit, found, person=by.person, now=now)
    record(by, "visits.answer_questions", visit, details={"questions": sorted(answers)})
    _note_grounds(by, visit)
    critical = critical_in(visit, {key: said.answer for key, said in found.items()})
    open_screening_of(by, visit, now, alerts=critical, sent_by=by.person.pk if by.person else None)
    _propose(by, visit, found, by.person)
    return given


@command
def take_submission(*, by: Actor, visit: Visit, submission: Submission, now: datetime) -> list[GivenAnswer]:
    """Take the answers of a submission into a visit, as its person gave them, once.

    A visit that is sealed (again), cancelled or reviewed takes none, none that were filled in before it was
    sealed again, and none of anyone but its team without ties: the submission itself is kept, and the
    managers are told. Raises ProgrammeError VISIT_TAKES_NO_ANSWERS, VISIT_TAKES_NOTHING_FROM.
    """
    visit = Visit.objects.select_for_update(of=("self",)).select_related("association").get(pk=visit.pk)
    if visit.state not in TAKES_ANSWERS or not counts_for(visit, submission):
        raise ProgrammeError(errors.TAKES_NO_ANSWERS, {"state": visit.get_state_display()})
    if not is_taken(visit, submission):
        raise ProgrammeError(errors.TAKES_NOTHING_FROM)
    _begin(by, visit, submission, now)
    found = said_in(submission)
    given = take_answers(visit, found, person=submission.person, now=now, submission=submission)
    details = {"submission": submission.pk, "questions": sorted(found)}
    record(by, "visits.take_submission", visit, details=details)
    _note_grounds(by, visit, submission.replaces_id)
    _propose(by, visit, found, submission.person)
    return given


def _begin(by: Actor, visit: Visit, submission: Submission, now: datetime) -> None:
    """Let a visit begin with its first part: a team without a signal could not say that it had set out.

    A team that may not set out any more (a tie was declared since) leaves it released, for the manager.
    """
    if visit.state == VisitState.RELEASED:
        with suppress(ProgrammeError):
            began = begun_at(submission, earliest=visit.released_at or now, latest=now)
            move(VISIT, "set_out", by=by, subject=visit, changes={"started_at": began})


def take_answers(
    visit: Visit,
    found: Mapping[str, Said],
    *,
    person: Person | None,
    now: datetime,
    submission: Submission | None = None,
) -> list[GivenAnswer]:
    """Keep what a person said; of what stands side by side the first is what the visit holds as answered.

    A submission that replaces another takes back what that one said.
    """
    given = GivenAnswer.objects.bulk_create(
        GivenAnswer(
            visit=visit, question=key, answer=said.answer, note=said.note[:2000], given_by=person,
            given_at=now, submission=submission,
        )
        for key, said in found.items()
    )  # fmt: skip
    replaced = submission.replaces_id if submission else None
    touched = set(found)
    if replaced is not None:
        touched |= set(visit.given.filter(submission=replaced).values_list("question", flat=True))
    standing = in_force(given_in(visit), replaced)
    held = {answer.question: answer for answer in visit.answers.select_for_update()}
    for key in touched:
        _hold_first(visit, key, standing.get(key, []), held.get(key))
    return given


def _hold_first(visit: Visit, question: str, standing: list[GivenAnswer], held: Answer | None) -> None:
    """Hold the first of what stands side by side; what was settled or reported stays, for the reviewer."""
    if held is not None and (held.settled_at is not None or visit.state in REPORTED):
        kept = held
    elif standing:
        kept = held or Answer(visit=visit, question=question)
        kept.answer, kept.answered_by_id, kept.note = standing[0].answer, standing[0].given_by_id, ""
    else:
        if held is not None:
            held.delete()
        return
    if not kept.note:
        kept.note = next((one.note for one in standing if one.note and one.answer == kept.answer), "")
    kept.save()


@command
def settle_difference(*, by: Actor, visit: Visit, given: int, why: str, now: datetime) -> Answer:
    """Settle which of several answers to a question holds, with the reason; all of them stay to be seen.

    Raises ProgrammeError VISIT_REVIEWER_ON_THE_TEAM, VISIT_REVIEWER_HAS_TIE, VISIT_NO_DIFFERENCE,
    STATE_REASON_MISSING.
    """
    check(by, policies.REVIEW_VISITS)
    visit = visit_for(by, visit.pk)
    may_review(by, visit)
    differing = {one.pk: each for each in differences_of(visit) for one in each.given}
    difference = differing.get(given)
    if difference is None or visit.state not in TAKES_ANSWERS:
        raise ProgrammeError(errors.NO_DIFFERENCE, {"question": difference.question if difference else "?"})
    if not why.strip():
        raise ProgrammeError(REASON_MISSING, {"verb": pgettext("a difference", "Settle")}, field="why")
    chosen = next(one for one in difference.given if one.pk == given)
    answer = difference.answer or Answer(visit=visit, question=difference.question)
    answer.answer, answer.note, answer.answered_by = chosen.answer, chosen.note, chosen.given_by
    answer.settled_by, answer.settled_at, answer.settled_why = by.person, now, why.strip()[:500]
    answer.save()
    record(by, "visits.settle_difference", visit, details={"question": answer.question})
    return answer


def _note_grounds(by: Actor, visit: Visit, replaced: int | None = None) -> None:
    """Note at waiting proposals that nobody gives the adverse answer any more on which they rest."""
    waiting = ProposedFinding.objects.filter(
        association=visit.association, source_kind=SourceKind.VISIT, source_id=str(visit.pk),
        state=ProposalState.WAITING,
    )  # fmt: skip
    asked, standing = checklist_of(visit).asked, in_force(given_in(visit), replaced)
    for proposed in waiting.filter(question__in=asked):
        said = standing.get(proposed.question, [])
        words = ""
        if not said:
            words = ANSWER_TAKEN_BACK
        elif not any(asked[proposed.question].is_adverse(one.answer) for one in said):
            words = ANSWER_CHANGED
        note_changed_ground(by=machine(by.home, channel=by.channel), proposal=proposed, words=words)


def _propose(by: Actor, visit: Visit, found: Mapping[str, Said], person: Person | None) -> None:
    """Propose the findings to which adverse answers lead; what was proposed or recorded stays as it is."""
    asked = checklist_of(visit).asked
    adverse = [
        asked[key] for key, said in found.items() if key in asked and asked[key].is_adverse(said.answer)
    ]
    if not adverse or visit.visited_on is None:
        return
    proposals = [
        fitted(
            Proposal(
                cluster=each.cluster, severity=each.severity, statement=each.statement, title=each.finding,
                question=each.id, article=each.law, ilo=each.ilo, for_employer=each.tell, found_by=person,
            )
        )
        for each in adverse
    ]  # fmt: skip
    propose_findings(
        by=machine(by.home, channel=by.channel), employer=visit.employer, workplace=visit.workplace,
        source_kind=SourceKind.VISIT, source_id=str(visit.pk), found_on=visit.visited_on,
        today=max(timezone.localdate(), visit.visited_on),
        proposals=[proposal for proposal in proposals if proposal is not None],
    )  # fmt: skip


@command
def record_answer_finding(
    *,
    by: Actor,
    visit: Visit,
    question: str,
    severity: str,
    statement: str,
    title: str,
    description: str,
    article: str,
    for_employer: bool,
    today: date,
    reason: str = "",
) -> Finding:
    """Record the finding that an adverse answer leads to, once; lighter than proposed with a `reason`.

    Raises ProgrammeError VISIT_ANSWER_NOT_ADVERSE, FINDING_ALREADY_RECORDED, FINDING_….
    """
    check(by, policies.MAKE_VISITS)
    visit = visit_for(by, visit.pk)
    on_the_team(by, visit)
    asked = checklist_of(visit).asked.get(question)
    given = visit.answers.filter(question=question).first()
    if asked is None or given is None or not asked.is_adverse(given.answer):
        raise ProgrammeError(errors.ANSWER_NOT_ADVERSE, {"question": question})
    proposed = ProposedFinding.objects.filter(
        association=visit.association, source_kind=SourceKind.VISIT, source_id=str(visit.pk),
        question=question, state=ProposalState.WAITING,
    ).first()  # fmt: skip
    if proposed is not None:
        return accept_proposal(
            by=by, proposal=proposed, today=today, severity=severity, statement=statement, title=title,
            description=description, article=article, for_employer=for_employer,
            basis=basis_of(article, statement), reason=reason,
        )  # fmt: skip
    return record_finding(
        by=by, employer=visit.employer, cluster=asked.cluster, question=question, severity=severity,
        statement=statement, title=title, description=description, article=article, for_employer=for_employer,
        found_on=visit.visited_on or today, today=today, source_kind=SourceKind.VISIT,
        source_id=str(visit.pk), workplace=visit.workplace,
    )  # fmt: skip
