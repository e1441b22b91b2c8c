"""The view of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.shortcuts import render

from safe_employment.kit.actors import actor_of
from safe_employment.kit.tables.asking import ListAnswer, ListRequest
from safe_employment.kit.tables.export import check_export, export, is_large
from safe_employment.kit.tables.listing import Listing
from safe_employment.kit.tables.reading import read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model, QuerySet
    from django.http import HttpRequest, HttpResponseBase

    from safe_employment.kit.tables.table import Table

M = TypeVar("M", bound="Model")
REGION = "listing"


def list_page(
    request: HttpRequest,
    table: type[Table[M]],
    queryset: QuerySet[M],
    template: str,
    context: Mapping[str, Any] | None = None,
) -> HttpResponseBase:
    """Show the records of `queryset` as `table` declares them; `?export=xlsx` gives them as a sheet
    (a large one is written by the worker).

    The template finds the list as `table` and shows it by `<c-data-table :table="table" />`. When
    htmx asks, only the list itself is sent. The records must already be those that the actor may see.
    """
    listing = listing_of(request, table, queryset)
    if isinstance(request, ListRequest):
        return ListAnswer(listing)
    if request.GET.get("export") == "xlsx":
        return _sheet(request, listing)
    if request.headers.get("HX-Target") == REGION:
        response = render(request, "kit/tables/listing.html", {"table": listing})
        response.headers["HX-Push-Url"] = listing.url
        return response
    return render(request, template, {**(context or {}), "table": listing})


def _sheet(request: HttpRequest, listing: Listing) -> HttpResponseBase:
    """The sheet of a small list; for a large one a page that offers to have it written."""
    check_export(listing)
    if not is_large(listing):
        return export(listing)
    context = {"table": listing, "rows": listing.found.order_by().count()}
    return render(request, "kit/large_sheet.html", context)


def listing_of(request: HttpRequest, table: type[Table[M]], queryset: QuerySet[M]) -> Listing:
    """Return the list that the request asks for, for a page that shows more than the list."""
    bound = table(actor_of(request))
    return Listing(bound, read(bound, request.GET), queryset, request.path)
