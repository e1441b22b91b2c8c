"""Writing entries; the database chains them."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from psycopg.types.json import Jsonb

from safe_employment.kit.inserting import insert_rows, insert_statement
from safe_employment.kit.models import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from safe_employment.kit.actors import Actor


COLUMNS = {
    "chain": "bigint", "position": "bigint", "at": "timestamptz", "association_id": "bigint",
    "person_id": "bigint", "roles": "text", "channel": "text", "action": "text", "object_type": "text",
    "object_id": "text", "object_label": "text", "details": "jsonb", "request_id": "text",
}  # fmt: skip
INSERT = insert_statement("kit_auditentry", COLUMNS)


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
        AuditEntry(**_facts(entry, now)).save(force_insert=True)


def write_together(entries: Sequence[Pending]) -> None:
    """Append entries of many people in one statement; the trigger chains them in their order."""
    if entries:
        now = timezone.now()
        facts = [_facts(entry, now) for entry in entries]
        insert_rows(INSERT, [tuple((each | {"details": Jsonb(each["details"])}).values()) for each in facts])


def _facts(entry: Pending, now: datetime) -> dict[str, Any]:
    """Return the entry by column, in the order of COLUMNS."""
    by = entry.by
    home = by.association.pk if by.association else None
    return {
        "chain": home or 0,
        "position": 0,
        "at": now,
        "association_id": home,
        "person_id": by.person.pk if by.person else None,
        "roles": ",".join(sorted(by.roles)) if by.person else "machine",
        "channel": by.channel,
        "action": entry.action,
        "object_type": entry.object_type,
        "object_id": entry.object_id,
        "object_label": entry.object_label,
        "details": entry.details,
        "request_id": by.request_id,
    }
