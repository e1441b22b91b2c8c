"""A period of the draw as tests seal it: two weeks of March 2026."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pgtrigger

from safe_employment.kit.actors import Actor
from safe_employment.visits.commands.drawing import enter_number, seal_period
from safe_employment.visits.models import DrawPeriod, Visit, VisitState

SEALED_ON = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 2, tzinfo=UTC)
FIRST, LAST = date(2026, 3, 9), date(2026, 3, 22)
NUMBER = "3 8 14 22 27 31 / 9"


def sealed(by: Actor, **changes: Any) -> DrawPeriod:
    given = {
        "name": "2026 年三月", "first_on": FIRST, "last_on": LAST, "number_kind": "lottery",
        "number_form": "6/1",
        "number_name": "双色球 2026026", "number_on": date(2026, 3, 5), "now": NOW, "today": SEALED_ON,
    }  # fmt: skip
    return seal_period(by=by, **{**given, **changes})


def drawing(by: Actor) -> DrawPeriod:
    return enter_number(by=by, period=sealed(by), number=NUMBER, now=NOW, today=date(2026, 3, 6))


def at(day: date, hour: int = 1) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def cancel_all(**changes: Any) -> None:
    """Let all visits be over at once, past what holds that two people cancel a drawn one."""
    with pgtrigger.ignore("visits.Visit:cancelled_by_two"):
        Visit.objects.update(state=VisitState.CANCELLED, reason="试", **changes)
