"""Reading the draw: rules, periods, requests; and what pages say of a period."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Case, CharField, Count, Exists, F, OuterRef, Q, Sum, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from safe_employment.kit.policies import can
from safe_employment.kit.queries import own_records
from safe_employment.visits import policies
from safe_employment.visits.models import (
    DrawPeriod,
    DrawRules,
    LeftOut,
    Origin,
    Outcome,
    PeriodState,
    RequestState,
    TargetRequest,
    TeamMember,
    Visit,
    VisitState,
)

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association
    from safe_employment.members.models import Employer


def rules_of(association: Association) -> DrawRules:
    """Return the association's rules; those that one begins with where none were set."""
    return DrawRules.objects.filter(association=association).first() or DrawRules(association=association)


def periods_for(by: Actor) -> QuerySet[DrawPeriod]:
    """Return the periods of the association that the actor may see."""
    return own_records(DrawPeriod.objects.select_related("association"), by, policies.SEE_DRAW)


def awaits_number(association: Association, today: date) -> QuerySet[DrawPeriod]:
    """Return the periods whose public number was announced and not entered, and of which nobody was told for
    a week, nor since the period has begun.
    """
    waiting = DrawPeriod.objects.filter(
        association=association, state=PeriodState.SEALED, number_on__lte=today
    ).select_related("association")
    told = Q(number_asked_on__gt=today - timedelta(days=7))
    since_it_began = Q(first_on__gt=today) | Q(number_asked_on__gte=F("first_on"))
    return waiting.exclude(told & since_it_began)


def visits_of_period(period: DrawPeriod) -> QuerySet[Visit]:
    """Return the visits that were drawn in a period."""
    return Visit.objects.filter(association=period.association_id, drawn_in__startswith=f"{period.slug}:")


def to_come(period: DrawPeriod) -> QuerySet[Visit]:
    """Return the drawn visits of a period that can still come to somebody who must not know."""
    made = Q(state=VisitState.UNDER_WAY) & ~Q(outcome="")
    return visits_of_period(period).filter(state__in=_TO_COME).exclude(made)


def kept_places(period: DrawPeriod) -> int:
    """Return how many places a period keeps for visits with reasons.

    Counted by the period: by the week, what is left would tell in which week a sealed visit is.
    """
    return int(period.weeks.aggregate(places=Sum("kept_places"))["places"] or 0)


def with_reasons(period: DrawPeriod) -> QuerySet[Visit]:
    """Return the visits with reasons that fall into a period and are not cancelled."""
    found = Visit.objects.filter(association=period.association_id, origin=Origin.TARGETED)
    found = found.filter(planned_on__gte=period.first_on, planned_on__lte=period.last_on)
    return found.exclude(state=VisitState.CANCELLED)


def fates_of(period: DrawPeriod) -> list[tuple[str, int]]:
    """Return what became of the rows that were drawn so far: a word and how many; those left out, too."""
    counts: Counter[str] = Counter()
    visits = visits_of_period(period).order_by().values_list("state", "outcome", "times_postponed")
    for state, outcome, times_postponed, number in visits.annotate(n=Count("pk")):
        if outcome:
            counts[str(Outcome(outcome).label)] += number
        elif state == VisitState.CANCELLED:
            counts[pgettext("a visit", "Cancelled")] += number
        elif times_postponed:
            counts[_("Put off, still to be made")] += number
        else:
            counts[_("Still to be made")] += number
    for week in period.weeks.all():
        for _key, why in week.left_out:
            counts[_("No visit: %(why)s") % {"why": LeftOut(why).label}] += 1
    return counts.most_common()


_TO_COME = (
    VisitState.DRAWN, VisitState.SEALED, VisitState.POSTPONED, VisitState.RELEASED, VisitState.UNDER_WAY,
)  # fmt: skip
SEALED_VISIT = Q(visit__isnull=False, visit__released_at=None)


def requests_for(by: Actor) -> QuerySet[Any]:
    """Return the requests for targeted visits: all for who decides, one's own for who asks.

    `is_kept` says that a decision is kept from the reader: the visit is sealed and they are not on its
    team, so `shown_state` is still asked and `shown_decided_on` empty. `shown_employer` is empty where the
    reader must open the request to see it, and the look is noted.
    """
    found = own_records(
        TargetRequest.objects.select_related("employer", "asked_by", "decided_by", "visit"), by,
        policies.ASK_TARGETED,
    )  # fmt: skip
    kept: Case | Value = Value(value=False, output_field=BooleanField())
    if not can(by, policies.SEE_SEALED):
        own_team = Exists(TeamMember.objects.filter(visit=OuterRef("visit"), person=by.person))
        kept = Case(When(SEALED_VISIT & ~own_team, then=Value(value=True)), default=kept)
    if not can(by, policies.DECIDE_TARGETED):
        found = found.filter(asked_by=by.person) if by.person else found.none()
    return found.annotate(is_kept=kept).annotate(
        shown_state=Case(
            When(is_kept=True, state=RequestState.AGREED, then=Value(RequestState.ASKED.value)),
            default=F("state"),
            output_field=CharField(),
        ),
        shown_decided_on=Case(When(is_kept=False, then=F("decided_on"))),
        shown_employer=Case(
            When(SEALED_VISIT & Q(is_kept=False), then=Value("")),
            default=F("employer__name"),
            output_field=CharField(),
        ),
    )


def is_kept_from(by: Actor, request: TargetRequest) -> bool:
    """Whether the decision upon a request is kept from the actor."""
    return requests_for(by).filter(is_kept=True, pk=request.pk).exists()


def asked_already(by: Actor, employer: Employer) -> bool:
    """Whether the actor has asked for a visit to an employer and does not know yet what was decided.

    Requests of others are not looked at: that one was asked for would tell of its target.
    """
    own = TargetRequest.objects.filter(employer=employer, asked_by=by.person)
    return own.filter(Q(state=RequestState.ASKED) | Q(state=RequestState.AGREED) & SEALED_VISIT).exists()
