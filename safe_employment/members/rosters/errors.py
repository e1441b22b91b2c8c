"""What can be wrong with a list that names employers, told by row and column."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

EMPTY = ErrorKind(
    "ROSTER_EMPTY",
    _("There is no list here."),
    _("Paste the rows of your list, or choose a file that holds it."),
)
TOO_LONG = ErrorKind(
    "ROSTER_TOO_LONG",
    _("The list has %(rows)s rows; at most %(limit)s can be looked at together."),
    _("Divide it and bring in one part after the other."),
)
NO_EMPLOYER_COLUMN = ErrorKind(
    "ROSTER_NO_EMPLOYER_COLUMN",
    _("No column of the list names the employer."),
    _("Head one column “Employer” (单位名称), “Code” (统一社会信用代码) or “Member number” (会员编号)."),
)
UNKNOWN = ErrorKind(
    "ROSTER_EMPLOYER_UNKNOWN",
    _("No employer of the register is called “%(text)s”."),
    _("Type its member number, or leave the row out and add the employer to the register first."),
)
UNCERTAIN = ErrorKind(
    "ROSTER_EMPLOYER_UNCERTAIN",
    _("“%(text)s” may be one of several employers."),
    _("Choose which one is meant, or leave the row out."),
)
DIFFERENT = ErrorKind(
    "ROSTER_NAME_AND_CODE_DIFFER",
    _("The code belongs to “%(found)s”, but the row says “%(text)s”."),
    _("Choose which employer is meant, or leave the row out."),
)
TWICE = ErrorKind(
    "ROSTER_TWICE",
    _("Row %(first)s says the same."),
    _("The row is left out; nothing needs to be done."),
)
DAY_UNREADABLE = ErrorKind(
    "ROSTER_DAY_UNREADABLE",
    _("“%(text)s” cannot be read as a day."),
    _("Write it as 2026-03-08, or leave the row out."),
)
VALUE_MISSING = ErrorKind(
    "ROSTER_VALUE_MISSING",
    _("“%(column)s” is empty."),
    _("Fill it in the list and bring the list in again, or leave the row out."),
)
NUMBER_UNREADABLE = ErrorKind(
    "ROSTER_NUMBER_UNREADABLE",
    _("“%(text)s” is not a number that can be used here."),
    _("Write a whole number in figures, or leave the row out."),
)
CATALOGUE = {
    kind.code: kind
    for kind in (UNKNOWN, UNCERTAIN, DIFFERENT, TWICE, DAY_UNREADABLE, VALUE_MISSING, NUMBER_UNREADABLE)
}
