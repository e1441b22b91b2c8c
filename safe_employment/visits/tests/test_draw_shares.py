"""Visits with reasons beside the draw: within the places kept, or with the agreement of another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import ProgrammeError
from safe_employment.kit.models import Notice
from safe_employment.kit.roles import Role
from safe_employment.kit.tests.actors import actor
from safe_employment.members.tests.factories import employer
from safe_employment.visits.commands import (
    cancel_visit,
    change_plan,
    end_visit,
    plan_visit,
    postpone_visit,
    replan_visit,
    set_out,
)
from safe_employment.visits.commands.targeting import agree_target, ask_target
from safe_employment.visits.drawing.presentation import facts_of
from safe_employment.visits.drawing.queries import kept_places, with_reasons
from safe_employment.visits.models import DrawPeriod, Team, Visit
from safe_employment.visits.tests.drawing import FIRST, LAST, SEALED_ON, at, drawing
from safe_employment.visits.tests.factories import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def period(manager: Actor, team: Team, roster: list[Any]) -> DrawPeriod:
    return drawing(manager)


def planned(by: Actor, *team: Actor, on: date = FIRST, to: Any = None) -> Visit:
    there = to or employer(by.home)
    return plan_visit(
        by=by, employer=there, planned_on=on, team=people(by, *team), why="有人反映", today=SEALED_ON
    )


def test_beyond_the_places_kept_another_person_must_agree(
    period: DrawPeriod, manager: Actor, monitor: Actor, other_monitor: Actor
) -> None:
    assert kept_places(period) == 4
    for place in range(4):
        planned(monitor, other_monitor, on=FIRST + timedelta(days=place))
    with pytest.raises(ProgrammeError, match="VISIT_NO_PLACE_KEPT"):
        planned(monitor, other_monitor, on=LAST)
    planned(monitor, other_monitor, on=LAST + timedelta(days=1))
    asked = ask_target(by=monitor, employer=employer(manager.home), why="工人说门锁着", today=SEALED_ON)
    agree_target(
        by=manager, asked=asked, planned_on=LAST, team=people(monitor, other_monitor), today=SEALED_ON
    )
    assert with_reasons(period).count() == 5
    for visit in with_reasons(period)[:2]:
        cancel_visit(by=manager, visit=visit, reason="不去了")
    planned(monitor, other_monitor)


def test_a_visit_that_is_moved_keeps_to_the_places_as_one_planned_anew(
    period: DrawPeriod, manager: Actor, monitor: Actor, other_monitor: Actor
) -> None:
    held = [planned(monitor, other_monitor, on=FIRST + timedelta(days=place)) for place in range(4)]
    outside, team = (
        planned(monitor, other_monitor, on=LAST + timedelta(days=1)),
        people(monitor, other_monitor),
    )
    with pytest.raises(ProgrammeError, match="VISIT_NO_PLACE_KEPT"):
        change_plan(by=monitor, visit=outside, planned_on=LAST, team=team, today=SEALED_ON)
    postpone_visit(by=monitor, visit=outside, reason="路断了")
    with pytest.raises(ProgrammeError, match="VISIT_NO_PLACE_KEPT"):
        replan_visit(by=monitor, visit=outside, planned_on=LAST, today=SEALED_ON)
    change_plan(by=monitor, visit=held[0], planned_on=LAST, team=team, today=SEALED_ON)
    asked = ask_target(by=monitor, employer=employer(manager.home), why="工人说门锁着", today=SEALED_ON)
    later = LAST + timedelta(days=2)
    agree_target(by=manager, asked=asked, planned_on=later, team=team, today=SEALED_ON)
    asked.refresh_from_db()
    assert asked.visit is not None
    change_plan(by=monitor, visit=asked.visit, planned_on=LAST, team=team, today=SEALED_ON)
    change_plan(by=monitor, visit=held[1], planned_on=LAST, team=team, today=SEALED_ON)
    cancel_visit(by=manager, visit=held[2], reason="不去了")
    cancel_visit(by=manager, visit=held[3], reason="不去了")
    replan_visit(by=monitor, visit=outside, planned_on=LAST, today=SEALED_ON)


def test_a_refused_visit_is_made_again_whatever_is_left(
    period: DrawPeriod, monitor: Actor, other_monitor: Actor
) -> None:
    first = planned(monitor, other_monitor)
    set_out(by=monitor, visit=first, now=at(FIRST))
    end_visit(by=monitor, visit=first, outcome="refused", now=at(FIRST, 3), reason="不让进")
    period.weeks.update(kept_places=0)
    with pytest.raises(ProgrammeError, match="VISIT_NO_PLACE_KEPT"):
        planned(monitor, other_monitor, on=LAST)
    before = Notice.objects.filter(kind="visits.planned_alone").count()
    planned(monitor, other_monitor, on=LAST, to=first.employer)
    assert Notice.objects.filter(kind="visits.planned_alone").count() == before


def test_of_what_one_person_plans_another_manager_learns(
    manager: Actor, monitor: Actor, other_monitor: Actor, board: Actor
) -> None:
    def told(by: Actor) -> int:
        return Notice.objects.filter(kind="visits.planned_alone", person=by.person).count()

    visit = planned(monitor, other_monitor)
    assert (told(manager), told(board), told(monitor)) == (1, 0, 0)
    assert visit.employer.name not in str(Notice.objects.get(kind="visits.planned_alone").facts)
    plan_visit(
        by=manager, employer=employer(manager.home), planned_on=FIRST, team=people(monitor, other_monitor),
        why="有人反映", today=SEALED_ON,
    )  # fmt: skip
    assert (told(manager), told(board)) == (1, 0), "sealed: nothing for the board"
    second = actor(manager.home, Role.MANAGER)
    plan_visit(
        by=manager, employer=employer(manager.home), planned_on=FIRST, team=people(monitor, other_monitor),
        why="有人反映", today=SEALED_ON,
    )  # fmt: skip
    assert (told(manager), told(board), told(second)) == (1, 0, 1)


def test_the_page_of_a_period_counts_what_is_no_secret(
    period: DrawPeriod, monitor: Actor, other_monitor: Actor
) -> None:
    before = [value for _name, value in facts_of(period)]
    visit = planned(monitor, other_monitor)
    assert [value for _name, value in facts_of(period)] == before, "planned, and not told"
    set_out(by=monitor, visit=visit, now=at(FIRST))
    after = [value for _name, value in facts_of(period)]
    assert [(was, now) for was, now in zip(before, after, strict=True) if was != now] == [(0, 1)]
