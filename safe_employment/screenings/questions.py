"""Every question of a screening by its kind, in the engine's own words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.engines import screening as engine
from safe_employment.screenings.languages import said
from safe_employment.screenings.models import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum

    from django.utils.functional import _StrPromise

DANGERS = tuple(reason for reason in engine.DangerReason if reason is not engine.DangerReason.CHILD)
LABOUR: Mapping[str, str | _StrPromise] = {
    "involuntariness": _("The work was not voluntary: begun, done or kept up without free and informed will"),
    "menace_of_penalty": _("A penalty was threatened or feared, for the person or someone close to them"),
}
# Kind → the engine's codes, each worded by the engine itself.
CODES: Mapping[str, type[StrEnum] | tuple[StrEnum, ...]] = {
    Kind.DANGER: DANGERS,
    Kind.ACT: engine.Act,
    Kind.MEANS: engine.Means,
    Kind.PURPOSE: engine.Purpose,
    Kind.FACT: engine.Fact,
}


@cache
def _known_indicators() -> frozenset[str]:
    return frozenset().union(*(engine.indicator_set(group).ids for group in engine.AgeGroup))


def is_question(kind: str, question: str) -> bool:
    """Whether there is such a question."""
    if kind == Kind.INDICATOR:
        return question in _known_indicators()
    if kind == Kind.LABOUR:
        return question in LABOUR
    return question in {code.value for code in CODES.get(kind, ())}


def worded(kind: str) -> list[tuple[str, str]]:
    """Return (question, words) of a kind that is no indicator, in the engine's order."""
    if kind == Kind.LABOUR:
        return [(code, str(words)) for code, words in LABOUR.items()]
    return [(code.value, said(engine.wording(code))) for code in CODES[kind]]
