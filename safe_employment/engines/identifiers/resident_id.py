"""Resident identity number (GB 11643-1999): eighteen characters, check by ISO 7064 MOD 11-2.

Characters 15 to 17 number those born on one day in one division: odd numbers are men's, even ones women's.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum.iso7064 import mod_11_2

from .normalisation import normalise

#: Divisions of residence permits for residents of Hong Kong, Macao and Taiwan.
PERMIT_DIVISIONS = frozenset({"810000", "820000", "830000"})


class IdentityProblem(StrEnum):
    """Why a number is not a valid resident identity number."""

    EMPTY = "empty"
    LENGTH = "length"
    CHARACTERS = "characters"
    BIRTH_DATE = "birth_date"
    CHECK = "check"


@dataclass(frozen=True)
class ResidentIdentity:
    """A resident identity number; the facts in it are read only when it is valid."""

    number: str
    problem: IdentityProblem | None
    born_on: date | None = None

    @property
    def is_valid(self) -> bool:
        return self.problem is None

    @property
    def division(self) -> str:
        """Where the number was first given, by the code of that time; it says nothing about hukou now."""
        return self.number[:6]

    @property
    def sex(self) -> str:
        """`M` or `F` by the seventeenth character; "" where the number is not valid."""
        if not self.is_valid:
            return ""
        return "M" if int(self.number[16]) % 2 else "F"

    @property
    def is_permit(self) -> bool:
        """Whether it is the number of a Hong Kong, Macao or Taiwan resident's permit."""
        return self.division in PERMIT_DIVISIONS


def age_on(born_on: date, day: date) -> int:
    """Full years of life on a day: a year is full on the birthday; of 29 February, else on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def _birth_date(number: str) -> date | None:
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def parse_resident_identity(text: str, today: date) -> ResidentIdentity:
    """Reads a resident identity number; a birth date after `today` is wrong. Retired divisions are
    accepted.
    """
    number = normalise(text)
    if not number:
        return ResidentIdentity(number, IdentityProblem.EMPTY)
    if len(number) != 18:
        return ResidentIdentity(number, IdentityProblem.LENGTH)
    if not (number[:17].isdigit() and (number[17].isdigit() or number[17] == "X")):
        return ResidentIdentity(number, IdentityProblem.CHARACTERS)
    born_on = _birth_date(number)
    if born_on is None or born_on.year < 1850 or born_on > today:
        return ResidentIdentity(number, IdentityProblem.BIRTH_DATE)
    if not mod_11_2.is_valid(number):
        return ResidentIdentity(number, IdentityProblem.CHECK)
    return ResidentIdentity(number, None, born_on)
