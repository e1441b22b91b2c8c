"""Reading courses, workshops, staff, registrations and attendance: scoped to what the actor may see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from safe_employment.kit.models import Association, Person, RoleAssignment
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of, own_records
from safe_employment.kit.roles import STAFF_ROLES, Role
from safe_employment.members.models import Employer
from safe_employment.members.queries import employers_for
from safe_employment.members.queries import own_employers as spoken_for
from safe_employment.training.models import (
    Attendance,
    AttendanceSheet,
    Course,
    CourseAudience,
    CourseState,
    Registration,
    RegistrationState,
    StaffMember,
    Workshop,
    WorkshopState,
)
from safe_employment.training.policies import RECORD_ATTENDANCE, REGISTER_OWN_EMPLOYER, SEE_TRAINING

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    from safe_employment.kit.actors import Actor

OPEN_STATES = (WorkshopState.PLANNED, WorkshopState.OPEN)


class Trained(TypedDict):
    """What `staff_members_for` adds to a staff member."""

    last_on: date | None
    times: int


class Counts(TypedDict):
    """What `counted` adds to a workshop."""

    registered: int
    came: int
    expected: int


def courses_for(by: Actor) -> QuerySet[Course]:
    """Return the courses that the actor may see."""
    return own_records(Course.objects.all(), by, SEE_TRAINING)


def course_for(by: Actor, pk: int) -> Course:
    """Return one course. Raises Hidden."""
    return one_of(courses_for(by), pk)


def courses_on_offer(by: Actor) -> QuerySet[Course]:
    """Return the courses of which workshops can be planned."""
    return courses_for(by).filter(state=CourseState.OFFERED)


def workshops_for(by: Actor) -> QuerySet[WithAnnotations[Workshop, Counts]]:
    """Return the workshops that staff may see, with how many are registered and came."""
    if not can(by, SEE_TRAINING):
        return counted(Workshop.objects.none())
    return counted(Workshop.objects.filter(association=by.association).select_related("course"))


def counted(workshops: QuerySet[Workshop]) -> QuerySet[WithAnnotations[Workshop, Counts]]:
    """Add `registered` (people), `came` (records of who came) and `expected` (those and who stayed away)."""
    came = Count("attendances", filter=Q(attendances__attended=True), distinct=True)
    return workshops.annotate(
        registered=_registered_people(),
        came=came,
        expected=Count("attendances", distinct=True),
    )


def _registered_people() -> Coalesce:
    people = (
        Registration.objects.filter(workshop=OuterRef("pk"), state=RegistrationState.REGISTERED)
        .order_by()
        .values("workshop")
        .annotate(number=Sum("people"))
        .values("number")
    )
    return Coalesce(Subquery(people), 0)


def workshop_for(by: Actor, pk: int) -> WithAnnotations[Workshop, Counts]:
    """Return one workshop to staff. Raises Hidden."""
    return one_of(workshops_for(by), pk)


def staff_members_for(by: Actor) -> QuerySet[WithAnnotations[StaffMember, Trained]]:
    """Return the association's staff, with the day of their last training and how many they had."""
    came = Q(attendances__attended=True, attendances__workshop__state=WorkshopState.HELD)
    trained = StaffMember.objects.annotate(
        last_on=Max("attendances__workshop__held_on", filter=came), times=Count("attendances", filter=came)
    )
    return own_records(trained, by, SEE_TRAINING)


def staff_member_for(by: Actor, pk: int) -> WithAnnotations[StaffMember, Trained]:
    """Return one staff member. Raises Hidden."""
    return one_of(staff_members_for(by), pk)


def trainers_for(by: Actor) -> QuerySet[Person]:
    """Return the people who may train: those who are trainer or manager in the association."""
    held = RoleAssignment.objects.filter(
        association=by.association, role__in=[Role.TRAINER, Role.MANAGER], ended_at=None
    )
    return Person.objects.filter(is_active=True, assignments__in=held).distinct()


def colleagues_of(by: Actor) -> QuerySet[Person]:
    """Return the people who hold a staff role in the association."""
    held = RoleAssignment.objects.filter(association=by.association, role__in=STAFF_ROLES, ended_at=None)
    return Person.objects.filter(is_active=True, assignments__in=held).distinct()


def own_employers(by: Actor) -> QuerySet[Employer]:
    """Return the employers for whom the actor speaks in the portal, whatever else they may see."""
    return spoken_for(by, REGISTER_OWN_EMPLOYER)


def own_employer(by: Actor, pk: int) -> Employer:
    """Return an employer for whom the actor speaks. Raises Hidden."""
    return one_of(own_employers(by), pk)


