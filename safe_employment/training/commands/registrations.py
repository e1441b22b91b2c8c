"""Registering employers for workshops."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import Sum

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import can, check
from safe_employment.kit.states import move
from safe_employment.members.queries import employer_for
from safe_employment.training import errors
from safe_employment.training.models import (
    CourseAudience,
    Registration,
    RegistrationState,
    RegistrationWay,
    Workshop,
    WorkshopState,
)
from safe_employment.training.policies import RECORD_ATTENDANCE, REGISTER_OWN_EMPLOYER
from safe_employment.training.queries import own_employer, registration_for
from safe_employment.training.states import REGISTRATION

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.members.models import Employer

MOST_PEOPLE = 50


def _locked(by: Actor, workshop: Workshop) -> Workshop:
    """Return the workshop with its row locked, so that no place is given twice. Raises Hidden."""
    found = (
        Workshop.objects.select_for_update(of=("self",))
        .select_related("course")
        .filter(pk=workshop.pk, association=by.home)
        .first()
    )
    if found is None:
        raise Hidden
    return found


def _register(
    by: Actor,
    workshop: Workshop,
    employer: Employer,
    way: RegistrationWay,
    *,
    attendee_name: str,
    attendee_post: str,
    people: int,
) -> Registration:
    if not 1 <= people <= MOST_PEOPLE:
        raise ProgrammeError(errors.PEOPLE_WRONG, field="people")
    registered = workshop.registrations.filter(state=RegistrationState.REGISTERED)
    if registered.filter(employer=employer).exists():
        raise ProgrammeError(errors.REGISTERED_ALREADY, {"employer": employer.name}, field="employer")
    taken = registered.aggregate(people=Sum("people"))["people"] or 0
    if taken + people > workshop.capacity:
        facts = {"left": max(0, workshop.capacity - taken), "capacity": workshop.capacity}
        raise ProgrammeError(errors.FULL, facts, field="people")
    return Registration.objects.create(
        association=by.home,
        workshop=workshop,
        employer=employer,
        way=way,
        attendee_name=attendee_name,
        attendee_post=attendee_post,
        people=people,
        registered_by=by.person,
    )


@command
def register_own_employer(
    *,
    by: Actor,
    workshop: Workshop,
    employer: int,
    attendee_name: str = "",
    attendee_post: str = "",
    people: int = 1,
    today: date,
) -> Registration:
    """Register one's own employer for a workshop whose invitations are open.

    Raises Hidden for an employer for whom the actor does not speak, and ProgrammeError TRAINING_NOT_OPEN,
    TRAINING_REGISTERED_ALREADY, TRAINING_FULL or TRAINING_PEOPLE_WRONG.
    """
    check(by, REGISTER_OWN_EMPLOYER)
    own = own_employer(by, employer)
    locked = _locked(by, workshop)
    if (
        locked.state != WorkshopState.OPEN
        or locked.held_on < today
        or locked.course.audience != CourseAudience.EMPLOYERS
    ):
        raise ProgrammeError(errors.NOT_OPEN)
    way = RegistrationWay.PORTAL
    made = _register(
        by, locked, own, way, attendee_name=attendee_name, attendee_post=attendee_post, people=people
    )
    record(by, "training.register_own_employer", made, details={"workshop": locked.pk})
    return made


@command
def register_employer(
    *,
    by: Actor,
    workshop: Workshop,
    employer: int,
    attendee_name: str = "",
    attendee_post: str = "",
    people: int = 1,
) -> Registration:
    """Register an employer who phoned or came by, for a planned or open workshop.

    Raises Hidden, or ProgrammeError TRAINING_NOT_OPEN, TRAINING_OTHER_AUDIENCE,
    TRAINING_REGISTERED_ALREADY, TRAINING_FULL or TRAINING_PEOPLE_WRONG.
    """
    check(by, RECORD_ATTENDANCE)
    found = employer_for(by, employer)
    locked = _locked(by, workshop)
    if locked.state not in (WorkshopState.PLANNED, WorkshopState.OPEN):
        raise ProgrammeError(errors.NOT_OPEN)
    if locked.course.audience != CourseAudience.EMPLOYERS:
        audience = locked.course.get_audience_display()
        raise ProgrammeError(errors.OTHER_AUDIENCE, {"audience": audience})
    way = RegistrationWay.STAFF
    made = _register(
        by, locked, found, way, attendee_name=attendee_name, attendee_post=attendee_post, people=people
    )
    record(by, "training.register_employer", made, details={"workshop": locked.pk})
    return made


@command
def withdraw_registration(*, by: Actor, registration: Registration) -> Registration:
    """Withdraw a registration, of any employer (staff) or of one's own; its places are free again.

    Raises Hidden or ProgrammeError STATE_NOT_FROM_HERE.
    """
    found = registration_for(by, registration.pk)
    if can(by, RECORD_ATTENDANCE):
        verb = "withdraw_registration"
    else:
        own_employer(by, found.employer_id)
        verb = "withdraw_own_registration"
    move(REGISTRATION, verb, by=by, subject=found)
    return found
