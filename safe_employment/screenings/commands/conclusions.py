"""Concluding a screening, closing it, opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.engines.screening import NextStep, wording
from safe_employment.kit.commands import command
from safe_employment.kit.commands.facts import refusing
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.states import move
from safe_employment.screenings import errors
from safe_employment.screenings.assessing import assess, snapshot
from safe_employment.screenings.commands.screenings import editable
from safe_employment.screenings.commands.urgent import raise_urgent
from safe_employment.screenings.languages import said
from safe_employment.screenings.models import Outcome
from safe_employment.screenings.queries import screening_for
from safe_employment.screenings.states import SCREENING

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.screenings.models import Screening

#: What the engine says is next → the weakest conclusion that may be drawn.
WEAKEST = {
    NextStep.NO_FURTHER_STEP: Outcome.NO_INDICATION,
    NextStep.FOLLOW_UP: Outcome.WATCH,
    NextStep.LABOUR_RIGHTS_CASE: Outcome.WATCH,
    NextStep.REFER: Outcome.URGENT,
    NextStep.EMERGENCY: Outcome.URGENT,
}


@command
def conclude_screening(
    *, by: Actor, screening: int, outcome: str, now: datetime, conclusion: str = ""
) -> Screening:
    """Conclude: the case officer may see more than the answers say, never less.

    Kept with it: the answers and all that the engine says of them. An urgent one
    opens an urgent record. Raises ProgrammeError
    SCREENING_NOT_OPEN or SCREENING_CONCLUSION_TOO_WEAK.
    """
    found = editable(by, screening)
    answers = list(found.answers.all())
    step = assess(found, answers).next_step
    if Outcome(outcome).rank < WEAKEST[step].rank:
        raise ProgrammeError(errors.TOO_WEAK, {"step": said(wording(step))}, field="outcome")
    changes: dict[str, object] = {
        "outcome": outcome,
        "conclusion": conclusion.strip(),
        "concluded_at": now,
        "concluded_by": by.person,
        "next_step": step.value,
        "assessment": snapshot(found, answers),
    }
    move(SCREENING, "conclude_screening", by=by, subject=found, changes=changes)
    if outcome == Outcome.URGENT:
        raise_urgent(by, found, max(step, NextStep.REFER, key=lambda each: each.rank), now)
    return found


@command
def close_screening(*, by: Actor, screening: int, reason: str) -> Screening:
    """Close what was concluded, saying what was done. Raises ProgrammeError STATE_…."""
    found = screening_for(by, screening)
    move(SCREENING, "close_screening", by=by, subject=found, reason=reason)
    return found


@command
def reopen_screening(*, by: Actor, screening: int, reason: str) -> Screening:
    """Take the conclusion back, because something new was said.

    Raises ProgrammeError STATE_NOT_FROM_HERE, STATE_REASON_MISSING, or SCREENING_SUBJECT_HAS_OPEN where
    another screening of the same person is open already.
    """
    found = screening_for(by, screening)
    blank: dict[str, object] = {
        "outcome": "",
        "conclusion": "",
        "concluded_at": None,
        "concluded_by": None,
        "assessment": {},
    }
    with refusing("one_screening_of_a_subject_at_a_time", ProgrammeError(errors.SUBJECT_HAS_OPEN)):
        move(SCREENING, "reopen_screening", by=by, subject=found, reason=reason, changes=blank)
    return found
