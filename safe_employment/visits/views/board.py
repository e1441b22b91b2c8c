"""The week board of the teams, and the day of a team with its route and its sheet."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.navigation import address
from safe_employment.visits import commands, policies, queries
from safe_employment.visits.looks import note_looks
from safe_employment.visits.routes import board_of, on_days, routes_of, week_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return timezone.localdate()


def _opened(by: Actor, request: HttpRequest, visits: list[Visit]) -> bool:
    """Whether sealed targets are shown: only when asked for, and then each look is noted."""
    opened = request.GET.get("sealed") == "show"
    if opened:
        note_looks(by, visits)
    return opened


@door(policies.SEE_VISITS)
def week(request: HttpRequest) -> HttpResponse:
    """Show the week: days by teams. A sealed visit shows its number, its target only on demand."""
    by, day = actor_of(request), _day(request)
    days = week_of(day)
    visits = list(on_days(by, days[0], days[-1] + timedelta(days=1)))
    opened = _opened(by, request, visits)
    context = {
        "days": days, "rows": board_of(visits, days, opened=opened), "opened": opened,
        "today": timezone.localdate(), "has_sealed": any(visit.is_sealed for visit in visits),
        "before": days[0] - timedelta(days=7), "after": days[0] + timedelta(days=7), "day": days[0],
    }  # fmt: skip
    return render(request, "visits/week.html", context)


@door(policies.SEE_VISITS)
def day(request: HttpRequest) -> HttpResponse:
    """Show a day: each team's route in order, and what it needs at the door."""
    by, asked = actor_of(request), _day(request)
    visits = list(on_days(by, asked, asked + timedelta(days=1)))
    opened = _opened(by, request, visits)
    context = {
        "day": asked, "routes": routes_of(visits, opened=opened), "opened": opened,
        "has_sealed": any(visit.is_sealed for visit in visits), "before": asked - timedelta(days=1),
        "after": asked + timedelta(days=1), "person": by.person,
        "codes": {visit.pk: visit.arrival_code for visit in visits if _may_show_code(by, visit)},
    }  # fmt: skip
    return render(request, "visits/day.html", context)


def _may_show_code(by: Actor, visit: Visit) -> bool:
    """The code is for the team itself: whoever else knew it could pass for them at the door."""
    return (
        bool(visit.arrival_code)
        and by.person is not None
        and by.person.pk in {member.person_id for member in visit.team.all()}
    )


@door(policies.MAKE_VISITS)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Move a visit up or down in the order of its day."""
    by = actor_of(request)
    visit = queries.visit_for(by, pk)
    places = -1 if request.POST.get("to") == "up" else 1
    moved = commands.move_in_route(by=by, visit=visit, places=places)
    on = moved.visited_on or moved.planned_on
    return HttpResponseRedirect(f"{address(by, 'visits:day')}?day={on.isoformat() if on else ''}")
