"""The order in which a team goes on its day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden
from safe_employment.kit.policies import check
from safe_employment.visits import policies
from safe_employment.visits.queries import visit_for
from safe_employment.visits.routes import on_days, people_of, routes_of
from safe_employment.visits.states import may_plan

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Visit


@command
def move_in_route(*, by: Actor, visit: Visit, places: int) -> Visit:
    """Move a visit up (negative) or down in its team's order of the day. Raises VISIT_NOT_ON_THE_TEAM."""
    check(by, policies.MAKE_VISITS)
    visit = visit_for(by, visit.pk)
    may_plan(by, visit)
    day = visit.visited_on or visit.planned_on
    if day is None:
        raise Hidden
    team = people_of(visit)
    same = [
        each for each in on_days(by, day, day.fromordinal(day.toordinal() + 1)) if people_of(each) == team
    ]
    stops = [stop.visit for route in routes_of(same, told=()) for stop in route.stops]
    keys = [each.pk for each in stops]
    if visit.pk not in keys:
        raise Hidden
    here = keys.index(visit.pk)
    there = min(max(here + places, 0), len(stops) - 1)
    stops.insert(there, stops.pop(here))
    for number, each in enumerate(stops):
        if each.route_order != number:
            each.route_order = number
            each.save(update_fields=["route_order", "changed_at"])
    record(by, "visits.order_route", visit)
    return visit
