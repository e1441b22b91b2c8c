"""What can go wrong in outreach, told so that one knows what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

STOCK_TOO_SMALL = ErrorKind(
    "OUTREACH_STOCK_TOO_SMALL",
    _("On %(day)s %(missing)d more copies of “%(material)s” would be handed out than were printed."),
    _("Record the print run that is missing, or correct the copies or the day."),
)
MATERIAL_TWICE = ErrorKind(
    "OUTREACH_MATERIAL_TWICE",
    _("There is already a material of this kind, title and version."),
    _("Open that one, or give this one another version."),
)
MATERIAL_WITHDRAWN = ErrorKind(
    "OUTREACH_MATERIAL_WITHDRAWN",
    _("“%(material)s” was withdrawn on %(day)s."),
    _("Hand out the version that took its place, or correct the day."),
)
MATERIAL_IN_USE = ErrorKind(
    "OUTREACH_MATERIAL_IN_USE",
    _("“%(material)s” has print runs or distributions and cannot be removed."),
    _("Withdraw it instead: its records stay, and it is not handed out any more."),
)
DATES_REVERSED = ErrorKind(
    "OUTREACH_DATES_REVERSED",
    _("The second day is not after the first."),
    _("Correct one of the two days."),
)
DAY_TO_COME = ErrorKind(
    "OUTREACH_DAY_TO_COME",
    _("%(day)s is still to come."),
    _("Record it when it has happened, or correct the day."),
)
MEDIA_ITEM_TWICE = ErrorKind(
    "OUTREACH_MEDIA_ITEM_TWICE",
    _("This outlet's item of that day and title is recorded already."),
    _("Open the item that is there; one report is counted once."),
)
ESTIMATE_WITHOUT_COUNTER = ErrorKind(
    "OUTREACH_ESTIMATE_WITHOUT_COUNTER",
    _("An estimate of the people reached says who counted and how."),
    _("Fill in both, or neither."),
)
EVENT_NOT_PLANNED = ErrorKind(
    "OUTREACH_EVENT_NOT_PLANNED",
    _("This event is “%(state)s”; only what was said about it can still be changed."),
    _("Plan it again first if the day, the place or the occasion was wrong."),
)
EVENT_IN_USE = ErrorKind(
    "OUTREACH_EVENT_IN_USE",
    _("Copies or media items are recorded with this event."),
    _("Cancel the event instead of removing it, or move those records first."),
)
