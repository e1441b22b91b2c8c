"""The words of results: levels, how sure a figure is, the families of rules, amounts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from safe_employment.engines.labour_law.jurisdiction import Jurisdiction
from safe_employment.engines.labour_law.parameters import Status
from safe_employment.engines.labour_law.rules import Level, Words
from safe_employment.kit.marks import Tone
from safe_employment.kit.models.associations import in_language
from safe_employment.kit.writing import number_text

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

__all__ = [
    "FAMILIES",
    "LEVEL_WORDS",
    "OTHERS",
    "STATUS_WORDS",
    "families_of",
    "family_of",
    "money",
    "word_of",
]

LEVEL_WORDS: Mapping[Level, tuple[str | _StrPromise, Tone]] = {
    Level.ALERT: (gettext_lazy("Indicator of forced labour"), "urgent"),
    Level.BREACH: (gettext_lazy("Breach of the law"), "urgent"),
    Level.WARNING: (gettext_lazy("Possible breach"), "attention"),
    Level.INFO: (pgettext_lazy("result of a check", "Notice"), "plain"),
}
STATUS_WORDS: Mapping[Status, tuple[str | _StrPromise, Tone]] = {
    Status.SEEN: (gettext_lazy("Its text was read"), "good"),
    Status.SEEN_SECONDARY: (gettext_lazy("Read in another's account of it"), "good"),
    Status.PARTLY_SEEN: (gettext_lazy("Read in part: not confirmed"), "attention"),
    Status.MEMORY: (gettext_lazy("From memory: not confirmed"), "attention"),
    Status.NONE: (gettext_lazy("Good practice, no article"), "plain"),
}
#: The families of rules, the gravest first.
FAMILIES: Mapping[str, str | _StrPromise] = {
    "FRE": gettext_lazy("Freedom: papers, deposits, leaving"),
    "PAY": gettext_lazy("Pay"),
    "HRS": gettext_lazy("Working time and rest"),
    "CON": gettext_lazy("Contracts"),
    "REG": gettext_lazy("Register, young workers, recruitment"),
}
OTHERS = gettext_lazy("Other matters")


def word_of(words: Words | None) -> str:
    """Return a text of the rules in the reader's language."""
    return in_language(words.zh, words.en) if words else ""


def money(amount: int, law: Jurisdiction) -> str:
    """Write an amount of the currency's smallest unit: 41264 → 412.64 yuan."""
    places = 0 if law.minor_units == 1 else 2
    figure = number_text(Decimal(amount) / law.minor_units, "money") if places else f"{amount:,}"
    if law.currency == "CNY":
        return _("%(amount)s yuan") % {"amount": figure}
    return f"{figure} {law.currency}"


def family_of(rule_id: str) -> str:
    """Return the key of a rule's family; empty where it is of none of them."""
    prefix = rule_id.partition("-")[0]
    return prefix if prefix in FAMILIES else ""


def families_of(rules: Iterable[str]) -> list[str]:
    """Return the keys of the families that rules are of, the gravest first."""
    present = {family_of(rule) for rule in rules}
    return [key for key in (*FAMILIES, "") if key in present]
