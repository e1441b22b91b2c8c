"""From a page of the menu to that of the only employer, or a choice among several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render

from safe_employment.kit.actors import actor_of
from safe_employment.kit.navigation import address

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise

    from safe_employment.members.models import Employer

MOST = 100


def to_own(
    request: HttpRequest, employers: QuerySet[Employer], route: str, heading: str | _StrPromise
) -> HttpResponse:
    """Lead to the page `route` (room:name) of the only employer, or let the contact of several choose."""
    own = list(employers.order_by("name")[:MOST])
    if len(own) == 1:
        return redirect(address(actor_of(request), route, pk=own[0].pk))
    context = {"employers": own, "route": route, "heading": heading}
    return render(request, "members/choose_own.html", context)
