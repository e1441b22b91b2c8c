"""Visits, the teams that make them, the answers, and what belongs to a report."""

from safe_employment.visits.models.answers import Answer, GivenAnswer
from safe_employment.visits.models.cancelling import CancelRequest, CancelState
from safe_employment.visits.models.choices import (
    CANCELLABLE,
    NOBODY_MET,
    OUT,
    REPORTED,
    SEALED,
    TO_REVIEW,
    AnswerChoice,
    Origin,
    Outcome,
    VisitState,
)
from safe_employment.visits.models.draws import (
    DrawMaterial,
    DrawPeriod,
    DrawRules,
    DrawWeek,
    LeftOut,
    NumberKind,
    PeriodState,
    RequestState,
    RosterRow,
    TargetRequest,
)
from safe_employment.visits.models.phone import (
    Pairing,
    PartState,
    Phone,
    PhoneChunk,
    PhoneKey,
    PhonePart,
    PhonePiece,
)
from safe_employment.visits.models.reports import ReportReply, VisitPhoto
from safe_employment.visits.models.seals import SealOpening
from safe_employment.visits.models.teams import WORKING_WEEK, JointOfficer, Team, TeamMember
from safe_employment.visits.models.visits import REPLY_DAYS, REPORT_DAYS, RETURN_DAYS, Visit

__all__ = [
    "CANCELLABLE",
    "NOBODY_MET",
    "OUT",
    "REPLY_DAYS",
    "REPORTED",
    "REPORT_DAYS",
    "RETURN_DAYS",
    "SEALED",
    "TO_REVIEW",
    "WORKING_WEEK",
    "Answer",
    "AnswerChoice",
    "CancelRequest",
    "CancelState",
    "DrawMaterial",
    "DrawPeriod",
    "DrawRules",
    "DrawWeek",
    "GivenAnswer",
    "JointOfficer",
    "LeftOut",
    "NumberKind",
    "Origin",
    "Outcome",
    "Pairing",
    "PartState",
    "PeriodState",
    "Phone",
    "PhoneChunk",
    "PhoneKey",
    "PhonePart",
    "PhonePiece",
    "ReportReply",
    "RequestState",
    "RosterRow",
    "SealOpening",
    "TargetRequest",
    "Team",
    "TeamMember",
    "Visit",
    "VisitPhoto",
    "VisitState",
]
