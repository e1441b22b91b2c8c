"""From drawn to closed: release by the clock or the manager, what follows an outcome, teams, routes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from safe_employment.findings.commands import declare_tie
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Notice
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.tests.factories import employer
from safe_employment.visits import commands, queries, tasks
from safe_employment.visits.arrival import real_team
from safe_employment.visits.models import Origin, Team, Visit
from safe_employment.visits.tests.factories import (
    DAY,
    MADE,
    TODAY,
    people,
    planned,
    released,
    reported,
    under_way,
)
from safe_employment.visits.tests.test_pages import url

NIGHT = datetime(2026, 3, 9, 22, 0, tzinfo=UTC)  # six in the morning of the day in Kunming
MORNING = datetime(2026, 3, 9, 23, 5, tzinfo=UTC)


def standing(by: Actor, *members: Actor, name: str = "一队") -> Team:
    return commands.keep_team(
        by=by, name=name, members=people(*members), working_days=[0, 2], hours_per_day=Decimal(6),
        districts=["530102"],
    )  # fmt: skip


def drawn(by: Actor) -> Visit:
    return commands.draw_visit(by=machine(by.home), employer=employer(by.home), drawn_in="2026-1/w3/7")


class TestDrawn:
    def test_a_row_of_a_draw_becomes_one_visit_that_only_the_manager_opens(
        self, monitor: Actor, manager: Actor
    ) -> None:
        visit = drawn(monitor)
        assert (visit.state, visit.origin, visit.planned_on) == ("drawn", Origin.DRAWN, None)
        assert not queries.visits_for(monitor).exists()
        assert list(queries.visits_for(manager)) == [visit]
        with pytest.raises(ProgrammeError, match="VISIT_DRAWN_ALREADY"):
            drawn(monitor)

    def test_it_gets_its_day_and_team_and_is_released(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = commands.seal_visit(
            by=machine(monitor.home), visit=drawn(monitor), planned_on=DAY,
            team=people(monitor, other_monitor), today=DAY,
        )  # fmt: skip
        assert visit.state == "sealed"
        tasks.release_due(machine(monitor.home), NIGHT)
        visit.refresh_from_db()
        assert visit.is_sealed
        tasks.release_due(machine(monitor.home), MORNING)
        visit.refresh_from_db()
        assert (visit.state, visit.visited_on, len(visit.arrival_code)) == ("released", DAY, 8)

    def test_a_monitor_draws_nothing(self, monitor: Actor) -> None:
        with pytest.raises(Hidden):
            commands.draw_visit(by=monitor, employer=employer(monitor.home), drawn_in="x")

    def test_it_goes_to_the_main_workplace(self, monitor: Actor) -> None:
        there = employer(monitor.home, address="翠湖南路1号")
        visit = commands.draw_visit(by=machine(monitor.home), employer=there, drawn_in="2026-1/w3/8")
        assert visit.workplace == there.workplaces.get()

    def test_a_targeted_visit_says_why(self, monitor: Actor, other_monitor: Actor) -> None:
        with pytest.raises(ProgrammeError, match="VISIT_WHY_MISSING"):
            planned(monitor, monitor, other_monitor, why="  ")
        visit = planned(monitor, monitor, other_monitor)
        with pytest.raises(IntegrityError, match="targeted_visit_says_why"), transaction.atomic():
            Visit.objects.filter(pk=visit.pk).update(why="")


class TestRelease:
    def test_a_second_release_is_refused(self, monitor: Actor, other_monitor: Actor, manager: Actor) -> None:
        visit = released(monitor, other_monitor)
        code = visit.arrival_code
        with pytest.raises(ProgrammeError, match="STATE_NOT_FROM_HERE"):
            commands.release_visit(by=manager, visit=visit, now=MADE)
        tasks.release_due(machine(monitor.home), MORNING)
        visit.refresh_from_db()
        assert visit.arrival_code == code

    def test_it_is_not_before_its_day_and_not_by_a_monitor(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = planned(monitor, monitor, other_monitor)
        before = MADE - timedelta(days=1)
        with pytest.raises(ProgrammeError, match="VISIT_NOT_ITS_DAY"):
            commands.release_visit(by=manager, visit=visit, now=before)
        with pytest.raises(ProgrammeError, match="VISIT_NOT_RELEASED_YET"):
            commands.set_out(by=monitor, visit=visit, now=before)
        with pytest.raises(ProgrammeError, match="VISIT_NOT_RELEASED_YET"):
            commands.set_out(by=monitor, visit=visit, now=NIGHT)
        with pytest.raises(Hidden):
            commands.release_visit(by=monitor, visit=visit, now=MADE)
        assert commands.release_visit(by=manager, visit=visit, now=MADE).state == "released"

    def test_a_team_sets_out_though_the_clock_was_down(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = commands.set_out(by=monitor, visit=planned(monitor, monitor, other_monitor), now=MADE)
        assert (visit.state, visit.released_at, len(visit.arrival_code)) == ("under_way", MADE, 8)

    def test_a_tie_declared_since_stops_it_and_the_manager_learns_it_once(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = planned(manager, monitor, other_monitor)
        declare_tie(by=other_monitor, employer=visit.employer, kind="supplier", today=date(2026, 3, 5))
        for hours in range(3):
            tasks.release_due(machine(monitor.home), MORNING + timedelta(hours=hours))
        visit.refresh_from_db()
        assert visit.is_sealed
        told = Notice.objects.filter(kind="visits.not_released")
        assert [notice.person for notice in told] == [manager.person]
        assert str(visit.employer) not in f"{told[0].facts}"

    def test_a_day_on_which_the_programme_did_not_run_is_told_once_and_replaced(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = planned(manager, monitor, other_monitor)
        later = MORNING + timedelta(days=2)
        for hours in range(3):
            tasks.release_due(machine(monitor.home), later + timedelta(hours=hours))
        visit.refresh_from_db()
        assert visit.is_sealed
        told = Notice.objects.filter(kind="visits.day_passed")
        assert [notice.person for notice in told] == [manager.person]
        assert told[0].facts == {"reference": visit.reference}
        day = DAY + timedelta(days=3)
        commands.change_plan(
            by=manager, visit=visit, planned_on=day, team=people(monitor, other_monitor), today=DAY
        )
        tasks.release_due(machine(monitor.home), MORNING + timedelta(days=3))
        visit.refresh_from_db()
        assert (visit.state, visit.visited_on) == ("released", day)

    def test_the_database_keeps_a_tied_team_from_being_released(
        self, monitor: Actor, other_monitor: Actor
    ) -> None:
        from safe_employment.visits.tests.test_visits import at_once

        visit = planned(monitor, monitor, other_monitor)
        declare_tie(by=monitor, employer=visit.employer, kind="owner", today=date(2026, 3, 5))
        facts = {"state": "released", "released_at": MADE, "visited_on": DAY}
        with pytest.raises(IntegrityError, match="tie"):
            at_once(lambda: Visit.objects.filter(pk=visit.pk).update(**facts))


class TestWhatFollows:
    def test_a_refusal_brings_the_visit_back(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = under_way(monitor, other_monitor)
        commands.end_visit(by=monitor, visit=visit, outcome="refused", now=MADE, reason="门卫不让进")
        assert list(queries.to_return(monitor.home)) == [visit]
        visit.refresh_from_db()
        assert visit.return_by == DAY + timedelta(days=42)
        again = under_way(monitor, other_monitor, employer=visit.employer)
        assert list(queries.to_return(monitor.home)) == [visit]
        commands.end_visit(by=monitor, visit=again, outcome="held", now=MADE)
        assert not queries.to_return(monitor.home).exists()

    @pytest.mark.parametrize("outcome", ["not_found", "business_closed"])
    def test_the_clerk_learns_of_a_workplace_where_nobody_was_met(
        self, outcome: str, *, monitor: Actor, other_monitor: Actor, clerk: Actor, manager: Actor,
        django_capture_on_commit_callbacks,
    ) -> None:  # fmt: skip
        visit = under_way(monitor, other_monitor)
        with django_capture_on_commit_callbacks(execute=True):
            commands.end_visit(by=monitor, visit=visit, outcome=outcome, now=MADE, reason="卷帘门锁着")
        told = Notice.objects.get(kind="visits.nobody_met")
        assert (told.person, f"/employers/{visit.employer_id}/" in told.path) == (clerk.person, True)
        assert told.facts == {"reference": visit.reference}, "mail is read on shared screens"
        commands.review_visit(by=manager, visit=visit, today=TODAY)
        assert commands.close_visit(by=manager, visit=visit, today=TODAY).state == "closed"

    def test_going_on_after_a_refusal_gives_the_employer_a_code_to_check_again(
        self, monitor: Actor, other_monitor: Actor
    ) -> None:
        visit = under_way(monitor, other_monitor)
        commands.end_visit(by=monitor, visit=visit, outcome="refused", now=MADE, reason="不信是真的")
        visit = commands.go_on(by=monitor, visit=visit, reason="老板来了，让进", now=MADE)
        assert real_team(visit.arrival_code, MADE) is not None
        shown = f"{visit.arrival_code[:4]} {visit.arrival_code[4:]}"
        assert shown in signed_in(monitor).get(url(monitor, "visit", pk=visit.pk)).content.decode()
        commands.end_visit(by=monitor, visit=visit, outcome="held", now=MADE)
        visit = commands.go_on(by=monitor, visit=visit, reason="漏了一处", now=MADE + timedelta(days=1))
        assert visit.arrival_code == ""

    def test_postponed_for_safety_is_sealed_again_and_asks_for_a_day(
        self, monitor: Actor, other_monitor: Actor, board: Actor
    ) -> None:
        visit = under_way(monitor, other_monitor)
        assert queries.visits_for(board).exists()
        commands.postpone_visit(by=monitor, visit=visit, reason="门口有人持械")
        visit.refresh_from_db()
        assert (visit.state, visit.is_sealed, visit.arrival_code, visit.started_at) == (
            "postponed", True, "", None,
        )  # fmt: skip
        assert not queries.visits_for(board).exists()
        commands.replan_visit(by=monitor, visit=visit, planned_on=date(2026, 3, 12), today=DAY)
        assert Visit.objects.get().state == "sealed"

    def test_what_was_noted_too_soon_is_taken_back(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = under_way(monitor, other_monitor)
        with pytest.raises(ProgrammeError, match="VISIT_NOT_OVER"):
            commands.go_on(by=monitor, visit=visit, reason="x", now=MADE)
        commands.end_visit(by=monitor, visit=visit, outcome="not_found", now=MADE, reason="找不到门")
        commands.go_on(by=monitor, visit=visit, reason="门在巷子里", now=MADE)
        visit.refresh_from_db()
        assert (visit.state, visit.outcome, visit.ended_at) == ("under_way", "", None)
        commands.end_visit(by=monitor, visit=visit, outcome="held", now=MADE)
        with pytest.raises(ProgrammeError, match="VISIT_IS_OVER"):
            commands.postpone_visit(by=monitor, visit=visit, reason="晚了")

    def test_the_clock_closes_what_was_reviewed_once_the_time_to_reply_is_over(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = reported(monitor, other_monitor)
        commands.review_visit(by=manager, visit=visit, today=TODAY)
        for days, state in ((14, "reviewed"), (15, "closed"), (16, "closed")):
            tasks.close_reviewed(
                machine(monitor.home), datetime(2026, 3, 20, 2, tzinfo=UTC) + timedelta(days=days)
            )
            visit.refresh_from_db()
            assert visit.state == state

    def test_a_reviewer_with_a_tie_reviews_nothing(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        visit = reported(monitor, other_monitor)
        declare_tie(by=manager, employer=visit.employer, kind="former_job", today=TODAY)
        with pytest.raises(ProgrammeError, match="VISIT_REVIEWER_HAS_TIE"):
            commands.review_visit(by=manager, visit=visit, today=TODAY)


class TestStandingTeams:
    def test_are_formed_changed_and_dissolved_by_the_manager(
        self, monitor: Actor, other_monitor: Actor, manager: Actor, board: Actor
    ) -> None:
        client = signed_in(manager)
        assert "No standing teams yet" in client.get(url(manager, "teams")).content.decode()
        sent = {
            "name": "一队", "members": [person.pk for person in people(monitor, other_monitor)],
            "working_days": ["0", "2"], "hours_per_day": "6.5", "districts": ["530102"],
        }  # fmt: skip
        assert client.post(url(manager, "new_team"), sent).status_code == 302
        team = Team.objects.get()
        assert (team.working_days, team.districts, team.hours_per_day) == ([0, 2], ["530102"], Decimal("6.5"))
        assert "一队" in signed_in(monitor).get(url(monitor, "teams")).content.decode()
        assert signed_in(board).get(url(board, "teams")).status_code == 404
        assert signed_in(monitor).get(url(monitor, "change_team", pk=team.pk)).status_code == 404
        client.post(url(manager, "change_team", pk=team.pk), {**sent, "name": "东队"})
        client.post(url(manager, "dissolve_team", pk=team.pk))
        team.refresh_from_db()
        assert (team.name, team.is_standing) == ("东队", False)
        with pytest.raises(ProgrammeError, match="VISIT_TEAM_DISSOLVED"):
            commands.dissolve_team(by=manager, team=team, today=TODAY)

    def test_what_a_team_needs(
        self, monitor: Actor, other_monitor: Actor, manager: Actor, clerk: Actor
    ) -> None:
        standing(manager, monitor, other_monitor)
        for name, members, days, code in (
            ("一队", (monitor, other_monitor), [0], "VISIT_TEAM_NAME_TAKEN"),
            ("二队", (monitor,), [0], "VISIT_TEAM_TOO_SMALL"),
            ("二队", (monitor, clerk), [0], "VISIT_NOT_A_MONITOR"),
            ("二队", (monitor, other_monitor), [], "VISIT_TEAM_WITHOUT_DAYS"),
        ):
            with pytest.raises(ProgrammeError, match=code):
                commands.keep_team(
                    by=manager, name=name, members=people(*members), working_days=days,
                    hours_per_day=Decimal(6),
                )  # fmt: skip
        with pytest.raises(IntegrityError, match="days_of_the_week"), transaction.atomic():
            Team.objects.update(working_days=[7])


class TestTheDay:
    def test_goes_by_district_and_address_until_the_team_puts_it_otherwise(
        self, monitor: Actor, other_monitor: Actor, manager: Actor
    ) -> None:
        from safe_employment.visits.routes import on_days, routes_of

        def order() -> list[str]:
            found = on_days(monitor, DAY, DAY + timedelta(days=1))
            return [stop.visit.employer.name for route in routes_of(found, told=()) for stop in route.stops]

        places = (("丙", "530103", "环城路2号"), ("甲", "530102", "翠湖路9号"), ("乙", "530103", "环城路1号"))
        for name, code, street in places:
            there = employer(monitor.home, name=name, division_code=code, address=street)
            commands.release_visit(
                by=machine(monitor.home), visit=planned(monitor, monitor, other_monitor, employer=there),
                now=MADE,
            )  # fmt: skip
        assert order() == ["甲", "乙", "丙"]
        last = Visit.objects.get(employer__name="丙")
        path = url(monitor, "move", pk=last.pk)
        assert signed_in(monitor).post(path, {"to": "up"}).headers["Location"].endswith("?day=2026-03-10")
        assert order() == ["甲", "丙", "乙"]
        commands.move_in_route(by=monitor, visit=last, places=-5)
        assert order() == ["丙", "甲", "乙"]
        third = actors.actor(monitor.home, Role.MONITOR)
        with pytest.raises(ProgrammeError, match="VISIT_NOT_ON_THE_TEAM"):
            commands.move_in_route(by=third, visit=last, places=1)
        page = signed_in(manager).get(f"{url(manager, 'day')}?day=2026-03-10").content.decode()
        assert page.index("丙") < page.index("甲") < page.index("乙")
        week = signed_in(manager).get(f"{url(manager, 'week')}?day=2026-03-11").content.decode()
        assert all(name in week for name in "甲乙丙")

    def test_joint_visits_name_the_officer_of_the_agency(self, monitor: Actor, other_monitor: Actor) -> None:
        visit = released(monitor, other_monitor)
        client = signed_in(monitor)
        path = url(monitor, "officers", pk=visit.pk)
        assert client.post(path, {"officers": "劳动监察大队"}).status_code == 422
        assert client.post(path, {"officers": "劳动监察大队；张队长；工资\n妇联; 李主任"}).status_code == 302
        assert [str(one) for one in visit.officers.all()] == ["张队长 · 劳动监察大队", "李主任 · 妇联"]
        assert "张队长" in client.get(url(monitor, "visit", pk=visit.pk)).content.decode()

    def test_empty_pages_say_what_would_appear(self, monitor: Actor) -> None:
        client = signed_in(monitor)
        assert "No visits on this day" in client.get(url(monitor, "day")).content.decode()
        assert "No visits in this week" in client.get(url(monitor, "week")).content.decode()

    def test_pages_take_a_bounded_number_of_queries(
        self, monitor: Actor, other_monitor: Actor, manager: Actor, django_assert_max_num_queries
    ) -> None:
        for _ in range(5):
            released(monitor, other_monitor)
        client = signed_in(manager)
        for page in ("week", "day"):
            client.get(url(manager, page))
            with django_assert_max_num_queries(13):
                client.get(f"{url(manager, page)}?day=2026-03-10")
