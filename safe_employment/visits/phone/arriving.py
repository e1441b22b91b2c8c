"""What a phone has announced and has not brought whole: seen in the office, and told once."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone

from safe_employment.kit.commands import command, record
from safe_employment.kit.policies import can
from safe_employment.kit.tasks import daily, each_alone
from safe_employment.visits import notices, policies
from safe_employment.visits.models import PartState, PhonePart
from safe_employment.visits.submissions import subject_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Association
    from safe_employment.visits.models import Visit

LATE = timedelta(days=1)
TOLD_AFTER = timedelta(days=3)


def _arriving(association: Association) -> QuerySet[PhonePart]:
    """Return the parts that are not here whole, with how many of their pieces are."""
    found = PhonePart.objects.filter(association=association, state=PartState.ARRIVING)
    return found.annotate(
        announced=Count("pieces"), here=Count("pieces", filter=Q(pieces__whole_at__isnull=False))
    )


def late_parts(by: Actor, now: datetime) -> QuerySet[PhonePart]:
    """Return the parts that have been arriving for more than a day, the oldest first; for managers alone."""
    if not can(by, policies.SEE_PHONES):
        return PhonePart.objects.none()
    late = _arriving(by.home).filter(created_at__lt=now - LATE)
    return late.select_related("device__person").order_by("created_at", "pk")


def on_their_way(visit: Visit) -> QuerySet[PhonePart]:
    """Return the parts that the phones of a visit's team have announced and that are not here whole.

    What a part is about is sealed in its form: without that it may be of another visit of the team.
    """
    ours = Q(submission__subject=subject_of(visit))
    ours |= Q(submission=None, created_at__gte=visit.released_at, device__person__visits__visit=visit)
    found = _arriving(visit.association).filter(ours)
    return found.select_related("device__person").order_by("created_at", "pk")


@daily
def tell_of_late_parts(by: Actor, now: datetime) -> None:
    """Tell the managers once of each part that did not come whole within three days."""
    today, before = timezone.localdate(now), now - TOLD_AFTER
    due = PhonePart.objects.filter(
        association=by.home, state=PartState.ARRIVING, told_on=None, created_at__lt=before
    )
    each_alone(partial(_claim, by=by, pk=pk, today=today) for pk in due.values_list("pk", flat=True))


def _claim(*, by: Actor, pk: int, today: date) -> None:
    with transaction.atomic():
        if PhonePart.objects.filter(pk=pk, state=PartState.ARRIVING, told_on=None).update(told_on=today):
            _tell(by=by, part=PhonePart.objects.get(pk=pk))


@command
def _tell(*, by: Actor, part: PhonePart) -> None:
    notices.tell_part_late(by.home)
    record(by, "visits.phone_part_late", part)
