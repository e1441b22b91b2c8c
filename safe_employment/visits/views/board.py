"""The week board of the teams, and the day of a team with its route and its sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from safe_employment.kit.actors import actor_of
from safe_employment.kit.doors import door
from safe_employment.kit.navigation import address
from safe_employment.kit.policies import can
from safe_employment.visits import commands, policies
from safe_employment.visits.looks import is_on_the_team, look_at, note_looks, readable
from safe_employment.visits.routes import board_of, on_days, routes_of, week_of
from safe_employment.visits.views.parts import to_open

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return timezone.localdate()


@dataclass(frozen=True)
class Board:
    """The visits that are shown; `opened`: with sealed ones, where these were asked for; `told` has the keys
    of those whose target is shown.
    """

    visits: list[Visit]
    opened: bool
    told: set[int]
    has_sealed: bool


def _board(by: Actor, request: HttpRequest, start: date, end: date) -> Board:
    """Read the visits of [start, end). Sealed ones of other teams, their day too, and every sealed target
    are shown only when they are asked for, and then each look is noted. Of other teams the targets are
    shown where their seal was opened.
    """
    visits, opened = list(on_days(by, start, end)), request.GET.get("sealed") == "show"
    own = [visit for visit in visits if visit.is_sealed and is_on_the_team(by, visit)]
    if opened:
        note_looks(by, visits)
    else:
        visits = [visit for visit in visits if not visit.is_sealed or visit in own]
    told = readable(by, visits) if opened else set()
    return Board(visits, opened, told, bool(own) or can(by, policies.SEE_SEALED))


@door(policies.SEE_VISITS)
def week(request: HttpRequest) -> HttpResponse:
    """Show the week: days by teams. One's own sealed visits show their number, their target on demand."""
    by, day = actor_of(request), _day(request)
    days = week_of(day)
    board = _board(by, request, days[0], days[-1] + timedelta(days=1))
    context = {
        "days": days, "rows": board_of(board.visits, days, told=board.told), "opened": board.opened,
        "today": timezone.localdate(), "has_sealed": board.has_sealed,
        "before": days[0] - timedelta(days=7), "after": days[0] + timedelta(days=7), "day": days[0],
    }  # fmt: skip
    return render(request, "visits/week.html", context)


@door(policies.SEE_VISITS)
def day(request: HttpRequest) -> HttpResponse:
    """Show a day: each team's route in order, and what it needs at the door."""
    by, asked = actor_of(request), _day(request)
    board = _board(by, request, asked, asked + timedelta(days=1))
    context = {
        "day": asked, "routes": routes_of(board.visits, told=board.told), "opened": board.opened,
        "has_sealed": board.has_sealed, "before": asked - timedelta(days=1),
        "after": asked + timedelta(days=1), "person": by.person,
        "codes": {visit.pk: visit.arrival_code for visit in board.visits if _may_show_code(by, visit)},
    }  # fmt: skip
    return render(request, "visits/day.html", context)


def _may_show_code(by: Actor, visit: Visit) -> bool:
    """The code is for the team itself: whoever else knew it could pass for them at the door."""
    return bool(visit.arrival_code) and is_on_the_team(by, visit)


@door(policies.MAKE_VISITS)
@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Move a visit up or down in the order of its day."""
    by = actor_of(request)
    visit = look_at(by, pk)
    if visit is None:
        return to_open(by, pk)
    places = -1 if request.POST.get("to") == "up" else 1
    moved = commands.move_in_route(by=by, visit=visit, places=places)
    on = moved.visited_on or moved.planned_on
    return HttpResponseRedirect(f"{address(by, 'visits:day')}?day={on.isoformat() if on else ''}")
