"""What a phone takes along: the visits that are released to its person, and their questionnaires."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Prefetch, Q
from django.urls import reverse

from safe_employment.instruments.models import InstrumentVersion, MediaFile, VersionState
from safe_employment.instruments.models.instruments import ON_PHONES
from safe_employment.visits.models import OUT, TeamMember, Visit
from safe_employment.visits.phone.keys import key_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from safe_employment.instruments.models import Device
    from safe_employment.kit.models import Association, Person

KEPT_DAYS = 14


def visits_of(person: Person, association: Association, today: date) -> QuerySet[Visit]:
    """Return the released visits of a person's teams: all that take answers, others for two weeks."""
    recent = Q(visited_on__gte=today - timedelta(days=KEPT_DAYS))
    own = TeamMember.objects.filter(person=person).values("visit")
    found = Visit.objects.filter(Q(state__in=OUT) | recent, association=association, pk__in=own)
    team = Prefetch("team", TeamMember.objects.select_related("person"))
    return (
        found.filter(released_at__isnull=False, on_paper=False)
        .select_related("employer", "workplace")
        .prefetch_related(team, "employer__workplaces")
        .order_by("-visited_on", "number")
    )


def forms_of(association: Association, wanted: set[int]) -> QuerySet[InstrumentVersion]:
    """Return the published questionnaires, and the versions `wanted` that a phone has begun."""
    found = InstrumentVersion.objects.filter(association=association, instrument__kind__in=ON_PHONES)
    kept = Q(state=VersionState.PUBLISHED) | Q(pk__in=wanted) & ~Q(state=VersionState.DRAFT)
    media = Prefetch("media", MediaFile.objects.all())
    return found.filter(kept).select_related("instrument").defer("source").prefetch_related(media)


def bundle_of(device: Device, now: datetime, today: date, wanted: set[int]) -> dict[str, Any]:
    """Return the bundle as JSON."""
    association, person = device.association, device.person
    key = key_of(association)
    return {
        "now": now.isoformat(),
        "today": today.isoformat(),
        "zone": settings.TIME_ZONE,
        "person": {"id": person.pk, "name": person.name, "language": person.language},
        "association": {"zh": association.name_zh, "en": association.name_en},
        "recipient": key.recipient if key else "",
        "visits": [_visit(visit, today) for visit in visits_of(person, association, today)],
        "forms": [_form(version) for version in forms_of(association, wanted)],
    }


def _visit(visit: Visit, today: date) -> dict[str, Any]:
    place = visit.workplace or next(iter(visit.employer.workplaces.all()), None)
    return {
        "id": visit.pk,
        "reference": visit.reference,
        "state": visit.state,
        "takes_answers": visit.state in OUT,
        "is_today": visit.visited_on == today,
        "on": visit.visited_on.isoformat() if visit.visited_on else "",
        "employer": visit.employer.name,
        "address": place.address if place else "",
        "team": [member.person.name for member in visit.team.all()],
        "code": visit.arrival_code,
    }


def _form(version: InstrumentVersion) -> dict[str, Any]:
    return {
        "id": version.pk,
        "form_id": version.instrument.form_id,
        "version": version.version,
        "kind": version.instrument.kind,
        "state": version.state,
        "title": {"zh": version.instrument.title_zh, "en": version.instrument.title_en},
        "digest": version.digest,
        "xform": version.xform,
        "definition": version.definition,
        "media": [
            {"name": file.name, "digest": file.digest, "url": reverse("phone:media", args=[file.pk])}
            for file in version.media.all()
        ],
    }
