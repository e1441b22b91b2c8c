"""Pages: a list, a record, a form with its command, a button with its command."""

from safe_employment.kit.pages.forms import (
    FormWords,
    confirm_page,
    form_page,
    one_click,
    posted,
    refused_page,
    removing,
    saving,
)
from safe_employment.kit.pages.records import Action, Fact, known, link, link_to, only, record_page
from safe_employment.kit.pages.rooms import RoomPages

__all__ = [
    "Action",
    "Fact",
    "FormWords",
    "RoomPages",
    "confirm_page",
    "form_page",
    "known",
    "link",
    "link_to",
    "one_click",
    "only",
    "posted",
    "record_page",
    "refused_page",
    "removing",
    "saving",
]
