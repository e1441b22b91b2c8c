"""Reading visits: the doorways hold the seal; and what results are counted from."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from safe_employment.findings.eyes import tied_to
from safe_employment.findings.models import OVER, Finding, FindingState, SourceKind
from safe_employment.findings.queries import findings_for
from safe_employment.instruments.policies import READ_SUBMISSIONS
from safe_employment.kit.models import AuditEntry, Person, RoleAssignment
from safe_employment.kit.policies import can
from safe_employment.kit.queries import one_of
from safe_employment.kit.roles import Role
from safe_employment.members.models import Employer, Workplace
from safe_employment.visits import policies
from safe_employment.visits.models import (
    NOBODY_MET,
    OUT,
    REPORT_DAYS,
    TO_REVIEW,
    GivenAnswer,
    Outcome,
    Team,
    TeamMember,
    Visit,
    VisitPhoto,
    VisitState,
)
from safe_employment.visits.reading import is_tied

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association

REMIND_EVERY = 7  # days
LOOK = "visits.look_at_sealed"
NAMED = ("employer", "workplace", "association")
# The clock of a report runs from the day of the visit, whether or not anybody has noted how it went.
REPORT_IS_AWAITED = Q(state__in=[VisitState.RELEASED, VisitState.UNDER_WAY, VisitState.REFUSED])
REPORT_IS_DUE = Q(state=VisitState.UNDER_WAY, outcome=Outcome.HELD) | Q(state=VisitState.REFUSED)


def visits_for(by: Actor) -> QuerySet[Visit]:
    """Return the visits that exist for the actor.

    Staff who see visits: all that were released, and the sealed ones of their own teams; the manager all.
    An employer's contact: the reported visits to their own employer.
    """
    if by.association is None:
        return Visit.objects.none()
    visits = Visit.objects.filter(association=by.association)
    if can(by, policies.SEE_SEALED):
        return visits
    if can(by, policies.SEE_VISITS):
        own = Exists(TeamMember.objects.filter(visit=OuterRef("pk"), person=by.person))
        return visits.filter(Q(released_at__isnull=False) | own)
    if can(by, policies.SEE_OWN_REPORTS) and by.person is not None:
        own_employers = by.person.employer_contacts.filter(ended_at=None).values("employer")
        return visits.filter(employer__in=own_employers, reported_on__isnull=False)
    return Visit.objects.none()


def findings_not_told(by: Actor) -> QuerySet[Finding]:
    """Return what the employer may know of reported visits and was not told, the oldest first.

    Findings that are accepted after the report was handed in wait for the review, or for a person.
    """
    reported = visits_for(by).filter(reported_on__isnull=False)
    keys = reported.annotate(key=Cast("pk", CharField())).order_by().values("key")
    waiting = findings_for(by).filter(source_kind=SourceKind.VISIT, for_employer=True, shared_on=None)
    return waiting.exclude(state__in=OVER).filter(source_id__in=keys).order_by("found_on", "pk")


def visit_for(by: Actor, pk: int) -> Visit:
    """Return one visit. Raises Hidden for what does not exist and for what may not be seen.

    To show a visit to a person use `looks.look_at`, which notes the look at a sealed one.
    """
    return one_of(visits_for(by).select_related(*NAMED), pk)


def shown_visit_for(by: Actor, pk: int) -> Visit:
    """Return one visit with its team and answers, as its page shows it (five queries). Raises Hidden.

    `reader_is_tied` says whether the actor has a tie with the employer, `shown_address` where it goes,
    `made_findings` what its answers led to.
    """
    team = Prefetch("team", TeamMember.objects.select_related("person"))
    kept = GivenAnswer.objects.select_related("submission", "given_by")
    given = Prefetch("given", kept.defer("submission__xml", "submission__answers"))
    shown = visits_for(by).select_related(*NAMED, "reviewed_by").prefetch_related(team, "answers", given)
    main = Workplace.objects.filter(employer=OuterRef("employer"), is_main=True).values("address")[:1]
    address = Coalesce(F("workplace__address"), Subquery(main), Value(""))
    read: dict[str, Any] = {"reader_is_tied": tied_to(by.person, "employer"), "shown_address": address}
    visit = one_of(shown.annotate(**read), pk)
    if not visit.is_sealed:
        visit.made_findings = findings_made(visit)
    return visit


def findings_made(visit: Visit) -> list[Finding]:
    """Return the findings to which the answers of a visit led, without the withdrawn ones."""
    if visit.made_findings is not None:
        return visit.made_findings
    made = Finding.objects.filter(
        association=visit.association_id, source_kind=SourceKind.VISIT, source_id=str(visit.pk)
    )
    return list(made.exclude(question="").exclude(state=FindingState.WITHDRAWN))


def listed(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Add `shown_employer`, empty while sealed: a list, a search or a sheet never tells a sealed target.

    This holds for the team too; they open the visit, and the look is noted.
    """
    # Not by a join, which a list would make for every visit that it counts.
    name = Employer.objects.filter(pk=OuterRef("employer")).values("name")
    return visits.select_related("employer").annotate(
        shown_employer=Case(
            When(released_at__isnull=False, then=Subquery(name)),
            default=Value(""),
            output_field=CharField(),
        )
    )


def looks_at(visit: Visit) -> QuerySet[AuditEntry]:
    """Return who looked at the visit while it was sealed, the latest first."""
    return AuditEntry.objects.filter(
        association=visit.association_id, action=LOOK, object_type="visits.visit", object_id=str(visit.pk)
    ).select_related("person")


