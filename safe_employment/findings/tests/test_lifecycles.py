"""The tables of the lifecycles are complete and say who may what."""

from __future__ import annotations

from datetime import date

import pytest

from safe_employment.findings import commands, queries
from safe_employment.findings.models import ActionState, FindingState
from safe_employment.findings.states import ACTION, FINDING
from safe_employment.findings.tests.factories import TODAY, action, done_action, finding
from safe_employment.kit.actors import Actor
from safe_employment.members.tests.factories import contact_of


@pytest.mark.parametrize(("table", "states"), [(FINDING, FindingState), (ACTION, ActionState)])
def test_every_state_is_reached_and_left_or_final(table, states) -> None:
    reached = {table.initial, *(row.target for row in table.transitions)}
    left = {source for row in table.transitions for source in row.sources}
    assert reached == set(states.values)
    assert left == set(states.values) - table.final


def verbs(by: Actor, table, subject) -> list[str]:
    return [row.verb for row in table.open_to(by, subject)]


def test_moves_are_offered_only_to_those_who_may(
    monitor: Actor, other_monitor: Actor, manager: Actor, board: Actor, clerk: Actor
) -> None:
    made = finding(monitor)
    owner = contact_of(made.employer)
    done = done_action(monitor, made, owner)
    assert verbs(other_monitor, ACTION, done) == ["verify", "send_back", "drop"]
    assert verbs(monitor, ACTION, done) == ["drop"]
    assert verbs(board, ACTION, done) == verbs(clerk, ACTION, done) == verbs(owner, ACTION, done) == []
    made.refresh_from_db()
    assert "withdraw" in verbs(manager, FINDING, made)
    assert "close" not in verbs(manager, FINDING, made)


def test_results_count_the_very_records(monitor: Actor, other_monitor: Actor) -> None:
    made = finding(monitor)
    owner = contact_of(made.employer)
    late = commands.report_action_done(
        by=owner,
        action=action(monitor, made),
        text="迟了",
        done_on=date(2026, 3, 18),
        today=date(2026, 3, 18),
    )
    intime = done_action(monitor, finding(monitor, employer=made.employer), owner)
    for each in (late, intime):
        commands.verify_action(by=other_monitor, action=each, today=TODAY)
    march = (monitor.home, date(2026, 3, 1), date(2026, 4, 1))
    assert queries.findings_found(*march).count() == 2
    assert queries.findings_found(monitor.home, date(2026, 3, 3), date(2026, 4, 1)).count() == 0
    assert queries.findings_closed(*march).count() == 2
    assert queries.findings_open_at(monitor.home, date(2026, 3, 10)).count() == 2
    assert queries.findings_open_at(monitor.home, date(2026, 4, 1)).count() == 0
    assert set(queries.actions_verified(*march)) == {late, intime}
    assert list(queries.actions_verified_in_time(*march)) == [intime]
    assert queries.median_days_to_verification(queries.actions_verified(*march)) == 18.0
    assert queries.median_days_to_verification(queries.actions_verified(*march).none()) is None
