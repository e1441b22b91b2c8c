"""What was answered, and what may be concluded: three values, so that silence never becomes a no."""

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Answer(StrEnum):
    """The answer to one question; a question not put counts as ``UNKNOWN``."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    REFUSED = "refused"

    @property
    def is_open(self) -> bool:
        """Whether nothing is known: unknown or refused."""
        return self in {Answer.UNKNOWN, Answer.REFUSED}


class Assessment(StrEnum):
    """A conclusion: yes, no, or not assessed because too little was answered."""

    YES = "yes"
    NO = "no"
    NOT_ASSESSED = "not_assessed"

    @property
    def rank(self) -> int:
        """How strong it is: no 0, not assessed 1, yes 2."""
        return _RANKS[self]


_RANKS: Mapping[Assessment, int] = {Assessment.NO: 0, Assessment.NOT_ASSESSED: 1, Assessment.YES: 2}


def all_of(parts: Iterable[Assessment]) -> Assessment:
    """AND of the parts (Kleene's strong logic): no only where one part is really no.

    No parts at all are ``YES``. Source: S. C. Kleene, *Introduction to Metamathematics* (1952) § 64.
    """
    return min(parts, key=lambda part: part.rank, default=Assessment.YES)


def any_of(parts: Iterable[Assessment]) -> Assessment:
    """OR of the parts (Kleene's strong logic): no only where every part is really no.

    No parts at all are ``NO``.
    """
    return max(parts, key=lambda part: part.rank, default=Assessment.NO)


def assessment_of(answer: Answer) -> Assessment:
    """What one answer alone shows; unknown and refused are ``NOT_ASSESSED``."""
    if answer.is_open:
        return Assessment.NOT_ASSESSED
    return Assessment.YES if answer is Answer.YES else Assessment.NO
