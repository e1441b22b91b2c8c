"""A table as a room declares it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import can

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.policies import Permission
    from safe_employment.kit.tables.columns import Column
    from safe_employment.kit.tables.filters import Filter

M = TypeVar("M", bound=Model)
PAGE_SIZES = (25, 50, 100)
COUNT_LIMIT = 200_000


@dataclass(frozen=True)
class EmptyState:
    """What an empty list says: what would appear here and how to begin."""

    title: str | _StrPromise
    text: str | _StrPromise = ""
    action_label: str | _StrPromise = ""
    action_route: str = ""
    permission: Permission | None = None


@dataclass(frozen=True)
class Total:
    """How many records match; not exact when the bound was reached."""

    number: int
    is_exact: bool


class Table(Generic[M]):
    """Declares a list: subclass it and give it to `list_page` with the records one may see.

    Where `exports` is False, nobody takes it out as a sheet; else who has `export_permission`, or everybody.
    """

    key: ClassVar[str]
    title: ClassVar[str | _StrPromise]
    columns: ClassVar[Sequence[Column]]
    filters: ClassVar[Sequence[Filter]] = ()
    search_label: ClassVar[str | _StrPromise] = ""
    default_sort: ClassVar[str] = ""
    page_size: ClassVar[int] = 50
    exports: ClassVar[bool] = True
    count_limit: ClassVar[int] = COUNT_LIMIT
    search_limit: ClassVar[int] = COUNT_LIMIT
    export_permission: ClassVar[Permission | None] = None
    export_limit: ClassVar[int] = 200_000
    empty: ClassVar[EmptyState] = EmptyState(_("Nothing here yet"))

    def __init__(self, by: Actor) -> None:
        self.by = by

    def search(self, queryset: QuerySet[M], text: str) -> QuerySet[M]:  # noqa: ARG002 - for subclasses
        """Return the records that `text` finds; override it and give `search_label` to offer a search."""
        return queryset

    def may_be_taken_out(self) -> bool:
        """Whether the reader may take the list out as a sheet."""
        return self.exports and (self.export_permission is None or can(self.by, self.export_permission))

    def count(self, queryset: QuerySet[M], *, is_far: bool = False) -> Total:
        """Count the records, but no further than the bound, so that a huge register stays quick.

        `is_far`, as of `Reading`: `search_limit` may then be the nearer bound.
        """
        limit = min(self.count_limit, self.search_limit) if is_far else self.count_limit
        found = queryset.order_by().values("pk")[: limit + 1].count()
        return Total(min(found, limit), found <= limit)

    def rows(self, page: QuerySet[M]) -> Sequence[Any]:
        """Return the records of one page; override to add to them what one more query gives."""
        return list(page)

    def column(self, key: str) -> Column | None:
        """Return the column of that key."""
        return next((column for column in self.columns if column.key == key), None)


def page_of_rows(page: QuerySet[M], every: QuerySet[M]) -> list[M]:
    """Return the rows of a page as `every` completes them, in the order of the page.

    What is selected is worked out for the rows of the pages before, too; so the page is found first.
    """
    return list(every.filter(pk__in=page.values("pk")).order_by(*page.query.order_by))
