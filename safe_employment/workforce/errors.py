"""What can go wrong with the worker register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

APPROVAL_OVERLAPS = ErrorKind(
    "WORKFORCE_APPROVAL_OVERLAPS",
    _("Another approval of special hours holds in this time (%(days)s)."),
    _("The check knows one approval at a time: correct the days of one of them."),
)
APPROVAL_DAYS = ErrorKind(
    "WORKFORCE_APPROVAL_DAYS",
    _("The approval ends before it begins."),
    _("Correct one of the days."),
)
PAY_DAY = ErrorKind(
    "WORKFORCE_PAY_DAY",
    _("%(day)s is not a day of a month."),
    _("Enter a number from 1 to 31."),
)
LEAVE_YEAR = ErrorKind(
    "WORKFORCE_LEAVE_YEAR",
    _("%(year)s cannot be the year of this leave."),
    _("Enter a year in which the worker worked here, this one at the latest."),
)
NUMBER_LENGTH = ErrorKind(
    "WORKFORCE_NUMBER_LENGTH",
    _("The number has %(signs)d signs; this document has 18."),
    _("Compare it with the card, or choose the document that was shown."),
)
NUMBER_SIGNS = ErrorKind(
    "WORKFORCE_NUMBER_SIGNS",
    _("The number has signs that this document does not have."),
    _("Compare it with the card: figures, and at the end perhaps an X."),
)
NUMBER_DATE = ErrorKind(
    "WORKFORCE_NUMBER_DATE",
    _("The seventh to fourteenth figure of the number are no birth date."),
    _("Compare it with the card."),
)
NUMBER_CHECK = ErrorKind(
    "WORKFORCE_NUMBER_CHECK",
    _("The last sign of the number does not fit the others: it was mistyped, or the card is not genuine."),
    _(
        "Compare it with the card. If the card really says so, tick that it does, and ask the worker to have "
        "it looked at."
    ),
)
NUMBER_KIND = ErrorKind(
    "WORKFORCE_NUMBER_KIND",
    _("The number belongs to another document."),
    _(
        "Numbers that begin with 81, 82 or 83 are of the residence permit for Hong Kong, Macao and Taiwan "
        "residents."
    ),
)
NUMBER_FORM = ErrorKind(
    "WORKFORCE_NUMBER_FORM",
    _("The number of a document has 4 to 30 letters and figures."),
    _("Write it as the document has it."),
)
ACCOUNT_FORM = ErrorKind(
    "WORKFORCE_ACCOUNT_FORM",
    _("The number of an account has 8 to 30 figures."),
    _("Write it as the bank card has it."),
)
SEX_DIFFERS = ErrorKind(
    "WORKFORCE_SEX_DIFFERS",
    _("By the number this is %(sex)s."),
    _("Leave the field empty, or correct the number."),
)
BIRTH_DIFFERS = ErrorKind(
    "WORKFORCE_BIRTH_DIFFERS",
    _("By the number the birth date is %(day)s."),
    _("Leave the field empty, or correct the number."),
)
SEX_MISSING = ErrorKind(
    "WORKFORCE_SEX_MISSING",
    _("This document does not tell the sex by its number."),
    _("Choose it as the document has it."),
)
BIRTH_MISSING = ErrorKind(
    "WORKFORCE_BIRTH_MISSING",
    _("This document does not tell the birth date by its number."),
    _("Write it as the document has it."),
)
AGE_IMPOSSIBLE = ErrorKind(
    "WORKFORCE_AGE_IMPOSSIBLE",
    _("The worker would have been %(age)d years old on the first day of work."),
    _("Compare number, birth date and first day with the papers."),
)
DAY_TO_COME = ErrorKind(
    "WORKFORCE_DAY_TO_COME",
    _("%(day)s is still to come."),
    _("Record it when it has happened, or correct the day."),
)
TOO_FAR_AHEAD = ErrorKind(
    "WORKFORCE_TOO_FAR_AHEAD",
    _("%(day)s is more than three months ahead."),
    _("Correct the day, or enter it later."),
)
SPELL_OVERLAPS = ErrorKind(
    "WORKFORCE_SPELL_OVERLAPS",
    _("This number is in the register already for that time: %(name)s, %(days)s (record %(record)s)."),
    _("Open that record. For someone who came back, first record on it when they left."),
)
LEFT_BEFORE_HIRE = ErrorKind(
    "WORKFORCE_LEFT_BEFORE_HIRE",
    _("The first day of work was %(day)s; that is not before the day of leaving."),
    _("Correct one of the two days."),
)
HAS_LEFT = ErrorKind(
    "WORKFORCE_HAS_LEFT", _("This worker has left already."), _("Take the leaving back first if it is wrong.")
)
STILL_HERE = ErrorKind(
    "WORKFORCE_STILL_HERE",
    _("This worker has not left yet on that day."),
    _("Record first when they left, or correct the day."),
)
TOO_LATE_TO_REMOVE = ErrorKind(
    "WORKFORCE_TOO_LATE_TO_REMOVE",
    _("The record is older than %(days)d days, and the law wants records of workers kept."),
    _("Correct it, or record when the worker left; it is removed when its time is over."),
)
DISPATCHER_NEEDS_FORM = ErrorKind(
    "WORKFORCE_DISPATCHER_NEEDS_FORM",
    _("Only a dispatched worker has a dispatching company."),
    _("Change the form of employment, or leave the company empty."),
)
CONTRACT_OVERLAPS = ErrorKind(
    "WORKFORCE_CONTRACT_OVERLAPS",
    _("Another contract of this worker holds in that time: %(days)s."),
    _("Correct the days of one of the two."),
)
CONTRACT_LAST_DAY = ErrorKind(
    "WORKFORCE_CONTRACT_LAST_DAY",
    _("A contract for a fixed term has a last day, an open-ended one has none."),
    _("Give the last day, or choose another kind of term."),
)
CONTRACT_DAYS = ErrorKind(
    "WORKFORCE_CONTRACT_DAYS",
    _("The last day of the contract is before its first."),
    _("Correct one of the two days."),
)
PROBATION_DAYS = ErrorKind(
    "WORKFORCE_PROBATION_DAYS",
    _("Probation has a first and a last day, and both lie in the contract."),
    _("Correct the days, or leave both empty."),
)
FEE_RECEIVER_MISSING = ErrorKind(
    "WORKFORCE_FEE_RECEIVER_MISSING",
    _("It is not said to whom the worker paid."),
    _("Choose to whom; who pays for a job is asked in a worker's interest."),
)
NO_FEE_TO_REPAY = ErrorKind(
    "WORKFORCE_NO_FEE_TO_REPAY",
    _("Nothing was paid, so nothing is paid back."),
    _("Give the amount, or leave the day empty."),
)
TOLD_TWICE = ErrorKind(
    "WORKFORCE_TOLD_TWICE",
    _("This is recorded already for that day."),
    _("Correct the day, or leave it as it is."),
)
CHILD_BEFORE_PREGNANCY = ErrorKind(
    "WORKFORCE_CHILD_BEFORE_PREGNANCY",
    _("The child would have been born before the pregnancy began."),
    _("Correct one of the two days."),
)
PERMIT_DAYS = ErrorKind(
    "WORKFORCE_PERMIT_DAYS",
    _("The permit would end before it begins."),
    _("Correct one of the two days."),
)
AGENCY_CODE = ErrorKind(
    "WORKFORCE_AGENCY_CODE",
    _("This is no unified social credit code."),
    _("Compare its 18 signs with the business licence, or leave it empty."),
)
AGENCY_LICENCE = ErrorKind(
    "WORKFORCE_AGENCY_LICENCE",
    _("A licence that was found has a number and a day from which it is valid."),
    _("Write both, or say that it was not found."),
)
AGENCY_DAYS = ErrorKind(
    "WORKFORCE_AGENCY_DAYS",
    _("The licence would end before it begins."),
    _("Correct one of the two days."),
)
AGENCY_TWICE = ErrorKind(
    "WORKFORCE_AGENCY_TWICE",
    _("An agency with this code and kind of licence, or with this licence number, is in the register."),
    _("Look it up and correct that record."),
)
AGENCY_IN_USE = ErrorKind(
    "WORKFORCE_AGENCY_IN_USE",
    _("Workers are recorded with this agency."),
    _("Correct it, or record that its licence was revoked or not found."),
)
