"""What each problem means and what to do about it, for people."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class ProblemMessage:
    """Two translatable sentences; placeholders ``{value}`` and ``{proposed}``."""

    what: str | Promise
    next: str | Promise


_CHECK_TEXT = _("Check the cell; it is kept as text and never run.")

PROBLEM_MESSAGES: AnyMapping[str, ProblemMessage] = {
    "NAME_MISSING": ProblemMessage(
        _("The name is missing."), _("Fill in the employer's name, or leave the row out.")
    ),
    "NAME_DITTO": ProblemMessage(
        _("“{value}” stands where a name belongs."),
        _("Write the employer's own name; the row above is “{proposed}”."),
    ),
    "NAME_UNREADABLE": ProblemMessage(
        _("“{value}” is not a name."), _("Write the employer's name as its licence shows it.")
    ),
    "NAME_COLUMN_MISSING": ProblemMessage(
        _("No column with the employers' names was found."), _("Choose the column that holds the names.")
    ),
    "CODE_IS_RESIDENT_NUMBER": ProblemMessage(
        _("This is a person's identity number ({value}), not the employer's code."),
        _("It was not kept. Ask for the code on the business licence."),
    ),
    "CODE_CHECK_FAILED": ProblemMessage(
        _("The code {value} is mistyped: its check character does not fit."),
        _("Compare it with the business licence, character by character."),
    ),
    "CODE_LENGTH": ProblemMessage(
        _("The code {value} does not have 18 characters."), _("Compare it with the business licence.")
    ),
    "CODE_UNREADABLE": ProblemMessage(
        _("“{value}” is not a code."), _("Write the code, or leave the cell blank.")
    ),
    "CODE_ROUNDED": ProblemMessage(
        _("The spreadsheet program has rounded the code to {value}; its last figures are lost."),
        _("Format the column as text and type the code again."),
    ),
    "CODE_OTHER_CITY": ProblemMessage(
        _("The code {value} was issued in another city."),
        _("Check whether this employer works here; a branch may carry its head office's code."),
    ),
    "CODE_DUPLICATE_IN_FILE": ProblemMessage(
        _("The code {value} already stands in row {proposed}."),
        _("If both rows are the same employer they will be joined; otherwise correct one of them."),
    ),
    "CODE_LOOKALIKE_CORRECTED": ProblemMessage(
        _("The code {value} held a look-alike letter and was read as {proposed}."),
        _("Nothing, if that is right."),
    ),
    "CODE_OLD_NUMBER": ProblemMessage(
        _("{value} is an old registration number."), _("Ask for the 18-character code when you next meet.")
    ),
    "CODE_MISSING": ProblemMessage(_("There is no code."), _("Ask for the code on the business licence.")),
    "CODE_PENDING": ProblemMessage(_("The code is being applied for (“{value}”)."), _("Ask again later.")),
    "CODE_DISTRICT_DIFFERS": ProblemMessage(
        _("The code was issued in {proposed}, but the row says {value}."),
        _("Nothing, if the employer has moved or is registered elsewhere."),
    ),
    "ROW_DUPLICATE_IN_FILE": ProblemMessage(
        _("This row repeats row {proposed} exactly."), _("Nothing; the two will be joined.")
    ),
    "PHONE_UNREADABLE": ProblemMessage(
        _("“{value}” is not a telephone number."), _("Write the number with all its figures.")
    ),
    "PHONE_ROUNDED": ProblemMessage(
        _("The spreadsheet program has rounded the number to {value}; its last figures are lost."),
        _("Format the column as text and type the number again."),
    ),
    "PHONE_SEVERAL": ProblemMessage(
        _("The cell holds several numbers: {value}."), _("The first, {proposed}, is taken as the main one.")
    ),
    "EMAIL_UNREADABLE": ProblemMessage(
        _("“{value}” is not an email address."), _("Correct it or leave the cell blank.")
    ),
    "DISTRICT_UNKNOWN": ProblemMessage(
        _("“{value}” is not a district we know."), _("Choose the district from the list.")
    ),
    "DISTRICT_ZONE": ProblemMessage(
        _("“{value}” is a development zone that lies in several districts."),
        _("Choose the district of the workplace."),
    ),
    "DISTRICT_ADDRESS_DIFFERS": ProblemMessage(
        _("The district says {value}, but the address lies in {proposed}."),
        _("Check which of the two is right."),
    ),
    "DISTRICT_RETIRED_NAME": ProblemMessage(
        _("“{value}” is a name no longer in use; it is {proposed} today."), _("Nothing, if that is right.")
    ),
    "DISTRICT_INFERRED": ProblemMessage(
        _("The district was not given; {proposed} follows from the address, the name or the code."),
        _("Check it if the employer works elsewhere."),
    ),
    "DISTRICT_MISSING": ProblemMessage(
        _("The district is not given and nothing else tells it."), _("Choose the district of the workplace.")
    ),
    "DISTRICT_OTHER_CITY": ProblemMessage(
        _("{proposed} is outside the association's area."),
        _("Check whether this employer belongs in the register."),
    ),
    "INDUSTRY_UNKNOWN": ProblemMessage(
        _("The trade “{value}” is not in our list of words."),
        _("Choose the industry; your own word is kept too."),
    ),
    "KIND_UNKNOWN": ProblemMessage(
        _("“{value}” is not a kind of employer we know."), _("Choose the kind from the list.")
    ),
    "KIND_INFERRED": ProblemMessage(
        _("The kind of employer was not given; it follows from the code."), _("Nothing, if that is right.")
    ),
    "KIND_CODE_DIFFERS": ProblemMessage(
        _("“{value}” does not fit the code, which is of another kind of employer."),
        _("Check it on the licence."),
    ),
    "COUNT_UNREADABLE": ProblemMessage(_("“{value}” is not a number of people."), _("Write a whole number.")),
    "COUNT_APPROXIMATE": ProblemMessage(
        _("“{value}” is an approximate number; {proposed} was noted as such."),
        _("Ask for the exact number when you can."),
    ),
    "WOMEN_MORE_THAN_STAFF": ProblemMessage(
        _("More women ({value}) than staff ({proposed})."),
        _("Check both numbers; the columns may be exchanged."),
    ),
    "DATE_UNREADABLE": ProblemMessage(_("“{value}” is not a date."), _("Write it like 2018-08-03.")),
    "DATE_AMBIGUOUS": ProblemMessage(
        _("“{value}” may be read in two ways; it was read as {proposed}."), _("Write it like 2018-08-03.")
    ),
    "DATE_IN_FUTURE": ProblemMessage(_("The date {value} lies in the future."), _("Correct the date.")),
    "DATE_MONTH_ONLY": ProblemMessage(
        _("“{value}” gives only year and month."), _("Nothing, if the day is not known.")
    ),
    "DATE_YEAR_ONLY": ProblemMessage(
        _("“{value}” gives only the year."), _("Nothing, if month and day are not known.")
    ),
    "JOINED_BEFORE_FOUNDED": ProblemMessage(
        _("The employer joined ({value}) before it was founded ({proposed})."), _("Check both dates.")
    ),
    "DITTO_FILLED": ProblemMessage(
        _("“{value}” was taken to mean the same as above: “{proposed}”."), _("Nothing, if that is right.")
    ),
    "FORMULA_TEXT": ProblemMessage(_("“{value}” looks like a spreadsheet formula."), _CHECK_TEXT),
    "MARKUP_TEXT": ProblemMessage(_("“{value}” holds web page code."), _CHECK_TEXT),
    "TOTAL_ROW_SKIPPED": ProblemMessage(_("This row is a total and was left out."), _("Nothing.")),
    "NOTE_ROW_SKIPPED": ProblemMessage(
        _("This row is a remark below the list and was left out."), _("Nothing.")
    ),
    "SECTION_ROW_SKIPPED": ProblemMessage(
        _("This row is a heading inside the list and was left out."), _("Nothing.")
    ),
    "HEADER_ROW_REPEATED": ProblemMessage(_("This row repeats the header and was left out."), _("Nothing.")),
    "HEADER_AMBIGUOUS": ProblemMessage(
        _("Row {value} was taken for the header; these rows look like one too: {proposed}."),
        _("If another row is the header, choose it."),
    ),
    "NO_HEADER_ROW": ProblemMessage(
        _("No header row was found; the columns were told from what is in them."),
        _("Check the columns, or choose the header row."),
    ),
    "SEVERAL_SHEETS": ProblemMessage(
        _("The sheet “{value}” was read; there are others with data: {proposed}."),
        _("If the list is on another sheet, choose that one."),
    ),
    "DUPLICATE_HEADER": ProblemMessage(
        _("The header “{value}” stands over several columns: {proposed}."), _("Check which of them is meant.")
    ),
    "MERGED_CELLS": ProblemMessage(
        _("There are {value} merged ranges among the data; only their first cells carry text."),
        _("Check the rows with blanks."),
    ),
    "DAMAGED_CHARACTERS": ProblemMessage(
        _("{value} characters of the file are damaged and shown as �."), _("Check the rows with this sign.")
    ),
}


def describe_problem(code: str, value: str | None = None, proposed: str | None = None) -> tuple[str, str]:
    """What the problem is and what to do next, in the active language.

    Raises KeyError for a code that is not in the catalogue.
    """
    message = PROBLEM_MESSAGES[code]
    fill = {"value": value or "", "proposed": proposed or ""}
    return str(message.what).format(**fill), str(message.next).format(**fill)
