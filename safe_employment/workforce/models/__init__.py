"""Workers and what is recorded of them; the agencies that place or dispatch workers."""

from safe_employment.workforce.models.agencies import RecruitmentAgency
from safe_employment.workforce.models.choices import (
    LICENSED_CHANNELS,
    Answer,
    Channel,
    ContractKind,
    ContractTerm,
    EmploymentForm,
    FeeReceiver,
    Hazard,
    IdType,
    LicenceKind,
    LicenceState,
    Paper,
    PenaltyClause,
    Relation,
    Sex,
    Topic,
)
from safe_employment.workforce.models.contracts import Contract
from safe_employment.workforce.models.people import FamilyContact, TrainingReceived
from safe_employment.workforce.models.recruitment import PaperSeen, Recruitment
from safe_employment.workforce.models.workers import SensitiveFacts, Worker

__all__ = [
    "LICENSED_CHANNELS",
    "Answer",
    "Channel",
    "Contract",
    "ContractKind",
    "ContractTerm",
    "EmploymentForm",
    "FamilyContact",
    "FeeReceiver",
    "Hazard",
    "IdType",
    "LicenceKind",
    "LicenceState",
    "Paper",
    "PaperSeen",
    "PenaltyClause",
    "Recruitment",
    "RecruitmentAgency",
    "Relation",
    "SensitiveFacts",
    "Sex",
    "Topic",
    "TrainingReceived",
    "Worker",
]
