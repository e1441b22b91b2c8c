"""What an employer's record said before, who changed it, and when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models

from safe_employment.kit.models import Person
from safe_employment.members.facts import FACTS
from safe_employment.members.models import Employer

if TYPE_CHECKING:
    from datetime import datetime

SHOWN = (*FACTS, "standing")
MOST = 50


@dataclass(frozen=True)
class Change:
    """One change: when, by whom (None: the programme), and what it replaced by what."""

    at: datetime
    person: Person | None
    values: list[tuple[str, str, str]]


def changes_of(employer: Employer) -> list[Change]:
    """Return the latest changes of an employer's facts, the newest first; two queries."""
    events: Any = employer.events.select_related("pgh_context").order_by("-pgh_id")[:MOST]  # type: ignore[attr-defined]
    found, newer = [], employer
    for event in events:
        values = [
            (str(_field(name).verbose_name), _words(event, name), _words(newer, name))
            for name in SHOWN
            if getattr(event, name) != getattr(newer, name)
        ]
        found.append((event, values))
        newer = event
    keys = {event.pgh_context.metadata.get("person") for event, _values in found if event.pgh_context}
    people = Person.objects.in_bulk([key for key in keys if key])
    return [
        Change(
            event.pgh_created_at,
            people.get(event.pgh_context.metadata.get("person")) if event.pgh_context else None,
            values,
        )
        for event, values in found
        if values
    ]


def _field(name: str) -> models.Field[Any, Any]:
    return Employer._meta.get_field(name)  # type: ignore[return-value]


def _words(record: Any, name: str) -> str:
    value = getattr(record, name)
    if value in (None, "", []):
        return ""
    choices = dict(_field(name).flatchoices)
    if isinstance(value, list):
        return "、".join(value)
    return str(choices.get(value, value))
