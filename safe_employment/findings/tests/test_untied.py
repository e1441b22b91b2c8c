"""Who is told of delays and has to decide: not who is tied to the employer; and never nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from safe_employment.findings import delays
from safe_employment.findings.models import Finding
from safe_employment.findings.tests.factories import FOUND, TODAY, action, finding, tie
from safe_employment.findings.tests.test_proposals import proposed
from safe_employment.findings.untied import first_untied
from safe_employment.kit.actors import Actor
from safe_employment.kit.models import Notice
from safe_employment.kit.roles import Role
from safe_employment.kit.tests.actors import actor

LATE = TODAY + timedelta(days=30)


def told(*actors: Actor) -> list[int]:
    """How many notices each has; they are forgotten."""
    found = [Notice.objects.filter(person=by.person).count() for by in actors]
    Notice.objects.all().delete()
    return found


@pytest.fixture
def made(monitor: Actor) -> Finding:
    found = finding(monitor, severity="critical")
    action(monitor, found, due_on=FOUND)
    found.refresh_from_db()
    return found


@pytest.fixture
def second(manager: Actor) -> Actor:
    return actor(manager.home, Role.MANAGER)


TELLINGS: dict[str, Any] = {
    "an action": lambda each: delays.tell_manager_is_late(each.actions.get(), LATE),
    "the head": lambda each: delays.tell_head_is_late(each.actions.get(), LATE),
    "agreement": lambda each: delays.tell_not_agreed(each, "manager", TODAY),
    "verification": lambda each: delays.tell_not_verified(each.actions.get(), "manager", TODAY),
    "harm": lambda each: delays.tell_not_contained(each, "manager"),
}


@pytest.mark.parametrize("what", TELLINGS)
def test_a_delay_is_told_to_the_untied(
    what: str, made: Finding, manager: Actor, second: Actor, board: Actor
) -> None:
    tie(manager, made.employer)
    told()
    TELLINGS[what](made)
    assert told(manager, second, board) == [0, 1, 0]
    tie(second, made.employer)
    TELLINGS[what](made)
    assert told(manager, second, board) == [0, 0, 1]
    tie(board, made.employer)
    TELLINGS[what](made)
    assert told(manager, second, board) == [1, 1, 1], "rather the wrong than nobody"


def test_what_the_board_is_told_reaches_a_manager_where_all_of_it_is_tied(
    made: Finding, monitor: Actor, manager: Actor, board: Actor
) -> None:
    tie(board, made.employer)
    told()
    delays.tell_board_is_late(made.actions.get(), LATE)
    delays.tell_not_contained(made, "board")
    delays.tell_not_agreed(made, "board", TODAY)
    assert told(manager, board) == [3, 0]


def test_the_board_is_led_to_no_page_that_it_may_not_read(
    monitor: Actor, manager: Actor, board: Actor
) -> None:
    made = finding(monitor, statement="indicator", for_employer=False)
    tie(manager, made.employer)
    told()
    delays.tell_not_agreed(made, "manager", TODAY)
    assert Notice.objects.get(person=board.person).path == ""


def test_what_is_proposed_is_decided_by_the_untied(
    monitor: Actor, other_monitor: Actor, manager: Actor, board: Actor
) -> None:
    [made] = proposed(monitor)
    for by in (other_monitor, manager):
        tie(by, made.employer)
    told()
    delays.tell_not_decided(made, "duty", TODAY)
    assert told(monitor, other_monitor, manager, board) == [1, 0, 0, 0]
    delays.tell_not_decided(made, "manager", TODAY)
    assert Notice.objects.get().path == ""
    assert told(monitor, other_monitor, manager, board) == [0, 0, 0, 1]


def test_who_is_left_out_is_not_asked(manager: Actor, board: Actor, made: Finding) -> None:
    assert manager.person is not None
    found = first_untied(
        manager.home, made.employer_id, Role.MANAGER, Role.BOARD, without={manager.person.pk}
    )
    assert found == [board.person]
