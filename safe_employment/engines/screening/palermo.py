"""The elements of trafficking by the Palermo Protocol, and forced labour as statisticians count it.

Sources: Protocol to Prevent, Suppress and Punish Trafficking in Persons, 2000, art. 3; ILO Convention
No. 29, art. 2(1); 20th ICLS (2018), Guidelines concerning the measurement of forced labour. What Chinese
law says is another question with another answer: see :mod:`.offences`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .answers import Answer, Assessment, all_of, any_of, assessment_of
from .dimensions import DimensionResult
from .indicators import AgeGroup, Dimension, read_answer

#: Dimensions that bear on the means (``palermo.mapping_delphi``).
MEANS_DIMENSIONS = tuple(each for each in Dimension if each is not Dimension.EXPLOITATION)


class Act(StrEnum):
    """Article 3(a): what was done to bring the person there."""

    RECRUITMENT = "recruitment"
    TRANSPORTATION = "transportation"
    TRANSFER = "transfer"
    HARBOURING = "harbouring"
    RECEIPT = "receipt"


class Means(StrEnum):
    """Article 3(a): how it was done."""

    FORCE = "threat_or_use_of_force"
    OTHER_COERCION = "other_coercion"
    ABDUCTION = "abduction"
    FRAUD = "fraud"
    DECEPTION = "deception"
    ABUSE_OF_POWER = "abuse_of_power"
    ABUSE_OF_VULNERABILITY = "abuse_of_position_of_vulnerability"
    PAYMENT_FOR_CONTROL = "payments_or_benefits_to_person_in_control"


class Purpose(StrEnum):
    """Article 3(a): for which exploitation."""

    PROSTITUTION = "exploitation_of_prostitution"
    OTHER_SEXUAL = "other_sexual_exploitation"
    FORCED_LABOUR = "forced_labour_or_services"
    SLAVERY = "slavery"
    LIKE_SLAVERY = "practices_similar_to_slavery"
    SERVITUDE = "servitude"
    ORGANS = "removal_of_organs"


@dataclass(frozen=True)
class PalermoAnswers:
    """What was recorded beside the indicators.

    All five acts belong to the question: one not recorded is unknown. `means` and `purposes` add to what
    the indicators show (they say little of prostitution or organs): one not recorded adds nothing, one
    recorded as unknown or refused keeps the element open.
    """

    acts: Mapping[Act, Answer] = field(default_factory=dict)
    means: Mapping[Means, Answer] = field(default_factory=dict)
    purposes: Mapping[Purpose, Answer] = field(default_factory=dict)


@dataclass(frozen=True)
class PalermoResult:
    """The elements and the whole, each yes, no or not assessed.

    Adult: act and means and purpose. Child: act and purpose; `means` is shown and not needed.
    `consent_irrelevant`: yes for a child, and for an adult once a means is used (art. 3(b)).
    """

    age_group: AgeGroup
    act: Assessment
    means: Assessment
    purpose: Assessment
    trafficking: Assessment
    consent_irrelevant: Assessment


def assess_act(acts: Mapping[Act, Answer]) -> Assessment:
    """Whether any of the five acts was done; no only where all five were answered no.

    :raises ScreeningError: a value that is not an answer.
    """
    return any_of(assessment_of(read_answer(acts.get(each, Answer.UNKNOWN))) for each in Act)


def assess_palermo(
    age_group: AgeGroup,
    dimensions: Mapping[Dimension, DimensionResult],
    recorded: PalermoAnswers,
) -> PalermoResult:
    """Put the elements together: acts as recorded, means from D1 D2 D3 D5 D6, purpose from D4.

    :raises ScreeningError: a value that is not an answer.
    """
    act = assess_act(recorded.acts)
    means = any_of(
        [dimensions[each].assessment for each in MEANS_DIMENSIONS]
        + [assessment_of(read_answer(each)) for each in recorded.means.values()]
    )
    purpose = any_of(
        [dimensions[Dimension.EXPLOITATION].assessment]
        + [assessment_of(read_answer(each)) for each in recorded.purposes.values()]
    )
    is_child = age_group is AgeGroup.CHILD
    return PalermoResult(
        age_group=age_group,
        act=act,
        means=means,
        purpose=purpose,
        trafficking=all_of((act, purpose) if is_child else (act, means, purpose)),
        consent_irrelevant=Assessment.YES if is_child else means,
    )


def forced_labour_stat(involuntariness: Answer, menace_of_penalty: Answer) -> Assessment:
    """Whether the work was forced labour for the statistics: involuntary and under menace of a penalty.

    Both must hold (C29 art. 2(1); 20th ICLS 2018, definition not checked against the text). No where
    either is no; otherwise not assessed where either is unknown or refused.
    """
    return all_of((assessment_of(involuntariness), assessment_of(menace_of_penalty)))
