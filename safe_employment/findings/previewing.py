"""What other days of escalation would hit today, counted before they are saved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.escalation import (
    CONTAINMENT,
    DUTIES,
    DUTY_STEPS,
    STEPS,
    due_for,
    harm_to_tell,
    owed,
)
from safe_employment.findings.models import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet
    from django.utils.functional import _StrPromise

    from safe_employment.findings.deadlines import Steps
    from safe_employment.findings.escalation import Duty
    from safe_employment.kit.models import Association

WHOM: Mapping[str, str | _StrPromise] = {
    "before": _("Owner, before the day"),
    "owner": _("Owner"),
    "head": _("Employer's head"),
    "manager": _("Programme manager"),
    "board": _("Board"),
    "duty": _("Whose duty it is"),
}
OWED: Mapping[str, str | _StrPromise] = {
    "agree": _("no action is agreed"),
    "verify": _("not verified"),
    "decide": _("not decided"),
}


HARM = _("the harm goes on")


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
    """Return what the next turn would tell by the days as they are and by `steps`; 34 queries."""
    hits: list[Hit] = []
    for step in STEPS:
        counts = []
        for days in (None, steps):
            rows = due_for(step, association, today, days).order_by()
            counts.append(dict(rows.values_list("finding__severity").annotate(Count("pk"))))
        hits += _hits(WHOM[step.whom], counts)
    for whom, field, after in CONTAINMENT:
        late = [harm_to_tell(field, after, association, today, days).order_by() for days in (None, steps)]
        counts = [dict(each.values_list("severity").annotate(Count("pk"))) for each in late]
        hits += _hits(f"{WHOM[whom]} · {HARM}", counts)
    for duty in DUTIES:
        for whom in DUTY_STEPS:
            counts = [_counted(owed(duty, whom, association, today, days), duty) for days in (None, steps)]
            hits += _hits(f"{WHOM[whom]} · {OWED[duty.what]}", counts)
    return hits


def _counted(rows: QuerySet[Any], duty: Duty) -> dict[str, int]:
    return dict(rows.order_by().values_list(duty.severity).annotate(Count("pk")))


def _hits(whom: str | _StrPromise, counts: list[dict[str, int]]) -> list[Hit]:
    now, then = counts
    return [
        Hit(whom, each.label, now.get(each.value, 0), then.get(each.value, 0))
        for each in Severity.from_gravest()
        if now.get(each.value) or then.get(each.value)
    ]
