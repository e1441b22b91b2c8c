"""What other days of escalation would hit today, counted before they are saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.escalation import STEPS, due_for
from safe_employment.findings.models import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.utils.functional import _StrPromise

    from safe_employment.findings.deadlines import Steps
    from safe_employment.kit.models import Association

WHOM: Mapping[str, str | _StrPromise] = {
    "before": _("Owner, before the day"),
    "owner": _("Owner"),
    "head": _("Employer's head"),
    "manager": _("Programme manager"),
    "board": _("Board"),
}


@dataclass(frozen=True)
class Hit:
    """How many actions a step would tell of at its next turn: now, and with the new days."""

    whom: str | _StrPromise
    severity: str | _StrPromise
    now: int
    then: int

    @property
    def more(self) -> int:
        """How many more it would be."""
        return self.then - self.now


def preview_of(association: Association, today: date, steps: dict[str, Steps]) -> list[Hit]:
    """Return what the next turn would tell by the days as they are and by `steps`; ten queries."""
    hits = []
    for step in STEPS:
        counts = []
        for days in (None, steps):
            rows = due_for(step, association, today, days).order_by()
            counts.append(dict(rows.values_list("finding__severity").annotate(Count("pk"))))
        for severity in Severity.from_gravest():
            now, then = (each.get(severity.value, 0) for each in counts)
            if now or then:
                hits.append(Hit(WHOM[step.whom], severity.label, now, then))
    return hits
