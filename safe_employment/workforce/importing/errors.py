"""What can go wrong with an import of books and with checks of the register."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind
from safe_employment.workforce import errors
from safe_employment.workforce.books.problems import CATALOGUE

FACT_MISSING = ErrorKind(
    "IMPORT_FACT_MISSING",
    _("A new worker cannot be entered without this."),
    _("Fill the cell, or enter the worker by hand first."),
)
WORKER_UNKNOWN = ErrorKind(
    "IMPORT_WORKER_UNKNOWN",
    _("Nobody with the staff number “%(worker)s” is in the register or among the workers of this file."),
    _("Add the worker to the sheet of workers, or correct the number."),
)
NUMBER_OF_ANOTHER = ErrorKind(
    "IMPORT_NUMBER_OF_ANOTHER",
    _("The document number belongs to another worker of the register (%(record)s)."),
    _("Compare the staff number and the document number."),
)
NUMBER_TWICE = ErrorKind(
    "IMPORT_NUMBER_TWICE",
    _("The document number stands in row %(first)s already, of someone who works here at the same time."),
    _("Compare both with the cards: correct the number, or delete the row that is there twice."),
)
KEY_IS_PERSONAL = ErrorKind(
    "IMPORT_KEY_IS_PERSONAL",
    _("The staff number looks like the number of a document or an account, and would be shown openly."),
    _("Give each worker a short number of your own, and put the document number into its own column."),
)
TEXT_TOO_LONG = ErrorKind(
    "IMPORT_TEXT_TOO_LONG",
    _("The text is longer than %(limit)s signs."),
    _("Shorten it."),
)
DEDUCTION_ALONE = ErrorKind(
    "IMPORT_DEDUCTION_ALONE",
    _("There is a deduction, but no pay of this worker for the month."),
    _("Add the line to the wage table, or correct the month."),
)
CONTRACT_START = ErrorKind(
    "IMPORT_CONTRACT_START",
    _("The contract does not say when it begins."),
    _("Fill the first day of the contract."),
)
CODE_NOT_KEPT = ErrorKind(
    "IMPORT_CODE_NOT_KEPT",
    _("“%(value)s” is not one of the words of the register."),
    _("Use the words of the template."),
)
SEVERAL_EMPLOYERS = ErrorKind(
    "IMPORT_SEVERAL_EMPLOYERS",
    _("The sheet describes more than one employer."),
    _("Hand in the books of each employer apart."),
)
DISTRICT_CODE = ErrorKind(
    "IMPORT_DISTRICT_CODE",
    _("“%(value)s” is not the code of a district: it has six figures."),
    _("Write the code as 530102, or leave the cell empty."),
)
BANK_FILE_MONTH = ErrorKind(
    "IMPORT_BANK_FILE_MONTH",
    _("The total of a bank file and its month belong together; one of them is empty."),
    _("Fill both cells, or neither."),
)
NOT_READY = ErrorKind(
    "IMPORT_NOT_READY",
    _("This file is not waiting to be confirmed."),
    _("Hand it in again."),
)
HAS_CHANGED = ErrorKind(
    "IMPORT_HAS_CHANGED",
    _("The register has changed since the preview, and the file no longer fits."),
    _("Look at the preview again. Nothing was written."),
)
FILE_TOO_LARGE = ErrorKind(
    "IMPORT_FILE_TOO_LARGE",
    _("The file is larger than %(limit)s MB."),
    _("Hand it in in parts: a year, or half of the workers, at a time."),
)
NOTHING_TO_CHECK = ErrorKind(
    "CHECK_NOTHING_TO_CHECK",
    _("There is neither pay nor attendance in the register for these months."),
    _("Hand in the books of the month first."),
)
RESULT_HAS_FINDING = ErrorKind(
    "CHECK_RESULT_HAS_FINDING",
    _("Finding %(reference)s has been made of this result already."),
    _("Follow that finding."),
)
RESULT_NOT_FOR_FINDING = ErrorKind(
    "CHECK_RESULT_NOT_FOR_FINDING",
    _("Only a breach or a possible breach that is still there becomes a finding."),
    _("What is merely worth knowing needs no correction."),
)
RESULT_STILL_THERE = ErrorKind(
    "CHECK_RESULT_STILL_THERE",
    _("The last check of the register (%(day)s) still finds %(rule)s."),
    _("Correct it in the books, hand them in and have them checked again; then verify."),
)
OWNER_NAME_MISSING = ErrorKind(
    "CHECK_OWNER_NAME_MISSING",
    _("Someone at the employer has to put it right."),
    _("Enter the name of that person."),
)

# Every code that a stored problem may have → its words.
PROBLEM_KINDS: Mapping[str, ErrorKind] = {
    **CATALOGUE,
    **{
        kind.code: kind
        for found in (vars(errors), dict(globals()))
        for kind in found.values()
        if isinstance(kind, ErrorKind)
    },
}
