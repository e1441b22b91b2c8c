"""A drawn visit is cancelled by two people, and neither the asking nor the decision opens its seal."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from safe_employment.findings.commands import declare_tie
from safe_employment.kit import today as day
from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import AuditEntry, Notice
from safe_employment.kit.roles import Role
from safe_employment.kit.tests import actors
from safe_employment.kit.tests.actors import signed_in
from safe_employment.members.models import Employer
from safe_employment.members.tests.factories import employer
from safe_employment.visits import commands
from safe_employment.visits.cancelling.naming import named_in
from safe_employment.visits.models import CancelRequest, Visit
from safe_employment.visits.tests.factories import DAY, MADE, people, planned
from safe_employment.visits.tests.test_pages import url
from safe_employment.visits.tests.test_visits import at_once

NAME, WHY = "昆明盘龙区北辰制衣厂", "小组两人都病了，本期排不出别的小组"
ON: dict[str, Any] = {"today": date(2026, 3, 1)}


@pytest.fixture
def there(manager: Actor) -> Employer:
    return employer(manager.home, name=NAME, address="北辰大道88号")


@pytest.fixture
def drawn(manager: Actor, monitor: Actor, other_monitor: Actor, there: Employer) -> Visit:
    made = commands.draw_visit(by=manager, employer=there, drawn_in="p:W10:1")
    team = people(monitor, other_monitor)
    return commands.seal_visit(by=manager, visit=made, planned_on=DAY, team=team, **ON)


@pytest.fixture
def second(manager: Actor) -> Actor:
    return actors.actor(manager.home, Role.MANAGER, name="万经理")


@pytest.fixture
def asked(drawn: Visit, monitor: Actor) -> CancelRequest:
    return commands.ask_to_cancel(by=monitor, visit=drawn, reason=WHY, **ON)


def kinds(by: Actor) -> list[str]:
    found = Notice.objects.filter(person=by.person).order_by("pk").values_list("kind", flat=True)
    return [kind.removeprefix("visits.") for kind in found]


class TestOnePerson:
    def test_does_not_cancel_what_was_drawn(self, drawn: Visit, manager: Actor, monitor: Actor) -> None:
        for by in (manager, monitor):
            with pytest.raises(ProgrammeError, match="VISIT_CANCEL_NEEDS_ANOTHER"):
                commands.cancel_visit(by=by, visit=drawn, reason="不去")
        with pytest.raises(IntegrityError, match="two people"):
            at_once(lambda: Visit.objects.filter(pk=drawn.pk).update(state="cancelled", reason="不去"))

    def test_cancels_what_was_targeted(self, manager: Actor, monitor: Actor, other_monitor: Actor) -> None:
        visit = planned(manager, monitor, other_monitor)
        assert commands.cancel_visit(by=manager, visit=visit, reason="不去").state == "cancelled"
        other = planned(manager, monitor, other_monitor)
        with pytest.raises(ProgrammeError, match="STATE_NOT_FROM_HERE"):
            commands.ask_to_cancel(by=manager, visit=other, reason="不去", **ON)

    def test_does_not_confirm_what_they_asked(self, drawn: Visit, manager: Actor) -> None:
        asked = commands.ask_to_cancel(by=manager, visit=drawn, reason=WHY, **ON)
        for decide in (commands.confirm_cancelling, commands.refuse_cancelling):
            with pytest.raises(ProgrammeError, match="VISIT_CANCEL_OWN_REQUEST"):
                decide(by=manager, asked=asked, reason="同意", **ON)
        given = {"state": "confirmed", "decided_by": manager.person, "decided_on": DAY, "decision": "同意"}
        with pytest.raises(IntegrityError, match="by_another"):
            at_once(lambda: CancelRequest.objects.filter(pk=asked.pk).update(**given))

    def test_asks_once_and_with_a_reason(self, drawn: Visit, manager: Actor, monitor: Actor) -> None:
        with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
            commands.ask_to_cancel(by=monitor, visit=drawn, reason=" ", **ON)
        asked = commands.ask_to_cancel(by=monitor, visit=drawn, reason=WHY, **ON)
        with pytest.raises(ProgrammeError, match="VISIT_CANCEL_ASKED"):
            commands.ask_to_cancel(by=manager, visit=drawn, reason=WHY, **ON)
        with pytest.raises(ProgrammeError, match="VISIT_CANCEL_OF_ANOTHER"):
            commands.take_cancelling_back(by=manager, asked=asked)
        commands.take_cancelling_back(by=monitor, asked=asked)
        commands.ask_to_cancel(by=manager, visit=drawn, reason=WHY, **ON)


class TestUntilItIsDecided:
    def test_the_visit_stays_and_may_be_made(
        self, drawn: Visit, asked: CancelRequest, monitor: Actor
    ) -> None:
        commands.release_visit(by=machine(monitor.home), visit=drawn, now=MADE)
        commands.set_out(by=monitor, visit=drawn, now=MADE)
        asked.refresh_from_db()
        assert asked.state == "lapsed"
        drawn.refresh_from_db()
        assert drawn.state == "under_way"

    def test_the_deciders_are_told_and_find_it(
        self, *, drawn: Visit, manager: Actor, second: Actor, monitor: Actor, board: Actor,
        django_capture_on_commit_callbacks,
    ) -> None:  # fmt: skip
        with django_capture_on_commit_callbacks(execute=True):
            asked = commands.ask_to_cancel(by=manager, visit=drawn, reason=WHY, **ON)
        assert [kinds(by) for by in (manager, second, board)] == [
            [],
            ["cancelling_asked"],
            ["cancelling_asked"],
        ]
        assert "cancelling_asked" not in kinds(monitor)
        for by, waits in ((second, True), (board, True), (manager, False), (monitor, False)):
            items = [item.text for section in day.sections_for(by, DAY) for item in section.items]
            found = signed_in(by).get(url(by, "cancellings")).content.decode()
            assert (drawn.reference in items) == (waits or by == monitor)
            assert drawn.reference in found
            assert NAME not in found
        listed = signed_in(second).get(url(second, "visits"), {"cancelling": "asked"}).content.decode()
        assert drawn.reference in listed
        page = signed_in(second).get(url(second, "visit", pk=drawn.pk)).content.decode()
        assert url(second, "cancelling", pk=asked.pk) in page
        assert NAME not in page

    def test_others_see_no_request(self, asked: CancelRequest, kunming) -> None:
        for role in (Role.MONITOR, Role.CASE_OFFICER, Role.CLERK, Role.TRAINER):
            by = actors.actor(kunming, role, name="局外人")
            for route in ("cancelling", "confirm_cancelling", "refuse_cancelling"):
                assert signed_in(by).get(url(by, route, pk=asked.pk)).status_code == 404, (role, route)
            with pytest.raises(Hidden):
                commands.confirm_cancelling(by=by, asked=asked, reason="同意", **ON)


class TestTheDecision:
    @pytest.mark.parametrize("who", ["second", "board"])
    def test_cancels_without_opening_the_seal(
        self, *, who: str, request: pytest.FixtureRequest, asked: CancelRequest, drawn: Visit, monitor: Actor,
        manager: Actor, there: Employer,
    ) -> None:  # fmt: skip
        by = request.getfixturevalue(who)
        client = signed_in(by)
        page = client.get(url(by, "cancelling", pk=asked.pk)).content.decode()
        assert WHY in page
        assert not any(told in page for told in (NAME, "北辰", "2026-03-10", DAY.isoformat()))
        form = client.get(url(by, "confirm_cancelling", pk=asked.pk)).content.decode()
        assert "北辰" not in form
        empty = client.post(url(by, "confirm_cancelling", pk=asked.pk), {"reason": " "})
        assert empty.status_code == 422
        client.post(url(by, "confirm_cancelling", pk=asked.pk), {"reason": "属实，已问过两人"})
        drawn.refresh_from_db()
        assert (drawn.state, drawn.reason, drawn.is_sealed) == ("cancelled", WHY, True)
        assert kinds(monitor)[-1:] == ["drawn_not_made"]
        assert kinds(manager)[-1:] == ["drawn_not_made"]
        told = "".join(f"{each.facts}{each.path}" for each in Notice.objects.all())
        logged = "".join(f"{each.object_label}{each.details}" for each in AuditEntry.objects.all())
        assert not any(word in told + logged for word in (NAME, "北辰", WHY))
        assert "北辰" not in client.get(url(by, "cancelling", pk=asked.pk)).content.decode()

    def test_refused_is_told_to_who_asked_and_the_visit_stays(
        self, *, asked: CancelRequest, drawn: Visit, monitor: Actor, board: Actor,
        django_capture_on_commit_callbacks,
    ) -> None:  # fmt: skip
        with django_capture_on_commit_callbacks(execute=True):
            commands.refuse_cancelling(by=board, asked=asked, reason="换一个小组去", **ON)
        assert kinds(monitor)[-1:] == ["cancelling_refused"]
        drawn.refresh_from_db()
        assert drawn.state == "sealed"
        assert (
            "换一个小组去" in signed_in(monitor).get(url(monitor, "cancelling", pk=asked.pk)).content.decode()
        )
        commands.ask_to_cancel(by=monitor, visit=drawn, reason=WHY, **ON)

    def test_is_not_the_teams(self, drawn: Visit, other_monitor: Actor, manager: Actor) -> None:
        both = actors.actor(manager.home, Role.MANAGER, Role.MONITOR, name="双职")
        team = people(both, other_monitor)
        commands.change_plan(by=manager, visit=drawn, planned_on=DAY, team=team, **ON)
        asked = commands.ask_to_cancel(by=manager, visit=drawn, reason=WHY, **ON)
        with pytest.raises(ProgrammeError, match="VISIT_CANCEL_ON_THE_TEAM"):
            commands.confirm_cancelling(by=both, asked=asked, reason="同意", **ON)
        page = signed_in(manager).get(url(manager, "cancelling", pk=asked.pk)).content.decode()
        assert "Nobody else can decide" in page

    def test_asks_for_ties_only_who_knows_the_target(
        self, asked: CancelRequest, drawn: Visit, second: Actor, there: Employer
    ) -> None:
        connection.check_constraints()
        declare_tie(by=second, employer=there, kind="relative", **ON)
        page = signed_in(second).get(url(second, "cancelling", pk=asked.pk)).content.decode()
        assert url(second, "confirm_cancelling", pk=asked.pk) in page
        commands.open_seal(by=second, visit=drawn, reason="核对地址", now=timezone.now())
        with pytest.raises(ProgrammeError, match="VISIT_HAS_TIE"):
            commands.confirm_cancelling(by=second, asked=asked, reason="同意", **ON)


class TestTheReason:
    def test_names_no_target(self, drawn: Visit, monitor: Actor, manager: Actor) -> None:
        for words in (f"{NAME}已搬走", "北辰已经停产", "北辰大道88号在修路"):
            with pytest.raises(ProgrammeError, match="VISIT_REASON_NAMES_TARGET"):
                commands.ask_to_cancel(by=monitor, visit=drawn, reason=words, **ON)
        # Who does not know the target is not told whether they hit upon it.
        assert commands.ask_to_cancel(by=manager, visit=drawn, reason="北辰已经停产", **ON).pk

    def test_is_read_by_its_words(self, drawn: Visit) -> None:
        assert named_in(drawn, "昆明盘龙区这周修路，服装厂都停工") == ""
        assert named_in(drawn, "去北辰的人不够") == "北辰"


def test_what_was_drawn_is_not_put_off_uncounted(
    drawn: Visit, manager: Actor, monitor: Actor, board: Actor
) -> None:
    for week in (1, 2):
        commands.postpone_visit(by=monitor, visit=drawn, reason="下雨")
        commands.replan_visit(by=monitor, visit=drawn, planned_on=DAY + timedelta(weeks=week), **ON)
        drawn.refresh_from_db()
    team = people(*[actors.actor(manager.home, Role.MONITOR, name=name) for name in ("甲", "乙")])
    commands.change_plan(by=manager, visit=drawn, planned_on=DAY + timedelta(weeks=60), team=team, **ON)
    told = Notice.objects.filter(kind="visits.drawn_postponed", person=board.person).order_by("pk")
    assert [notice.facts["times"] for notice in told] == [1, 2, 3]
    earlier = Visit.objects.get(pk=drawn.pk)
    commands.change_plan(by=manager, visit=earlier, planned_on=DAY, team=team, **ON)
    assert told.count() == 3
