"""What can go wrong with the draw and with requests for targeted visits, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

DRAW_WHOLE_WEEKS = ErrorKind(
    "DRAW_WHOLE_WEEKS",
    _("A period is of whole weeks, from a Monday to a Sunday, 53 at most."),
    _("Choose a Monday and a later Sunday."),
)
DRAW_NUMBER_TOO_EARLY = ErrorKind(
    "DRAW_NUMBER_TOO_EARLY",
    _("The public number must not exist yet, and must exist before the period begins."),
    _("Name a draw or a round that is held after today and before the first day."),
)
DRAW_PERIODS_OVERLAP = ErrorKind(
    "DRAW_PERIODS_OVERLAP",
    _("Another period of the draw has some of these days."),
    _("Begin after its last day."),
)
DRAW_NUMBER_NOT_YET = ErrorKind(
    "DRAW_NUMBER_NOT_YET",
    _("The number is drawn on %(day)s."),
    _("Enter it then, as it was announced."),
)
DRAW_BAD_NUMBER = ErrorKind(
    "DRAW_BAD_NUMBER",
    _("This is not a public number."),
    _("Write what was announced, kind by kind as the period was sealed: 3 8 14 22 27 31 / 9."),
)
DRAW_NO_NUMBER = ErrorKind(
    "DRAW_NO_NUMBER",
    _("The public number of this period is not known yet."),
    _("Enter it on its day; then the weeks can be drawn."),
)
DRAW_WEEK_DRAWN = ErrorKind(
    "DRAW_WEEK_DRAWN", _("This week was drawn already."), _("Open the period and look at its weeks.")
)
DRAW_NOT_OVER = ErrorKind(
    "DRAW_NOT_OVER",
    _("The period lasts until %(day)s; until then the secret stays secret."),
    _("Tell it afterwards."),
)
DRAW_WEEKS_MISSING = ErrorKind(
    "DRAW_WEEKS_MISSING",
    _("Not all weeks of this period are drawn; who verifies the file would miss them."),
    _("The clock draws them within the hour, for the record; tell the secret then."),
)
DRAW_VISITS_OPEN = ErrorKind(
    "DRAW_VISITS_OPEN",
    _("%(number)s visits of this period are not over; the file would tell of them."),
    _("Make them, note how they went, or cancel them with the reason."),
)
DRAW_NUMBER_FORM = ErrorKind(
    "DRAW_NUMBER_FORM",
    _("Say how many numbers of each kind will be drawn: then they can be read in one way only."),
    _("Write 6/1 for six balls and one of another colour, 5/2 for five and two."),
)
TARGET_ASKED = ErrorKind(
    "TARGET_ASKED",
    _("You have asked for a visit to this employer already."),
    _("Add what you know now: withdraw that request and ask again."),
)
TARGET_OWN_REQUEST = ErrorKind(
    "TARGET_OWN_REQUEST",
    _("Nobody decides upon a request of their own."),
    _("Ask another manager; without any, have one named, or withdraw it and plan within the places kept."),
)
TARGET_NOT_YOURS = ErrorKind(
    "TARGET_NOT_YOURS", _("Only who asked can withdraw a request."), _("Decline it with a reason instead.")
)
TARGET_DECIDED = ErrorKind(
    "TARGET_DECIDED",
    _("This request is decided and its visit is known to you."),
    _("Where the reasons no longer hold, cancel the visit."),
)
