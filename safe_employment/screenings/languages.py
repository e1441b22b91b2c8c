"""The engine's words in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import get_language

if TYPE_CHECKING:
    from safe_employment.engines.screening import Words


def said(words: Words) -> str:
    """Return the Chinese or the English of two, as the reader reads."""
    return words["zh"] if (get_language() or "zh").startswith("zh") else words["en"]
