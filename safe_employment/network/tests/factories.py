"""Typical employers and ties for tests of this room and of the rooms above it."""

from __future__ import annotations

from datetime import date
from typing import Any

from safe_employment.members.models import Employer
from safe_employment.network.models import Tie, TypicalEmployer


def typical_employer(employer: Employer, **facts: Any) -> TypicalEmployer:
    """An employer selected on 1 June 2006."""
    values: dict[str, Any] = {"selected_on": date(2006, 6, 1), "why": "在同行中有影响"}
    return TypicalEmployer.objects.create(
        association=employer.association, employer=employer, **{**values, **facts}
    )


def tie(sender: Employer, receiver: Employer, **facts: Any) -> Tie:
    """One employer passes the message to another since 1 July 2006."""
    return Tie.objects.create(
        association=sender.association,
        from_employer=sender,
        to_employer=receiver,
        **{"since": date(2006, 7, 1), **facts},
    )
