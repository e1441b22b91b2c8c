"""Findings, proposals, corrective actions, postponements, containment, replies, notes, ties, settings."""

from safe_employment.findings.models.actions import (
    TO_BE_DONE,
    ActionState,
    ActionStep,
    CorrectiveAction,
    OwnerKind,
    StepKind,
    VerifiedHow,
)
from safe_employment.findings.models.choices import (
    GRAVEST_FIRST,
    LIGHTEST_FIRST,
    OVER,
    Basis,
    Cluster,
    FindingState,
    RootCause,
    Severity,
    SourceKind,
    Statement,
)
from safe_employment.findings.models.containment import Containment, ContainmentLook
from safe_employment.findings.models.escalating import EscalationDays
from safe_employment.findings.models.findings import Finding
from safe_employment.findings.models.postponements import Postponement, PostponementState
from safe_employment.findings.models.proposals import ProposalState, ProposedAction, ProposedFinding
from safe_employment.findings.models.remarks import InternalNote, Reopening, Reply
from safe_employment.findings.models.ties import Tie, TieKind

__all__ = [
    "GRAVEST_FIRST",
    "LIGHTEST_FIRST",
    "OVER",
    "TO_BE_DONE",
    "ActionState",
    "ActionStep",
    "Basis",
    "Cluster",
    "Containment",
    "ContainmentLook",
    "CorrectiveAction",
    "EscalationDays",
    "Finding",
    "FindingState",
    "InternalNote",
    "OwnerKind",
    "Postponement",
    "PostponementState",
    "ProposalState",
    "ProposedAction",
    "ProposedFinding",
    "Reopening",
    "Reply",
    "RootCause",
    "Severity",
    "SourceKind",
    "Statement",
    "StepKind",
    "Tie",
    "TieKind",
    "VerifiedHow",
]
