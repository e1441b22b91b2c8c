"""What the number of an identity document says of its holder, and what it contradicts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypedDict

from safe_employment.engines.identifiers import (
    IdentityProblem,
    age_on,
    normalise,
    parse_resident_identity,
)
from safe_employment.kit.errors import ErrorKind, ProgrammeError
from safe_employment.kit.sealed import Plain
from safe_employment.kit.writing import day_text
from safe_employment.workforce import errors
from safe_employment.workforce.models import IdType, Sex

if TYPE_CHECKING:
    from datetime import date

# Documents whose number is made by GB 11643: check digit, birth date and sex are in it.
SPEAKING = frozenset({IdType.RESIDENT_ID.value, IdType.HMT_PERMIT.value})
# On the first day of work: outside these ages a number or a day is taken for wrongly written. Children
# are not refused, for the register must say what is.
YOUNGEST, OLDEST = 6, 100
# An identity number or that of a bank account, wherever in a text.
_NUMBER = re.compile(r"\d(?:[ -]?\d){12,}[\dXx]")
_PROBLEMS: dict[IdentityProblem, ErrorKind] = {
    IdentityProblem.LENGTH: errors.NUMBER_LENGTH,
    IdentityProblem.CHARACTERS: errors.NUMBER_SIGNS,
    IdentityProblem.BIRTH_DATE: errors.NUMBER_DATE,
    IdentityProblem.CHECK: errors.NUMBER_CHECK,
}


class PersonFacts(TypedDict, total=False):
    """What is read from the number or written beside it."""

    sex: str
    birth_date: date


@dataclass(frozen=True, repr=False)
class ReadNumber:
    """A number in its one form, with what it says; `problem` is what is wrong with it."""

    number: Plain
    problem: ProgrammeError | None = None
    birth_date: date | None = None
    sex: str = ""

    @property
    def speaks(self) -> bool:
        """Whether it tells birth date and sex."""
        return self.birth_date is not None


def read_number(id_type: str, written: Plain, today: date) -> ReadNumber:
    """Read the number of a document; spaces, width and case do not matter."""
    number = normalise(written.reveal())
    if id_type not in SPEAKING:
        fits = 4 <= len(number) <= 30
        return ReadNumber(Plain(number), None if fits else _wrong(errors.NUMBER_FORM))
    found = parse_resident_identity(number, today)
    if found.problem is not None:
        kind = _PROBLEMS.get(found.problem, errors.NUMBER_LENGTH)
        return ReadNumber(Plain(number), _wrong(kind, signs=len(number)))
    wrong_kind = found.is_permit != (id_type == IdType.HMT_PERMIT)
    problem = _wrong(errors.NUMBER_KIND) if wrong_kind else None
    return ReadNumber(Plain(number), problem, found.born_on, found.sex)


def _wrong(kind: ErrorKind, **facts: object) -> ProgrammeError:
    return ProgrammeError(kind, facts, field="id_number")


def settle(read: ReadNumber | None, *, sex: str, birth_date: date | None) -> PersonFacts:
    """Return sex and birth date: as the number says, else as they were written.

    Raises ProgrammeError where the two contradict each other, or neither says it.
    """
    if read is not None and read.birth_date is not None:
        if sex and sex != read.sex:
            raise ProgrammeError(errors.SEX_DIFFERS, {"sex": Sex(read.sex).label}, field="sex")
        if birth_date and birth_date != read.birth_date:
            told = {"day": day_text(read.birth_date)}
            raise ProgrammeError(errors.BIRTH_DIFFERS, told, field="birth_date")
        return {"sex": read.sex, "birth_date": read.birth_date}
    if not sex:
        raise ProgrammeError(errors.SEX_MISSING, field="sex")
    if birth_date is None:
        raise ProgrammeError(errors.BIRTH_MISSING, field="birth_date")
    return {"sex": sex, "birth_date": birth_date}


def check_age(birth_date: date, hire_date: date) -> None:
    """Refuse a worker of three years or of a hundred and fifty. Raises ProgrammeError."""
    age = age_on(birth_date, hire_date)
    if not YOUNGEST <= age <= OLDEST:
        raise ProgrammeError(errors.AGE_IMPOSSIBLE, {"age": age}, field="birth_date")


def account_number(written: Plain) -> Plain:
    """Return the number of a bank account in its one form.

    Raises ProgrammeError WORKFORCE_ACCOUNT_FORM.
    """
    number = normalise(written.reveal())
    if not (number.isdigit() and 8 <= len(number) <= 30):
        raise ProgrammeError(errors.ACCOUNT_FORM, field="bank_account")
    return Plain(number)


def without_numbers(text: str) -> str:
    """Return a text without the numbers of cards and accounts in it, but for their last four signs."""
    return _NUMBER.sub(lambda number: f"…{number[0][-4:]}", text)


def looks_like_a_number(text: str) -> bool:
    """Whether a text that someone searches by is rather the number of a card: 15 signs or more, nearly all
    figures.
    """
    number = normalise(text)
    return len(number) >= 15 and sum(sign.isdigit() for sign in number) >= len(number) - 1
