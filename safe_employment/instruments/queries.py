"""Reading questionnaires: the doorways."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Q, Subquery

from safe_employment.instruments.definitions import Definition
from safe_employment.instruments.models import Instrument, InstrumentVersion, VersionState
from safe_employment.instruments.policies import SEE_INSTRUMENTS
from safe_employment.kit.queries import one_of, own_records

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

LARGE = ("source", "xform", "definition")


def instruments_for(by: Actor) -> QuerySet[Instrument]:
    """Return the questionnaires, with `published` (the version in use, or None) and `drafts` (how many)."""
    published = InstrumentVersion.objects.filter(instrument=OuterRef("pk"), state=VersionState.PUBLISHED)
    return own_records(Instrument.objects.all(), by, SEE_INSTRUMENTS).annotate(
        published=Subquery(published.values("version")[:1]),
        published_at=Subquery(published.values("published_at")[:1]),
        questions=Subquery(published.values("questions")[:1]),
        drafts=Count("versions", filter=Q(versions__state=VersionState.DRAFT)),
    )


def instrument_for(by: Actor, pk: int) -> Instrument:
    """Return one questionnaire. Raises Hidden."""
    return one_of(instruments_for(by), pk)


def versions_of(by: Actor, instrument: Instrument) -> QuerySet[InstrumentVersion]:
    """Return the versions of a questionnaire, the latest first, without their files."""
    return versions_for(by).filter(instrument=instrument).defer(*LARGE)


def versions_for(by: Actor) -> QuerySet[InstrumentVersion]:
    """Return every version, with its questionnaire."""
    versions = InstrumentVersion.objects.select_related("instrument", "uploaded_by", "published_by")
    return own_records(versions, by, SEE_INSTRUMENTS)


def version_for(by: Actor, pk: int) -> InstrumentVersion:
    """Return one version. Raises Hidden."""
    return one_of(versions_for(by), pk)


def definition_of(version: InstrumentVersion) -> Definition:
    """Return what a version asks."""
    return Definition.from_json(version.definition)


def published_of(by: Actor, kind: str) -> QuerySet[InstrumentVersion]:
    """Return the published versions of the questionnaires of a kind."""
    return versions_for(by).filter(state=VersionState.PUBLISHED, instrument__kind=kind)
