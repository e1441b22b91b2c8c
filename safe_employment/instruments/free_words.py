"""What is added to a worker interview in free words: it waits until a case officer has read it."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from safe_employment.instruments.files import CONFIDENTIAL_ENTRY
from safe_employment.instruments.models import InstrumentKind, Submission
from safe_employment.instruments.policies import READ_CONFIDENTIAL
from safe_employment.instruments.published import published
from safe_employment.instruments.queries import submissions_for
from safe_employment.instruments.subjects import number_fields
from safe_employment.kit.models import AuditEntry
from safe_employment.kit.policies import can

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.instruments.definitions import Definition
    from safe_employment.kit.actors import Actor

INTERVIEW = InstrumentKind.WORKER_INTERVIEW
SEEN = [f"{CONFIDENTIAL_ENTRY}_{how}" for how in ("read", "taken_out")]


def free_paths(definition: Definition) -> list[str]:
    """Return the paths of the questions that are answered in free words; the number of a visit is none."""
    asked = (question for question in definition.questions if question.type == "text")
    return [question.path for question in asked if question.name not in number_fields()]


def with_unread_words(found: QuerySet[Submission]) -> QuerySet[Submission]:
    """Narrow to the interviews whose free words no case officer has read; what an edit replaced is none."""
    by_version = [
        Q(version=pk, answers__has_any_keys=paths)
        for pk, definition in published(instrument__kind=INTERVIEW).items()
        if (paths := free_paths(definition))
    ]
    seen = AuditEntry.objects.filter(
        reduce(or_, (Q(roles__contains=role) for role in READ_CONFIDENTIAL.roles)),
        object_type=Submission._meta.label_lower, object_id=Cast(OuterRef("pk"), CharField()),
        action__in=SEEN,
    )  # fmt: skip
    return found.filter(reduce(or_, by_version, Q(pk=None)), ~Exists(seen), replaced_by=None)


def unread_words(by: Actor) -> QuerySet[Submission]:
    """Return what waits for a case officer, the oldest first; nothing for anyone else."""
    rows = submissions_for(by)
    return with_unread_words(rows if can(by, READ_CONFIDENTIAL) else rows.none()).order_by(
        "received_at", "pk"
    )
