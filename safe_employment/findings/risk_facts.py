"""Open findings, as counts for the draw of visits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count

from safe_employment.findings.models import OVER, Finding, Severity
from safe_employment.members.risk_facts import risk_fact

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.models import Association


def _open(association: Association, severity: str) -> dict[int, float]:
    found = Finding.objects.filter(association=association, severity=severity).exclude(state__in=OVER)
    return dict(found.order_by().values_list("employer").annotate(Count("pk")))


@risk_fact("minor")
def minor(association: Association, today: date) -> dict[int, float]:  # noqa: ARG001 - as all counts
    """Open minor findings."""
    return _open(association, Severity.MINOR)


@risk_fact("major")
def major(association: Association, today: date) -> dict[int, float]:  # noqa: ARG001 - as all counts
    """Open major findings."""
    return _open(association, Severity.MAJOR)


@risk_fact("critical")
def critical(association: Association, today: date) -> dict[int, float]:  # noqa: ARG001 - as all counts
    """Open critical findings."""
    return _open(association, Severity.CRITICAL)
