"""What the source of a finding is called when it is a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from safe_employment.findings.models import SourceKind
from safe_employment.findings.sources import Source, name_source
from safe_employment.visits.queries import visits_for

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor


def named(by: Actor, source_id: str) -> Source | None:
    """Return the visit by its number, with its page; None for what the actor may not see."""
    visit = visits_for(by).filter(pk=int(source_id)).first() if source_id.isdigit() else None
    if visit is None or not by.is_staff:
        return None
    return Source(
        visit.reference, reverse("visits:visit", kwargs={"association": by.home.slug, "pk": visit.pk})
    )


name_source(SourceKind.VISIT, named)
