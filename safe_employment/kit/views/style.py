"""The living page of every component, with sample data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from safe_employment.kit.doors import door
from safe_employment.kit.policies import SEE_OFFICE

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@door(SEE_OFFICE)
def style(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    return render(request, "kit/style.html")
