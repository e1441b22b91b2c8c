"""What checks of the books found and how many workers left, as counts for the draw of visits."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, F, Q

from safe_employment.members.risk_facts import risk_fact
from safe_employment.workforce.models import CheckResult, ResultState, Worker

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.models import Association

YEAR = timedelta(days=365)


@risk_fact("books")
def books(association: Association, today: date) -> dict[int, float]:  # noqa: ARG001 - as all counts
    """Rules that a check of the books found broken and not put right; signs of forced labour are not among
    them.
    """
    found = CheckResult.objects.filter(association=association, confidential=False)
    found = found.exclude(state=ResultState.GONE).order_by()
    return dict(found.values_list("employer").annotate(Count("rule", distinct=True)))


@risk_fact("turnover")
def turnover(association: Association, today: date) -> dict[int, float]:
    """The share of a staff that left within a year: those who left, by those who are there and those who
    left.
    """
    left = Q(leave_date__gt=today - YEAR, leave_date__lte=today)
    there = Q(hire_date__lte=today) & (Q(leave_date=None) | Q(leave_date__gt=today))
    rows = (
        Worker.objects.filter(association=association)
        .filter(left | there)
        .order_by()
        .values("employer")
        .annotate(gone=Count("pk", filter=left), all=Count("pk"))
        .filter(gone__gt=0)
        .values_list("employer", F("gone"), F("all"))
    )
    return {employer: gone / everyone for employer, gone, everyone in rows}
