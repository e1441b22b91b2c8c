"""Reading field trips, pledges and school support, and the records behind the figures of the results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from safe_employment.kit.queries import one_of, own_records
from safe_employment.members.models import Employer
from safe_employment.opportunities.models import (
    FieldTrip,
    Filling,
    JobPledge,
    Participant,
    SchoolSupport,
    TripState,
)
from safe_employment.opportunities.policies import SEE_OPPORTUNITIES

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association


def trips_for(by: Actor) -> QuerySet[FieldTrip]:
    """Return the association's field trips, with `employers` and `people` who are on their lists."""
    counted: dict[str, Any] = {
        "employers": Count("participants"),
        "people": Coalesce(Sum("participants__people"), Value(0)),
    }
    return own_records(FieldTrip.objects.all(), by, SEE_OPPORTUNITIES).annotate(**counted)


def trip_for(by: Actor, pk: int) -> FieldTrip:
    """Return one field trip. Raises Hidden."""
    return one_of(trips_for(by), pk)


def participants_for(by: Actor) -> QuerySet[Participant]:
    """Return the employers on the association's field trips."""
    return own_records(Participant.objects.select_related("trip", "employer"), by, SEE_OPPORTUNITIES)


def participant_for(by: Actor, pk: int) -> Participant:
    """Return one participation. Raises Hidden."""
    return one_of(participants_for(by), pk)


def pledges_for(by: Actor) -> QuerySet[JobPledge]:
    """Return the association's job pledges."""
    return own_records(JobPledge.objects.select_related("employer", "trip"), by, SEE_OPPORTUNITIES)


def pledge_for(by: Actor, pk: int) -> JobPledge:
    """Return one job pledge. Raises Hidden."""
    return one_of(pledges_for(by), pk)


def fillings_for(by: Actor) -> QuerySet[Filling]:
    """Return the reports of jobs filled."""
    return own_records(Filling.objects.select_related("pledge__employer"), by, SEE_OPPORTUNITIES)


def filling_for(by: Actor, pk: int) -> Filling:
    """Return one report of jobs filled. Raises Hidden."""
    return one_of(fillings_for(by), pk)


def school_supports_for(by: Actor) -> QuerySet[SchoolSupport]:
    """Return what the association's members did for girls' schooling."""
    return own_records(SchoolSupport.objects.select_related("employer"), by, SEE_OPPORTUNITIES)


def school_support_for(by: Actor, pk: int) -> SchoolSupport:
    """Return one school support. Raises Hidden."""
    return one_of(school_supports_for(by), pk)


# The records behind the figures; a period is half-open: from `since` up to, not including, `until`.


def trips_held(association: Association, since: date, until: date) -> QuerySet[FieldTrip]:
    """Return the field trips that were held; the figure is their number."""
    return FieldTrip.objects.filter(
        association=association, state=TripState.HELD, held_on__gte=since, held_on__lt=until
    )


def field_trip_participants(association: Association, since: date, until: date) -> QuerySet[Participant]:
    """Return who took part in the trips that were held, one record an employer and trip."""
    return Participant.objects.filter(trip__in=trips_held(association, since, until))


def field_trip_enterprises(association: Association, since: date, until: date) -> QuerySet[Employer]:
    """Return the different employers who took part in held trips; the figure is their number.

    A record that was merged counts as the one it was merged into.
    """
    took_part = field_trip_participants(association, since, until).order_by()
    return Employer.objects.filter(
        pk__in=took_part.values_list(Coalesce("employer__merged_into", "employer"), flat=True)
    )


def jobs_pledged(association: Association, since: date, until: date) -> QuerySet[JobPledge]:
    """Return the pledges made in the period; the figure is the sum of `jobs`."""
    return JobPledge.objects.filter(association=association, pledged_on__gte=since, pledged_on__lt=until)


def jobs_filled(association: Association, since: date, until: date) -> QuerySet[Filling]:
    """Return the reports of jobs filled in the period; the figure is the sum of `filled`."""
    return Filling.objects.filter(association=association, reported_on__gte=since, reported_on__lt=until)


def girls_supported(association: Association, since: date, until: date) -> QuerySet[SchoolSupport]:
    """Return the school support given in the period; the figure is the sum of `girls`."""
    return SchoolSupport.objects.filter(association=association, given_on__gte=since, given_on__lt=until)
