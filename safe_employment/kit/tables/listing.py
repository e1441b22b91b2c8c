"""A table with the records of one page, as `<c-data-table>` shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from safe_employment.kit.models import SavedView
from safe_employment.kit.policies import can
from safe_employment.kit.tables.table import COUNT_LIMIT, PAGE_SIZES, Table, Total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from safe_employment.kit.tables.columns import Column
    from safe_employment.kit.tables.filters import BoundFilter
    from safe_employment.kit.tables.reading import Reading


@dataclass(frozen=True)
class Header:
    """The head of a column: its label, the link that orders by it, and the order in force."""

    column: Column
    url: str
    order: str


@dataclass(frozen=True)
class Link:
    """A link of the list: a chip's removal, a page, a size, a saved view."""

    text: str
    url: str
    label: str = ""
    is_current: bool = False
    pk: int = 0


class Listing:
    """What the template reads. Queries: one page of rows, one for the saved views, and a count if there
    is more than the first page.
    """

    def __init__(self, table: Table[Any], reading: Reading, queryset: QuerySet[Any], path: str) -> None:
        self.table = table
        self.reading = reading
        self.path = path
        self._all = queryset
        self._narrowed = reading.narrow(table, queryset)
        self.found = reading.order(table, self._narrowed)

    @property
    def filters(self) -> Sequence[BoundFilter]:
        """The filters with their values."""
        return self.reading.filters

    @cached_property
    def total(self) -> int:
        """How many match, up to the bound."""
        return self._counted.number

    @cached_property
    def is_exact(self) -> bool:
        """Whether the total is the whole number."""
        return self._counted.is_exact

    @cached_property
    def _counted(self) -> Total:
        if self.reading.page == 1 and len(self._first_rows) <= self.reading.size:
            return Total(len(self._first_rows), is_exact=True)
        return self.table.count(self._narrowed, is_far=self.reading.is_far)

    @cached_property
    def _first_rows(self) -> Sequence[Any]:
        """The first page and one row more, which tells whether it is all."""
        return self.table.rows(self.found[: self.reading.size + 1])

    @cached_property
    def has_any(self) -> bool:
        """Whether there are records at all, matching or not."""
        return self.total > 0 or (self.reading.is_narrowed and self._all.exists())

    @cached_property
    def columns(self) -> list[Column]:
        """The columns shown."""
        return [column for column in self.table.columns if column.key in self.reading.columns]

    @cached_property
    def headers(self) -> list[Header]:
        """The heads of the columns shown."""
        return [self._header(column) for column in self.columns]

    def _header(self, column: Column) -> Header:
        order = ""
        if column.key == self.reading.sort:
            order = "descending" if self.reading.descending else "ascending"
        return Header(column, self._url(self.reading.sorted_by(column).query()) if column.sort else "", order)

    @cached_property
    def rows(self) -> list[SafeString]:
        """The cells of each row of the page, as HTML.

        Not a template's work: a page of fifty rows has some five hundred cells, and nodes are slow.
        """
        by, frames = self.table.by, [(column, *_frame(column)) for column in self.columns]
        return [
            SafeString("".join(f"{head}{column.html(row, by)}{foot}" for column, head, foot in frames))
            for row in self._page
        ]

    @cached_property
    def _page(self) -> Sequence[Any]:
        size = self.reading.size
        if not self.total:
            return []
        if self.page == 1 == self.reading.page:
            return self._first_rows[:size]
        start = (self.page - 1) * size
        turned = self.reading.turned(self.table) if self.is_exact and 2 * start > self.total else None
        if turned is None:
            return self.table.rows(self.found[start : start + size])
        # What is passed over is read, too: a page of the second half is nearer from the end.
        stop = min(start + size, self.total)
        from_end = turned.order(self.table, self._narrowed)
        return [*reversed(self.table.rows(from_end[self.total - stop : self.total - start]))]

    @cached_property
    def page(self) -> int:
        """The page shown; beyond the end the last one."""
        return min(self.reading.page, self.last_page)

    @cached_property
    def last_page(self) -> int:
        """The number of pages."""
        return max(1, -(-min(self.total, COUNT_LIMIT) // self.reading.size))

    @property
    def first_row(self) -> int:
        """The number of the first row shown, from 1."""
        return (self.page - 1) * self.reading.size + 1 if self.total else 0

    @property
    def last_row(self) -> int:
        """The number of the last row shown."""
        return min(self.page * self.reading.size, self.total)

    @cached_property
    def pages(self) -> list[Link]:
        """Links to the first, the nearest and the last pages; a gap has no address."""
        near = {1, self.last_page, *range(self.page - 2, self.page + 3)}
        links: list[Link] = []
        before = 0
        for number in sorted(n for n in near if 1 <= n <= self.last_page):
            if number - before > 1:
                links.append(Link("…", ""))
            links.append(Link(str(number), self.page_url(number), is_current=number == self.page))
            before = number
        return links

    @property
    def previous_url(self) -> str:
        """The page before, or nothing."""
        return self.page_url(self.page - 1) if self.page > 1 else ""

    @property
    def next_url(self) -> str:
        """The page after, or nothing."""
        return self.page_url(self.page + 1) if self.page < self.last_page else ""

    def page_url(self, number: int) -> str:
        """The address of a page."""
        return self._url(self.reading.query(page=number))

    @cached_property
    def chips(self) -> list[Link]:
        """The values in force, each with the address of the list without it."""
        chips = [
            Link(chip.text, self._url(self.reading.query(without=chip.gone)), chip.label)
            for bound in self.filters
            for chip in bound.chips
        ]
        if self.reading.text:
            gone = [("q", self.reading.text)]
            chips.insert(0, Link(self.reading.text, self._url(self.reading.query(without=gone))))
        return chips

    @property
    def size_links(self) -> list[Link]:
        """The page sizes that can be chosen."""
        sizes = sorted({*PAGE_SIZES, self.table.page_size})
        return [
            Link(
                str(size),
                self._url(replace(self.reading, size=size).query()),
                is_current=size == self.reading.size,
            )
            for size in sizes
        ]

    @cached_property
    def column_choices(self) -> list[tuple[Column, bool]]:
        """Every column with whether it is shown; nothing if there is no choice."""
        chosen = [(column, column.key in self.reading.columns) for column in self.table.columns]
        return chosen if any(column.optional for column in self.table.columns) else []

    @property
    def kept(self) -> list[tuple[str, str]]:
        """What the search form carries along: order, columns and page size."""
        return [pair for pair in self.reading.params() if pair[0] in ("sort", "columns", "size")]

    @property
    def kept_without_columns(self) -> list[tuple[str, str]]:
        """What the column chooser carries along."""
        return [pair for pair in self.reading.params() if pair[0] != "columns"]

    @property
    def query(self) -> str:
        """The query string of the list, for saving it."""
        return self.reading.query()

    @property
    def url(self) -> str:
        """The address of what is shown."""
        return self.page_url(self.page)

    @property
    def export_url(self) -> str:
        """The address of the sheet, or nothing if the reader may not have it."""
        if not self.table.may_be_taken_out():
            return ""
        query = self.reading.query()
        return f"{self.path}?{query}&export=xlsx" if query else f"{self.path}?export=xlsx"

    @cached_property
    def saved_views(self) -> list[Link]:
        """The reader's own views of this table."""
        by = self.table.by
        if by.person is None or by.association is None:
            return []
        found = SavedView.objects.filter(person=by.person, association=by.association, table=self.table.key)
        return [Link(v.name, self._url(v.query), is_current=v.query == self.query, pk=v.pk) for v in found]

    @property
    def empty_action_url(self) -> str:
        """Where the empty list leads, if the reader may go there."""
        empty = self.table.empty
        if not empty.action_route or (empty.permission and not can(self.table.by, empty.permission)):
            return ""
        return reverse(empty.action_route, kwargs={"association": self.table.by.home.slug})

    def _url(self, query: str) -> str:
        return f"{self.path}?{query}" if query else self.path


def _frame(column: Column) -> tuple[SafeString, str]:
    """Return what stands before and after the cells of a column: the one that names the row is its head."""
    if column.primary:
        return SafeString('<th scope="row">'), "</th>"
    shape = "numeric" if column.is_numeric else "wide" if column.wide else ""
    named = format_html(' class="{}"', shape) if shape else ""
    return format_html('<td data-label="{}"{}>', column.label, named), "</td>"
