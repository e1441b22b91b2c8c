"""The week and the day of the teams: what is on the board, and in which order a team goes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from safe_employment.kit.divisions import division_name
from safe_employment.members.models import Workplace
from safe_employment.visits.models import TeamMember, Visit, VisitState
from safe_employment.visits.queries import visits_for

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

NOT_ON_A_DAY = (VisitState.DRAWN, VisitState.POSTPONED, VisitState.CANCELLED)
Team = frozenset[int]


@dataclass(frozen=True)
class Stop:
    """A visit on a team's way. Until it is released only who opened it is told whom it is for."""

    visit: Visit
    place: Workplace | None
    told: bool

    @property
    def address(self) -> str:
        """Where it is, with its district."""
        if not self.told or self.place is None:
            return ""
        district = division_name(self.place.division_code) if self.place.division_code else ""
        return f"{district} {self.place.address}".strip()

    @property
    def name(self) -> str:
        """Whom it is for; of a sealed visit nothing."""
        return str(self.visit.employer) if self.told else ""

    @property
    def order(self) -> tuple[int, str, str, int]:
        """The order of a day: as the team has put it, else by district and address."""
        place = self.place
        known = (place.division_code, place.address) if place else ("", "")
        by_hand = self.visit.route_order
        return (by_hand if by_hand is not None else 1000, *known, self.visit.pk)


@dataclass(frozen=True)
class Route:
    """A team's stops of one day, in order."""

    title: str
    stops: list[Stop]


def on_days(by: Actor, start: date, end: date) -> QuerySet[Visit]:
    """Return the visits of the days [start, end) that the actor may know of, sealed ones only of their own
    teams (the manager: all).
    """
    team = Prefetch("team", TeamMember.objects.select_related("person"))
    places = Prefetch("employer__workplaces", Workplace.objects.filter(is_main=True), to_attr="main_places")
    found = visits_for(by).exclude(state__in=NOT_ON_A_DAY).annotate(day=Coalesce("visited_on", "planned_on"))
    shown = found.filter(day__gte=start, day__lt=end).select_related("employer", "workplace", "standing_team")
    return shown.prefetch_related(team, places, "officers")


def people_of(visit: Visit) -> Team:
    """Return the keys of the people on the team."""
    return frozenset(member.person_id for member in visit.team.all())


def title_of(visit: Visit) -> str:
    """Return what the team of a visit is called: its name, or its people."""
    if visit.standing_team is not None:
        return visit.standing_team.name
    return _("; ").join(sorted(str(member.person) for member in visit.team.all())) or _("No team yet")


def stop_of(visit: Visit, told: Container[int]) -> Stop:
    """Return a visit as a stop; `told` has the keys of the visits whose target the reader is shown."""
    places: list[Workplace] = getattr(visit.employer, "main_places", [])
    place = visit.workplace or (places[0] if places else None)
    return Stop(visit, place, visit.pk in told or not visit.is_sealed)


def routes_of(visits: Iterable[Visit], *, told: Container[int]) -> list[Route]:
    """Return the visits of a day by team, each in its order."""
    found: dict[Team, list[Stop]] = defaultdict(list)
    for visit in visits:
        found[people_of(visit)].append(stop_of(visit, told))
    routes = [
        Route(title_of(stops[0].visit), sorted(stops, key=lambda stop: stop.order))
        for stops in found.values()
    ]
    return sorted(routes, key=lambda route: route.title)


@dataclass(frozen=True)
class WeekRow:
    """A team's week: its stops day by day."""

    title: str
    days: list[list[Stop]]


def week_of(day: date) -> list[date]:
    """Return the seven days of the week of a day, from Monday."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=n) for n in range(7)]


def board_of(visits: Iterable[Visit], days: list[date], *, told: Container[int]) -> list[WeekRow]:
    """Return the week of each team."""
    rows: dict[str, dict[date, list[Stop]]] = defaultdict(lambda: defaultdict(list))
    for visit in visits:
        day = visit.visited_on or visit.planned_on
        assert day is not None  # noqa: S101 - `on_days` takes those that have a day
        rows[title_of(visit)][day].append(stop_of(visit, told))
    return [
        WeekRow(title, [sorted(held[day], key=lambda stop: stop.order) for day in days])
        for title, held in sorted(rows.items())
    ]
