"""What can go wrong in the network."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

TYPICAL_TWICE = ErrorKind(
    "NETWORK_TYPICAL_TWICE",
    _("“%(employer)s” is a typical employer already."),
    _("Open that record, or end it first."),
)
DAY_TO_COME = ErrorKind("NETWORK_DAY_TO_COME", _("%(day)s is still to come."), _("Correct the day."))
BEFORE_SELECTION = ErrorKind(
    "NETWORK_BEFORE_SELECTION",
    _("It was selected on %(day)s, after the day that is given."),
    _("Correct one of the two days."),
)
TYPICAL_ENDED = ErrorKind(
    "NETWORK_TYPICAL_ENDED",
    _("“%(employer)s” is no typical employer any more."),
    _("Select it again, with the new day and reason."),
)
TIE_TO_ITSELF = ErrorKind(
    "NETWORK_TIE_TO_ITSELF",
    _("A tie joins two different employers."),
    _("Choose another employer."),
)
TIE_TWICE = ErrorKind(
    "NETWORK_TIE_TWICE",
    _("This tie is recorded already."),
    _("Open the tie that is there."),
)
DATES_REVERSED = ErrorKind(
    "NETWORK_DATES_REVERSED", _("The tie would end before it began."), _("Correct one of the two days.")
)
