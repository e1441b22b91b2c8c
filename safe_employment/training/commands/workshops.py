"""Planning, moving, holding and cancelling workshops."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import TYPE_CHECKING

from django.db.models import Max

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Association, PartnerAgency, Person
from safe_employment.kit.policies import check
from safe_employment.kit.states import move
from safe_employment.training import errors, notices
from safe_employment.training.models import (
    CoOrganiser,
    Course,
    CourseState,
    Workshop,
    WorkshopState,
    WorkshopTrainer,
)
from safe_employment.training.policies import PLAN_TRAINING
from safe_employment.training.queries import course_for, trainers_for, workshop_for
from safe_employment.training.states import WORKSHOP

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor

# What a workshop that was held or cancelled no longer changes.
FIXED = ("course_id", "held_on", "starts_at")


def _check(by: Actor, workshop: Workshop, course: Course) -> None:
    course_for(by, course.pk)
    if course.state == CourseState.RETIRED:
        raise ProgrammeError(errors.COURSE_RETIRED, {"course": str(course)}, field="course")
    if workshop.capacity < 1:
        raise ProgrammeError(errors.NO_PLACES, field="capacity")


def _set_people(
    by: Actor, workshop: Workshop, agencies: Iterable[PartnerAgency], trainers: Iterable[Person]
) -> None:
    """Make the co-organisers and trainers just those given. Raises Hidden for one of another association."""
    wanted_agencies = {agency.pk: agency for agency in agencies}
    wanted_trainers = {person.pk: person for person in trainers}
    if any(agency.association_id != by.home.pk for agency in wanted_agencies.values()):
        raise Hidden
    known = set(trainers_for(by).filter(pk__in=wanted_trainers).values_list("pk", flat=True))
    there = set(workshop.workshop_trainers.values_list("person", flat=True))
    if wanted_trainers.keys() - known - there:
        raise Hidden
    workshop.co_organisers.exclude(agency__in=wanted_agencies).delete()
    workshop.workshop_trainers.exclude(person__in=wanted_trainers).delete()
    CoOrganiser.objects.bulk_create(
        [CoOrganiser(workshop=workshop, agency=agency) for agency in wanted_agencies.values()],
        ignore_conflicts=True,
    )
    WorkshopTrainer.objects.bulk_create(
        [WorkshopTrainer(workshop=workshop, person=person) for person in wanted_trainers.values()],
        ignore_conflicts=True,
    )


@command
def plan_workshop(
    *,
    by: Actor,
    course: Course,
    held_on: date,
    starts_at: time,
    place: str,
    capacity: int,
    division_code: str = "",
    agencies: Iterable[PartnerAgency] = (),
    trainers: Iterable[Person] = (),
    guest_trainers: str = "",
) -> Workshop:
    """Plan a workshop of a course on offer.

    Raises Hidden, or ProgrammeError TRAINING_COURSE_RETIRED or TRAINING_NO_PLACES.
    """
    check(by, PLAN_TRAINING)
    Association.objects.select_for_update(of=("self",)).get(pk=by.home.pk)
    last = Workshop.objects.filter(association=by.home).aggregate(last=Max("number"))["last"]
    workshop = Workshop(
        association=by.home,
        number=(last or 0) + 1,
        course=course,
        held_on=held_on,
        starts_at=starts_at,
        place=place,
        capacity=capacity,
        division_code=division_code,
        guest_trainers=guest_trainers,
    )
    _check(by, workshop, course)
    workshop.save()
    _set_people(by, workshop, agencies, trainers)
    record(by, "training.plan_workshop", workshop, details={"held_on": held_on.isoformat()})
    return workshop


@command
def change_workshop(
    *,
    by: Actor,
    workshop: Workshop,
    course: Course,
    held_on: date,
    starts_at: time,
    place: str,
    capacity: int,
    division_code: str = "",
    agencies: Iterable[PartnerAgency] = (),
    trainers: Iterable[Person] = (),
    guest_trainers: str = "",
) -> Workshop:
    """Change a workshop; when its day, time or place moves, the registered employers are told.

    Raises Hidden, or ProgrammeError TRAINING_CHANGED_TOO_LATE, TRAINING_COURSE_RETIRED or TRAINING_NO_PLACES.
    """
    check(by, PLAN_TRAINING)
    found = workshop_for(by, workshop.pk)
    before = {name: getattr(found, name) for name in (*FIXED, "place")}
    found.course, found.held_on, found.starts_at = course, held_on, starts_at
    found.place, found.capacity, found.division_code = place, capacity, division_code
    found.guest_trainers = guest_trainers
    changed = {name for name, value in before.items() if value != getattr(found, name)}
    is_coming = found.state in (WorkshopState.PLANNED, WorkshopState.OPEN)
    if not is_coming and changed & set(FIXED):
        raise ProgrammeError(errors.CHANGED_TOO_LATE, {"state": found.get_state_display()}, field="held_on")
    if is_coming or "course_id" in changed:
        _check(by, found, course)
    found.save()
    _set_people(by, found, agencies, trainers)
    record(by, "training.change_workshop", found, details={"changed": sorted(changed)})
    if is_coming and changed & {"held_on", "starts_at", "place"}:
        notices.tell_of_move(found)
    return found


@command
def open_invitations(*, by: Actor, workshop: Workshop) -> Workshop:
    """Let employers register, and tell the contacts of those in the district.

    Raises Hidden or ProgrammeError STATE_NOT_FROM_HERE.
    """
    found = workshop_for(by, workshop.pk)
    move(WORKSHOP, "open_invitations", by=by, subject=found)
    notices.invite(found)
    return found


@command
def hold_workshop(*, by: Actor, workshop: Workshop, today: date) -> Workshop:
    """Record that a workshop took place; from then on who came counts.

    Raises Hidden, or ProgrammeError TRAINING_NOT_YET or STATE_NOT_FROM_HERE.
    """
    found = workshop_for(by, workshop.pk)
    if found.held_on > today:
        raise ProgrammeError(errors.NOT_YET, {"day": found.held_on})
    move(WORKSHOP, "hold_workshop", by=by, subject=found)
    return found


@command
def cancel_workshop(*, by: Actor, workshop: Workshop, reason: str) -> Workshop:
    """Cancel a workshop with a reason, and tell the registered employers.

    Raises Hidden, or ProgrammeError TRAINING_HAS_ATTENDANCE, STATE_NOT_FROM_HERE or STATE_REASON_MISSING.
    """
    found = workshop_for(by, workshop.pk)
    changes: dict[str, object] = {"cancel_reason": reason.strip()[:500]}
    move(WORKSHOP, "cancel_workshop", by=by, subject=found, reason=reason, changes=changes)
    notices.tell_of_cancellation(found)
    return found


@command
def plan_again(*, by: Actor, workshop: Workshop, reason: str) -> Workshop:
    """Take back a cancellation, or a workshop that was recorded as held by mistake.

    Raises Hidden, or ProgrammeError TRAINING_HAS_ATTENDANCE, STATE_NOT_FROM_HERE or STATE_REASON_MISSING.
    """
    found = workshop_for(by, workshop.pk)
    move(WORKSHOP, "plan_again", by=by, subject=found, reason=reason, changes={"cancel_reason": ""})
    return found


@command
def write_lessons(*, by: Actor, workshop: Workshop, lessons: str) -> Workshop:
    """Write down what worked with which employers. Raises Hidden."""
    check(by, PLAN_TRAINING)
    found = workshop_for(by, workshop.pk)
    found.lessons = lessons
    found.save()
    record(by, "training.write_lessons", found)
    return found
