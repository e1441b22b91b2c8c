"""Commands that let others read a case study, and take that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.interviews.queries import case_study_for
from safe_employment.interviews.states import CASE
from safe_employment.kit.commands import command
from safe_employment.kit.states import move

if TYPE_CHECKING:
    from safe_employment.interviews.models import CaseStudy
    from safe_employment.kit.actors import Actor


@command
def release_case_study(*, by: Actor, case_study: int) -> CaseStudy:
    """Let trainers read a case study.

    Raises ProgrammeError INTERVIEWS_SCOPE_TOO_NARROW or INTERVIEWS_STORY_MISSING.
    """
    case = case_study_for(by, case_study)
    move(CASE, "release_case_study", by=by, subject=case)
    return case


@command
def clear_case_study(*, by: Actor, case_study: int) -> CaseStudy:
    """Clear a case study for publication without name and place; done by someone who did not hear it.

    Raises ProgrammeError INTERVIEWS_SCOPE_TOO_NARROW, INTERVIEWS_STORY_MISSING,
    INTERVIEWS_CHILD_NOT_PUBLISHED, INTERVIEWS_RECOGNISABLE or INTERVIEWS_SAME_PERSON.
    """
    case = case_study_for(by, case_study)
    move(CASE, "clear_case_study", by=by, subject=case)
    return case


@command
def take_back(*, by: Actor, case_study: int, reason: str) -> CaseStudy:
    """Take a case study back, so that only few read it. Raises ProgrammeError STATE_REASON_MISSING."""
    case = case_study_for(by, case_study)
    move(CASE, "take_back_case_study", by=by, subject=case, reason=reason)
    return case
