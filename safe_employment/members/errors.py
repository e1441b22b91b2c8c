"""What can go wrong in the register: code, what happened, what to do."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

NAME_MISSING = ErrorKind(
    "EMPLOYER_NAME_MISSING", _("An employer needs a name."), _("Write the name as it is on the licence.")
)
VALUE_WRONG = ErrorKind(
    "EMPLOYER_VALUE_WRONG", _("%(name)s: %(why)s"), _("Correct the value, or leave it empty.")
)
CODE_TAKEN = ErrorKind(
    "EMPLOYER_CODE_TAKEN",
    _("The code %(code)s belongs to member %(number)s, %(name)s."),
    _("If it is the same employer, change that record or merge the two; otherwise check the code."),
)
CODE_WRONG = ErrorKind(
    "EMPLOYER_CODE_WRONG",
    _("The code %(code)s is not a valid code: its check character does not fit."),
    _("Compare it with the licence. If that is all there is, mark the code as not verified."),
)
WOMEN_MORE_THAN_STAFF = ErrorKind(
    "EMPLOYER_WOMEN_MORE_THAN_STAFF",
    _("There cannot be more women (%(women)s) than staff (%(staff)s)."),
    _("Correct one of the two numbers."),
)
INDUSTRY_WRONG = ErrorKind(
    "EMPLOYER_INDUSTRY_WRONG",
    _("%(code)s is not an industry of GB/T 4754."),
    _("Write the letter of the section and the division, as H62, or the letter alone."),
)
RECORD_MERGED = ErrorKind(
    "EMPLOYER_MERGED",
    _("This record was merged into “%(name)s”."),
    _("Work with that record, or undo the merge first."),
)
MERGE_WITH_ITSELF = ErrorKind(
    "MERGE_WITH_ITSELF", _("Both are the same record."), _("Choose another employer.")
)
MERGE_CODES_DIFFER = ErrorKind(
    "MERGE_CODES_DIFFER",
    _("The two have different valid codes (%(one)s and %(other)s), so the law knows them as two employers."),
    _("If one code is wrong, correct it first. A branch with a code of its own stays a record of its own."),
)
UNMERGE_LATER_FIRST = ErrorKind(
    "UNMERGE_LATER_FIRST",
    _("“%(name)s” was itself merged or changed by a later merge."),
    _("Undo the later merge first."),
)
UNMERGE_CODE_TAKEN = ErrorKind(
    "UNMERGE_CODE_TAKEN",
    _("Meanwhile the code %(code)s was given to another record."),
    _("Correct that record first."),
)
CORRECTION_EMPTY = ErrorKind(
    "CORRECTION_EMPTY", _("Nothing was changed."), _("Change what is wrong, then send it.")
)
CORRECTION_OVERTAKEN = ErrorKind(
    "CORRECTION_OVERTAKEN",
    _("Since this was proposed, someone changed: %(names)s."),
    _("Compare with what the record says now; decline this one if it is out of date."),
)
CONTACT_ENDED_BY_ONESELF = ErrorKind(
    "CONTACT_ENDED_BY_ONESELF",
    _("You speak for this employer yourself, and nobody frees themselves of such a tie."),
    _("Ask a colleague to end your access."),
)
HEAD_MARKED_BY_ONESELF = ErrorKind(
    "HEAD_MARKED_BY_ONESELF",
    _("You speak for this employer yourself, and delays would then be told to you."),
    _("Ask a colleague to note who heads the employer."),
)
CONTACT_KNOWN = ErrorKind(
    "CONTACT_KNOWN",
    _("This person speaks for the employer already."),
    _("Nothing needs to be done."),
)
CONTACT_EMPTY = ErrorKind(
    "CONTACT_EMPTY",
    _("The contact says neither whom nor how to reach."),
    _("Write a name, a phone or an email."),
)
WORKPLACE_MAIN_NEEDED = ErrorKind(
    "WORKPLACE_MAIN_NEEDED",
    _("The main workplace cannot be closed while it is the main one."),
    _("Make another workplace the main one first."),
)
IMPORT_BUSY = ErrorKind(
    "IMPORT_BUSY",
    _("This register is being written by another import at this moment."),
    _("Wait a minute, open the page again and look at what was done."),
)
IMPORT_STALE = ErrorKind(
    "IMPORT_STALE",
    _("The register changed after this file was compared with it."),
    _("Compare the file again; your decisions are kept. Then confirm."),
)
IMPORT_KNOWN = ErrorKind(
    "IMPORT_KNOWN",
    _("This very file was imported on %(on)s; importing it again would change nothing."),
    _("Look at that import, or choose another file."),
)
IMPORT_NO_NAMES = ErrorKind(
    "IMPORT_NO_NAMES",
    _("No column was recognised as the employers' names."),
    _("Choose the column that holds the names, and the header row, then read again."),
)
IMPORT_MAPPING_WRONG = ErrorKind(
    "IMPORT_MAPPING_WRONG",
    _("The chosen columns do not fit this sheet."),
    _("Choose each column once, and only letters that the sheet has."),
)
QUESTION_WRITTEN = ErrorKind(
    "QUESTION_WRITTEN",
    _("By this decision the import wrote the two as one employer."),
    _("To part them, undo the import, decide again and confirm; or enter the second employer by hand."),
)
IMPORT_FILE_LOST = ErrorKind(
    "IMPORT_FILE_LOST",
    _("The stored file of this import is no longer there."),
    _("Upload the file again."),
)
IMPORT_BUILT_UPON = ErrorKind(
    "IMPORT_BUILT_UPON",
    _("%(count)s employers of this import have been worked with since, among them: %(names)s."),
    _("Undo that work first, or correct those employers by hand and leave the import as it is."),
)
IMPORT_RESTED_UPON = ErrorKind(
    "IMPORT_RESTED_UPON",
    _("Other work of the programme rests on employers of this import; it is not listed here."),
    _("Correct the register by hand and leave the import as it is, or ask the manager."),
)
IMPORT_NOT_LAST = ErrorKind(
    "IMPORT_NOT_LAST",
    _("A later import (“%(name)s”) changed the same employers."),
    _("Undo the later import first."),
)
FILE_MISSING = ErrorKind(
    "FILE_MISSING", _("There is no file “%(path)s”."), _("Check the path and the spelling.")
)
FILE_NOT_READABLE = ErrorKind(
    "FILE_NOT_READABLE", _("The file “%(path)s” cannot be read."), _("Check that you may read it.")
)
OUTPUT_NOT_WRITTEN = ErrorKind(
    "OUTPUT_NOT_WRITTEN",
    _("The result cannot be written to “%(path)s”."),
    _("Choose a folder that exists, on a disk with room, in which you may write."),
)
ASSOCIATION_UNKNOWN = ErrorKind(
    "ASSOCIATION_UNKNOWN",
    _("No association is called “%(slug)s”."),
    _("Use one of: %(known)s."),
)
