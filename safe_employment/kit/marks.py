"""The mark of a state: a word and a shape, so that no one has to tell colours apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from django.utils.html import format_html

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
    display = getattr(record, f"get_{field}_display", None)
    chosen: Mapping[str, Tone] = tones if tones is not None else getattr(record, "TONES", {})
    return Mark(str(display() if display else value), chosen.get(str(value), "plain"))
