"""The catalogue of problems of a questionnaire. Codes with a number are pyxform's own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

_PLACE = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class ProblemKind:
    """What a problem is and what to do; the texts may hold %(name)s places."""

    what: str | _StrPromise
    remedy: str | _StrPromise

    @property
    def places(self) -> set[str]:
        """The names of the places in its texts."""
        return {*_PLACE.findall(str(self.what)), *_PLACE.findall(str(self.remedy))}


# What pyxform finds and this catalogue has no words for is told in pyxform's own, which are English.
OTHER = ProblemKind(
    _("The form cannot be built: %(told)s"), _("Put it right in the file and upload it again.")
)

_WHOLE_FILE = {
    "NOT_A_FORM": ProblemKind(
        _("The file is no workbook (.xlsx) and no Markdown table."),
        _("Upload an XLSForm: a workbook with the sheets survey, choices and settings."),
    ),
    "TOO_LARGE": ProblemKind(
        _("The file is too large: %(told)s."), _("Divide the questionnaire, or remove what it does not need.")
    ),
    "TOO_MANY_ROWS": ProblemKind(
        _("The sheet has %(rows)s rows; at most %(limit)s are taken."), _("Divide the questionnaire.")
    ),
    "UNREADABLE": ProblemKind(
        _("The workbook cannot be read: %(told)s"), _("Save it anew as .xlsx and try again.")
    ),
    "NOT_BUILT": ProblemKind(
        _("The form cannot be built; what stands in its way could not be found out."),
        _("Take away what was changed last and upload it again. Tell the operator: the log has more."),
    ),
    "TOO_MANY_CELLS": ProblemKind(
        _("The row has more cells than the table has columns (%(columns)s)."),
        _("Write \\| for a | that belongs to a text, or give the column a name in the first row."),
    ),
    "SHEET_NOT_TAKEN": ProblemKind(
        _("The sheet %(name)s is not taken here."),
        _("Leave it out; forms here stand on the sheets survey, choices and settings."),
    ),
    "COLUMN_NOT_TAKEN": ProblemKind(
        _("The column “%(header)s” is not taken here."),
        _("Look at its spelling, or leave it out. Columns of other tools need a prefix: bind::prefix:name."),
    ),
    "NO_PREFIX": ProblemKind(
        _("The prefix of the column “%(header)s” is not declared."),
        _('Declare it in the sheet settings, column namespaces: prefix="address"; or leave the column out.'),
    ),
    "CONTROL_CHARACTER": ProblemKind(
        _("There is a sign that a form cannot hold (%(sign)s)."), _("Type the text anew; do not paste it.")
    ),
    "BAD_COLUMN": ProblemKind(
        _("The column “%(name)s” cannot become a name in the form."),
        _("Give it a name of letters, figures, - and _, beginning with a letter, or leave the column out."),
    ),
    "NO_SETTING": ProblemKind(
        _("The sheet settings does not say %(name)s."),
        _("Write it there: form_id and version name the form for every device."),
    ),
    "BAD_SETTING": ProblemKind(
        _("“%(value)s” cannot be the %(name)s."),
        _("Use Latin letters, digits, full stop, hyphen and underscore; at most %(limit)s signs."),
    ),
    "NO_NAMESPACE": ProblemKind(
        _("The columns bind::se:… need their namespace in the sheet settings."),
        _('Write se="%(uri)s" in the column namespaces.'),
    ),
    "NO_QUESTIONS": ProblemKind(_("The form asks nothing."), _("Write at least one question.")),
    "NEEDS_FILE": ProblemKind(
        _("The form reads the file “%(name)s” from outside."),
        _("Write the answers in the sheet choices; forms here stand on their own."),
    ),
    "MEDIA_NAME": ProblemKind(
        _("“%(name)s” is no name of a file."), _("Write the name alone, without a folder or address.")
    ),
}

_ROWS = {
    "NO_TYPE": ProblemKind(
        _("The row has no type."), _("Write the type of the question, or leave name and label empty too.")
    ),
    "UNKNOWN_TYPE": ProblemKind(
        _("There is no type “%(type)s”."), _("Write a type of XLSForm, such as %(near)s.")
    ),
    "NO_LIST": ProblemKind(
        _("“%(type)s” does not say from which list one chooses."),
        _("Write the name of the list after it, as it stands in the sheet choices."),
    ),
    "UNKNOWN_LIST": ProblemKind(
        _("There is no list “%(list)s” in the sheet choices."),
        _("The lists there are: %(known)s. Look at the spelling, or add the list."),
    ),
    "NO_NAME": ProblemKind(
        _("The row has no name."), _("Write a name: a letter, then letters, digits, _, - or full stop.")
    ),
    "LONG_NAME": ProblemKind(
        _("The name “%(value)s” is longer than %(limit)s signs."), _("Write a shorter one.")
    ),
    "NO_LABEL": ProblemKind(
        _("The question “%(name)s” has no words."), _("Write what is asked in the column label.")
    ),
    "NO_CALCULATION": ProblemKind(
        _("Nothing is reckoned in “%(name)s”."), _("Fill in the column calculation.")
    ),
    "NO_LIST_NAME": ProblemKind(
        _("The answer “%(value)s” belongs to no list."), _("Fill in the column list_name.")
    ),
    "CHOICE_SPACE": ProblemKind(
        _("The answer “%(value)s” has a space in its name; where several are chosen a space parts them."),
        _("Write _ for the space in the column name; the label may keep it."),
    ),
    "BAD_NAMESPACE": ProblemKind(
        _("“%(value)s” declares no namespace."), _('Write each as prefix="address", parted by a space.')
    ),
    "COLUMN_TWICE": ProblemKind(
        _("The column “%(header)s” stands twice in the same sheet."), _("Rename or remove one.")
    ),
}

_EXPRESSIONS = {
    "BAD_EXPRESSION": ProblemKind(
        _("The expression cannot be read: %(told)s."),
        _("Look for a bracket or quotation mark that is missing."),
    ),
    "UNKNOWN_FUNCTION": ProblemKind(
        _("There is no function “%(name)s” in ODK's forms."), _("Use one of the functions of XLSForm.")
    ),
    "OUTSIDE_PATH": ProblemKind(
        _("The expression reaches outside the answers of the form (%(name)s)."),
        _("Name a question as ${name}."),
    ),
    "LONG_EXPRESSION": ProblemKind(
        _("The expression is longer than %(limit)s signs."), _("Divide it over several calculate rows.")
    ),
    "DEEP_EXPRESSION": ProblemKind(
        _("More than %(limit)s square brackets lie within each other."),
        _("Divide it over several calculate rows."),
    ),
    "CYCLE": ProblemKind(
        _("These depend on each other in a circle: %(names)s."),
        _("Take one of them out of the relevant, calculation, required or readonly of another."),
    ),
}

_OURS = {
    "UNKNOWN_ATTRIBUTE": ProblemKind(
        _("There is no column bind::se:%(name)s."), _("The columns are: %(known)s.")
    ),
    "BAD_VALUE": ProblemKind(_("“%(value)s” is not one of: %(known)s."), _("Write one of these.")),
    "NOT_JUDGED": ProblemKind(
        _("Only a question with one answer (select_one) can have good answers."),
        _("Make it a select_one, or take bind::se:good away."),
    ),
    "NO_SUCH_ANSWER": ProblemKind(
        _("The list “%(list)s” has no answer “%(value)s”."), _("Name answers of the list.")
    ),
    "NEEDS_GOOD": ProblemKind(
        _("A severity, a finding or “critical” is given, but no good answer."), _("Fill in bind::se:good.")
    ),
    "NEEDS_FINDING": ProblemKind(
        _("An adverse answer proposes a finding; its %(name)s is missing."), _("Fill in bind::se:%(name)s.")
    ),
    "WISH_OR_BREACH": ProblemKind(
        _("A good-practice wish is never more severe, and nothing else is a wish."),
        _("Give good_practice to both severity and statement, or to none."),
    ),
    "BREACH_WITHOUT_ARTICLE": ProblemKind(
        _("A breach of the law names its article."),
        _("Fill in bind::se:article, or call it a possible_breach."),
    ),
    "INDICATOR_TOLD": ProblemKind(
        _("An indicator of forced labour is never told to the employer: a worker may have spoken."),
        _("Write no in bind::se:tell."),
    ),
    "QUESTION_TWICE": ProblemKind(
        _("The question %(value)s stands there twice (also in row %(other)s)."), _("Give each its own id.")
    ),
}

_PYXFORM = {
    "NAMES_001": ProblemKind(
        _("The name “%(value)s” stands twice in the same group."), _("Give each question its own name.")
    ),
    "NAMES_003": ProblemKind(_("A repeat cannot be called “%(value)s”."), _("Give it another name.")),
    "NAMES_004": ProblemKind(_("Two repeats are called “%(value)s”."), _("Give each its own name.")),
    "NAMES_005": ProblemKind(
        _("The name “meta” is kept for what the device notes."), _("Give it another name.")
    ),
    "NAMES_006": ProblemKind(_("A choice has no name."), _("Fill in the column name.")),
    "NAMES_007": ProblemKind(_("A choice stands twice in its list."), _("Remove one, or rename it.")),
    "NAMES_008": ProblemKind(
        _("This cannot be a name."),
        _("Begin with a letter; then letters, digits, underscore, hyphen or full stop."),
    ),
    "LABEL_001": ProblemKind(_("A choice has no label."), _("Write what people read.")),
    "PYREF_001": ProblemKind(_("A reference cannot be read."), _("Write it as ${name}.")),
    "PYREF_003": ProblemKind(
        _("There is no question called “%(q)s”."), _("Look at the spelling between ${ and }.")
    ),
    "PYREF_004": ProblemKind(_("Several questions are called “%(q)s”."), _("Give each its own name.")),
    "SURVEY_001": ProblemKind(
        _("A group or repeat ends that was not begun."), _("Look for the begin that is missing.")
    ),
    "SURVEY_002": ProblemKind(
        _("A group or repeat is begun and never ends."), _("Look for the end that is missing.")
    ),
    "HEADER_002": ProblemKind(
        _("The sheet %(sheet_name)s has the same column twice: “%(other)s” and “%(header)s”."),
        _("Rename or remove one."),
    ),
    "HEADER_003": ProblemKind(
        _("The sheet %(sheet_name)s lacks columns: %(missing)s."), _("Add them in its first row.")
    ),
}

KINDS: dict[str, ProblemKind] = {**_WHOLE_FILE, **_ROWS, **_EXPRESSIONS, **_OURS, **_PYXFORM}
