"""Field trips and the employers who take part."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, AuditEntry, PartnerAgency
from safe_employment.members.tests import factories as members
from safe_employment.opportunities import commands, queries
from safe_employment.opportunities.models import FieldTrip, TripState
from safe_employment.opportunities.states import TRIP
from safe_employment.opportunities.tests import factories

TODAY = date(2007, 5, 20)
PERIOD = (date(2007, 1, 1), date(2008, 1, 1))


def test_a_trip_is_planned_with_its_hosts(trainer: Actor) -> None:
    host = PartnerAgency.objects.create(association=trainer.home, name_zh="东川区劳动局", kind="labour")
    made = commands.plan_trip(
        by=trainer, title_zh="东川考察", destination_code="530113", held_on=date(2007, 5, 15), hosts=[host]
    )
    assert (made.state, list(made.hosts.all())) == (TripState.PLANNED, [host])
    assert AuditEntry.objects.get().action == "opportunities.plan_trip"


def test_the_lifecycle_of_a_trip() -> None:
    assert {(row.verb, source, row.target) for row in TRIP.transitions for source in row.sources} == {
        ("hold_trip", "planned", "held"),
        ("cancel_trip", "planned", "cancelled"),
        ("replan_trip", "held", "planned"),
        ("replan_trip", "cancelled", "planned"),
    }


def test_a_trip_is_held_by_someone_and_not_before_its_day(kunming: Association, manager: Actor) -> None:
    trip = factories.trip(kunming)
    with pytest.raises(ProgrammeError, match="OPPORTUNITIES_TRIP_WITHOUT_PARTICIPANTS"):
        commands.hold_trip(by=manager, trip=trip.pk, held_on=trip.held_on, today=TODAY)
    commands.add_participant(by=manager, trip=trip.pk, employer=members.employer(kunming), people=3)
    with pytest.raises(ProgrammeError, match="OPPORTUNITIES_DAY_TO_COME"):
        commands.hold_trip(by=manager, trip=trip.pk, held_on=date(2007, 5, 21), today=TODAY)
    held = commands.hold_trip(
        by=manager, trip=trip.pk, held_on=trip.held_on, today=TODAY, outcome="签订意向书"
    )
    assert (held.state, held.outcome) == (TripState.HELD, "签订意向书")
    again = commands.replan_trip(by=manager, trip=trip.pk, reason="日期记错了")
    assert (again.state, again.outcome) == (TripState.PLANNED, "")


def test_a_cancelled_trip_takes_no_one(kunming: Association, manager: Actor) -> None:
    trip = factories.trip(kunming)
    commands.cancel_trip(by=manager, trip=trip.pk, reason="道路中断")
    with pytest.raises(ProgrammeError, match="OPPORTUNITIES_TRIP_CLOSED"):
        commands.add_participant(by=manager, trip=trip.pk, employer=members.employer(kunming))


def test_an_employer_is_on_a_trip_once(kunming: Association, manager: Actor) -> None:
    trip, employer = factories.trip(kunming), members.employer(kunming)
    made = commands.add_participant(by=manager, trip=trip.pk, employer=employer)
    with pytest.raises(ProgrammeError, match="OPPORTUNITIES_PARTICIPANT_TWICE"):
        commands.add_participant(by=manager, trip=trip.pk, employer=employer)
    assert commands.change_participant(by=manager, participant=made.pk, people=4).people == 4
    commands.remove_participant(by=manager, participant=made.pk)
    assert not trip.participants.exists()


def test_the_day_of_a_held_trip_is_not_changed_quietly(kunming: Association, manager: Actor) -> None:
    trip = factories.held_trip(kunming)
    with pytest.raises(ProgrammeError, match="OPPORTUNITIES_TRIP_CLOSED"):
        commands.change_trip(by=manager, trip=trip.pk, held_on=date(2007, 5, 16))
    assert commands.change_trip(by=manager, trip=trip.pk, purpose="招工").purpose == "招工"


def test_a_trip_in_use_is_not_removed(kunming: Association, manager: Actor) -> None:
    used, bare = factories.held_trip(kunming, members.employer(kunming)), factories.trip(kunming)
    with pytest.raises(ProgrammeError, match="OPPORTUNITIES_TRIP_IN_USE"):
        commands.remove_trip(by=manager, trip=used.pk)
    commands.remove_trip(by=manager, trip=bare.pk)
    assert list(FieldTrip.objects.all()) == [used]


@pytest.mark.parametrize("role", ["board", "clerk", "monitor", "neighbour_manager"])
def test_others_do_not_change_trips(role: str, kunming: Association, request: pytest.FixtureRequest) -> None:
    by, trip = request.getfixturevalue(role), factories.trip(kunming)
    with pytest.raises(Hidden):
        commands.change_trip(by=by, trip=trip.pk, purpose="…")
    with pytest.raises(Hidden):
        commands.add_participant(by=by, trip=trip.pk, employer=members.employer(kunming))


def test_a_neighbours_employer_is_not_taken_along(
    kunming: Association, qujing: Association, manager: Actor
) -> None:
    with pytest.raises(Hidden):
        commands.add_participant(
            by=manager, trip=factories.trip(kunming).pk, employer=members.employer(qujing)
        )


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"destination_code": "东川"}, "trip_destination_is_six_digits"),
        ({"state": "cancelled"}, "trip_cancelled_with_a_reason"),
        ({"outcome": "x"}, "trip_outcome_only_when_held"),
    ],
)
def test_the_database_refuses_a_wrong_trip(
    kunming: Association, change: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        factories.trip(kunming, **change)


def test_an_enterprise_counts_once_however_often_it_travels(kunming: Association) -> None:
    one, two, planned = (members.employer(kunming) for _ in range(3))
    merged = members.employer(kunming, merged_into=one)
    factories.held_trip(kunming, one, two, merged)
    factories.held_trip(kunming, one, held_on=date(2007, 9, 1))
    factories.held_trip(kunming, planned, held_on=date(2008, 1, 1))
    factories.participant(factories.trip(kunming), planned)
    assert set(queries.field_trip_enterprises(kunming, *PERIOD)) == {one, two}
    assert queries.field_trip_participants(kunming, *PERIOD).count() == 4
