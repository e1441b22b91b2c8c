"""Columns: what a table shows of a record, and how it is written on a page and in a sheet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from safe_employment.kit.marks import Mark, Tone, choice_word, mark_of
from safe_employment.kit.navigation import address
from safe_employment.kit.writing import Kind, written

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor

SheetValue = str | int | float | Decimal | date | datetime | None
NUMERIC: frozenset[str] = frozenset({"number", "money", "percent"})


@dataclass(frozen=True)
class Column:
    """One column.

    `value` is an attribute path (`employer__name`, default: the key) or a function of the row.
    `sort` is a field or expression name that may be ordered by, without a sign; empty: not sortable.
    `within` is the path to the association of the record that `sort` leads to, where it is another's: its
    index has the association before what is ordered by.
    `link(row, by)` returns an address or "". `primary` marks the column that names the row (the title
    of its card on a phone). `optional` columns are hidden until chosen. `export` False keeps it out of
    sheets. For `kind="state"` the value may be a `Mark`; else the choice's word is shown with the tone
    that `tones` (or the model's `TONES`) gives to its value. `wide` columns hold sentences.
    """

    key: str
    label: str | _StrPromise
    kind: Kind = "text"
    value: str | Callable[[Any], object] | None = None
    sort: str = ""
    within: str = ""
    link: Callable[[Any, Actor], str] | None = None
    primary: bool = False
    optional: bool = False
    export: bool = True
    tones: Mapping[str, Tone] = field(default_factory=dict)
    wide: bool = False

    @property
    def is_numeric(self) -> bool:
        """Whether the column is set right, in tabular figures."""
        return self.kind in NUMERIC

    def read(self, row: Any) -> object:
        """Return the value of the row; a missing step of the path gives None."""
        if callable(self.value):
            return self.value(row)
        path = self.value or self.key
        if self.kind == "state":
            return self._mark(row, path)
        found: object = row
        steps = path.replace(".", "__").split("__")
        for step in steps[:-1]:
            found = _step(found, step)
        word = choice_word(found, steps[-1])
        return _step(found, steps[-1]) if word is None else word

    def _mark(self, row: Any, path: str) -> Mark | None:
        *way, last = path.replace(".", "__").split("__")
        holder: Any = row
        for step in way:
            holder = _step(holder, step)
        found = _step(holder, last)
        if found is None or isinstance(found, Mark):
            return found
        return mark_of(holder, last, self.tones or None)

    def html(self, row: Any, by: Actor) -> SafeString:
        """Return the cell as HTML, escaped; a link where the column has one."""
        text = written(self.read(row), self.kind)
        url = self.link(row, by) if self.link else ""
        return format_html('<a href="{}">{}</a>', url, text) if url else text

    def sheet_value(self, row: Any) -> SheetValue:
        """Return the cell for a spreadsheet: numbers and dates as such, all else as text."""
        found = self.read(row)
        if isinstance(found, bool):
            return _("Yes") if found else _("No")
        if isinstance(found, datetime):
            return timezone.localtime(found).replace(tzinfo=None) if timezone.is_aware(found) else found
        if found is None or isinstance(found, int | float | Decimal | date):
            return found
        return str(found)


def to_page(route: str, key: str = "pk") -> Callable[[Any, Actor], str]:
    """Return the `link` of a column: the page `route` of the row, or of the record whose key is `key`."""

    def url(row: Any, by: Actor) -> str:
        pk = getattr(row, key)
        return "" if pk is None else address(by, route, pk=pk)

    return url


def _step(holder: object, name: str) -> object:
    found = getattr(holder, name, None)
    return found() if callable(found) and not isinstance(found, type) else found
