"""The catalogue of this room's refusals."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

PROGRAMME_UNKNOWN = ErrorKind(
    "RESULTS_PROGRAMME_UNKNOWN",
    _("There is no programme “%(programme)s”."),
    _("The programmes are: %(known)s."),
)
PROGRAMME_NOT_NAMED = ErrorKind(
    "RESULTS_PROGRAMME_NOT_NAMED",
    _("No programme was named."),
    _("Name one with --programme; the programmes are: %(known)s."),
)
PROGRAMME_NOT_ONE = ErrorKind(
    "RESULTS_PROGRAMME_NOT_ONE",
    _("Several associations have a programme “%(programme)s”."),
    _("Name the association too, with --association: %(known)s."),
)
SLUG_TAKEN = ErrorKind(
    "RESULTS_SLUG_TAKEN",
    _("The association already has a programme “%(slug)s”."),
    _("Choose another short name, for example with the years."),
)
SLUG_RESERVED = ErrorKind(
    "RESULTS_SLUG_RESERVED",
    _("“%(slug)s” is the name of another page."),
    _("Choose another short name, for example with the years."),
)
PERIOD_BACKWARDS = ErrorKind(
    "RESULTS_PERIOD_BACKWARDS",
    _("The period ends before it begins."),
    _("The day of the end is the first day that no longer belongs to it: it must be after the first day."),
)
PERIOD_TOO_LONG = ErrorKind(
    "RESULTS_PERIOD_TOO_LONG",
    _("A programme lasts at most %(years)s years."),
    _("Look at the two days again, or make several programmes."),
)
PHASE_OUTSIDE = ErrorKind(
    "RESULTS_PHASE_OUTSIDE",
    _("The phase lies outside its programme, which runs from %(starts)s up to, not including, %(ends)s."),
    _("Change the days of the phase, or first those of the programme."),
)
PHASE_OVERLAPS = ErrorKind(
    "RESULTS_PHASE_OVERLAPS",
    _("The phase overlaps with phase %(number)s, which runs from %(starts)s up to, not including, %(ends)s."),
    _("A phase may begin on the very day on which the one before it ends."),
)
PHASE_NUMBER_TAKEN = ErrorKind(
    "RESULTS_PHASE_NUMBER_TAKEN",
    _("The programme already has a phase %(number)s."),
    _("Give it the next free number, or change the other phase."),
)
INDICATOR_UNKNOWN = ErrorKind(
    "RESULTS_INDICATOR_UNKNOWN",
    _("There is no indicator “%(indicator)s”."),
    _("Choose one of the definitions page."),
)
TARGET_TAKEN = ErrorKind(
    "RESULTS_TARGET_TAKEN",
    _("This indicator already has a target for that time."),
    _("Change the target that is there."),
)
TARGET_OF_ANOTHER_PROGRAMME = ErrorKind(
    "RESULTS_TARGET_OF_ANOTHER_PROGRAMME",
    _("That phase belongs to another programme."),
    _("Choose a phase of this programme, or none for the whole of it."),
)
