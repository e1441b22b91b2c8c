"""The mark of a state: a word and a shape, so that no one has to tell colours apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from django.core.exceptions import FieldDoesNotExist
from django.utils.html import format_html
from django.utils.translation import get_language

if TYPE_CHECKING:
    from django.db import models
    from django.utils.functional import _StrPromise
    from django.utils.safestring import SafeString

Tone = Literal["plain", "waiting", "active", "good", "attention", "urgent", "ended"]

# Amber and red are kept for what needs a person: `attention` and `urgent`.
TONES: Final[tuple[Tone, ...]] = ("plain", "waiting", "active", "good", "attention", "urgent", "ended")
_SHAPES: Final[Mapping[Tone, str]] = {
    "plain": "mark-circle",
    "waiting": "mark-clock",
    "active": "mark-half",
    "good": "mark-check",
    "attention": "mark-triangle",
    "urgent": "mark-diamond",
    "ended": "mark-dash",
}


@dataclass(frozen=True)
class Mark:
    """A state as a person sees it: its word and its tone (the tone has a shape and a colour)."""

    word: str | _StrPromise
    tone: Tone = "plain"

    @property
    def shape(self) -> str:
        """The name of the shape in the icon sprite."""
        return _SHAPES.get(self.tone, _SHAPES["plain"])

    def __str__(self) -> str:
        return str(self.word)

    def __html__(self) -> SafeString:
        return format_html(
            '<span class="mark mark-{}">{}<span>{}</span></span>', self.tone, icon_html(self.shape), self.word
        )


def icon_html(name: str, label: object = "") -> SafeString:
    """Return an icon of the sprite as inline SVG; without a label it is hidden from screen readers."""
    return _icon(name, str(label))


@lru_cache(maxsize=512)
def _icon(name: str, label: str) -> SafeString:
    from django.templatetags.static import static

    sprite = static("built/icons.svg")
    if label:
        return format_html(
            '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>', label, sprite, name
        )
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>', sprite, name
    )


def mark_of(record: models.Model, field: str = "state", tones: Mapping[str, Tone] | None = None) -> Mark:
    """Return the mark of a record's choice field: the word of its choice, the tone given for its value.

    Where `tones` is not given the model's own `TONES` (value → tone) is used; else the tone is plain.
    """
    value = getattr(record, field)
    chosen: Mapping[str, Tone] = tones if tones is not None else getattr(record, "TONES", {})
    return Mark(choice_word(record, field) or str(value), chosen.get(str(value), "plain"))


def choice_word(record: object, field: str) -> str | None:
    """Return the word of a record's choice in the reader's language; None if the field has no choices.

    What `get_<field>_display` gives, without reading all choices anew for every row of a list.
    """
    display = getattr(record, f"get_{field}_display", None)
    if not callable(display):
        return None
    words = _words(cast("Any", type(record)), field, get_language() or "")
    found = words.get(getattr(record, field)) if words else None
    return str(display()) if found is None else found


@lru_cache(maxsize=1024)
def _words(model: Any, field: str, _language: str) -> dict[object, str] | None:
    """Return value → word of a model's choices in the language in force; None for what is no such field."""
    try:
        flat = model._meta.get_field(field).flatchoices
    except (AttributeError, FieldDoesNotExist):
        return None
    return {value: str(label) for value, label in flat}
