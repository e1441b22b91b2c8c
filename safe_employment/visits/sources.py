"""What the source of a finding, or of a screening, is called when it is a visit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from safe_employment.findings.models import SourceKind
from safe_employment.findings.sources import Source, name_source
from safe_employment.findings.teams import tell_team
from safe_employment.screenings import sources as screenings
from safe_employment.screenings.models import Source as Upon
from safe_employment.visits.models import TeamMember, Visit
from safe_employment.visits.queries import visits_for
from safe_employment.visits.screening import reference_of

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.screenings.models import Screening


def named(by: Actor, source_id: str) -> Source | None:
    """Return the visit by its number, with its page; None for what the actor may not see."""
    visit = visits_for(by).filter(pk=int(source_id)).first() if source_id.isdigit() else None
    if visit is None or not by.is_staff:
        return None
    return Source(
        visit.reference, reverse("visits:visit", kwargs={"association": by.home.slug, "pk": visit.pk})
    )


def origins(by: Actor, screening: Screening) -> list[screenings.Origin]:
    """Return the visit by its number, with its page where the actor may see it; a number tells no target."""
    key = screening.source_reference.removeprefix(reference_of(""))
    visit = (
        Visit.objects.filter(association=screening.association, pk=int(key)).first()
        if key.isdigit()
        else None
    )
    if visit is None:
        return []
    seen = named(by, key)
    return [screenings.Origin(visit.reference, seen.url if seen else "")]


def was_there(source_id: str) -> list[int]:
    """Return the keys of the team of a visit."""
    keys = (
        TeamMember.objects.filter(visit=int(source_id)) if source_id.isdigit() else TeamMember.objects.none()
    )
    return list(keys.values_list("person_id", flat=True))


tell_team(SourceKind.VISIT, was_there)
name_source(SourceKind.VISIT, named)
screenings.name_source(Upon.VISIT, origins)
