"""Lists that name employers: who signed on paper, who came to a workshop. Read, recognised, then shown."""

from safe_employment.members.rosters.reading import Roster, RosterColumn, read_roster
from safe_employment.members.rosters.recognising import EmployerLine, Recognised, recognise_employers
from safe_employment.members.rosters.rows import (
    Found,
    Problem,
    RosterRow,
    answers_of,
    choose,
    name_candidates,
    settle,
)
from safe_employment.members.rosters.words import PAGE_WORDS

__all__ = [
    "PAGE_WORDS",
    "EmployerLine",
    "Found",
    "Problem",
    "Recognised",
    "Roster",
    "RosterColumn",
    "RosterRow",
    "answers_of",
    "choose",
    "name_candidates",
    "read_roster",
    "recognise_employers",
    "settle",
]
