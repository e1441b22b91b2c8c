"""Screening: does what a person tells point to forced labour or trafficking, and what comes next.

Two questions are kept apart. :func:`screen` gives the ILO and Palermo result; :func:`possible_offences`
names articles of China's Criminal Law that an agency may want to look at. Neither reads the other.

- :func:`indicator_set` — the operational indicators for adults (67) and children (65), with their source
- :func:`screen` — one :class:`Person` and one :class:`Interview` in, one :class:`Screening` out
- :func:`needs_emergency` — imminent danger, before everything else
- :func:`assess_dimensions`, :func:`assess_adult`, :func:`assess_child`, :func:`assess_palermo`,
  :func:`forced_labour_signs`, :func:`forced_labour_stat` — the parts of a screening
- :func:`suggested_indicators` — what is worth asking when the books raise an alert, or a critical answer came
- :func:`wording` — the Chinese and English words for every code

A conclusion is yes, no or *not assessed*. Silence is never a no: a dimension is negative only where at
least half of its indicators were answered no, and a reading is no only where a part it needs is negative.
An answer turned into a yes never weakens a conclusion.

Sources: ILO and European Commission, *Operational indicators of trafficking in human beings*, 2009
(WCMS_105023); ILO, *Indicators of forced labour*, 2012 (WCMS_203832); Palermo Protocol, art. 3; ILO
Convention No. 29, art. 2(1). The lists come from a third party's compilation that was not checked against
the ILO's text: ``IndicatorSet.provenance`` says so, and pages must.
"""

from .adults import AdultOutput, AdultResult, CaseClass, assess_adult
from .answers import Answer, Assessment, all_of, any_of
from .children import ChildReason, ChildResult, assess_child
from .danger import Danger, DangerReason, Emergency, needs_emergency
from .dimensions import DimensionResult, assess_dimensions, is_positive
from .engine import Interview, NextStep, Screening, screen
from .ilo11 import SignIndicated, forced_labour_signs
from .indicators import (
    AgeGroup,
    Dimension,
    DimensionHeading,
    ForcedLabourSign,
    Indicator,
    IndicatorSet,
    Provenance,
    Strength,
)
from .loading import indicator_set
from .offence_facts import Fact, Sex
from .offences import FOR_THE_AGENCY, NO_OFFENCE_NAMED, PossibleOffence, possible_offences
from .palermo import (
    Act,
    Means,
    PalermoAnswers,
    PalermoResult,
    Purpose,
    assess_act,
    assess_palermo,
    forced_labour_stat,
)
from .persons import Person
from .problems import ProblemCode, ScreeningError, Words
from .suggestions import (
    ALERTS,
    ANSWERS,
    URGENT_ANSWERS,
    WORTH_ASKING,
    AlertMapping,
    SuggestedIndicator,
    suggested_indicators,
)
from .wording import wording

__all__ = [
    "ALERTS",
    "ANSWERS",
    "FOR_THE_AGENCY",
    "NO_OFFENCE_NAMED",
    "URGENT_ANSWERS",
    "WORTH_ASKING",
    "Act",
    "AdultOutput",
    "AdultResult",
    "AgeGroup",
    "AlertMapping",
    "Answer",
    "Assessment",
    "CaseClass",
    "ChildReason",
    "ChildResult",
    "Danger",
    "DangerReason",
    "Dimension",
    "DimensionHeading",
    "DimensionResult",
    "Emergency",
    "Fact",
    "ForcedLabourSign",
    "Indicator",
    "IndicatorSet",
    "Interview",
    "Means",
    "NextStep",
    "PalermoAnswers",
    "PalermoResult",
    "Person",
    "PossibleOffence",
    "ProblemCode",
    "Provenance",
    "Purpose",
    "Screening",
    "ScreeningError",
    "Sex",
    "SignIndicated",
    "Strength",
    "SuggestedIndicator",
    "Words",
    "all_of",
    "any_of",
    "assess_act",
    "assess_adult",
    "assess_child",
    "assess_dimensions",
    "assess_palermo",
    "forced_labour_signs",
    "forced_labour_stat",
    "indicator_set",
    "is_positive",
    "needs_emergency",
    "possible_offences",
    "screen",
    "suggested_indicators",
    "wording",
]
