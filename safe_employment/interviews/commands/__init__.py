"""How case studies are changed."""

from safe_employment.interviews.commands.cases import (
    change_case_study,
    record_case_study,
    write_story,
)
from safe_employment.interviews.commands.consents import change_scope, withdraw_consent
from safe_employment.interviews.commands.release import clear_case_study, release_case_study, take_back
from safe_employment.interviews.commands.themes import (
    add_theme,
    add_usual_themes,
    change_theme,
    remove_theme,
)

__all__ = [
    "add_theme",
    "add_usual_themes",
    "change_case_study",
    "change_scope",
    "change_theme",
    "clear_case_study",
    "record_case_study",
    "release_case_study",
    "remove_theme",
    "take_back",
    "withdraw_consent",
    "write_story",
]
