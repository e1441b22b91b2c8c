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
from safe_employment.workforce.models.choices_of_law import (
    SPECIAL_SYSTEMS,
    AdvertCondition,
    HoursCycle,
    HoursSystem,
    InsuranceExemption,
    LedgerItem,
    PostKind,
    TerminationGround,
    WaiverClause,
)
from safe_employment.workforce.models.contracts import Contract
from safe_employment.workforce.models.endings import AnnualLeave, Leaving
from safe_employment.workforce.models.establishment import BankFile, Establishment, HoursApproval
from safe_employment.workforce.models.imports import BookImport, BookImportState
from safe_employment.workforce.models.pay import AMOUNTS, AttendanceMonth, PayLine, PayMethod
from safe_employment.workforce.models.people import FamilyContact, TrainingReceived
from safe_employment.workforce.models.protected import SensitiveFacts
from safe_employment.workforce.models.recruitment import PaperSeen, Recruitment
from safe_employment.workforce.models.tallies import ALL, BookTally, EmployerTally, RuleTally
from safe_employment.workforce.models.workers import Worker

__all__ = [
    "ALL",
    "AMOUNTS",
    "LICENSED_CHANNELS",
    "SPECIAL_SYSTEMS",
    "AdvertCondition",
    "AnnualLeave",
    "Answer",
    "AttendanceMonth",
    "BankFile",
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
    "Establishment",
    "FamilyContact",
    "FeeReceiver",
    "Hazard",
    "HoursApproval",
    "HoursCycle",
    "HoursSystem",
    "IdType",
    "InsuranceExemption",
    "Leaving",
    "LedgerItem",
    "LicenceKind",
    "LicenceState",
    "Paper",
    "PaperSeen",
    "PayLine",
    "PayMethod",
    "PenaltyClause",
    "PostKind",
    "Recruitment",
    "RecruitmentAgency",
    "Relation",
    "ResultLevel",
    "ResultState",
    "RuleTally",
    "SensitiveFacts",
    "Sex",
    "TerminationGround",
    "Topic",
    "TrainingReceived",
    "WaiverClause",
    "Worker",
]
