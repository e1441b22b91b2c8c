"""The whole screening of one person, from answers to the next step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from .adults import AdultOutput, AdultResult, CaseClass, assess_adult
from .answers import Answer, Assessment
from .children import ChildResult, assess_child
from .danger import Danger, Emergency, needs_emergency
from .dimensions import DimensionResult, assess_dimensions
from .ilo11 import SignIndicated, forced_labour_signs
from .indicators import AgeGroup, Dimension, IndicatorSet
from .palermo import PalermoAnswers, PalermoResult, assess_palermo, forced_labour_stat
from .problems import ProblemCode, ScreeningError

if TYPE_CHECKING:
    from .indicators import Provenance
    from .persons import Person


class NextStep(StrEnum):
    """What to do, most urgent last."""

    NO_FURTHER_STEP = "no_further_step"
    FOLLOW_UP = "follow_up"
    LABOUR_RIGHTS_CASE = "labour_rights_case"
    REFER = "refer"
    EMERGENCY = "emergency"

    @property
    def rank(self) -> int:
        return list(NextStep).index(self)


@dataclass(frozen=True)
class Interview:
    """Everything that was asked: indicators by id, and what is recorded beside them.

    `involuntariness` and `menace_of_penalty` are the two flags of the 20th ICLS (2018).
    """

    answers: Mapping[str, Answer]
    danger: Danger = field(default_factory=Danger)
    palermo: PalermoAnswers = field(default_factory=PalermoAnswers)
    involuntariness: Answer = Answer.UNKNOWN
    menace_of_penalty: Answer = Answer.UNKNOWN


@dataclass(frozen=True)
class Screening:
    """What may be said of one person by the ILO and Palermo rules; nothing here speaks of Chinese law.

    `adult` or `child` is set, by the person's age group. `refer` is yes, no or not assessed; an emergency
    makes it yes. `provenance` says how far the indicators are confirmed, for every page that shows them.
    """

    age_group: AgeGroup
    provenance: Provenance
    dimensions: tuple[DimensionResult, ...]
    adult: AdultResult | None
    child: ChildResult | None
    forced_labour_signs: tuple[SignIndicated, ...]
    palermo: PalermoResult
    forced_labour_stat: Assessment
    emergency: Emergency
    refer: Assessment
    next_step: NextStep


def _next_step(
    emergency: Emergency,
    refer: Assessment,
    adult: AdultResult | None,
    dimensions: Mapping[Dimension, DimensionResult],
) -> NextStep:
    if emergency.is_emergency:
        return NextStep.EMERGENCY
    if refer is Assessment.YES:
        return NextStep.REFER
    if adult is not None and adult.case_class.rank >= CaseClass.EXPLOITED.rank:
        return NextStep.LABOUR_RIGHTS_CASE
    is_open = any(each.assessment is Assessment.NOT_ASSESSED for each in dimensions.values())
    has_signs = any(each.has_signs for each in dimensions.values())
    if is_open or has_signs or refer is Assessment.NOT_ASSESSED or emergency.to_ask:
        return NextStep.FOLLOW_UP
    return NextStep.NO_FURTHER_STEP


def screen(
    indicators: IndicatorSet,
    person: Person,
    interview: Interview,
    refer_on: frozenset[AdultOutput] = frozenset(),
) -> Screening:
    """Screen one person.

    `refer_on`: readings beyond the strict one on which the association refers adults.

    :raises ScreeningError: the set of the other age group, an unknown indicator, a value that is not
        an answer.
    """
    if indicators.age_group is not person.age_group:
        raise ScreeningError(ProblemCode.WRONG_AGE_GROUP, indicators.age_group)
    dimensions = assess_dimensions(indicators, interview.answers)
    palermo = assess_palermo(person.age_group, dimensions, interview.palermo)
    adult = None if person.is_child else assess_adult(dimensions)
    child = (
        assess_child(person, indicators, interview.answers, dimensions, palermo.act)
        if person.is_child
        else None
    )
    emergency = needs_emergency(person, interview.danger, child)
    refer = _refer(emergency, adult, child, refer_on)
    return Screening(
        age_group=person.age_group,
        provenance=indicators.provenance,
        dimensions=tuple(dimensions.values()),
        adult=adult,
        child=child,
        forced_labour_signs=forced_labour_signs(indicators, interview.answers),
        palermo=palermo,
        forced_labour_stat=forced_labour_stat(interview.involuntariness, interview.menace_of_penalty),
        emergency=emergency,
        refer=refer,
        next_step=_next_step(emergency, refer, adult, dimensions),
    )


def _refer(
    emergency: Emergency,
    adult: AdultResult | None,
    child: ChildResult | None,
    refer_on: frozenset[AdultOutput],
) -> Assessment:
    if emergency.is_emergency:
        return Assessment.YES
    if child is not None:
        return child.refer
    return adult.refer(refer_on) if adult is not None else Assessment.NOT_ASSESSED
