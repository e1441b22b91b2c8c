"""Screenings for tests of this room and of the rooms above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from itertools import count
from typing import Any

from safe_employment.kit.models import Association
from safe_employment.kit.sealed import Plain, put_sealed
from safe_employment.kit.tests import actors
from safe_employment.screenings.commands.screenings import refresh
from safe_employment.screenings.models import Age, Kind, Screening, ScreeningAnswer, Source

NOW = datetime(2026, 10, 2, 2, tzinfo=UTC)
_number = count(1001)


def screening(association: Association, *, contact: str = "", **facts: Any) -> Screening:
    """An open screening of a grown-up, opened directly on 2 October 2026."""
    values: dict[str, Any] = {
        "number": next(_number),
        "pseudonym": "小云",
        "age": Age.ADULT,
        "source": Source.DIRECT,
        "opened_at": NOW,
        **facts,
    }
    made = Screening(association=association, **values)
    if contact:
        put_sealed(made, "contact", Plain(contact))
    made.save()
    return made


def answers(
    of: Screening, given: Mapping[str, str] | Iterable[str], *, kind: str = Kind.INDICATOR, note: str = ""
) -> None:
    """Write down answers: by question, or “yes” to each."""
    writer = actors.person("记录人")
    rows = given.items() if isinstance(given, Mapping) else ((question, "yes") for question in given)
    ScreeningAnswer.objects.bulk_create(
        ScreeningAnswer(
            association=of.association, screening=of, kind=kind, question=question, answer=answer,
            answered_by=writer, answered_at=NOW, note=note,
        )
        for question, answer in rows
    )  # fmt: skip
    refresh(of)
