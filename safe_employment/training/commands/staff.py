"""The association's own staff."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from safe_employment.kit.commands import command, record
from safe_employment.kit.errors import Hidden, ProgrammeError
from safe_employment.kit.models import Person, RoleAssignment
from safe_employment.kit.policies import check
from safe_employment.training import errors
from safe_employment.training.models import StaffMember
from safe_employment.training.policies import KEEP_STAFF
from safe_employment.training.queries import staff_member_for

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


def _check(by: Actor, member: StaffMember) -> None:
    others = StaffMember.objects.filter(association=by.home).exclude(pk=member.pk)
    if others.filter(name=member.name, office=member.office).exists():
        raise ProgrammeError(errors.NAME_TAKEN, {"name": member.name, "office": member.office}, field="name")
    if member.person is None:
        return
    if not RoleAssignment.objects.filter(person=member.person, association=by.home, ended_at=None).exists():
        raise Hidden
    taken = others.filter(person=member.person).first()
    if taken is not None:
        raise ProgrammeError(errors.ACCOUNT_TAKEN, {"name": taken.name}, field="person")


@command
def add_staff_member(
    *,
    by: Actor,
    name: str,
    office: str,
    post: str = "",
    division_code: str = "",
    sex: str = "",
    person: Person | None = None,
) -> StaffMember:
    """Add someone who works for the association or a branch of it.

    Raises Hidden, or ProgrammeError TRAINING_NAME_TAKEN or TRAINING_ACCOUNT_TAKEN.
    """
    check(by, KEEP_STAFF)
    member = StaffMember(
        association=by.home,
        name=name,
        office=office,
        post=post,
        division_code=division_code,
        sex=sex,
        person=person,
    )
    _check(by, member)
    member.save()
    record(by, "training.add_staff_member", member)
    return member


@command
def change_staff_member(
    *,
    by: Actor,
    staff_member: StaffMember,
    name: str,
    office: str,
    post: str = "",
    division_code: str = "",
    sex: str = "",
    person: Person | None = None,
) -> StaffMember:
    """Change a staff member's entry.

    Raises Hidden, or ProgrammeError TRAINING_NAME_TAKEN or TRAINING_ACCOUNT_TAKEN.
    """
    check(by, KEEP_STAFF)
    found = staff_member_for(by, staff_member.pk)
    found.name, found.office, found.post = name, office, post
    found.division_code, found.sex, found.person = division_code, sex, person
    _check(by, found)
    found.save()
    record(by, "training.change_staff_member", found)
    return found


@command
def staff_member_left(*, by: Actor, staff_member: StaffMember, left_on: date) -> StaffMember:
    """Record that someone no longer works for the association; what they attended stays. Raises Hidden."""
    check(by, KEEP_STAFF)
    found = staff_member_for(by, staff_member.pk)
    found.left_on = left_on
    found.save()
    record(by, "training.staff_member_left", found, details={"left_on": left_on.isoformat()})
    return found


@command
def staff_member_returned(*, by: Actor, staff_member: StaffMember) -> StaffMember:
    """Record that someone works for the association again, or never left. Raises Hidden."""
    check(by, KEEP_STAFF)
    found = staff_member_for(by, staff_member.pk)
    found.left_on = None
    found.save()
    record(by, "training.staff_member_returned", found)
    return found
