"""Addresses of training."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import Page, add_page
from safe_employment.training import policies
from safe_employment.training.views import attendance, planning, portal, staff

urlpatterns = [
    path("training/", planning.calendar, name="calendar"),
    path("training/workshops/", planning.workshops, name="workshops"),
    path("training/workshops/add/", planning.add_workshop, name="add_workshop"),
    path("training/workshops/<int:pk>/", planning.workshop, name="workshop"),
    path("training/workshops/<int:pk>/edit/", planning.edit_workshop, name="edit_workshop"),
    path("training/workshops/<int:pk>/open/", planning.open_invitations, name="open_invitations"),
    path("training/workshops/<int:pk>/hold/", planning.hold_workshop, name="hold_workshop"),
    path("training/workshops/<int:pk>/cancel/", planning.cancel_workshop, name="cancel_workshop"),
    path("training/workshops/<int:pk>/again/", planning.plan_again, name="plan_again"),
    path("training/workshops/<int:pk>/lessons/", planning.lessons, name="lessons"),
    path("training/workshops/<int:pk>/tick/", attendance.tick, name="tick"),
    path("training/workshops/<int:pk>/sheet/", attendance.add_sheet, name="add_sheet"),
    path("training/workshops/<int:pk>/register/", attendance.add_registration, name="add_registration"),
    path(
        "training/registrations/<int:pk>/withdraw/",
        attendance.withdraw_registration,
        name="withdraw_registration",
    ),
    path("training/sheets/", attendance.sheets, name="sheets"),
    path("training/sheets/<int:pk>/", attendance.sheet, name="sheet"),
    path("training/sheets/<int:pk>/confirm/", attendance.confirm_sheet, name="confirm_sheet"),
    path("training/sheets/<int:pk>/discard/", attendance.discard_sheet, name="discard_sheet"),
    path("training/attendance/", attendance.attendances, name="attendances"),
    path("training/attendance/<int:pk>/", attendance.attendance, name="attendance"),
    path("training/attendance/<int:pk>/edit/", attendance.edit_attendance, name="edit_attendance"),
    path("training/attendance/<int:pk>/remove/", attendance.remove_attendance, name="remove_attendance"),
    path("training/attendance/<int:pk>/certificate/", attendance.certificate, name="certificate"),
    path("training/due/", attendance.due, name="due"),
    path("training/courses/", planning.courses, name="courses"),
    path("training/courses/add/", planning.add_course, name="add_course"),
    path("training/courses/<int:pk>/", planning.course, name="course"),
    path("training/courses/<int:pk>/edit/", planning.edit_course, name="edit_course"),
    path("training/courses/<int:pk>/retire/", planning.retire_course, name="retire_course"),
    path("training/courses/<int:pk>/offer/", planning.offer_course, name="offer_course"),
    path("training/staff/", staff.staff, name="staff"),
    path("training/staff/add/", staff.add_staff_member, name="add_staff_member"),
    path("training/staff/<int:pk>/", staff.staff_member, name="staff_member"),
    path("training/staff/<int:pk>/edit/", staff.edit_staff_member, name="edit_staff_member"),
    path("training/staff/<int:pk>/left/", staff.staff_member_left, name="staff_member_left"),
    path("training/staff/<int:pk>/returned/", staff.staff_member_returned, name="staff_member_returned"),
    path("training/own/", portal.portal, name="portal"),
    path("training/own/<int:pk>/<int:employer>/", portal.register, name="register"),
    path("training/own/registrations/<int:pk>/withdraw/", portal.withdraw_own, name="withdraw_own"),
]

for _page in (
    Page("chain", 30, "training:calendar", _("Workshops"), "school", policies.SEE_TRAINING),
    Page("chain", 31, "training:staff", _("Staff to be trained"), "users-group", policies.SEE_TRAINING),
    Page("chain", 30, "training:portal", _("Workshops"), "school", policies.REGISTER_OWN_EMPLOYER),
):
    add_page(_page)
