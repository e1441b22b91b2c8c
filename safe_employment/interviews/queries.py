"""Reading case studies: who sees which, the texts and who read them, and what the results count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet

from safe_employment.interviews.models import CaseState, CaseStudy, Scope, Story, Theme
from safe_employment.interviews.policies import KEEP_THEMES, READ_RELEASED, READ_STORIES
from safe_employment.interviews.recognition import Recognition
from safe_employment.kit.commands import record
from safe_employment.kit.errors import Hidden
from safe_employment.kit.models import AuditEntry
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of, own_records

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association

READ = "interviews.read_story"
RELEASED = (CaseState.RELEASED, CaseState.CLEARED)


def case_studies_for(by: Actor) -> QuerySet[CaseStudy]:
    """Return the case studies that the actor may see: all, or for trainers those released inside."""
    if by.association is None:
        return CaseStudy.objects.none()
    own = CaseStudy.objects.filter(association=by.association).select_related("consent", "interviewed_by")
    if can(by, READ_STORIES):
        return own
    if can(by, READ_RELEASED):
        return own.filter(
            state__in=RELEASED,
            consent__withdrawn_at=None,
            consent__scope__in=(Scope.USE_INSIDE, Scope.PUBLISH),
        )
    return CaseStudy.objects.none()


def case_study_for(by: Actor, pk: int) -> CaseStudy:
    """Return one case study. Raises Hidden."""
    people = ("consent__recorded_by", "consent__witness")
    return one_of(case_studies_for(by).select_related(*people), pk)


def has_story(case: CaseStudy) -> bool:
    """Whether a case study has a text."""
    return Story.objects.filter(case_study=case).exists()


def read_story(by: Actor, pk: int, *, purpose: str = "read") -> Story:
    """Return the text of a case study: the one way to it. The reading is noted in the audit log first.

    `purpose` is "read" or "edit". Raises Hidden where there is no text or the actor may not read it.
    """
    case = case_study_for(by, pk)
    found = Story.objects.filter(case_study=case).first()
    if found is None:
        raise Hidden
    record(by, READ, case, details={"purpose": purpose})
    found.case_study = case
    return found


def readings_of(by: Actor, case: CaseStudy) -> QuerySet[AuditEntry]:
    """Return who read the text of a case study, the latest first."""
    return AuditEntry.objects.filter(
        association=by.association,
        action=READ,
        object_type=CaseStudy._meta.label_lower,
        object_id=str(case.pk),
    ).select_related("person")


def recognition_of(case: CaseStudy) -> Recognition:
    """Return how many case studies share the home, sector and age of one, itself included."""
    home = case.home_division_code
    same = CaseStudy.objects.filter(
        association=case.association_id, sector=case.sector, age_band=case.age_band
    ).exclude(state=CaseState.WITHDRAWN)
    counted = same.aggregate(
        here=Count("pk", filter=Q(home_division_code=home)),
        prefecture=Count("pk", filter=Q(home_division_code__startswith=home[:4] or "0")),
    )
    return Recognition(home, counted["here"], counted["prefecture"])


def themes_for(by: Actor) -> QuerySet[Theme]:
    """Return the association's codebook, with `times`: how many valid case studies are coded with each."""
    valid = ~Q(case_studies__state=CaseState.WITHDRAWN)
    coded: dict[str, Any] = {"times": Count("case_studies", filter=valid)}
    return own_records(Theme.objects.annotate(**coded), by, KEEP_THEMES)


def theme_for(by: Actor, pk: int) -> Theme:
    """Return one theme. Raises Hidden."""
    return one_of(themes_for(by), pk)


def case_studies_with_consent(association: Association, since: date, until: date) -> QuerySet[CaseStudy]:
    """Return the case studies told from `since` up to, not including, `until`, whose consent holds.

    The figure is their number. One whose consent was withdrawn is not counted any more.
    """
    return CaseStudy.objects.filter(
        association=association,
        interviewed_on__gte=since,
        interviewed_on__lt=until,
        consent__withdrawn_at=None,
    )
