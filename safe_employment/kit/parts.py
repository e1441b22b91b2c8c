"""What the parts of a page are given: entries of a timeline, tabs, compared rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.marks import Mark

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from safe_employment.kit.marks import Tone

# Longer texts are compared word for word with the eye: marking every sign would only confuse.
MOST_COMPARED = 400


@dataclass(frozen=True)
class TimelineEntry:
    """One thing that happened, or what is next (`is_next`); `when` is an instant, a day or nothing."""

    title: str | _StrPromise
    when: datetime | date | None = None
    text: str | _StrPromise = ""
    url: str = ""
    tone: Tone = "plain"
    is_next: bool = False

    @property
    def shape(self) -> str:
        """The shape of its tone in the icon sprite."""
        return Mark("", self.tone).shape


@dataclass(frozen=True)
class Tab:
    """One of several pages of the same thing; `count` says how much is there."""

    label: str | _StrPromise
    url: str
    is_current: bool = False
    count: int | None = None


@dataclass(frozen=True)
class ComparedRow:
    """A value of two records; what differs is marked in `left_html` and `right_html`."""

    label: str | _StrPromise
    left: str
    right: str
    note: str | _StrPromise = ""
    is_same: bool = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "is_same", self.left == self.right)

    @property
    def left_html(self) -> SafeString:
        """The left value with what the right one lacks in `<mark>`."""
        return _marked(self.left, self.right)

    @property
    def right_html(self) -> SafeString:
        """The right value with what the left one lacks in `<mark>`."""
        return _marked(self.right, self.left)

    @property
    def word(self) -> str | _StrPromise:
        """Whether the two are the same, as a word."""
        if not self.left or not self.right:
            return _("only in one")
        return _("same") if self.is_same else _("different")


def compare(rows: Iterable[tuple[str | _StrPromise, object, object]]) -> list[ComparedRow]:
    """Return the rows (label, left, right) of `<c-record-diff>`; what neither has is left out."""
    found = (ComparedRow(label, _text(left), _text(right)) for label, left, right in rows)
    return [row for row in found if row.left or row.right]


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _marked(text: str, other: str) -> SafeString:
    if text == other or not other or max(len(text), len(other)) > MOST_COMPARED:
        return mark_safe(escape(text))  # noqa: S308 - escaped on this line
    pieces = []
    for kind, start, end, _from, _to in SequenceMatcher(None, text, other, autojunk=False).get_opcodes():
        piece = escape(text[start:end])
        if piece:
            pieces.append(piece if kind == "equal" else f"<mark>{piece}</mark>")
    return mark_safe("".join(pieces))  # noqa: S308 - every piece is escaped
