"""Employers, their workplaces and contacts, and where the register's rows came from."""

from safe_employment.members.models.contacts import Contact, EmployerContact
from safe_employment.members.models.corrections import Correction, CorrectionState
from safe_employment.members.models.employers import (
    CodeKind,
    DatePrecision,
    Employer,
    EmployerKind,
    SizeClass,
    Standing,
)
from safe_employment.members.models.imports import (
    ImportBatch,
    ImportedChange,
    ImportedRow,
    ImportState,
    MatchQuestion,
    RememberedMapping,
    RowEffect,
)
from safe_employment.members.models.merges import EmployerMerge
from safe_employment.members.models.workplaces import Workplace

__all__ = [
    "CodeKind",
    "Contact",
    "Correction",
    "CorrectionState",
    "DatePrecision",
    "Employer",
    "EmployerContact",
    "EmployerKind",
    "EmployerMerge",
    "ImportBatch",
    "ImportState",
    "ImportedChange",
    "ImportedRow",
    "MatchQuestion",
    "RememberedMapping",
    "RowEffect",
    "SizeClass",
    "Standing",
    "Workplace",
]
