"""How rules and figures are put into words for a page."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from safe_employment.engines.labour_law.describing import value_text
from safe_employment.engines.labour_law.explaining import fact_labels
from safe_employment.engines.screening import AgeGroup, indicator_set
from safe_employment.kit.divisions import division_name
from safe_employment.kit.marks import Mark
from safe_employment.kit.models.associations import in_language
from safe_employment.kit.writing import number_text
from safe_employment.workforce.checking.words import FAMILIES, LEVEL_WORDS, STATUS_WORDS, word_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.utils.functional import _StrPromise

    from safe_employment.engines.labour_law.jurisdiction import Jurisdiction
    from safe_employment.engines.labour_law.parameters import Parameter, ParameterValue, Status
    from safe_employment.engines.labour_law.rules import Level, Rule

PATTERNS: Mapping[str, str | _StrPromise] = {"PAT": gettext_lazy("Patterns across the register")}
OTHERS = gettext_lazy("Other matters")
OWN = "own"
OWN_WORDS = gettext_lazy("Our own line, no law")
#: Stands for a figure that only the formulas name.
_BLANK = "…"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def families() -> dict[str, str]:
    """Return the families of rules by their key, "" for those of no family."""
    return {**{key: str(words) for key, words in [*FAMILIES.items(), *PATTERNS.items()]}, "": str(OTHERS)}


def family_of(rule: Rule) -> str:
    """Return the key of a rule's family."""
    prefix = rule.id.partition("-")[0]
    return prefix if prefix in FAMILIES or prefix in PATTERNS else ""


def status_mark(status: Status, *, is_own_choice: bool = False) -> Mark:
    """Return how sure something is, as a word and a shape."""
    return Mark(OWN_WORDS) if is_own_choice else Mark(*STATUS_WORDS[status])


def level_marks(levels: Iterable[Level]) -> list[Mark]:
    """Return the words of levels, the gravest first."""
    return [Mark(*LEVEL_WORDS[level]) for level in sorted(set(levels), reverse=True)]


def number_words(parameter: Parameter, value: ParameterValue, law: Jurisdiction) -> str:
    """Write a value with its unit."""
    text = value_text(parameter, value, law.minor_units)
    if parameter.unit != "money":
        return text.replace(" h", _(" hours")) if text.endswith(" h") else text
    text = number_text(Decimal(text), "money" if law.minor_units > 1 else "number")
    return _("%(amount)s yuan") % {"amount": text} if law.currency == "CNY" else f"{text} {law.currency}"


def since(value: ParameterValue) -> date | None:
    """Return from when a value is in force; None where that is not written."""
    return value.starts if value.starts.year > 1900 else None


def places_text(value: ParameterValue) -> str:
    """Return where a value is in force."""
    if value.places is None:
        return _("everywhere")
    return in_language("、", ", ").join(division_name(place) for place in sorted(value.places))


def name_words(name: str, law: Jurisdiction) -> str:
    """Return what a name in a formula means; the name itself where it has no words."""
    if name in law.parameters:
        parameter = law.parameters[name]
        return in_language(parameter.zh, parameter.en)
    found = fact_labels().get(name) or law.labels.get(name)
    return word_of(found) if found else name


def told(text: str, law: Jurisdiction) -> list[tuple[str, bool]]:
    """Return an explanation in pieces (text, whether it stands for a figure)."""
    pieces: list[tuple[str, bool]] = []
    for place, piece in enumerate(_PLACEHOLDER.split(text)):
        if piece:
            words = name_words(piece, law) if place % 2 else piece
            pieces.append((_BLANK if place % 2 and words == piece else words, bool(place % 2)))
    return pieces


@cache
def _signs() -> dict[int, tuple[str, str]]:
    signs = indicator_set(AgeGroup.ADULT).forced_labour_signs
    return {sign.number: (sign.words["zh"], sign.words["en"]) for sign in signs}


def sign_words(numbers: Iterable[int]) -> list[str]:
    """Return ILO indicators of forced labour by their numbers, with their words."""
    found = _signs()
    return [
        f"{number} {in_language(*found[number])}" if number in found else str(number)
        for number in sorted(set(numbers))
    ]
