"""What a team can do on a day, and names that are as long as may be."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest

from safe_employment.engines.draw.file import opened
from safe_employment.engines.draw.tests.factories import a_file, a_roster
from safe_employment.engines.draw.tests.test_dealing import teams
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.models import Association
from safe_employment.members.tests.factories import employer
from safe_employment.visits.commands import weeks
from safe_employment.visits.commands.drawing import file_of
from safe_employment.visits.commands.weeks import draw_week
from safe_employment.visits.drawing.queries import visits_of_period
from safe_employment.visits.drawing.tasks import draw_due_weeks
from safe_employment.visits.models import DrawPeriod, Team
from safe_employment.visits.tests.drawing import NOW, at, drawing

pytestmark = pytest.mark.django_db


@pytest.fixture
def large(kunming: Association) -> list[Any]:
    return [employer(kunming, division_code="530102", industry_code="H62", staff=250) for _ in range(30)]


def hours_of_days(period: DrawPeriod) -> Counter[date]:
    rows = dict(period.rows.values_list("employer", "staff"))
    used: Counter[date] = Counter()
    for there, day in visits_of_period(period).values_list("employer", "planned_on"):
        assert day is not None
        used[day] += 6 if rows[there] >= 200 else 2
    return used


def test_no_day_has_more_visits_than_the_team_has_hours(
    manager: Actor, team: Team, roster: list[Any], large: list[Any]
) -> None:
    period = drawing(manager)
    assert {row["day_minutes"] for row in file_of(period)["teams"]} == {360}
    for week in period.weeks.all():
        draw_week(by=machine(manager.home), week=week, now=NOW, today=date(2026, 3, 7))
    used = hours_of_days(period)
    assert max(used.values()) == 6, "a large one has a day of its own"
    assert visits_of_period(period).count() > 10


def test_a_week_drawn_late_overfills_no_day_either(
    manager: Actor, team: Team, roster: list[Any], large: list[Any]
) -> None:
    period = drawing(manager)
    # Wednesday: what was drawn for Monday and Tuesday moves only to where there are hours left.
    draw_due_weeks(machine(manager.home), at(date(2026, 3, 11)))
    used = hours_of_days(period)
    assert used
    assert max(used.values()) <= 6
    first = period.weeks.get(place=0)
    assert {why for _key, why in first.left_out} == {"late"}


def test_a_long_day_left_takes_short_visits_only() -> None:
    file = opened(a_file(a_roster(4, hours=a_roster(4).hours * 0 + 3.0), teams()))
    days = ["2026-03-09", "2026-03-10", "2026-03-11"]
    team = type(file.teams[0])("T", (6,) * 6, (18.0,) * 6, None, (tuple(days),) * 6, 6.0)
    found = type(file)(file.file, file.keys, file.frame, (team, team), file.per_year, file.weeks, file.steps)
    rows = [[key, "T", day] for key, day in zip(file.keys, [days[0], days[0], days[2], days[2]], strict=True)]
    left = weeks.on_days_left(rows, found, 0, date(2026, 3, 10))
    assert [each.day and each.day.day for each in left] == [10, 10, 11, 11]
    left = weeks.on_days_left(rows, found, 0, date(2026, 3, 11))
    assert [each.day and each.day.day for each in left] == [None, None, 11, 11]


def test_an_association_with_the_longest_short_name_is_drawn_for(
    manager: Actor, team: Team, roster: list[Any]
) -> None:
    home = manager.home
    Association.objects.filter(pk=home.pk).update(slug="k" * 60)
    home.slug = "k" * 60
    period = drawing(manager)
    draw_week(by=machine(home), week=period.weeks.get(place=0), now=NOW, today=date(2026, 3, 7))
    assert visits_of_period(period).count() == 8
