"""Who is screened, as far as the rules need to know: age, and whether the person works."""

from __future__ import annotations

from dataclasses import dataclass

from .answers import Answer
from .indicators import AgeGroup
from .problems import ProblemCode, ScreeningError

#: Under this age a person is a child (Palermo Protocol art. 3(d)).
CHILD_UNDER = 18
#: Under this age nobody may be employed (Labour Law art. 15; State Council Order 364 art. 2).
EMPLOYMENT_FROM = 16


@dataclass(frozen=True)
class Person:
    """The person screened: `age` in full years, None where it is not known.

    `presumed_child` is for someone whose age is not known and who may be under 18: protected as a child
    until the age is settled. It changes nothing where the age is known.

    :raises ScreeningError: an age under 0 or over 120.
    """

    age: int | None
    presumed_child: bool = False
    at_work: Answer = Answer.UNKNOWN

    def __post_init__(self) -> None:
        if self.age is not None and not 0 <= self.age <= 120:
            raise ScreeningError(ProblemCode.IMPOSSIBLE_AGE, str(self.age))

    @property
    def age_group(self) -> AgeGroup:
        """Which set of indicators applies."""
        child = self.presumed_child if self.age is None else self.age < CHILD_UNDER
        return AgeGroup.CHILD if child else AgeGroup.ADULT

    @property
    def is_child(self) -> bool:
        return self.age_group is AgeGroup.CHILD

    @property
    def works_under_age(self) -> bool:
        """Whether someone known to be under 16 is at work."""
        return self.age is not None and self.age < EMPLOYMENT_FROM and self.at_work == Answer.YES
