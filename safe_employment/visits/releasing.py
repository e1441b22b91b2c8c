"""What a visit gets when it is released: the code by which its team is known, and its questionnaire."""

from __future__ import annotations

import secrets
from datetime import datetime, time
from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.instruments.models import InstrumentKind, InstrumentVersion, VersionState
from safe_employment.visits.models import Visit

if TYPE_CHECKING:
    from safe_employment.kit.models import Association

RELEASE_AT = time(7)
CODE_LENGTH = 8


def its_hour_has_come(visit: Visit, now: datetime) -> bool:
    """Whether a sealed visit may be released or begun: on the morning of its day, or later."""
    if visit.planned_on is None:
        return False
    return timezone.make_aware(datetime.combine(visit.planned_on, RELEASE_AT)) <= now


def new_code() -> str:
    """Return eight digits that no other visit on its way has; of a hundred million one is found by chance."""
    while True:
        code = f"{secrets.randbelow(10**CODE_LENGTH):0{CODE_LENGTH}}"
        if not Visit.objects.filter(arrival_code=code).exists():
            return code


def checklist_in_force(association: Association) -> InstrumentVersion | None:
    """Return the published version of the association's visit checklist, the latest if there are several."""
    published = InstrumentVersion.objects.filter(
        association=association,
        instrument__kind=InstrumentKind.VISIT_CHECKLIST,
        state=VersionState.PUBLISHED,
    )
    return published.order_by("-published_at", "-pk").first()


def released(visit: Visit) -> dict[str, object]:
    """Return what a visit gets with its release, apart from hour and day."""
    return {"arrival_code": new_code(), "version": checklist_in_force(visit.association)}


SEALED_AGAIN: dict[str, object] = {
    "workers_interviewed": None,
    "report_reminded_on": None,
    "report_told_on": None,
    "report_escalated_on": None,
    "waits_told_on": None,
    "released_at": None,
    "visited_on": None,
    "started_at": None,
    "arrival_code": "",
    "code_checked_at": None,
    "version": None,
    "route_order": None,
    "release_failed_on": None,
}
