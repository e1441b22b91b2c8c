"""What a reader asks of a table, read from the address; whatever is not declared is ignored."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from safe_employment.kit.tables.table import COUNT_LIMIT, PAGE_SIZES, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet
    from django.http import QueryDict

    from safe_employment.kit.tables.columns import Column
    from safe_employment.kit.tables.filters import BoundFilter

SEARCH_LENGTH = 100


@dataclass(frozen=True)
class Reading:
    """Search text, filters, order, columns, page and page size of one request."""

    text: str
    filters: tuple[BoundFilter, ...]
    sort: str
    descending: bool
    columns: tuple[str, ...]
    size: int
    page: int
    standard: tuple[tuple[str, ...], str, int]

    @property
    def is_narrowed(self) -> bool:
        """Whether a search or a filter is in force."""
        return bool(self.text) or any(bound.is_active for bound in self.filters)

    @property
    def is_far(self) -> bool:
        """Whether a text is looked for, or a filter that no index serves, so that counting takes its time."""
        return bool(self.text) or any(bound.is_active and bound.spec.is_far for bound in self.filters)

    def narrow(self, table: Table[Any], queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Return the records asked for."""
        for bound in self.filters:
            queryset = bound.apply(queryset)
        return table.search(queryset, self.text) if self.text else queryset

    def order(self, table: Table[Any], queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Put records in the order asked for.

        Ties by key, so that pages never overlap; turned round with the column, so that one index serves both.
        """
        column = self._sorting(table)
        if column is None:
            return queryset if queryset.ordered else queryset.order_by("pk")
        if column.within:
            queryset = queryset.filter(**{column.within: table.by.association})
        sign = "-" if self.descending else ""
        return queryset.order_by(f"{sign}{column.sort}", f"{sign}pk")

    def turned(self, table: Table[Any]) -> Reading | None:
        """Return the same list from its end; None where no column orders it."""
        return replace(self, descending=not self.descending) if self._sorting(table) else None

    def _sorting(self, table: Table[Any]) -> Column | None:
        column = table.column(self.sort)
        return column if column and column.sort else None

    def params(self, *, without: Iterable[tuple[str, str]] = (), page: int = 1) -> list[tuple[str, str]]:
        """Return the parameters of the address that opens this list; what is usual is left out."""
        columns, sort, size = self.standard
        gone = set(without)
        pairs = [("q", self.text)] if self.text else []
        pairs += [pair for bound in self.filters for pair in bound.params]
        signed = f"{'-' if self.descending else ''}{self.sort}"
        if signed not in (sort, ""):
            pairs.append(("sort", signed))
        if self.columns != columns:
            pairs.append(("columns", ",".join(self.columns)))
        if self.size != size:
            pairs.append(("size", str(self.size)))
        if page > 1:
            pairs.append(("page", str(page)))
        return [pair for pair in pairs if pair not in gone]

    def query(self, *, without: Iterable[tuple[str, str]] = (), page: int = 1) -> str:
        """Return `params` as a query string, without the question mark."""
        return urlencode(self.params(without=without, page=page))

    def sorted_by(self, column: Column) -> Reading:
        """Return the same list ordered by a column, the other way round if it already is."""
        turned = self.sort == column.key and not self.descending
        return replace(self, sort=column.key, descending=turned, page=1)


def read(table: Table[Any], params: QueryDict) -> Reading:
    """Read an address."""
    shown = tuple(column.key for column in table.columns if not column.optional)
    raw_sort = params.get("sort", "")
    sort_column = table.column(raw_sort.removeprefix("-"))
    if sort_column is None or not sort_column.sort:
        raw_sort = table.default_sort
    return Reading(
        text=" ".join(params.get("q", "").replace("\x00", "").split())[:SEARCH_LENGTH]
        if table.search_label
        else "",
        filters=tuple(spec.bind(params, table.by) for spec in table.filters),
        sort=raw_sort.removeprefix("-"),
        descending=raw_sort.startswith("-"),
        columns=_columns(table, params) or shown,
        size=_size(table, params.get("size", "")),
        page=_page(params.get("page", "")),
        standard=(shown, table.default_sort, table.page_size),
    )


def _columns(table: Table[Any], params: QueryDict) -> tuple[str, ...]:
    wanted = {key for value in params.getlist("columns") for key in value.split(",")}
    if not wanted:
        return ()
    primary = {column.key for column in table.columns if column.primary}
    if not wanted & {column.key for column in table.columns}:
        return ()
    return tuple(column.key for column in table.columns if column.key in wanted | primary)


def _size(table: Table[Any], raw: str) -> int:
    return int(raw) if raw in {str(size) for size in (*PAGE_SIZES, table.page_size)} else table.page_size


def _page(raw: str) -> int:
    if not (raw.isascii() and raw.isdigit() and len(raw) < 7):
        return 1
    return max(1, min(int(raw), COUNT_LIMIT // min(PAGE_SIZES)))
