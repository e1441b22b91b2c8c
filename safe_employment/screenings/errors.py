"""What can go wrong with screenings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

PSEUDONYM_MISSING = ErrorKind(
    "SCREENING_PSEUDONYM_MISSING",
    _("The screening has no name for the person."),
    _("Give any name by which you will know whom it is about; it need not be the real one."),
)
NOT_OPEN = ErrorKind(
    "SCREENING_NOT_OPEN",
    _("This screening is “%(state)s”; its answers stand."),
    _("If something new was said, open it again with a reason, then write it down."),
)
TOO_WEAK = ErrorKind(
    "SCREENING_CONCLUSION_TOO_WEAK",
    _("The answers say more than that: “%(step)s”."),
    _("Choose a conclusion that is at least as urgent, or correct the answers first."),
)
NO_ONE_ANSWERS = ErrorKind(
    "SCREENING_NO_PERSON",
    _("An answer is written down by a person, and none is given."),
    _("Say who writes it down."),
)
SUBJECT_HAS_OPEN = ErrorKind(
    "SCREENING_SUBJECT_HAS_OPEN",
    _("Another screening of the same person is not closed yet."),
    _("Go on with that one."),
)
URGENT_TAKEN = ErrorKind(
    "URGENT_TAKEN",
    _("Someone has taken it already."),
    _("Open the page again to see who, and speak with them."),
)
URGENT_PLAN_MISSING = ErrorKind(
    "URGENT_PLAN_MISSING",
    _("It does not say what is done next."),
    _("Write in a sentence what you do now; write no name."),
)
HAS_TIE = ErrorKind(
    "SCREENING_HAS_TIE",
    _("You are tied to this employer, or speak for it, so a colleague does this."),
    _("Ask another case officer, or have the programme manager name one; tell no one else."),
)
