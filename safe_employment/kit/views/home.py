"""The first page after signing in, and the one that asks for a second factor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render

from safe_employment.kit.doors import door
from safe_employment.kit.models import Association, Person
from safe_employment.kit.policies import SEE_OFFICE
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@login_required
def home(request: HttpRequest) -> HttpResponse:
    """Lead a person to the only place they have, or let them choose."""
    assert isinstance(request.user, Person)  # noqa: S101 - login_required
    held = request.user.assignments.filter(ended_at=None)
    places = Association.objects.filter(assignments__in=held).distinct()
    if len(places) == 1:
        roles = set(held.values_list("role", flat=True))
        if roles == {Role.EMPLOYER_CONTACT}:
            return redirect("members:portal", association=places[0].slug)
        return redirect("kit:office", association=places[0].slug)
    return render(request, "kit/home.html", {"places": places, "assignments": held})


@login_required
def second_factor(request: HttpRequest) -> HttpResponse:
    """Explain the second factor and lead to setting it up."""
    return render(request, "kit/second_factor.html")


second_factor.without_second_factor = True  # type: ignore[attr-defined]


@door(SEE_OFFICE)
def office(request: HttpRequest) -> HttpResponse:
    """Show what needs a person today."""
    return render(request, "kit/office.html")
