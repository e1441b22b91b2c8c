"""Writing entries; the database chains them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from safe_employment.kit.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from safe_employment.kit.actors import Actor


@dataclass(frozen=True)
class Pending:
    """An entry to be written with the transaction that it tells of."""

    by: Actor
    action: str
    object_type: str
    object_id: str
    object_label: str
    details: dict[str, object]

    @classmethod
    def of(cls, by: Actor, action: str, subject: object | None, details: dict[str, object]) -> Pending:
        """Describe what was done to `subject` (a record, or None)."""
        kind = subject._meta.label_lower if isinstance(subject, models.Model) else ""
        identity = str(subject.pk) if isinstance(subject, models.Model) else ""
        label = "" if subject is None else str(subject)
        printable = "".join(sign for sign in label if unicodedata.category(sign) != "Cc")
        return cls(by, action, kind, identity, printable[:200], details)


def write(entries: Sequence[Pending]) -> None:
    """Append the entries, in order, each to the chain of its association (chain 0: the machine)."""
    now = timezone.now()
    for entry in entries:
        _row(entry, now).save(force_insert=True)


def write_together(entries: Sequence[Pending]) -> None:
    """Append entries of many people in one statement; the trigger chains them in their order."""
    now = timezone.now()
    AuditEntry.objects.bulk_create([_row(entry, now) for entry in entries])


def _row(entry: Pending, now: datetime) -> AuditEntry:
    return AuditEntry(
        chain=entry.by.association.pk if entry.by.association else 0,
        position=0,
        at=now,
        association=entry.by.association,
        person=entry.by.person,
        roles=",".join(sorted(entry.by.roles)) if entry.by.person else "machine",
        channel=entry.by.channel,
        action=entry.action,
        object_type=entry.object_type,
        object_id=entry.object_id,
        object_label=entry.object_label,
        details=entry.details,
        request_id=entry.by.request_id,
    )
