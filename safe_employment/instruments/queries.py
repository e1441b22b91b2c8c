"""Reading questionnaires: the doorways."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from safe_employment.instruments.definitions import Definition
from safe_employment.instruments.library import library
from safe_employment.instruments.models import (
    Device,
    HeldSubmission,
    Instrument,
    InstrumentKind,
    InstrumentVersion,
    Submission,
    SubmissionFile,
    VersionState,
)
from safe_employment.instruments.models.instruments import CONFIDENTIAL, SAID_BY_WORKERS
from safe_employment.instruments.policies import (
    MANAGE_INSTRUMENTS,
    READ_CONFIDENTIAL,
    READ_SUBMISSIONS,
    SEE_DEVICES,
    SEE_INSTRUMENTS,
    SETTLE_HELD,
    SUBMIT,
)
from safe_employment.instruments.subjects import kept_from, read_as_own
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of, own_records

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

LARGE = ("source", "xform", "definition")
OF_HELD = Instrument.objects.filter(association=OuterRef("association"), form_id=OuterRef("form_id"))
HEAVY = ("xml", "answers", "version__source", "version__xform", "version__definition")


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


def outdated_for(by: Actor) -> QuerySet[Instrument]:
    """Return the questionnaires in use of which the programme has an edition that is not here."""
    versions = InstrumentVersion.objects.filter(instrument=OuterRef("pk"))
    lacks = [Q(form_id=form.form_id) & ~Exists(versions.filter(version=form.version)) for form in library()]
    in_use = Exists(versions.filter(state=VersionState.PUBLISHED))
    return instruments_for(by).filter(in_use, reduce(or_, lacks))


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


def submissions_for(by: Actor) -> QuerySet[Submission]:
    """Return what was answered; confidential questionnaires to those alone whose duty it is.

    Worker interviews: to them and to those who held them. Nobody reads what was answered at an employer with
    whom they have a tie.
    """
    found = own_records(Submission.objects.all(), by, READ_SUBMISSIONS)
    kind = "version__instrument__kind"
    said = Q(**{f"{kind}__in": SAID_BY_WORKERS})
    if not can(by, READ_CONFIDENTIAL):
        found = found.filter(~said | Q(**{kind: InstrumentKind.WORKER_INTERVIEW}) & read_as_own(by))
    found = found.exclude(kept_from(by))
    return found.select_related("version__instrument", "person", "device").defer(*HEAVY)


def submission_for(by: Actor, pk: int) -> Submission:
    """Return one submission. Raises Hidden."""
    return one_of(submissions_for(by), pk)


def held_for(by: Actor) -> QuerySet[HeldSubmission]:
    """Return what was kept aside: what workers said to case officers, the rest to managers; none the tied.

    What is of no questionnaire here both see listed, but only case officers read it (`readable_held`).
    """
    found = own_records(HeldSubmission.objects.all(), by, SETTLE_HELD).exclude(kept_from(by))
    confidential = Exists(OF_HELD.filter(kind__in=SAID_BY_WORKERS))
    if not can(by, READ_CONFIDENTIAL):
        found = found.exclude(confidential)
    if not can(by, MANAGE_INSTRUMENTS):
        found = found.filter(confidential | ~Exists(OF_HELD))
    return found.select_related("person", "device", "file", "settled_by").defer("content")


def readable_held(by: Actor) -> QuerySet[HeldSubmission]:
    """Return those of them that someone reads: in what is of no questionnaire here a worker may speak."""
    return held_for(by) if can(by, READ_CONFIDENTIAL) else held_for(by).filter(Exists(OF_HELD))


def listed_held(by: Actor) -> QuerySet[HeldSubmission]:
    """Return what is looked at and settled as one: a questionnaire with its files (`files_here`), or a file
    that came to a submission which is stored.
    """
    return _with_its_files(held_for(by))


def held_to_settle(by: Actor) -> QuerySet[HeldSubmission]:
    """Return those of them that are not settled and that the actor reads: nobody settles unread."""
    return _with_its_files(readable_held(by)).filter(settled_at=None)


def _with_its_files(held: QuerySet[HeldSubmission]) -> QuerySet[HeldSubmission]:
    return held.filter(came_with=None).annotate(files_here=Count("files"))


def held_submission_for(by: Actor, pk: int) -> HeldSubmission:
    """Return one of them. Raises Hidden."""
    return one_of(listed_held(by), pk)


def devices_for(by: Actor) -> QuerySet[Device]:
    """Return everyone's devices."""
    return own_records(Device.objects.select_related("person", "revoked_by"), by, SEE_DEVICES)


def own_devices(by: Actor) -> QuerySet[Device]:
    """Return the actor's own devices in this association."""
    return Device.objects.filter(association=by.association, person=by.person).select_related("person")


def device_for(by: Actor, pk: int) -> Device:
    """Return a device of the actor, or anyone's for those who see them all. Raises Hidden."""
    found = devices_for(by).filter(pk=pk).first()
    return found or one_of(own_devices(by), pk)


def offered_to(by: Actor) -> QuerySet[InstrumentVersion]:
    """Return the versions in use that the actor fills in, with `media_count`; without their sources."""
    found = own_records(InstrumentVersion.objects.filter(state=VersionState.PUBLISHED), by, SUBMIT)
    if not can(by, READ_CONFIDENTIAL):
        found = found.exclude(instrument__kind__in=CONFIDENTIAL)
    counted = found.annotate(media_count=Count("media"))
    return counted.select_related("instrument").order_by("instrument__form_id").defer(*LARGE)


def one_offered(by: Actor, pk: int) -> InstrumentVersion:
    """Return one of them. Raises Hidden."""
    return one_of(offered_to(by).defer(None).defer("source", "definition"), pk)


def listed_submissions(by: Actor) -> QuerySet[Submission]:
    """Return the submissions with `is_replaced`, `files_here` and `files_missing`."""
    files = SubmissionFile.objects.filter(submission=OuterRef("pk")).order_by().values("submission")
    return submissions_for(by).annotate(
        is_replaced=Exists(Submission.objects.filter(replaces=OuterRef("pk"))),
        files_here=Coalesce(Subquery(files.annotate(n=Count("file")).values("n")), 0),
        files_missing=Coalesce(Subquery(files.filter(file=None).annotate(n=Count("pk")).values("n")), 0),
    )
