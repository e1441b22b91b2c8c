"""The columns of a form in one spelling, whichever the author wrote.

XLSForm has grown for fifteen years: `relevance`, `Relevant`, `bind::relevant` and `bind : relevant` are one
column. pyxform's own rules are asked what a header means, and what it means is written in one way; so every
check, the definition and the difference of two versions see what pyxform will build. Columns that it would
read and XLSForm does not know (`actions`, `children`) are left out like any other note of the author.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pyxform import aliases
from pyxform.constants import NSMAP
from pyxform.parsing.sheet_headers import process_header
from pyxform.question import MultipleChoiceQuestion, Option
from pyxform.survey import Survey

# What pyxform makes of a header, and how it is written here; all else is joined by `::`.
_WRITTEN = {
    ("bind", "relevant"): "relevant", ("bind", "calculate"): "calculation", ("bind", "required"): "required",
    ("bind", "readonly"): "readonly", ("bind", "constraint"): "constraint",
    ("bind", "jr:constraintMsg"): "constraint_message", ("bind", "jr:requiredMsg"): "required_message",
    ("bind", "jr:noAppErrorString"): "no_app_error_string", ("bind", "entities:saveto"): "save_to",
    ("control", "jr:count"): "repeat_count", ("control", "appearance"): "appearance",
    ("control", "autoplay"): "autoplay", ("control", "rows"): "rows", ("instance", "odk:tag"): "compact_tag",
    ("title",): "form_title", ("id_string",): "form_id", ("list name",): "list_name",
}  # fmt: skip
MEDIA = ("media::image", "media::big-image", "media::audio", "media::video")
IN_LANGUAGES = {
    "survey": ("label", "hint", "guidance_hint", "constraint_message", "required_message",
               "no_app_error_string", *MEDIA),
    "choices": ("label", *MEDIA),
    "settings": (),
}  # fmt: skip
PLAIN = {
    "survey": ("type", "name", "default", "parameters", "trigger", "choice_filter", "appearance", "relevant",
               "required", "readonly", "calculation", "constraint", "repeat_count", "autoplay", "rows",
               "compact_tag", "disabled"),
    "choices": ("list_name", "name"),
    "settings": ("form_id", "form_title", "version", "default_language", "namespaces", "instance_name",
                 "style", "name", "allow_choice_duplicates", "clean_text_values", "auto_send",
                 "auto_delete", "client_editable"),
}  # fmt: skip
# What XLSForm knows and forms here do not take: it is told, for the form would not be what its author meant.
NOT_TAKEN = {"survey": ("save_to", "intent"), "choices": (), "settings": ("public_key",)}
_FIRST = {"media", *PLAIN["survey"], *IN_LANGUAGES["survey"]}
_ATTRIBUTES = ("bind", "control", "instance")
# Attributes without a prefix that ODK documents.
_KNOWN_ATTRIBUTES = {
    ("control", "accuracyThreshold"), ("control", "unacceptableAccuracyThreshold"),
    ("control", "mediatype"),
}  # fmt: skip
_QUALIFIED = re.compile(r"([A-Za-z_][\w.-]*):[A-Za-z_][\w.-]*")
_DECLARED = re.compile(r"""([A-Za-z_][\w.-]*)=(?:"[^\s"'<>]+"|'[^\s"'<>]+'|[^\s"'<>]+)""")
OURS = "se"  # what we add ourselves; attributes.py looks after it
_TAKEN = frozenset(("xml", "xmlns"))
_OWN = frozenset((OURS, *(name.partition(":")[2] for name in NSMAP if ":" in name)))

_ALIASES = {
    "survey": aliases.survey_header, "choices": aliases.list_header, "settings": aliases.settings_header,
}  # fmt: skip
_COLUMNS = {
    "survey": frozenset(MultipleChoiceQuestion.get_slot_names()),
    "choices": frozenset(Option.get_slot_names()),
    "settings": frozenset(Survey.get_slot_names()),
}


class Column(NamedTuple):
    """A column: its name here, how the author wrote it, and what is wrong with it (a code, or "").

    `other` is the column that means the same, where that is what is wrong.
    """

    name: str
    written: str
    problem: str = ""
    other: str = ""


def columns_of(sheet: str, headers: Sequence[str], namespaces: str = "") -> list[Column]:
    """Return the columns of a sheet that count, in one spelling, with those that cannot be taken.

    `namespaces` are those that the sheet settings declares.
    """
    doubled = any("::" in header for header in headers)
    declared = prefixes(namespaces)
    first: dict[str, str] = {}
    found = []
    for header in headers:
        name = _name(sheet, header, doubled)
        problem = _problem(sheet, name, declared)
        if problem is None:
            continue
        if (other := first.setdefault(name, header)) != header:
            found.append(Column(name, header, "HEADER_002", other))
        else:
            found.append(Column(name, header, problem))
    return found


def _name(sheet: str, header: str, doubled: bool) -> str:
    try:
        tokens = process_header(header, doubled, _ALIASES[sheet], _COLUMNS[sheet])[1]
    except IndexError:  # a header that ends in “jr:”
        tokens = (header,)
    for length in (2, 1):
        if tokens[:length] in _WRITTEN:
            return "::".join((_WRITTEN[tokens[:length]], *tokens[length:]))
    return "::".join(tokens)


def _problem(sheet: str, name: str, declared: Mapping[str, str]) -> str | None:
    """Return "" for a column that is taken, a code for one that cannot be, None for one to pass over."""
    first, _, second = name.partition("::")
    if name in PLAIN[sheet] or any(_is_in(name, each) for each in IN_LANGUAGES[sheet]):
        return ""
    if first in NOT_TAKEN[sheet]:
        return "COLUMN_NOT_TAKEN"
    if sheet == "survey":
        if first in _ATTRIBUTES:
            return _attribute_problem(first, second, declared)
        return "COLUMN_NOT_TAKEN" if first in _FIRST else None
    if sheet == "choices":
        if first.startswith("$"):  # a toolbox keeps these for itself
            return None
        return "BAD_COLUMN" if "::" in name or first in _COLUMNS[sheet] else ""
    return None


def _attribute_problem(element: str, name: str, declared: Mapping[str, str]) -> str:
    if (element, name) in _KNOWN_ATTRIBUTES:
        return ""
    qualified = _QUALIFIED.fullmatch(name)
    if qualified is None:
        return "COLUMN_NOT_TAKEN"
    return "" if qualified[1] in declared or qualified[1] in _OWN else "NO_PREFIX"


def _is_in(name: str, column: str) -> bool:
    """Whether it is this column, or this column in a language."""
    return name == column or (name.startswith(f"{column}::") and name.count("::") == column.count("::") + 1)


def prefixes(namespaces: str) -> dict[str, str]:
    """Return the prefixes that settings declare, each with its address, as pyxform reads them."""
    found = {}
    for part in namespaces.split():
        if (match := _DECLARED.fullmatch(part)) is not None:
            found[match[1]] = part.partition("=")[2].strip("\"'")
    return found


def declaration_faults(namespaces: str) -> list[str]:
    """Return what declares no prefix, or one that is not free."""
    return [
        part for part in namespaces.split()
        if (match := _DECLARED.fullmatch(part)) is None or match[1] in _TAKEN
    ]  # fmt: skip
