"""Imminent danger: what comes before every count, queue and deadline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING

from .answers import Answer, Assessment
from .indicators import read_answer

if TYPE_CHECKING:
    from .children import ChildResult
    from .persons import Person


class DangerReason(StrEnum):
    """Why it is an emergency."""

    CHILD = "child"
    CONFINED_NOW = "confined_now"
    VIOLENCE_NOW = "violence_now"
    VIOLENCE_THREATENED_NOW = "violence_threatened_now"
    NEEDS_MEDICAL_HELP_NOW = "needs_medical_help_now"


@dataclass(frozen=True)
class Danger:
    """Answers about this moment, not about the past; asked first."""

    confined_now: Answer = Answer.UNKNOWN
    violence_now: Answer = Answer.UNKNOWN
    violence_threatened_now: Answer = Answer.UNKNOWN
    needs_medical_help_now: Answer = Answer.UNKNOWN

    def answers(self) -> Mapping[DangerReason, Answer]:
        """Return the answers by the reason that each would be.

        :raises ScreeningError: a value that is not an answer.
        """
        return {DangerReason(each.name): read_answer(getattr(self, each.name)) for each in fields(self)}


@dataclass(frozen=True)
class Emergency:
    """Whether it is an emergency, why, and which questions about this moment are still open."""

    is_emergency: bool
    reasons: tuple[DangerReason, ...]
    to_ask: tuple[DangerReason, ...]

    def __bool__(self) -> bool:
        return self.is_emergency


def needs_emergency(person: Person, danger: Danger, child: ChildResult | None = None) -> Emergency:
    """Whether to act at once, whatever else was concluded.

    Anyone confined, under violence or its threat, or in need of medical help now; a child at work under
    16; a child (under 18 or presumed so) for whom the screening says to refer. An open question is no
    emergency by itself and never the all-clear: `to_ask` names it.
    """
    answers = danger.answers()
    child_in_danger = person.is_child and child is not None and child.refer is Assessment.YES
    reasons = [each for each, answer in answers.items() if answer is Answer.YES]
    if child_in_danger or person.works_under_age:
        reasons.insert(0, DangerReason.CHILD)
    return Emergency(
        is_emergency=bool(reasons),
        reasons=tuple(reasons),
        to_ask=tuple(each for each, answer in answers.items() if answer.is_open),
    )
