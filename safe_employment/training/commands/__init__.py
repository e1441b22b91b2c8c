"""Everything that changes courses, workshops, staff, registrations and attendance."""

from safe_employment.training.commands.attendance import (
    Attendee,
    correct_attendance,
    record_attendance,
    remove_attendance,
)
from safe_employment.training.commands.courses import add_course, change_course, offer_course, retire_course
from safe_employment.training.commands.registrations import (
    register_employer,
    register_own_employer,
    withdraw_registration,
)
from safe_employment.training.commands.sheets import (
    answer_sheet,
    confirm_sheet,
    discard_sheet,
    read_attendance_sheet,
)
from safe_employment.training.commands.staff import (
    add_staff_member,
    change_staff_member,
    staff_member_left,
    staff_member_returned,
)
from safe_employment.training.commands.workshops import (
    cancel_workshop,
    change_workshop,
    hold_workshop,
    open_invitations,
    plan_again,
    plan_workshop,
    write_lessons,
)

__all__ = [
    "Attendee",
    "add_course",
    "add_staff_member",
    "answer_sheet",
    "cancel_workshop",
    "change_course",
    "change_staff_member",
    "change_workshop",
    "confirm_sheet",
    "correct_attendance",
    "discard_sheet",
    "hold_workshop",
    "offer_course",
    "open_invitations",
    "plan_again",
    "plan_workshop",
    "read_attendance_sheet",
    "record_attendance",
    "register_employer",
    "register_own_employer",
    "remove_attendance",
    "retire_course",
    "staff_member_left",
    "staff_member_returned",
    "withdraw_registration",
    "write_lessons",
]
