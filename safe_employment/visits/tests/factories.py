"""Visits for tests of this room and of the rooms above it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import Person
from safe_employment.members.models import Employer
from safe_employment.members.tests.factories import employer as an_employer
from safe_employment.visits import commands
from safe_employment.visits.checklist import questions
from safe_employment.visits.models import Visit

PLANNED = date(2026, 3, 10)
MADE = datetime(2026, 3, 10, 1, 30, tzinfo=UTC)  # half past nine in Kunming
DAY = date(2026, 3, 10)
TODAY = date(2026, 3, 20)


def people(*actors: Actor) -> list[Person]:
    """The people who act."""
    return [one.person for one in actors if one.person]


def planned(by: Actor, *team: Actor, employer: Employer | None = None, **facts: Any) -> Visit:
    """A sealed visit that `by` plans for a team (themselves and the others)."""
    given = {"planned_on": PLANNED, "today": date(2026, 3, 1), "why": "有人反映", **facts}
    there, together = employer or an_employer(by.home), people(*(team or (by,)))
    return commands.plan_visit(by=by, employer=there, team=together, **given)


def under_way(by: Actor, *team: Actor, employer: Employer | None = None) -> Visit:
    """A visit whose team (with `by`) has set out."""
    return commands.set_out(by=by, visit=planned(by, by, *team, employer=employer), now=MADE)


def held(by: Actor, *team: Actor, employer: Employer | None = None, adverse: Sequence[str] = ()) -> Visit:
    """A visit that was held, the whole checklist answered; harm only at the questions of `adverse`."""
    visit = under_way(by, *team, employer=employer)
    answers = {}
    for question in questions().values():
        bad = "no" if question.good == "yes" else "yes"
        answers[question.id] = (bad if question.id in adverse else question.good, "")
    commands.answer_questions(by=by, visit=visit, answers=answers)
    return commands.end_visit(by=by, visit=visit, outcome="held", now=MADE)


def released(by: Actor, *team: Actor, employer: Employer | None = None) -> Visit:
    """A visit that the clock has released to its team (with `by`)."""
    return commands.release_visit(
        by=machine(by.home), visit=planned(by, by, *team, employer=employer), now=MADE
    )


def reported(by: Actor, *team: Actor, employer: Employer | None = None) -> Visit:
    """A visit without harm whose report the employer can read."""
    visit = held(by, *team, employer=employer)
    commands.write_report(by=by, visit=visit, report="一切正常。", remarks="老板配合。")
    return commands.report_visit(by=by, visit=visit, today=TODAY)


def answer_finding(by: Actor, visit: Visit, question: str, **facts: Any) -> Any:
    """The finding that an adverse answer proposes, as it is proposed."""
    asked = questions()[question]
    given = {
        "severity": asked.severity,
        "statement": asked.statement,
        "title": asked.finding_en,
        "description": "",
        "article": asked.law,
        "for_employer": asked.tell,
        "today": TODAY,
    }
    return commands.record_answer_finding(by=by, visit=visit, question=question, **{**given, **facts})
