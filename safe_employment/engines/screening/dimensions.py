"""When a dimension is positive, negative or not assessed.

Source of the threshold: WCMS_105023 p. 3 as given in ``delphi_indicators.yaml``
(``rule_dimension_positive``, seen second-hand).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .answers import Answer, Assessment
from .indicators import Dimension, Strength

if TYPE_CHECKING:
    from .indicators import Indicator, IndicatorSet


def is_positive(strong: int, medium: int, weak: int) -> bool:
    """Whether this many yes-answers make a dimension positive.

    Two strong; or one strong and one other; or three medium; or two medium and one weak.
    """
    return strong >= 2 or (strong >= 1 and medium + weak >= 1) or medium >= 3 or (medium >= 2 and weak >= 1)


@dataclass(frozen=True)
class DimensionResult:
    """A dimension's conclusion and what it was counted from: ids by answer, in the order of the set."""

    dimension: Dimension
    assessment: Assessment
    yes: tuple[str, ...]
    no: tuple[str, ...]
    unknown: tuple[str, ...]
    refused: tuple[str, ...]
    strong: int
    medium: int
    weak: int

    @property
    def has_signs(self) -> bool:
        """Whether anything was answered yes, enough for a positive dimension or not."""
        return bool(self.yes)

    @property
    def open(self) -> tuple[str, ...]:
        """What is not known: unknown, then refused."""
        return self.unknown + self.refused


def assess_dimension(
    dimension: Dimension, indicators: tuple[Indicator, ...], answers: Mapping[str, Answer]
) -> DimensionResult:
    """Assess one dimension from an answer to each of its indicators (see ``IndicatorSet.complete``).

    Negative needs a no to at least half of the indicators. Where nothing was answered yes this is the
    file's rule (more than half unknown or refused: not assessed); where something was, it keeps a first
    yes from turning "not assessed" into "no". A dimension without indicators is not assessed.
    """
    by_answer = {
        wanted: tuple(each.id for each in indicators if answers[each.id] is wanted) for wanted in Answer
    }
    found = [each.strength for each in indicators if answers[each.id] is Answer.YES]
    strong, medium, weak = (found.count(strength) for strength in Strength)
    if is_positive(strong, medium, weak):
        assessment = Assessment.YES
    elif not indicators or 2 * len(by_answer[Answer.NO]) < len(indicators):
        assessment = Assessment.NOT_ASSESSED
    else:
        assessment = Assessment.NO
    return DimensionResult(
        dimension=dimension,
        assessment=assessment,
        yes=by_answer[Answer.YES],
        no=by_answer[Answer.NO],
        unknown=by_answer[Answer.UNKNOWN],
        refused=by_answer[Answer.REFUSED],
        strong=strong,
        medium=medium,
        weak=weak,
    )


def assess_dimensions(
    indicators: IndicatorSet, answers: Mapping[str, Answer]
) -> dict[Dimension, DimensionResult]:
    """Assess all six dimensions; indicators without an answer are unknown.

    :raises ScreeningError: an unknown indicator, or a value that is not an answer.
    """
    complete = indicators.complete(answers)
    return {each: assess_dimension(each, indicators.of(each), complete) for each in Dimension}
