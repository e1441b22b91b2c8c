"""Unified social credit code (GB 32100-2015).

Eighteen characters: registration authority, kind of body, six digits of the registering division, nine
characters of the organisation code (GB 11714), check character. Structure, alphabet and check as in
``safe_employment/reference/identifiers.yaml``. python-stdnum demands digits in positions 1 to 8 and so
refuses authorities such as Y, N and A; they are accepted here.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from .normalisation import normalise, without_look_alikes

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_VALUES = {character: number for number, character in enumerate(ALPHABET)}


class CodeProblem(StrEnum):
    """Why a code is not a valid unified social credit code."""

    EMPTY = "empty"
    LENGTH = "length"
    ALPHABET = "alphabet"
    DIVISION = "division"
    CHECK = "check"


class CodeWarning(StrEnum):
    """What is odd about a valid code."""

    LOOK_ALIKES_REPLACED = "look_alikes_replaced"
    ORGANISATION_CHECK = "organisation_check"


@dataclass(frozen=True)
class SocialCreditCode:
    """A unified social credit code as written, as meant, and what is wrong with it."""

    written: str
    code: str
    problem: CodeProblem | None
    warnings: tuple[CodeWarning, ...] = ()

    @property
    def is_valid(self) -> bool:
        return self.problem is None

    @property
    def authority_and_kind(self) -> str:
        """Positions 1 and 2, such as 91 (enterprise) or 92 (individually-owned business)."""
        return self.code[:2]

    @property
    def division(self) -> str:
        """Positions 3 to 8: the division of the registering authority, not always where the body works."""
        return self.code[2:8]

    @property
    def organisation_code(self) -> str:
        """Positions 9 to 17."""
        return self.code[8:17]


def check_character(body: str) -> str:
    """The eighteenth character for the first seventeen.

    :raises KeyError: if `body` has a character outside the alphabet.
    """
    total = sum(_VALUES[character] * weight for character, weight in zip(body, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def organisation_check_character(body: str) -> str:
    """The ninth character of an organisation code (GB 11714) for the first eight."""
    total = sum(
        int(character, 36) * weight for character, weight in zip(body, _ORGANISATION_WEIGHTS, strict=True)
    )
    return "0123456789X0"[11 - total % 11]


def _problem(code: str) -> CodeProblem | None:
    if not code:
        return CodeProblem.EMPTY
    if len(code) != 18:
        return CodeProblem.LENGTH
    if any(character not in _VALUES for character in code):
        return CodeProblem.ALPHABET
    if not re.fullmatch(r"[0-9]{6}", code[2:8]):
        return CodeProblem.DIVISION
    if check_character(code[:17]) != code[17]:
        return CodeProblem.CHECK
    return None


def parse_social_credit_code(text: str) -> SocialCreditCode:
    """Reads a code as people write it (spaces, full width, O for 0) and says whether it holds.

    The organisation code's own check character is only warned about: it is known to fail for some
    individually-owned businesses.
    """
    plain = normalise(text)
    code = without_look_alikes(plain) if len(plain) == 18 else plain
    problem = _problem(code)
    warnings: list[CodeWarning] = []
    if code != plain:
        warnings.append(CodeWarning.LOOK_ALIKES_REPLACED)
    if problem is None and organisation_check_character(code[8:16]) != code[16]:
        warnings.append(CodeWarning.ORGANISATION_CHECK)
    return SocialCreditCode(text, code, problem, tuple(warnings))
