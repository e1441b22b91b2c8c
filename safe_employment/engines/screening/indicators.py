"""The operational indicators of trafficking as data: sets for adults and for children, and the ILO's eleven.

Sources: ILO and European Commission, *Operational indicators of trafficking in human beings*, 2009
(WCMS_105023); ILO, *Indicators of forced labour*, 2012 (WCMS_203832). Wording is this project's own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from .answers import Answer
from .problems import ProblemCode, ScreeningError

if TYPE_CHECKING:
    from .problems import Words


class AgeGroup(StrEnum):
    """Which list applies: a child is anyone under 18 (Palermo Protocol art. 3(d))."""

    ADULT = "adult"
    CHILD = "child"


class Strength(StrEnum):
    STRONG = "strong"
    MEDIUM = "medium"
    WEAK = "weak"


class Dimension(IntEnum):
    """The six groups of indicators (WCMS_105023)."""

    DECEPTIVE_RECRUITMENT = 1
    COERCIVE_RECRUITMENT = 2
    RECRUITMENT_BY_ABUSE = 3
    EXPLOITATION = 4
    COERCION_AT_DESTINATION = 5
    ABUSE_AT_DESTINATION = 6


@dataclass(frozen=True)
class Indicator:
    """One indicator as it counts for one age group; `ilo11` are numbers 1 to 11 of the ILO's list."""

    id: str
    dimension: Dimension
    strength: Strength
    words: Words = field(hash=False)
    ilo11: tuple[int, ...] = ()


@dataclass(frozen=True)
class DimensionHeading:
    """Name of a dimension, the phase it speaks of and the Palermo element it bears on, as in the file."""

    dimension: Dimension
    key: str
    words: Words = field(hash=False)
    phase: str = ""
    palermo_element: str = ""


@dataclass(frozen=True)
class ForcedLabourSign:
    """One of the ILO's eleven indicators of forced labour (WCMS_203832)."""

    number: int
    key: str
    words: Words = field(hash=False)
    looks_like: tuple[str, ...] = ()


@dataclass(frozen=True)
class Provenance:
    """Where a set comes from, so that a page can say that it is not confirmed.

    `source`, `status` and `warning` are the file's own English; `notice` is the plain sentence to show.
    """

    source: str
    status: str
    warning: str
    confirmed: bool
    notice: Words = field(hash=False)


@dataclass(frozen=True)
class IndicatorSet:
    """The indicators of one age group, in the order of the list.

    `unused` are ids that count only for the other age group: answers to them are accepted and not
    counted, so that an interview survives learning the person's age.

    :raises ScreeningError: an indicator stands twice.
    """

    age_group: AgeGroup
    indicators: tuple[Indicator, ...]
    provenance: Provenance
    headings: tuple[DimensionHeading, ...] = ()
    forced_labour_signs: tuple[ForcedLabourSign, ...] = ()
    unused: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for identifier, times in Counter(each.id for each in self.indicators).items():
            if times > 1:
                raise ScreeningError(ProblemCode.REPEATED_INDICATOR, identifier)

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(each.id for each in self.indicators)

    def of(self, dimension: Dimension) -> tuple[Indicator, ...]:
        """Return the indicators of a dimension."""
        return tuple(each for each in self.indicators if each.dimension is dimension)

    def complete(self, answers: Mapping[str, Answer]) -> dict[str, Answer]:
        """Return an answer for every indicator, in the order of the set; what was not asked is unknown.

        :raises ScreeningError: an id that no age group has, or a value that is not an answer.
        """
        strangers = sorted(answers.keys() - self.ids - self.unused)
        if strangers:
            raise ScreeningError(ProblemCode.UNKNOWN_INDICATOR, strangers[0])
        return {each.id: read_answer(answers.get(each.id, Answer.UNKNOWN)) for each in self.indicators}


def read_answer(value: str) -> Answer:
    """Read an answer as stored.

    :raises ScreeningError: anything but yes, no, unknown, refused.
    """
    try:
        return Answer(value)
    except ValueError:
        raise ScreeningError(ProblemCode.NOT_AN_ANSWER, str(value)) from None