def registrations_for(by: Actor) -> QuerySet[Registration]:
    """Return the registrations that the actor may see: all, or those of their own employers."""
    found = Registration.objects.filter(association=by.association).select_related(
        "employer", "workshop__course", "registered_by"
    )
    return found if can(by, SEE_TRAINING) else found.filter(employer__in=own_employers(by))


def registration_for(by: Actor, pk: int) -> Registration:
    """Return one registration. Raises Hidden."""
    return one_of(registrations_for(by), pk)


def attendances_for(by: Actor) -> QuerySet[Attendance]:
    """Return the attendance that the actor may see: all, or that of their own employers."""
    found = Attendance.objects.filter(association=by.association).select_related(
        "employer", "staff_member", "workshop__course"
    )
    return found if can(by, SEE_TRAINING) else found.filter(employer__in=own_employers(by))


def attendance_for(by: Actor, pk: int) -> Attendance:
    """Return one record of attendance. Raises Hidden."""
    return one_of(attendances_for(by), pk)


def sheets_for(by: Actor) -> QuerySet[AttendanceSheet]:
    """Return the sheets of attendance that the actor may see."""
    return own_records(
        AttendanceSheet.objects.select_related("workshop__course", "uploaded_by"), by, RECORD_ATTENDANCE
    )


def sheet_for(by: Actor, pk: int) -> AttendanceSheet:
    """Return one sheet. Raises Hidden."""
    return one_of(sheets_for(by), pk)


def coming_workshops(by: Actor, today: date) -> QuerySet[WithAnnotations[Workshop, Counts]]:
    """Return the workshops for employers whose invitations are open, from today on, the next first."""
    found = Workshop.objects.none()
    if can(by, SEE_TRAINING) or own_employers(by).exists():
        found = Workshop.objects.filter(
            association=by.association,
            state=WorkshopState.OPEN,
            course__audience=CourseAudience.EMPLOYERS,
            held_on__gte=today,
        )
    return counted(found.select_related("course")).order_by("held_on", "starts_at")


def coming_workshop(by: Actor, pk: int, today: date) -> Workshop:
    """Return one workshop that employers can register for. Raises Hidden."""
    return one_of(coming_workshops(by, today), pk)


def last_attended_on(employer: Employer) -> date | None:
    """Return the day of the last workshop to which the employer, or a record merged into it, came."""
    of_employer = Q(employer=employer) | Q(employer__merged_into=employer)
    found = Attendance.objects.filter(of_employer, attended=True, workshop__state=WorkshopState.HELD)
    last: date | None = found.aggregate(last=Max("workshop__held_on"))["last"]
    return last


def employers_due(by: Actor, before: date) -> QuerySet[Employer]:
    """Return the employers whose last workshop was on or before a day, with `last_on`."""
    if not can(by, SEE_TRAINING):
        return Employer.objects.none()
    came = Q(attendances__attended=True, attendances__workshop__state=WorkshopState.HELD)
    trained = employers_for(by).annotate(last_on=Max("attendances__workshop__held_on", filter=came))
    return trained.filter(last_on__lte=before)


# What results are counted from: the very records, of a half-open period [since, until).


def _attendances_in(association: Association, since: date, until: date) -> QuerySet[Attendance]:
    return Attendance.objects.filter(
        association=association,
        attended=True,
        workshop__state=WorkshopState.HELD,
        workshop__held_on__gte=since,
        workshop__held_on__lt=until,
    )


def staff_attendances_in(association: Association, since: date, until: date) -> QuerySet[Attendance]:
    """Return the attendance of the association's staff; the figure is that of distinct `staff_member`."""
    return _attendances_in(association, since, until).filter(staff_member__isnull=False)


def employer_attendances_in(association: Association, since: date, until: date) -> QuerySet[Attendance]:
    """Return the attendance of employers; the figure is that of distinct employers (merged ones are one)."""
    return _attendances_in(association, since, until).filter(employer__isnull=False)


def staff_trained_in(association: Association, since: date, until: date) -> QuerySet[StaffMember]:
    """Return the distinct staff members who came to a workshop in the period."""
    came = staff_attendances_in(association, since, until).filter(staff_member=OuterRef("pk"))
    return StaffMember.objects.filter(Exists(came))


def employers_trained_in(association: Association, since: date, until: date) -> QuerySet[Employer]:
    """Return the distinct employers who came to a workshop in the period."""
    keys = employer_attendances_in(association, since, until).annotate(
        stands_for=Coalesce(F("employer__merged_into"), F("employer"))
    )
    return Employer.objects.filter(pk__in=keys.values("stands_for"))


def workshops_held_in(association: Association, since: date, until: date) -> QuerySet[Workshop]:
    """Return the workshops held in the period, for staff and for employers."""
    return Workshop.objects.filter(
        association=association, state=WorkshopState.HELD, held_on__gte=since, held_on__lt=until
    )
