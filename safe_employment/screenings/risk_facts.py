"""Screenings as a bare count for the draw of visits, which weighs it only above a threshold."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count

from safe_employment.members.risk_facts import risk_fact
from safe_employment.screenings.models import Screening

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.models import Association

YEARS = timedelta(days=730)


@risk_fact("reports")
def reports(association: Association, today: date) -> dict[int, float]:
    """Screenings opened within two years, whatever they ended with."""
    found = Screening.objects.filter(association=association, created_at__date__gt=today - YEARS)
    return dict(found.exclude(employer=None).order_by().values_list("employer").annotate(Count("pk")))
