"""How screenings are changed."""

from safe_employment.screenings.commands.answers import answer_question
from safe_employment.screenings.commands.conclusions import (
    close_screening,
    conclude_screening,
    reopen_screening,
)
from safe_employment.screenings.commands.screenings import change_person, open_screening, show_contact
from safe_employment.screenings.commands.urgent import open_for_employer, take_urgent

__all__ = [
    "answer_question",
    "change_person",
    "close_screening",
    "conclude_screening",
    "open_for_employer",
    "open_screening",
    "reopen_screening",
    "show_contact",
    "take_urgent",
]
