"""What the dimensions together say of an adult.

Source: ``rule_overall`` of ``delphi_indicators.yaml`` (structure of WCMS_105023, seen second-hand; the
brochure's sentence on combining dimensions could not be read, so three readings stand side by side).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from .answers import Assessment, all_of, any_of
from .dimensions import DimensionResult
from .indicators import Dimension


class AdultOutput(StrEnum):
    """The three readings that may raise a referral; the strict one always does."""

    STRICT = "strict"
    PALERMO_WIDE = "palermo_wide"
    FORCED_LABOUR_SIGN = "forced_labour_sign"


class CaseClass(StrEnum):
    """What to call the case, strongest last: what is known already, however much is still open."""

    NO_FINDING = "no_finding"
    NOT_ASSESSED = "class_not_assessed"
    SIGNS = "signs"
    EXPLOITED = "exploited"
    DECEIVED_AND_EXPLOITED = "deceived_and_exploited"
    PALERMO_WIDE = "trafficking_wide"
    FORCED_LABOUR_SIGN = "sign_of_forced_labour"
    TRAFFICKING = "trafficking"

    @property
    def rank(self) -> int:
        return list(CaseClass).index(self)


@dataclass(frozen=True)
class AdultResult:
    """The readings for an adult, each yes, no or not assessed; each holds at least, none excludes another.

    - `strict`: exploitation and coercion at destination and (deceptive or coercive recruitment)
    - `palermo_wide`: exploitation and any of the means, abuse of vulnerability among them
    - `forced_labour_sign`: exploitation and (coercion or abuse of vulnerability at destination)
    - `deceived_and_exploited`: deceptive recruitment and exploitation
    - `exploited`: exploitation, a matter of labour rights at least
    - `no_finding`: yes only where every dimension is negative and nothing was answered yes
    """

    strict: Assessment
    palermo_wide: Assessment
    forced_labour_sign: Assessment
    deceived_and_exploited: Assessment
    exploited: Assessment
    no_finding: Assessment
    case_class: CaseClass
    not_assessed: tuple[Dimension, ...]

    def output(self, which: AdultOutput) -> Assessment:
        """Return one of the three readings."""
        return {
            AdultOutput.STRICT: self.strict,
            AdultOutput.PALERMO_WIDE: self.palermo_wide,
            AdultOutput.FORCED_LABOUR_SIGN: self.forced_labour_sign,
        }[which]

    def refer(self, chosen: frozenset[AdultOutput] = frozenset()) -> Assessment:
        """Whether to refer: on the strict reading always, and on those which the association chose."""
        return any_of(self.output(each) for each in chosen | {AdultOutput.STRICT})


def _no_finding(dimensions: Mapping[Dimension, DimensionResult]) -> Assessment:
    if any(each.has_signs for each in dimensions.values()):
        return Assessment.NO
    if all(each.assessment is Assessment.NO for each in dimensions.values()):
        return Assessment.YES
    return Assessment.NOT_ASSESSED


def _case_class(positive: frozenset[Dimension], no_finding: Assessment) -> CaseClass:
    """Return the strongest class that the positive dimensions reach."""
    means_other_than_deceit = {Dimension.COERCIVE_RECRUITMENT, Dimension.RECRUITMENT_BY_ABUSE}
    if Dimension.EXPLOITATION not in positive:
        return {
            Assessment.YES: CaseClass.NO_FINDING,
            Assessment.NOT_ASSESSED: CaseClass.NOT_ASSESSED,
            Assessment.NO: CaseClass.SIGNS,
        }[no_finding]
    if Dimension.COERCION_AT_DESTINATION in positive and positive & {
        Dimension.DECEPTIVE_RECRUITMENT,
        Dimension.COERCIVE_RECRUITMENT,
    }:
        return CaseClass.TRAFFICKING
    if positive & {Dimension.COERCION_AT_DESTINATION, Dimension.ABUSE_AT_DESTINATION}:
        return CaseClass.FORCED_LABOUR_SIGN
    if positive & means_other_than_deceit:
        return CaseClass.PALERMO_WIDE
    if Dimension.DECEPTIVE_RECRUITMENT in positive:
        return CaseClass.DECEIVED_AND_EXPLOITED
    return CaseClass.EXPLOITED


def assess_adult(dimensions: Mapping[Dimension, DimensionResult]) -> AdultResult:
    """Combine the six dimensions for an adult.

    "Not assessed" is passed on as unknown: a reading is no only where a part that it needs is negative.
    """
    deceived, coerced, abused, exploited, coercion, dependence = (
        dimensions[each].assessment for each in Dimension
    )
    no_finding = _no_finding(dimensions)
    positive = frozenset(key for key, each in dimensions.items() if each.assessment is Assessment.YES)
    return AdultResult(
        strict=all_of((exploited, coercion, any_of((deceived, coerced)))),
        palermo_wide=all_of((exploited, any_of((deceived, coerced, abused, coercion, dependence)))),
        forced_labour_sign=all_of((exploited, any_of((coercion, dependence)))),
        deceived_and_exploited=all_of((deceived, exploited)),
        exploited=exploited,
        no_finding=no_finding,
        case_class=_case_class(positive, no_finding),
        not_assessed=tuple(
            key for key, each in dimensions.items() if each.assessment is Assessment.NOT_ASSESSED
        ),
    )
