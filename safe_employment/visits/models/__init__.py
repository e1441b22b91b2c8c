"""Visits, the team that makes them, and the answers."""

from safe_employment.visits.models.phone import (
    Pairing,
    PartState,
    Phone,
    PhoneChunk,
    PhoneKey,
    PhonePart,
    PhonePiece,
)
from safe_employment.visits.models.visits import (
    REPORT_DAYS,
    REPORTED,
    SEALED,
    Answer,
    AnswerChoice,
    Outcome,
    TeamMember,
    Visit,
    VisitState,
)

__all__ = [
    "REPORTED",
    "REPORT_DAYS",
    "SEALED",
    "Answer",
    "AnswerChoice",
    "Outcome",
    "Pairing",
    "PartState",
    "Phone",
    "PhoneChunk",
    "PhoneKey",
    "PhonePart",
    "PhonePiece",
    "TeamMember",
    "Visit",
    "VisitState",
]
