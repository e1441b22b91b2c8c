"""A critical answer opens the confidential screening, the same day and once for a visit.

Neither the visit nor its log says so: who may read a visit must not learn that there is a screening.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.screenings.commands import open_for_employer
from safe_employment.visits.models import Visit

if TYPE_CHECKING:
    from datetime import datetime

    from safe_employment.kit.actors import Actor


def open_screening_of(by: Actor, visit: Visit, now: datetime) -> None:
    """Open the screening of a visit. A conditional update: of two phones that report at once, one does it."""
    first = Visit.objects.filter(pk=visit.pk, screening_opened_on=None)
    if not first.update(screening_opened_on=timezone.localdate(now)):
        return
    visit.screening_opened_on = timezone.localdate(now)
    open_for_employer(by=by, employer=visit.employer, now=now, source_reference=f"visits.visit:{visit.pk}")
