"""The demonstration's year stands still; its teams go out on the day on which somebody looks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from safe_employment.kit.actors import Actor, machine
from safe_employment.kit.commands import command, record
from safe_employment.kit.models import Association
from safe_employment.visits.commands import release_visit
from safe_employment.visits.models import OUT, Origin, Visit, VisitState

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.db.models import QuerySet

NEXT_IN, APART = 3, 2  # days: the first of the sealed visits whose day has passed, and those after it


def bring_to(now: datetime) -> None:
    """Bring the visits of the invented association that are on their way to the day of `now`.

    Sealed ones that the day has overtaken get a day to come. Where a newcomer has made all that were on
    their way, the next sealed one is released in their place.
    """
    home, day = Association.objects.get(slug="kunming"), timezone.localdate(now)
    by = machine(home, channel="demo")
    out = list(_targeted(home).filter(state__in=OUT, outcome=""))
    following = _targeted(home).filter(state=VisitState.SEALED).first() if not out else None
    if following is not None:
        Visit.objects.filter(pk=following.pk).update(planned_on=day)
        release_visit(by=by, visit=following, now=now)
    late = [visit for visit in out if visit.visited_on != day]
    overtaken = list(_targeted(home).filter(state=VisitState.SEALED, planned_on__lt=day))
    if late or overtaken:
        _move_to(by=by, day=day, late=late, overtaken=overtaken)


def _targeted(home: Association) -> QuerySet[Visit]:
    targeted = Visit.objects.filter(association=home, origin=Origin.TARGETED, on_paper=False)
    return targeted.order_by("planned_on", "pk")


@command
def _move_to(*, by: Actor, day: date, late: list[Visit], overtaken: list[Visit]) -> None:
    for visit in late:
        assert visit.visited_on is not None  # noqa: S101 - it was released
        days = day - visit.visited_on
        visit.planned_on, visit.visited_on = day, day
        visit.released_at = visit.released_at + days if visit.released_at else None
        visit.started_at = visit.started_at + days if visit.started_at else None
        visit.save()
    for place, visit in enumerate(overtaken):
        visit.planned_on = day + timedelta(days=NEXT_IN + APART * place)
        visit.release_failed_on = None
        visit.save()
    record(by, "demo.bring_to", None, details={"day": day.isoformat()})
