"""The view of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from django.shortcuts import render

from safe_employment.kit.actors import actor_of
from safe_employment.kit.tables.export import export
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
    """Show the records of `queryset` as `table` declares them; `?export=xlsx` gives them as a sheet.

    The template finds the list as `table` and shows it by `<c-data-table :table="table" />`. When
    htmx asks, only the list itself is sent. The records must already be those that the actor may see.
    """
    listing = listing_of(request, table, queryset)
    if request.GET.get("export") == "xlsx":
        return export(listing)
    if request.headers.get("HX-Target") == REGION:
        response = render(request, "kit/tables/listing.html", {"table": listing})
        response.headers["HX-Push-Url"] = listing.url
        return response
    return render(request, template, {**(context or {}), "table": listing})


def listing_of(request: HttpRequest, table: type[Table[M]], queryset: QuerySet[M]) -> Listing:
    """Return the list that the request asks for, for a page that shows more than the list."""
    bound = table(actor_of(request))
    return Listing(bound, read(bound, request.GET), queryset, request.path)
