"""What the dimensions say of a child: no means needed, and lower evidence is enough to refer.

Sources: Palermo Protocol art. 3(c)–(d); ``rule_overall.child`` of ``delphi_indicators.yaml``; under 16 at
work: Labour Law art. 15, State Council Order 364.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .answers import Answer, Assessment, all_of
from .dimensions import DimensionResult
from .indicators import Dimension, IndicatorSet, Strength
from .persons import Person


class ChildReason(StrEnum):
    """Why a child is to be referred."""

    WORKS_UNDER_AGE = "works_under_age"
    STRONG_INDICATOR = "strong_indicator"
    EXPLOITATION_MEDIUM = "exploitation_medium"


@dataclass(frozen=True)
class ChildResult:
    """The conclusions for a child, each yes, no or not assessed.

    - `refer`: one strong yes anywhere, or two medium yes in exploitation, or under 16 at work
    - `exploited`: the exploitation dimension by the ordinary threshold
    - `trafficking`: an act of the Palermo Protocol and `exploited`
    - `to_ask`: ids still open that could by themselves, or with another, decide to refer
    """

    refer: Assessment
    reasons: tuple[ChildReason, ...]
    exploited: Assessment
    trafficking: Assessment
    to_ask: tuple[str, ...]
    not_assessed: tuple[Dimension, ...]


def _reasons(person: Person, dimensions: Mapping[Dimension, DimensionResult]) -> tuple[ChildReason, ...]:
    holds = {
        ChildReason.WORKS_UNDER_AGE: person.works_under_age,
        ChildReason.STRONG_INDICATOR: any(each.strong for each in dimensions.values()),
        ChildReason.EXPLOITATION_MEDIUM: dimensions[Dimension.EXPLOITATION].medium >= 2,
    }
    return tuple(reason for reason, true in holds.items() if true)


def _to_ask(
    indicators: IndicatorSet, complete: Mapping[str, Answer], exploitation: DimensionResult
) -> tuple[str, ...]:
    """Return open ids that could decide: strong ones, and medium ones of exploitation while two can be."""
    open_ones = [each for each in indicators.indicators if complete[each.id].is_open]
    medium = [
        each
        for each in open_ones
        if each.dimension is Dimension.EXPLOITATION and each.strength is Strength.MEDIUM
    ]
    if len(medium) + exploitation.medium < 2:
        medium = []
    return tuple(each.id for each in open_ones if each.strength is Strength.STRONG or each in medium)


def assess_child(
    person: Person,
    indicators: IndicatorSet,
    answers: Mapping[str, Answer],
    dimensions: Mapping[Dimension, DimensionResult],
    act: Assessment = Assessment.NOT_ASSESSED,
) -> ChildResult:
    """Combine the dimensions for a child; `act` is the Palermo element recorded separately.

    Not to refer needs every question that could decide answered no, and no dimension left unassessed.

    :raises ScreeningError: an unknown indicator, or a value that is not an answer.
    """
    exploitation = dimensions[Dimension.EXPLOITATION]
    reasons = _reasons(person, dimensions)
    to_ask = () if reasons else _to_ask(indicators, indicators.complete(answers), exploitation)
    not_assessed = tuple(
        key for key, each in dimensions.items() if each.assessment is Assessment.NOT_ASSESSED
    )
    if reasons or exploitation.assessment is Assessment.YES:
        refer = Assessment.YES
    else:
        refer = Assessment.NOT_ASSESSED if to_ask or not_assessed else Assessment.NO
    return ChildResult(
        refer=refer,
        reasons=reasons,
        exploited=exploitation.assessment,
        trafficking=all_of((act, exploitation.assessment)),
        to_ask=to_ask,
        not_assessed=not_assessed,
    )
