"""Courses, workshops, the association's own staff, who registered, and who came."""

from safe_employment.training.models.attendance import Attendance, AttendanceSheet, Sex, SheetState
from safe_employment.training.models.courses import Course, CourseAudience, CourseState, Point
from safe_employment.training.models.registrations import Registration, RegistrationState, RegistrationWay
from safe_employment.training.models.staff import StaffMember
from safe_employment.training.models.workshops import CoOrganiser, Workshop, WorkshopState, WorkshopTrainer

__all__ = [
    "Attendance",
    "AttendanceSheet",
    "CoOrganiser",
    "Course",
    "CourseAudience",
    "CourseState",
    "Point",
    "Registration",
    "RegistrationState",
    "RegistrationWay",
    "Sex",
    "SheetState",
    "StaffMember",
    "Workshop",
    "WorkshopState",
    "WorkshopTrainer",
]