def photos_for(by: Actor, visit: Visit) -> QuerySet[VisitPhoto]:
    """Return the photographs of a visit that the actor may see: none while it is sealed.

    The employer: those of the report. What a phone sent and the report leaves out may show what workers said:
    only whoever reads answers and is not tied to the employer sees it.
    """
    photos = visit.photos.select_related("file")
    if visit.is_sealed:
        return photos.none()
    told = Q(for_employer=True)
    if can(by, policies.SEE_VISITS):
        if is_tied(by, visit):
            return photos.filter(told)
        return photos if can(by, READ_SUBMISSIONS) else photos.filter(told | Q(source=None))
    return photos.filter(told)


def monitors_of(association: Association) -> QuerySet[Person]:
    """Return the active monitors of the association."""
    held = RoleAssignment.objects.filter(association=association, role=Role.MONITOR, ended_at=None)
    return Person.objects.filter(is_active=True, assignments__in=held).distinct().order_by("name", "pk")


def visits_at(by: Actor, employer: Employer) -> QuerySet[Visit]:
    """Return the released visits to an employer that the actor may see; never a sealed one."""
    return visits_for(by).filter(employer=employer, released_at__isnull=False)


def reports_due(by: Actor) -> QuerySet[Visit]:
    """Return the visits whose report is to be written, the oldest first."""
    return visits_for(by).filter(REPORT_IS_DUE).order_by("visited_on", "pk")


def teams_for(by: Actor) -> QuerySet[Team]:
    """Return the standing teams of the association, those that were dissolved last."""
    if by.association is None or not can(by, policies.SEE_TEAMS):
        return Team.objects.none()
    ordered = Team.objects.filter(association=by.association).order_by(
        F("retired_on").asc(nulls_first=True), "name"
    )
    return ordered.prefetch_related("members")


def to_return(association: Association) -> QuerySet[Visit]:
    """Return the refused visits that are to be made again: those since which none was made there.

    Made again is what was held at the same workplace (none named is the main one), or refused: a second
    refusal takes the place of the first. Whether a return is planned does not count: it is sealed.
    """
    later = Visit.objects.filter(employer=OuterRef("employer"), outcome__in=[Outcome.HELD, Outcome.REFUSED])
    later = later.filter(
        Q(visited_on__gt=OuterRef("visited_on"))
        | Q(visited_on=OuterRef("visited_on"), number__gt=OuterRef("number"))
    )
    made = later.annotate(place=_place()).filter(place=OuterRef("place"))
    refused = Visit.objects.filter(association=association, return_by__isnull=False)
    return refused.annotate(place=_place()).filter(~Exists(made)).order_by("return_by", "pk")


def _place() -> Coalesce:
    """Return the key of the workplace: the main one where none is named, 0 where there is none."""
    main = Workplace.objects.filter(employer=OuterRef("employer"), is_main=True).values("pk")
    return Coalesce("workplace", Subquery(main), Value(0))


def to_review(by: Actor) -> QuerySet[Visit]:
    """Return the visits that wait for a second person and that this very person may review, oldest first.

    Also those of whom nobody was met: to say "not found" of a friend must not be enough to spare them.
    """
    waiting = visits_for(by).filter(state__in=TO_REVIEW).exclude(team__person=by.person)
    return waiting.order_by(Coalesce("reported_on", "visited_on"), "pk")


def left_lying(association: Association, today: date) -> QuerySet[Visit]:
    """Return the visits that wait for somebody and were not told of for a week.

    Out and not ended after their day; never released; postponed, or drawn, and without a day; not reviewed
    a week after the report, or after nobody was met.
    """
    week_ago = today - timedelta(days=REMIND_EVERY)
    out = Q(state__in=OUT, outcome="", visited_on__lt=today) & (
        Q(waits_told_on=None) | Q(waits_told_on__lte=week_ago) | Q(waits_told_on__lte=F("visited_on"))
    )
    waiting = Q(waits_told_on=None) | Q(waits_told_on__lte=week_ago)
    waiting &= (
        Q(state=VisitState.SEALED, release_failed_on__lte=week_ago)
        | Q(state=VisitState.POSTPONED, planned_on__lte=week_ago)
        | Q(state=VisitState.DRAWN, created_at__date__lte=week_ago)
        | Q(state=VisitState.REPORTED, reported_on__lte=week_ago)
        | Q(state__in=NOBODY_MET, visited_on__lte=week_ago)
    )
    return Visit.objects.filter(out | waiting, association=association).order_by("pk")


# What results are counted from: the records themselves, in a half-open period [start, end).


def visits_held(association: Association, start: date, end: date) -> QuerySet[Visit]:
    """Unannounced visits that were held, by the day of the visit."""
    return visits_attempted(association, start, end).filter(outcome=Outcome.HELD)


def visits_attempted(association: Association, start: date, end: date) -> QuerySet[Visit]:
    """Unannounced visits that have ended, whatever their outcome, by the day of the visit."""
    return Visit.objects.filter(association=association, visited_on__gte=start, visited_on__lt=end).exclude(
        outcome=""
    )


def visits_reported_in_time(association: Association, start: date, end: date) -> QuerySet[Visit]:
    """Visits of the period that were reported within 30 days."""
    return visits_attempted(association, start, end).filter(
        reported_on__lte=F("visited_on") + Value(timedelta(days=REPORT_DAYS))
    )
