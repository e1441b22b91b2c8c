"""Courses, workshops and attendance for tests of this room and of the rooms above it."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal
from itertools import count
from typing import Any

from safe_employment.kit.actors import machine
from safe_employment.kit.models import Association
from safe_employment.members.models import Employer
from safe_employment.training import commands
from safe_employment.training.models import Attendance, Course, StaffMember, Workshop

TODAY = date(2025, 6, 15)
_number = count(1)


def course(association: Association, *, audience: str = "employers", **facts: Any) -> Course:
    """A course for employers or for staff."""
    given: dict[str, Any] = {
        "title_zh": f"安全用工第{next(_number)}课",
        "title_en": "Safe employment",
        "points": ["1", "3"],
        "hours": Decimal(3),
        **facts,
    }
    return commands.add_course(by=machine(association), audience=audience, **given)


def workshop(
    association: Association,
    *,
    audience: str = "employers",
    state: str = "planned",
    of: Course | None = None,
    today: date = TODAY,
    **facts: Any,
) -> Workshop:
    """A workshop in a state: planned, open or held."""
    by = machine(association)
    given: dict[str, Any] = {
        "held_on": TODAY,
        "starts_at": time(14, 30),
        "place": "五华区工商联会议室",
        "capacity": 60,
        **facts,
    }
    made = commands.plan_workshop(by=by, course=of or course(association, audience=audience), **given)
    if state in ("open", "held"):
        made = commands.open_invitations(by=by, workshop=made)
    if state == "held":
        made = commands.hold_workshop(by=by, workshop=made, today=today)
    return made


def staff_member(association: Association, name: str = "张干事", **facts: Any) -> StaffMember:
    """Someone who works for a branch of the association."""
    given = {"office": "盘龙区分会", "post": "干事", **facts}
    return commands.add_staff_member(by=machine(association), name=name, **given)


def came(
    workshop: Workshop, *employers: Employer, attended: bool = True, today: date = TODAY
) -> list[Attendance]:
    """Employers who came to a workshop (or stayed away)."""
    return commands.record_attendance(
        by=machine(workshop.association),
        workshop=workshop,
        attendees=[commands.Attendee(employer=each.pk, attended=attended) for each in employers],
        today=today,
    )


def staff_came(workshop: Workshop, *members: StaffMember) -> list[Attendance]:
    """Staff who came to a workshop."""
    return commands.record_attendance(
        by=machine(workshop.association),
        workshop=workshop,
        attendees=[commands.Attendee(staff_member=each.pk) for each in members],
        today=TODAY,
    )
