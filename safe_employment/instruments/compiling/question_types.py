"""The types of questions in one spelling: `select one` and `select1` are one, `photo` is `image`."""

from __future__ import annotations

from difflib import get_close_matches

from pyxform import aliases, constants
from pyxform.question_type_dictionary import QUESTION_TYPE_DICT
from pyxform.xls2json import RE_BEGIN_CONTROL, RE_END_CONTROL, RE_SELECT

# As XLSForm writes them today.
TYPES = (
    "text", "integer", "decimal", "range", "note", "geopoint", "geotrace", "geoshape", "date", "time",
    "dateTime", "image", "audio", "background-audio", "video", "file", "barcode", "calculate", "acknowledge",
    "hidden", "start", "end", "today", "deviceid", "phonenumber", "username", "email", "audit",
    "start-geopoint", "background-geopoint", "trigger", "subscriberid", "simserial",
)  # fmt: skip
GROUPS = ("begin_group", "end_group", "begin_repeat", "end_repeat")
CHOOSING = ("select_one", "select_multiple", "rank")
_SELECTS = {
    constants.SELECT_ONE: "select_one", constants.SELECT_ALL_THAT_APPLY: "select_multiple",
    constants.RANK: "rank", constants.SELECT_ONE_EXTERNAL: "select_one_external",
}  # fmt: skip
_OLD = {
    old: new for new in reversed(TYPES) for old, made in QUESTION_TYPE_DICT.items()
    if made == QUESTION_TYPE_DICT[new] and old not in TYPES
}  # fmt: skip
FROM_OUTSIDE = ("select_one_external", "select_one_from_file", "select_multiple_from_file", "osm",
                "xml-external", "csv-external")  # fmt: skip


def spelled(written: str) -> str:
    """Return a type in one spelling; one that nobody knows as it was written."""
    for ends, match in enumerate((RE_BEGIN_CONTROL.search(written), RE_END_CONTROL.search(written))):
        if match:
            return f"{'end' if ends else 'begin'}_{aliases.control[match['type']]}"
    if match := RE_SELECT.search(written):
        command = match["select_command"]
        kind = _SELECTS[aliases.select[command]]
        kind = f"{kind}_from_file" if command in aliases.select_from_file else kind
        return f"{kind} {match['list_name']}{' or_other' if match['specify_other'] else ''}"
    return _OLD.get(written, written)


def is_known(spelled_type: str) -> bool:
    """Whether it is a type, the list of answers aside."""
    kind = spelled_type.partition(" ")[0]
    if kind in {*CHOOSING, *FROM_OUTSIDE}:
        return True
    return spelled_type in GROUPS or spelled_type in TYPES or spelled_type in QUESTION_TYPE_DICT


def nearest(written: str) -> str:
    """Return the types that look most like it, or the most usual."""
    known = (*TYPES, *GROUPS, *CHOOSING)
    kind = written.strip().lower().replace(" ", "_")
    for each in (kind, kind.partition("_")[0] if kind.partition("_")[0] in TYPES else kind):
        if found := get_close_matches(each, known, n=2, cutoff=0.6):
            return ", ".join(found)
    return "text, integer, select_one, begin_group"
