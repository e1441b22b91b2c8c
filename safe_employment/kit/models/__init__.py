"""Associations, people, audit, notices, tasks, files and saved views."""

from safe_employment.kit.models.associations import Association, PartnerAgency
from safe_employment.kit.models.audit import AuditEntry, AuditHead
from safe_employment.kit.models.base import AssociationRecord, HistoryModel
from safe_employment.kit.models.files import StoredFile
from safe_employment.kit.models.notices import MailboxMessage, Notice
from safe_employment.kit.models.people import Invitation, Person, RoleAssignment
from safe_employment.kit.models.sealed import SealingKey, SealingKeyKind, Unmasking
from safe_employment.kit.models.tables import SavedView
from safe_employment.kit.models.tasks import TaskRun

__all__ = [
    "Association",
    "AssociationRecord",
    "AuditEntry",
    "AuditHead",
    "HistoryModel",
    "Invitation",
    "MailboxMessage",
    "Notice",
    "PartnerAgency",
    "Person",
    "RoleAssignment",
    "SavedView",
    "SealingKey",
    "SealingKeyKind",
    "StoredFile",
    "TaskRun",
    "Unmasking",
]
