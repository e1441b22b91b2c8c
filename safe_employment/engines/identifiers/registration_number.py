"""Fifteen-digit business registration number, the one before the unified social credit code.

GS 15-2006 of the former State Administration for Industry and Commerce: six digits of the division, eight of
sequence, one check digit by ISO 7064 MOD 11,10. Numbers given before the standard do not follow the check, so
it is a warning only.
"""

from dataclasses import dataclass

from stdnum.iso7064 import mod_11_10

from .normalisation import normalise, without_look_alikes


@dataclass(frozen=True)
class RegistrationNumber:
    """A registration number as written and as read."""

    written: str
    number: str
    is_valid: bool
    check_holds: bool

    @property
    def division(self) -> str:
        """The first six digits: the division of the registering authority."""
        return self.number[:6]


def parse_registration_number(text: str) -> RegistrationNumber:
    """Reads a 15-digit registration number; `check_holds` says whether its check digit is right."""
    number = without_look_alikes(normalise(text))
    is_valid = len(number) == 15 and number.isdigit()
    return RegistrationNumber(text, number, is_valid, is_valid and bool(mod_11_10.is_valid(number)))
