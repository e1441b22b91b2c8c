"""The first page after signing in, and the one that asks for a second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone

from safe_employment.kit.actors import actor_for, actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.models import Association, Person
from safe_employment.kit.navigation import landing
from safe_employment.kit.policies import SEE_OFFICE
from safe_employment.kit.roles import Role
from safe_employment.kit.today import sections_for

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Lead a person to the only place they have, or let them choose."""
    assert isinstance(request.user, Person)  # noqa: S101 - login_required
    held = request.user.assignments.filter(ended_at=None)
    places = Association.objects.all()
    if not held.filter(role=Role.ADMINISTRATOR).exists():
        places = places.filter(assignments__in=held).distinct()
    begin = [(place, landing(actor_for(request.user, place, channel="web"))) for place in places]
    if len(begin) == 1:
        return redirect(begin[0][1])
    return render(request, "kit/home.html", {"places": begin})


@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Explain the second factor and lead to setting it up."""
    return render(request, "kit/second_factor.html")


second_factor.without_second_factor = True  # type: ignore[attr-defined]


@door(SEE_OFFICE)
def office(request: HttpRequest) -> HttpResponse:
    """Show what needs a person today."""
    sections = sections_for(actor_of(request), timezone.localdate())
    return render(request, "kit/office.html", {"sections": sections})
