"""Public events: planned, held, cancelled; and the reminders of the two fixed days."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry, Notice, PartnerAgency
from safe_employment.kit.notices import word
from safe_employment.outreach import commands, queries
from safe_employment.outreach.days import fixed_days, near_days
from safe_employment.outreach.models import EventState, Occasion, PublicEvent
from safe_employment.outreach.states import EVENT
from safe_employment.outreach.tasks import ask_how_events_went, remind_of_fixed_days
from safe_employment.outreach.tests import factories

TODAY = date(2007, 3, 10)


def test_an_event_is_planned_with_partners(trainer: Actor) -> None:
    women = PartnerAgency.objects.create(association=trainer.home, name_zh="昆明市妇联", kind="women")
    event = commands.plan_event(
        by=trainer,
        title_zh="三八宣传",
        occasion=Occasion.WOMENS_DAY,
        held_on=date(2007, 3, 8),
        place="金马碧鸡坊",
        partners=[women],
    )
    assert event.state == EventState.PLANNED
    assert list(event.partners.all()) == [women]
    assert AuditEntry.objects.get().action == "outreach.plan_event"


def test_the_lifecycle_of_an_event() -> None:
    table = {(row.verb, source, row.target) for row in EVENT.transitions for source in row.sources}
    assert table == {
        ("hold_event", "planned", "held"),
        ("cancel_event", "planned", "cancelled"),
        ("replan_event", "held", "planned"),
        ("replan_event", "cancelled", "planned"),
    }


def test_an_event_is_held_with_an_estimate_and_who_made_it(kunming: Association, trainer: Actor) -> None:
    event = factories.event(kunming)
    with pytest.raises(ProgrammeError, match="OUTREACH_ESTIMATE_WITHOUT_COUNTER"):
        commands.hold_event(
            by=trainer, event=event.pk, held_on=event.held_on, today=TODAY, people_reached=500
        )
    held = commands.hold_event(
        by=trainer,
        event=event.pk,
        held_on=event.held_on,
        today=TODAY,
        people_reached=500,
        counted_by="区妇联，按发出的传单估计",
    )
    assert (held.state, held.people_reached) == (EventState.HELD, 500)


def test_a_day_to_come_was_not_held_yet(kunming: Association, trainer: Actor) -> None:
    event = factories.event(kunming)
    with pytest.raises(ProgrammeError, match="OUTREACH_DAY_TO_COME"):
        commands.hold_event(by=trainer, event=event.pk, held_on=date(2007, 3, 11), today=TODAY)


def test_cancelling_needs_a_reason_and_can_be_taken_back(kunming: Association, manager: Actor) -> None:
    event = factories.event(kunming)
    with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
        commands.cancel_event(by=manager, event=event.pk, reason=" ")
    assert commands.cancel_event(by=manager, event=event.pk, reason="大雨").cancelled_because == "大雨"
    with pytest.raises(ProgrammeError, match="STATE_NOT_FROM_HERE"):
        commands.hold_event(by=manager, event=event.pk, held_on=event.held_on, today=TODAY)
    again = commands.replan_event(by=manager, event=event.pk, reason="改期举行")
    assert (again.state, again.cancelled_because) == (EventState.PLANNED, "")


def test_what_fixes_a_held_event_is_not_changed_quietly(kunming: Association, manager: Actor) -> None:
    event = factories.held_event(kunming)
    with pytest.raises(ProgrammeError, match="OUTREACH_EVENT_NOT_PLANNED"):
        commands.change_event(by=manager, event=event.pk, held_on=date(2007, 3, 7))
    assert commands.change_event(by=manager, event=event.pk, programme="演出").programme == "演出"


def test_an_event_with_copies_is_not_removed(kunming: Association, manager: Actor) -> None:
    event = factories.held_event(kunming)
    factories.distribution(factories.material(kunming, printed=500), event=event)
    with pytest.raises(ProgrammeError, match="OUTREACH_EVENT_IN_USE"):
        commands.remove_event(by=manager, event=event.pk)
    bare = factories.event(kunming)
    commands.remove_event(by=manager, event=bare.pk)
    assert list(PublicEvent.objects.all()) == [event]


@pytest.mark.parametrize("role", ["board", "monitor", "clerk", "neighbour_manager"])
def test_others_do_not_hold_events(role: str, kunming: Association, request: pytest.FixtureRequest) -> None:
    event = factories.event(kunming)
    by = request.getfixturevalue(role)
    with pytest.raises(Hidden):
        commands.hold_event(by=by, event=event.pk, held_on=event.held_on, today=TODAY)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "held", "people_reached": 5}, "people_reached_with_who_counted"),
        ({"people_reached": 5, "counted_by": "x"}, "people_reached_only_when_held"),
        ({"state": "cancelled"}, "event_cancelled_with_a_reason"),
    ],
)
def test_the_database_refuses_a_wrong_event(
    kunming: Association, change: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factories.event(kunming, **change)


def test_held_events_of_each_occasion_are_counted_apart(kunming: Association) -> None:
    womens = factories.held_event(kunming)
    childs = factories.held_event(kunming, occasion=Occasion.CHILD_LABOUR_DAY, held_on=date(2007, 6, 12))
    factories.event(kunming)
    factories.held_event(kunming, held_on=date(2008, 3, 8))
    period = (date(2007, 1, 1), date(2008, 1, 1))
    assert set(queries.events_held(kunming, *period)) == {womens, childs}
    assert list(queries.events_held(kunming, *period, Occasion.CHILD_LABOUR_DAY)) == [childs]


def test_the_fixed_days() -> None:
    assert [day.day for day in fixed_days(2026)] == [date(2026, 3, 8), date(2026, 6, 12)]
    assert near_days(date(2026, 2, 5)) == []
    assert [day.day for day in near_days(date(2026, 2, 6))] == [date(2026, 3, 8)]
    assert [day.day for day in near_days(date(2026, 6, 12))] == [date(2026, 6, 12)]
    assert near_days(date(2026, 6, 13)) == []


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


def test_managers_and_trainers_are_reminded_once(
    manager: Actor, trainer: Actor, clerk: Actor, kunming: Association
) -> None:
    programme = machine(kunming)
    for day in (date(2026, 2, 5), date(2026, 2, 10), date(2026, 2, 11), date(2026, 3, 9)):
        remind_of_fixed_days(programme, at(day))
    told = Notice.objects.filter(kind="outreach.day_without_event")
    assert {notice.person for notice in told} == {manager.person, trainer.person}
    assert told.count() == 2
    assert "2026-03-08, in 26 days" in word(told[0], "en").text


def test_a_planned_event_needs_no_reminder(manager: Actor, kunming: Association) -> None:
    factories.event(kunming, held_on=date(2026, 3, 7))
    factories.event(
        kunming,
        occasion=Occasion.CHILD_LABOUR_DAY,
        held_on=date(2026, 6, 12),
        state=EventState.CANCELLED,
        cancelled_because="场地",
    )
    remind_of_fixed_days(machine(kunming), at(date(2026, 2, 10)))
    assert not Notice.objects.exists()
    remind_of_fixed_days(machine(kunming), at(date(2026, 5, 20)))
    assert Notice.objects.get().person == manager.person


def test_someone_is_asked_how_an_event_went(manager: Actor, kunming: Association) -> None:
    factories.event(kunming, held_on=date(2026, 3, 8))
    ask_how_events_went(machine(kunming), at(date(2026, 3, 9)))
    assert not Notice.objects.exists()
    ask_how_events_went(machine(kunming), at(date(2026, 3, 10)))
    ask_how_events_went(machine(kunming), at(date(2026, 3, 11)))
    assert Notice.objects.count() == 1
