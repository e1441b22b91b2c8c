"""Workers and what is recorded of them; the agencies that place or dispatch workers."""

from safe_employment.workforce.models.agencies import RecruitmentAgency
from safe_employment.workforce.models.checks import (
    CheckResult,
    CheckRun,
    ResultLevel,
    ResultState,
)
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
from safe_employment.workforce.models.imports import BookImport, BookImportState
from safe_employment.workforce.models.pay import AMOUNTS, AttendanceMonth, PayLine, PayMethod
from safe_employment.workforce.models.people import FamilyContact, TrainingReceived
from safe_employment.workforce.models.recruitment import PaperSeen, Recruitment
from safe_employment.workforce.models.tallies import ALL, BookTally, EmployerTally, RuleTally
from safe_employment.workforce.models.workers import SensitiveFacts, Worker

__all__ = [
    "ALL",
    "AMOUNTS",
    "LICENSED_CHANNELS",
    "Answer",
    "AttendanceMonth",
    "BookImport",
    "BookImportState",
    "BookTally",
    "Channel",
    "CheckResult",
    "CheckRun",
    "Contract",
    "ContractKind",
    "ContractTerm",
    "EmployerTally",
    "EmploymentForm",
    "FamilyContact",
    "FeeReceiver",
    "Hazard",
    "IdType",
    "LicenceKind",
    "LicenceState",
    "Paper",
    "PaperSeen",
    "PayLine",
    "PayMethod",
    "PenaltyClause",
    "Recruitment",
    "RecruitmentAgency",
    "Relation",
    "ResultLevel",
    "ResultState",
    "RuleTally",
    "SensitiveFacts",
    "Sex",
    "Topic",
    "TrainingReceived",
    "Worker",
]
