"""Answering the checklist, and the finding that an adverse answer leads to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.findings.commands import record_finding
from safe_employment.findings.models import Finding, SourceKind
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.visits import errors, policies
from safe_employment.visits.checklist import questions
from safe_employment.visits.models import Answer, AnswerChoice, Visit, VisitState
from safe_employment.visits.queries import visit_for
from safe_employment.visits.states import on_the_team

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from safe_employment.kit.actors import Actor


def is_open_for_answers(visit: Visit) -> bool:
    """Whether answers can still be given: under way, or held and not yet reported."""
    return visit.state == VisitState.UNDER_WAY


@command
def answer_questions(*, by: Actor, visit: Visit, answers: Mapping[str, tuple[str, str]]) -> list[Answer]:
    """Record answers: question id → (answer, note). What was answered before is replaced.

    Raises ProgrammeError VISIT_NOT_ON_THE_TEAM, VISIT_NOT_OPEN_FOR_ANSWERS, VISIT_UNKNOWN_QUESTION, and
    ValueError for an answer that is none of the choices.
    """
    check(by, policies.MAKE_VISITS)
    visit = visit_for(by, visit.pk)
    on_the_team(by, visit)
    if not is_open_for_answers(visit):
        raise ProgrammeError(errors.NOT_OPEN_FOR_ANSWERS)
    unknown = answers.keys() - questions().keys()
    if unknown:
        raise ProgrammeError(errors.UNKNOWN_QUESTION, {"question": ", ".join(sorted(unknown))})
    kept = [
        Answer.objects.update_or_create(
            visit=visit,
            question=question,
            defaults={"answer": AnswerChoice(answer), "note": note.strip(), "answered_by": by.person},
        )[0]
        for question, (answer, note) in answers.items()
    ]
    record(by, "visits.answer_questions", visit, details={"questions": sorted(answers)})
    return kept


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
) -> Finding:
    """Record the finding that an adverse answer leads to, once.

    Raises ProgrammeError VISIT_ANSWER_NOT_ADVERSE, FINDING_ALREADY_RECORDED, FINDING_….
    """
    check(by, policies.MAKE_VISITS)
    visit = visit_for(by, visit.pk)
    on_the_team(by, visit)
    asked = questions().get(question)
    given = visit.answers.filter(question=question).first()
    if asked is None or given is None or not asked.is_adverse(given.answer):
        raise ProgrammeError(errors.ANSWER_NOT_ADVERSE, {"question": question})
    return record_finding(
        by=by, employer=visit.employer, cluster=asked.cluster, question=question, severity=severity,
        statement=statement, title=title, description=description, article=article, for_employer=for_employer,
        found_on=visit.visited_on or today, today=today, source_kind=SourceKind.VISIT,
        source_id=str(visit.pk),
    )  # fmt: skip
