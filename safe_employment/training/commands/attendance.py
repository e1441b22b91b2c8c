"""Recording who came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.policies import check
from safe_employment.members.queries import employers_for
from safe_employment.training import errors
from safe_employment.training.models import Attendance, CourseAudience, StaffMember, Workshop, WorkshopState
from safe_employment.training.policies import RECORD_ATTENDANCE
from safe_employment.training.queries import attendance_for

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


@dataclass(frozen=True)
class Attendee:
    """Someone who came or stayed away: of an employer or of the association's staff, by key.

    `people` and `women` count those whom the employer sent. `record` is the key of a record that this
    changes, whatever its name was.
    """

    employer: int | None = None
    staff_member: int | None = None
    name: str = ""
    post: str = ""
    people: int = 1
    women: int | None = None
    attended: bool = True
    record: int | None = None


def locked_workshop(by: Actor, workshop: Workshop, today: date) -> Workshop:
    """Return a workshop to which people can have come, with its row locked.

    Raises Hidden, or ProgrammeError TRAINING_NOT_HELD or TRAINING_NOT_YET.
    """
    found = (
        Workshop.objects.select_for_update(of=("self",))
        .select_related("course", "association")
        .filter(pk=workshop.pk, association=by.home)
        .first()
    )
    if found is None:
        raise Hidden
    if found.state == WorkshopState.CANCELLED:
        raise ProgrammeError(errors.NOT_HELD, {"state": found.get_state_display()})
    if found.held_on > today:
        raise ProgrammeError(errors.NOT_YET, {"day": found.held_on})
    return found


def _check_who(by: Actor, workshop: Workshop, attendees: Sequence[Attendee]) -> None:
    """Refuse the wrong audience, strangers, and impossible numbers."""
    for_staff = workshop.course.audience == CourseAudience.STAFF
    for each in attendees:
        if (each.staff_member is not None) != for_staff or (each.employer is None) != for_staff:
            audience = workshop.course.get_audience_display()
            raise ProgrammeError(errors.OTHER_AUDIENCE, {"audience": audience})
        _check_numbers(each.people, each.women)
    employers = {each.employer for each in attendees if each.employer is not None and each.record is None}
    members = {each.staff_member for each in attendees if each.staff_member is not None}
    if employers and employers_for(by).filter(pk__in=employers).count() != len(employers):
        raise Hidden
    if members and StaffMember.objects.filter(association=by.home, pk__in=members).count() != len(members):
        raise Hidden


def _check_numbers(people: int, women: int | None) -> None:
    if people < 1:
        raise ProgrammeError(errors.PEOPLE_WRONG, field="people")
    if women is not None and women > people:
        raise ProgrammeError(errors.WOMEN_MORE_THAN_PEOPLE, {"women": women, "people": people}, field="women")


@command
def record_attendance(
    *, by: Actor, workshop: Workshop, attendees: Sequence[Attendee], today: date
) -> list[Attendance]:
    """Record who came and who stayed away; who is recorded already is changed, not doubled.

    An employer's nameless record takes the name that comes later. Returns the records written.
    Raises Hidden if one of them is not the association's, and ProgrammeError TRAINING_NOT_HELD,
    TRAINING_NOT_YET, TRAINING_OTHER_AUDIENCE, TRAINING_PEOPLE_WRONG, TRAINING_WOMEN_MORE_THAN_PEOPLE or
    TRAINING_RECORDED_ALREADY.
    """
    check(by, RECORD_ATTENDANCE)
    locked = locked_workshop(by, workshop, today)
    _check_who(by, locked, attendees)
    there = list(locked.attendances.all())
    by_record = {each.pk: each for each in there}
    by_key = {_key(each): each for each in there}
    records: dict[int, Attendance] = {}
    for attendee in attendees:
        found = _record_of(locked, attendee, by_record, by_key)
        _fill(by, found, attendee)
        by_key[_key_of(attendee)] = found
        records[id(found)] = found
    written = list(records.values())
    everyone = list({id(each): each for each in (*there, *written)}.values())
    _check_once(everyone)
    _number(locked, everyone, written)
    _save(written)
    details: dict[str, object] = {
        "came": sum(each.attended for each in written),
        "stayed_away": sum(not each.attended for each in written),
    }
    record(by, "training.record_attendance", locked, details=details)
    return written


def _record_of(
    workshop: Workshop,
    attendee: Attendee,
    by_record: Mapping[int, Attendance],
    by_key: dict[tuple[str, int, str], Attendance],
) -> Attendance:
    """Return the record that an attendee changes, or a new one. Raises Hidden for another workshop's."""
    if attendee.record is not None:
        if attendee.record not in by_record:
            raise Hidden
        return by_record[attendee.record]
    key = _key_of(attendee)
    return (
        by_key.get(key)
        or by_key.pop((*key[:2], ""), None)
        or Attendance(
            association=workshop.association,
            workshop=workshop,
            employer_id=attendee.employer,
            staff_member_id=attendee.staff_member,
        )
    )


