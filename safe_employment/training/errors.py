"""What can go wrong in training."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

TITLE_TAKEN = ErrorKind(
    "TRAINING_TITLE_TAKEN",
    _("A course is called “%(title)s” already."),
    _("Use that course, or give this one another title."),
)
HOURS_WRONG = ErrorKind(
    "TRAINING_HOURS_WRONG",
    _("The hours are not a number above 0 and up to 200."),
    _("Write how many hours the course takes, e.g. 3 or 2.5."),
)
AUDIENCE_FIXED = ErrorKind(
    "TRAINING_AUDIENCE_FIXED",
    _("Workshops of this course were planned for its audience."),
    _("Add a course of its own for the other audience."),
)
COURSE_RETIRED = ErrorKind(
    "TRAINING_COURSE_RETIRED",
    _("The course “%(course)s” is no longer offered."),
    _("Offer it again, or choose another course."),
)
NO_PLACES = ErrorKind(
    "TRAINING_NO_PLACES",
    _("A workshop has at least one place."),
    _("Write how many people the room holds."),
)
CHANGED_TOO_LATE = ErrorKind(
    "TRAINING_CHANGED_TOO_LATE",
    _("The workshop is “%(state)s”; its course, day and time no longer change."),
    _("Lessons and trainers can still be changed. If it was recorded by mistake, plan it again first."),
)
NOT_YET = ErrorKind(
    "TRAINING_NOT_YET",
    _("The workshop is on %(day)s, which has not come yet."),
    _("Record it on that day or later, or correct the day."),
)
HAS_ATTENDANCE = ErrorKind(
    "TRAINING_HAS_ATTENDANCE",
    _("%(count)s records say who came to this workshop."),
    _("Take them out first if the workshop was not held."),
)
NAME_TAKEN = ErrorKind(
    "TRAINING_NAME_TAKEN",
    _("%(name)s of %(office)s stands in the list already."),
    _("If these are two people, tell them apart by their names or posts."),
)
ACCOUNT_TAKEN = ErrorKind(
    "TRAINING_ACCOUNT_TAKEN",
    _("This account belongs to %(name)s in the list."),
    _("Choose another account, or none."),
)
NOT_OPEN = ErrorKind(
    "TRAINING_NOT_OPEN",
    _("This workshop takes no registrations."),
    _("Look for another workshop whose invitations are open."),
)
REGISTERED_ALREADY = ErrorKind(
    "TRAINING_REGISTERED_ALREADY",
    _("%(employer)s is registered for this workshop already."),
    _("Nothing needs to be done."),
)
FULL = ErrorKind(
    "TRAINING_FULL",
    _("Only %(left)s of %(capacity)s places are left."),
    _("Register fewer people, or choose another workshop."),
)
PEOPLE_WRONG = ErrorKind(
    "TRAINING_PEOPLE_WRONG",
    _("The number of people is not a number from 1 to 50."),
    _("Write how many people come from this employer."),
)
OTHER_AUDIENCE = ErrorKind(
    "TRAINING_OTHER_AUDIENCE",
    _("This workshop is for another audience: %(audience)s."),
    _("Record it with a workshop of the right course."),
)
NOT_HELD = ErrorKind(
    "TRAINING_NOT_HELD",
    _("The workshop is “%(state)s”: no one can have come."),
    _("Open its invitations or record it as held first."),
)
WOMEN_MORE_THAN_PEOPLE = ErrorKind(
    "TRAINING_WOMEN_MORE_THAN_PEOPLE",
    _("%(women)s women cannot be among %(people)s people."),
    _("Correct one of the two numbers."),
)
RECORDED_ALREADY = ErrorKind(
    "TRAINING_RECORDED_ALREADY",
    _("%(who)s is recorded for this workshop already."),
    _("Change that record instead of adding another."),
)
SHEET_HAS_NOTHING = ErrorKind(
    "TRAINING_SHEET_HAS_NOTHING",
    _("No row of the sheet is ready."),
    _("Choose the employers of the uncertain rows, or bring in a corrected sheet."),
)
