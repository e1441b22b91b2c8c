"""Drawings of charts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse

from safe_employment.kit.charts.addresses import chart_at
from safe_employment.kit.doors import public

if TYPE_CHECKING:
    from django.http import HttpRequest

YEAR = 365 * 24 * 3600


@public
def chart(_request: HttpRequest, facts: str) -> HttpResponse:
    """Give the drawing that the address describes; its signature shows that a page of ours named it."""
    response = HttpResponse(chart_at(facts).svg(), content_type="image/svg+xml")
    response.headers["Cache-Control"] = f"private, max-age={YEAR}, immutable"
    return response