def _check_once(records: Iterable[Attendance]) -> None:
    """Refuse two records of one person at one workshop."""
    seen = set()
    for each in records:
        if _key(each) in seen:
            raise ProgrammeError(errors.RECORDED_ALREADY, {"who": str(each)})
        seen.add(_key(each))


def _key(attendance: Attendance) -> tuple[str, int, str]:
    if attendance.staff_member_id is not None:
        return "staff", attendance.staff_member_id, ""
    return "employer", attendance.employer_id or 0, attendance.attendee_name


def _key_of(attendee: Attendee) -> tuple[str, int, str]:
    if attendee.staff_member is not None:
        return "staff", attendee.staff_member, ""
    return "employer", attendee.employer or 0, attendee.name.strip()[:80]


def _fill(by: Actor, attendance: Attendance, attendee: Attendee) -> None:
    attendance.attendee_name = attendee.name.strip()[:80]
    attendance.attendee_post = attendee.post.strip()[:80]
    attendance.people, attendance.women = attendee.people, attendee.women
    attendance.attended = attendee.attended
    attendance.recorded_by = by.person


def _number(workshop: Workshop, known: Iterable[Attendance], records: Iterable[Attendance]) -> None:
    """Give certificate numbers to who came and has none; take them from who did not come."""
    last = max(
        (int(each.certificate_number.rpartition("-")[2]) for each in known if each.certificate_number),
        default=0,
    )
    for each in records:
        if not each.attended:
            each.certificate_number = ""
        elif not each.certificate_number:
            last += 1
            each.certificate_number = f"{workshop.held_on.year}-{workshop.number:04d}-{last:03d}"


def _save(records: Sequence[Attendance]) -> None:
    known = [each for each in records if each.pk is not None]
    Attendance.objects.bulk_create([each for each in records if each.pk is None], batch_size=2000)
    Attendance.objects.bulk_update(
        known,
        [
            "attendee_name",
            "attendee_post",
            "people",
            "women",
            "attended",
            "certificate_number",
            "recorded_by",
        ],
        batch_size=500,
    )


@command
def correct_attendance(
    *,
    by: Actor,
    attendance: Attendance,
    attendee_name: str = "",
    attendee_post: str = "",
    people: int = 1,
    women: int | None = None,
    attended: bool = True,
    today: date,
) -> Attendance:
    """Correct one record of attendance; its employer or staff member stays.

    Raises Hidden, or ProgrammeError TRAINING_RECORDED_ALREADY, TRAINING_PEOPLE_WRONG,
    TRAINING_WOMEN_MORE_THAN_PEOPLE, TRAINING_NOT_HELD or TRAINING_NOT_YET.
    """
    check(by, RECORD_ATTENDANCE)
    found = attendance_for(by, attendance.pk)
    locked = locked_workshop(by, found.workshop, today)
    _check_numbers(people, women)
    twin = locked.attendances.filter(employer=found.employer, attendee_name=attendee_name).exclude(
        pk=found.pk
    )
    if found.employer is not None and twin.exists():
        raise ProgrammeError(errors.RECORDED_ALREADY, {"who": attendee_name or found.employer.name})
    _fill(
        by,
        found,
        Attendee(name=attendee_name, post=attendee_post, people=people, women=women, attended=attended),
    )
    _number(locked, locked.attendances.all(), [found])
    found.save()
    record(by, "training.correct_attendance", found, details={"attended": attended})
    return found


@command
def remove_attendance(*, by: Actor, attendance: Attendance) -> Workshop:
    """Take out a record made by mistake; history keeps it. Returns the workshop. Raises Hidden."""
    check(by, RECORD_ATTENDANCE)
    found = attendance_for(by, attendance.pk)
    details: dict[str, object] = {"who": str(found), "certificate": found.certificate_number}
    record(by, "training.remove_attendance", found.workshop, details=details)
    workshop = found.workshop
    found.delete()
    return workshop
