"""Courses, workshops, the association's staff, and registrations."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from safe_employment.kit.actors import Actor
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, Notice, PartnerAgency
from safe_employment.kit.states import Lifecycle
from safe_employment.members.tests import factories as members
from safe_employment.training import commands, queries
from safe_employment.training.models import Course, Registration, Workshop
from safe_employment.training.refreshers import due_before, refresher_due
from safe_employment.training.states import COURSE, REGISTRATION, SHEET, WORKSHOP
from safe_employment.training.tests import factories

TODAY = factories.TODAY


def plan(by: Actor, course: Course, **facts: Any) -> Workshop:
    given: dict[str, Any] = {
        "held_on": TODAY, "starts_at": time(9), "place": "会议室", "capacity": 30, **facts,
    }  # fmt: skip
    return commands.plan_workshop(by=by, course=course, **given)


def test_a_course_has_a_title_of_its_own_and_hours(kunming: Association, trainer: Actor) -> None:
    given: dict[str, Any] = {
        "title_zh": "劳动法",
        "title_en": "Labour law",
        "audience": "employers",
        "points": ["3"],
    }
    course = commands.add_course(by=trainer, hours=Decimal("2.5"), **given)
    with translation.override("en"):
        assert course.point_words == ["3 Wages, hours, protection"]
    with pytest.raises(ProgrammeError, match="TRAINING_TITLE_TAKEN"):
        commands.add_course(by=trainer, hours=Decimal(1), **given)
    with pytest.raises(ProgrammeError, match="TRAINING_HOURS_WRONG"):
        commands.change_course(by=trainer, course=course, hours=Decimal(0), **given)


def test_the_audience_is_fixed_once_a_workshop_is_planned(kunming: Association, trainer: Actor) -> None:
    course = factories.course(kunming)
    same: dict[str, Any] = {
        "title_zh": course.title_zh, "title_en": "x", "points": [], "hours": Decimal(1),
    }  # fmt: skip
    commands.change_course(by=trainer, course=course, audience="staff", **same)
    commands.change_course(by=trainer, course=course, audience="employers", **same)
    factories.workshop(kunming, of=course)
    with pytest.raises(ProgrammeError, match="TRAINING_AUDIENCE_FIXED"):
        commands.change_course(by=trainer, course=course, audience="staff", **same)


def test_a_retired_course_is_not_planned(kunming: Association, trainer: Actor) -> None:
    course = commands.retire_course(by=trainer, course=factories.course(kunming))
    with pytest.raises(ProgrammeError, match="TRAINING_COURSE_RETIRED"):
        plan(trainer, course)
    commands.offer_course(by=trainer, course=course)
    assert plan(trainer, queries.course_for(trainer, course.pk)).state == "planned"


def test_a_workshop_has_co_organisers_and_trainers(
    kunming: Association, qujing: Association, trainer: Actor, manager: Actor, monitor: Actor
) -> None:
    women = PartnerAgency.objects.create(association=kunming, name_zh="市妇联", kind="women")
    labour = PartnerAgency.objects.create(association=kunming, name_zh="市人社局", kind="labour")
    elsewhere = PartnerAgency.objects.create(association=qujing, name_zh="曲靖妇联", kind="women")
    course = factories.course(kunming)
    assert trainer.person is not None
    assert manager.person is not None
    workshop = plan(trainer, course, agencies=[women], trainers=[trainer.person])
    same: dict[str, Any] = {
        "course": course, "held_on": TODAY, "starts_at": time(9), "place": "会议室", "capacity": 30,
    }  # fmt: skip
    commands.change_workshop(
        by=trainer, workshop=workshop, agencies=[labour], trainers=[trainer.person, manager.person], **same
    )
    assert [each.agency for each in workshop.co_organisers.all()] == [labour]
    assert workshop.workshop_trainers.count() == 2
    with pytest.raises(Hidden):
        plan(trainer, course, agencies=[elsewhere])
    with pytest.raises(Hidden):
        plan(trainer, course, trainers=[monitor.person])
    assert Workshop.objects.count() == 1


def test_opening_invites_the_contacts_of_the_district(kunming: Association, trainer: Actor) -> None:
    near = members.contact_of(members.employer(kunming, name="甲饭店", division_code="530102"))
    far = members.contact_of(members.employer(kunming, name="乙饭店", division_code="530113"))
    left = members.contact_of(members.employer(kunming, name="丙", division_code="530102", standing="left"))
    factories.workshop(kunming, state="open", division_code="530102")
    assert [each.person for each in Notice.objects.filter(kind="training.invited")] == [near.person]
    factories.workshop(kunming, state="open")
    assert {each.person for each in Notice.objects.filter(kind="training.invited")} == {
        near.person,
        far.person,
    }
    assert not Notice.objects.filter(person=left.person).exists()
    factories.workshop(kunming, state="open", audience="staff")
    assert Notice.objects.count() == 3


def test_moving_and_cancelling_tell_the_registered(kunming: Association, trainer: Actor) -> None:
    employer = members.employer(kunming)
    contact = members.contact_of(employer)
    workshop = factories.workshop(kunming, state="open", held_on=TODAY + timedelta(days=9))
    commands.register_own_employer(by=contact, workshop=workshop, employer=employer.pk, today=TODAY)
    same: dict[str, Any] = {"course": workshop.course, "place": workshop.place, "capacity": 60}
    later = TODAY + timedelta(days=16)
    commands.change_workshop(by=trainer, workshop=workshop, held_on=later, starts_at=time(14, 30), **same)
    with pytest.raises(ProgrammeError, match="STATE_REASON_MISSING"):
        commands.cancel_workshop(by=trainer, workshop=workshop, reason="")
    commands.cancel_workshop(by=trainer, workshop=workshop, reason="场地停电")
    told = list(Notice.objects.filter(person=contact.person).order_by("pk").values_list("kind", flat=True))
    assert told == ["training.invited", "training.moved", "training.cancelled"]
    with pytest.raises(ProgrammeError, match="TRAINING_CHANGED_TOO_LATE"):
        commands.change_workshop(by=trainer, workshop=workshop, held_on=TODAY, starts_at=time(9), **same)


def test_a_workshop_is_held_on_its_day_or_later(kunming: Association, trainer: Actor) -> None:
    workshop = factories.workshop(kunming, held_on=TODAY + timedelta(days=1))
    with pytest.raises(ProgrammeError, match="TRAINING_NOT_YET"):
        commands.hold_workshop(by=trainer, workshop=workshop, today=TODAY)
    held = commands.hold_workshop(by=trainer, workshop=workshop, today=TODAY + timedelta(days=1))
    assert held.state == "held"
    again = commands.plan_again(by=trainer, workshop=held, reason="记错了场次")
    assert again.state == "planned"


def test_a_workshop_to_which_people_came_is_not_undone(kunming: Association, trainer: Actor) -> None:
    workshop = factories.workshop(kunming, state="held")
    factories.came(workshop, members.employer(kunming))
    with pytest.raises(ProgrammeError, match="TRAINING_HAS_ATTENDANCE"):
        commands.plan_again(by=trainer, workshop=workshop, reason="记错了场次")


def test_the_database_wants_a_reason_for_cancelling(kunming: Association) -> None:
    workshop = factories.workshop(kunming)
    with pytest.raises(IntegrityError, match="cancelled_with_reason"), transaction.atomic():
        Workshop.objects.filter(pk=workshop.pk).update(state="cancelled")


def test_the_staff_of_the_association(kunming: Association, trainer: Actor, stranger: Any) -> None:
    member = factories.staff_member(kunming, person=trainer.person)
    with pytest.raises(ProgrammeError, match="TRAINING_NAME_TAKEN"):
        factories.staff_member(kunming)
    with pytest.raises(ProgrammeError, match="TRAINING_ACCOUNT_TAKEN"):
        factories.staff_member(kunming, "李干事", person=trainer.person)
    with pytest.raises(Hidden):
        factories.staff_member(kunming, "李干事", person=stranger)
    commands.staff_member_left(by=trainer, staff_member=member, left_on=TODAY)
    member.refresh_from_db()
    assert member.left_on == TODAY
    commands.staff_member_returned(by=trainer, staff_member=member)
    member.refresh_from_db()
    assert member.left_on is None


def test_an_employer_registers_once_while_there_are_places(kunming: Association, clerk: Actor) -> None:
    workshop = factories.workshop(kunming, state="open", capacity=5)
    one, two = members.employer(kunming, name="甲饭店"), members.employer(kunming, name="乙饭店")
    contact = members.contact_of(one)
    made = commands.register_own_employer(
        by=contact, workshop=workshop, employer=one.pk, people=3, today=TODAY
    )
    assert (made.way, made.registered_by) == ("portal", contact.person)
    with pytest.raises(ProgrammeError, match="TRAINING_REGISTERED_ALREADY"):
        commands.register_employer(by=clerk, workshop=workshop, employer=one.pk)
    with pytest.raises(ProgrammeError, match="TRAINING_FULL") as problem:
        commands.register_employer(by=clerk, workshop=workshop, employer=two.pk, people=3)
    assert problem.value.facts == {"left": 2, "capacity": 5}
    commands.withdraw_registration(by=contact, registration=made)
    commands.register_employer(by=clerk, workshop=workshop, employer=two.pk, people=5)
    with pytest.raises(IntegrityError, match="registered_once"), transaction.atomic():
        Registration.objects.create(association=kunming, workshop=workshop, employer=two, way="staff")


@pytest.mark.parametrize(
    ("facts", "state"),
    [({}, "planned"), ({"held_on": TODAY - timedelta(days=1)}, "open"), ({"audience": "staff"}, "open")],
)
def test_one_registers_only_for_what_is_open_to_employers(
    kunming: Association, facts: dict[str, Any], state: str
) -> None:
    workshop = factories.workshop(kunming, state=state, **facts)
    employer = members.employer(kunming)
    contact = members.contact_of(employer)
    with pytest.raises(ProgrammeError, match="TRAINING_NOT_OPEN"):
        commands.register_own_employer(by=contact, workshop=workshop, employer=employer.pk, today=TODAY)
    assert workshop not in queries.coming_workshops(contact, TODAY)


def test_one_registers_only_ones_own_employer(
    kunming: Association, manager: Actor, neighbour_manager: Actor
) -> None:
    workshop = factories.workshop(kunming, state="open")
    own, other = members.employer(kunming, name="甲饭店"), members.employer(kunming, name="乙饭店")
    contact = members.contact_of(own)
    with pytest.raises(Hidden):
        commands.register_own_employer(by=contact, workshop=workshop, employer=other.pk, today=TODAY)
    made = commands.register_employer(by=manager, workshop=workshop, employer=other.pk)
    for who in (contact, neighbour_manager):
        with pytest.raises(Hidden):
            commands.withdraw_registration(by=who, registration=made)


@pytest.mark.parametrize("who", ["clerk", "monitor", "case_officer", "board", "neighbour_manager"])
def test_others_plan_nothing(kunming: Association, who: str, request: pytest.FixtureRequest) -> None:
    other: Actor = request.getfixturevalue(who)
    workshop = factories.workshop(kunming)
    with pytest.raises(Hidden):
        plan(other, workshop.course)
    with pytest.raises(Hidden):
        commands.cancel_workshop(by=other, workshop=workshop, reason="不该")


@pytest.mark.parametrize("who", ["clerk", "monitor", "case_officer", "board"])
def test_others_keep_no_staff(kunming: Association, who: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Hidden):
        commands.add_staff_member(by=request.getfixturevalue(who), name="王", office="总会")


@pytest.mark.parametrize(
    ("table", "rows"),
    [
        (COURSE, [("retire_course", "offered", "retired"), ("offer_course", "retired", "offered")]),
        (
            WORKSHOP,
            [
                ("open_invitations", "planned", "open"),
                ("hold_workshop", "planned,open", "held"),
                ("cancel_workshop", "planned,open", "cancelled"),
                ("plan_again", "cancelled,held", "planned"),
            ],
        ),
        (
            REGISTRATION,
            [
                ("withdraw_registration", "registered", "withdrawn"),
                ("withdraw_own_registration", "registered", "withdrawn"),
            ],
        ),
        (SHEET, [("confirm_sheet", "ready", "confirmed"), ("discard_sheet", "ready", "discarded")]),
    ],
)
def test_the_lifecycles(table: Lifecycle, rows: list[tuple[str, str, str]]) -> None:
    assert [(t.verb, ",".join(t.sources), t.target) for t in table.transitions] == rows


def test_dates_of_refreshers() -> None:
    assert refresher_due(date(2025, 12, 31)) == date(2026, 12, 31)
    assert refresher_due(date(2024, 2, 29)) == date(2025, 2, 28)
    assert refresher_due(date(2026, 6, 15)) == date(2027, 6, 15)
    for day in (
        date(2025, 2, 28),
        date(2028, 2, 29),
        date(2027, 2, 28),
        date(2026, 6, 15),
        date(2026, 12, 31),
    ):
        last = due_before(day)
        assert refresher_due(last) <= day < refresher_due(last + timedelta(days=1))
