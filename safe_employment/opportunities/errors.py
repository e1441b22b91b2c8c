"""What can go wrong with field trips, job pledges and school support."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

DAY_TO_COME = ErrorKind(
    "OPPORTUNITIES_DAY_TO_COME",
    _("%(day)s is still to come."),
    _("Record it when it has happened, or correct the day."),
)
TRIP_WITHOUT_PARTICIPANTS = ErrorKind(
    "OPPORTUNITIES_TRIP_WITHOUT_PARTICIPANTS",
    _("No employer is on the list of this trip."),
    _("Add the employers who took part, then record that it was held."),
)
TRIP_CLOSED = ErrorKind(
    "OPPORTUNITIES_TRIP_CLOSED",
    _("This trip is “%(state)s”."),
    _("Plan it again first, with the reason."),
)
TRIP_IN_USE = ErrorKind(
    "OPPORTUNITIES_TRIP_IN_USE",
    _("Employers or pledges are recorded with this trip."),
    _("Cancel the trip instead of removing it, or remove those records first."),
)
PARTICIPANT_TWICE = ErrorKind(
    "OPPORTUNITIES_PARTICIPANT_TWICE",
    _("“%(employer)s” is on the list of this trip already."),
    _("Change the number of people there."),
)
AGENCY_MISSING = ErrorKind(
    "OPPORTUNITIES_AGENCY_MISSING",
    _("A licensed agency is to hire, and it is not said which."),
    _("Write the agency's name and the number of its licence, or choose another channel."),
)
MORE_FILLED_THAN_PLEDGED = ErrorKind(
    "OPPORTUNITIES_MORE_FILLED_THAN_PLEDGED",
    _("%(filled)d jobs would be filled of %(jobs)d pledged."),
    _("Correct the number, or record a further pledge for the jobs beyond it."),
)
FILLED_BEFORE_PLEDGED = ErrorKind(
    "OPPORTUNITIES_FILLED_BEFORE_PLEDGED",
    _("The jobs were pledged on %(day)s, after the day that is given."),
    _("Correct one of the two days."),
)
WOMEN_MORE_THAN_FILLED = ErrorKind(
    "OPPORTUNITIES_WOMEN_MORE_THAN_FILLED",
    _("There are more women than jobs filled."),
    _("Correct one of the two numbers."),
)
PLEDGE_IN_USE = ErrorKind(
    "OPPORTUNITIES_PLEDGE_IN_USE",
    _("Filled jobs are recorded with this pledge."),
    _("Remove those reports first, if they are wrong too."),
)
