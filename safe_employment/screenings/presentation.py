"""What the engine says, as marks and lines of words for a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.engines.screening import Assessment, NextStep, wording
from safe_employment.kit.marks import Mark
from safe_employment.screenings.languages import said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from safe_employment.kit.marks import Tone

STEP_TONES: Mapping[NextStep, Tone] = {
    NextStep.NO_FURTHER_STEP: "good",
    NextStep.FOLLOW_UP: "waiting",
    NextStep.LABOUR_RIGHTS_CASE: "attention",
    NextStep.REFER: "attention",
    NextStep.EMERGENCY: "urgent",
}
ASSESSMENT_TONES: Mapping[Assessment, Tone] = {
    Assessment.YES: "attention",
    Assessment.NO: "plain",
    Assessment.NOT_ASSESSED: "waiting",
}


def step_mark(step: NextStep) -> Mark:
    """Return what is next as a word and a shape."""
    return Mark(said(wording(step)), STEP_TONES[step])


def assessment_mark(found: Assessment) -> Mark:
    """Return a conclusion as a word and a shape: yes, no, or not assessed."""
    return Mark(said(wording(found)), ASSESSMENT_TONES[found])
