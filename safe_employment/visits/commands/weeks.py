"""The weeks of the draw, which become sealed visits. Logs never name a target."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from safe_employment.engines import draw
from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.kit.queries import one_of
from safe_employment.members.models import Employer, Standing
from safe_employment.visits import notices, policies
from safe_employment.visits.commands.drawing import file_of, secret_of
from safe_employment.visits.commands.planning import draw_visit, seal_visit
from safe_employment.visits.drawing import errors, rosters
from safe_employment.visits.drawing.notices import tell_left_out
from safe_employment.visits.drawing.queries import periods_for, visits_of_period
from safe_employment.visits.models import DrawWeek, LeftOut

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from safe_employment.kit.actors import Actor
    from safe_employment.visits.models import Team, Visit


@dataclass(frozen=True)
class Drawn:
    """A row that was drawn, and the day of its visit: None where all days of the week are over."""

    key: str
    team: str
    day: date | None


@command
def draw_week(*, by: Actor, week: DrawWeek, now: datetime, today: date) -> DrawWeek:
    """Draw the schedule of a week and make its visits, once; a visit whose team no longer fits waits for
    another, and the managers learn it. Of rows that become no visit managers and board learn how many.

    A week that is over is drawn for the record, so that everybody can check it, and becomes no visit.
    Of two processes one draws: the update is conditional. Raises ProgrammeError DRAW_WEEK_DRAWN,
    DRAW_NO_NUMBER.
    """
    check(by, policies.DRAW_VISITS)
    period = one_of(periods_for(by), week.period_id)
    if not period.number:
        raise ProgrammeError(errors.DRAW_NO_NUMBER)
    if not DrawWeek.objects.filter(pk=week.pk, drawn_at=None).update(drawn_at=now):
        raise ProgrammeError(errors.DRAW_WEEK_DRAWN)
    drawer = draw.Drawer(file_of(period), secret=secret_of(period), number=period.number)
    week.drawn, week.drawn_at = drawer.week(week.place), now
    drawn = on_days_left(week.drawn, drawer.opened, week.place, today)
    week.left_out = _make_visits(by, week, drawn, today)
    week.save(update_fields=["drawn", "drawn_at", "left_out", "changed_at"])
    told = {"week": week.name, "visits": len(week.drawn), "left_out": len(week.left_out)}
    record(by, "visits.draw_week", period, details=told)
    if week.left_out:
        tell_left_out(week)
    return week


def on_days_left(rows: Sequence[Sequence[str]], opened: draw.Opened, place: int, today: date) -> list[Drawn]:
    """Return what was drawn with the days that are left of the week; a team makes no more visits a day than
    its week had on a day, and none for which the day has no hours left.
    """
    teams = {team.key: team for team in opened.teams}
    hours = dict(zip(opened.keys, (opened.frame.minutes / 60).tolist(), strict=True))
    told = [(key, team, date.fromisoformat(day)) for key, team, day in rows]
    full: dict[tuple[str, date], list[float]] = {}
    for key, team, day in told:
        full.setdefault((team, day), []).append(hours[key])
    found = []
    for key, team, day in told:
        left: date | None = day
        if day < today:
            left = _next(teams[team], place, today, hours[key], full)
            if left is not None:
                full.setdefault((team, left), []).append(hours[key])
        found.append(Drawn(key, team, left))
    return found


def _next(
    team: draw.Team, place: int, today: date, hours: float, full: Mapping[tuple[str, date], list[float]]
) -> date | None:
    """Return the first day from today on that has room for one more visit of these hours."""
    days = [date.fromisoformat(day) for day in team.days[place]]
    most = draw.most_a_day(team.visits[place], max(len(days), 1))
    for day in days:
        there = full.get((team.key, day), [])
        if day >= today and len(there) < most and sum(there) + hours <= team.day_hours + 1e-9:
            return day
    return None


def _make_visits(by: Actor, week: DrawWeek, drawn: Sequence[Drawn], today: date) -> list[list[str]]:
    """Make the visits; returns of whom none was made, and why."""
    period, left_out = week.period, []
    teams = {f"T{team.pk}": team for team in rosters.standing_teams(by.home)}
    rows = period.rows.filter(key__in=[each.key for each in drawn])
    employers = dict(rows.values_list("key", "employer"))
    held = Employer.objects.select_related("merged_into").in_bulk(list(employers.values()))
    keys = {
        employer: drawn_in.rpartition(":")[2]
        for employer, drawn_in in visits_of_period(period).values_list("employer", "drawn_in")
    }
    for each in drawn:
        found = held.get(employers[each.key])
        employer = (found.merged_into or found) if found else None
        if employer is None or (why := _left_out(employer, each, keys)):
            left_out.append([each.key, LeftOut.GONE if employer is None else why])
            continue
        keys[employer.pk] = each.key
        visit = draw_visit(by=by, employer=employer, drawn_in=f"{period.slug}:{week.name}:{each.key}")
        _give_team(by, visit, teams.get(each.team), each.day or today, today)
    return left_out


def _left_out(employer: Employer, each: Drawn, keys: Mapping[int, str]) -> str:
    """Return why a row becomes no visit; `keys` are those under which employers were visited."""
    if employer.standing == Standing.LEFT:
        return LeftOut.NOT_A_MEMBER
    if keys.get(employer.pk, each.key) != each.key:
        return LeftOut.MERGED
    return "" if each.day else LeftOut.LATE


def _give_team(by: Actor, visit: Visit, team: Team | None, planned_on: date, today: date) -> None:
    """Seal the visit with its team; where that is dissolved or tied by now, the visit stays drawn."""
    code = "VISIT_TEAM_DISSOLVED"
    if team is not None:
        try:
            with transaction.atomic():
                seal_visit(
                    by=by, visit=visit, planned_on=planned_on, team=list(team.members.all()), today=today,
                    standing_team=team,
                )  # fmt: skip
        except ProgrammeError as problem:
            code = problem.code
        else:
            return
    notices.tell_no_team(visit)
    record(by, "visits.drawn_team_unfit", visit, details={"code": code})


def lead() -> timedelta:
    """How long before its Monday a week is drawn: on the Saturday."""
    return timedelta(days=2)
