"""Findings, corrective actions and their steps, replies, internal notes, re-openings, ties."""

from safe_employment.findings.models.actions import (
    TO_BE_DONE,
    ActionState,
    ActionStep,
    CorrectiveAction,
    OwnerKind,
    StepKind,
)
from safe_employment.findings.models.findings import (
    OVER,
    Cluster,
    Finding,
    FindingState,
    Severity,
    SourceKind,
    Statement,
)
from safe_employment.findings.models.remarks import InternalNote, Reopening, Reply
from safe_employment.findings.models.ties import Tie, TieKind

__all__ = [
    "OVER",
    "TO_BE_DONE",
    "ActionState",
    "ActionStep",
    "Cluster",
    "CorrectiveAction",
    "Finding",
    "FindingState",
    "InternalNote",
    "OwnerKind",
    "Reopening",
    "Reply",
    "Severity",
    "SourceKind",
    "Statement",
    "StepKind",
    "Tie",
    "TieKind",
]
