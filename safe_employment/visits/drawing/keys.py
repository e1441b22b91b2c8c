"""Which row of a draw's file is an employer's own, once the period is over and its secret told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from safe_employment.kit.pages import link
from safe_employment.kit.writing import day_text
from safe_employment.members.models import Employer
from safe_employment.visits.models import DrawPeriod, PeriodState, RosterRow

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.pages import Fact

MOST_PERIODS = 8


@dataclass(frozen=True)
class OwnRow:
    """An employer in a period: its key, empty where it was not in the draw, and the weeks it was drawn for.

    An employer is shown the weeks, not the key: that leads to its row of the file, whose probability follows
    from everything that is known together, from reports too.
    """

    period: DrawPeriod
    employer: Employer
    key: str
    weeks: tuple[str, ...]

    @property
    def facts(self) -> list[Fact]:
        """What its page says beside the key."""
        address = reverse("draw:sealed", kwargs={"period": self.period.slug})
        days = f"{day_text(self.period.first_on)} – {day_text(self.period.last_on)}"
        found: list[Fact] = [(_("Period"), days)]
        if self.key:
            found.append((_("Drawn for"), ", ".join(self.weeks) or _("no week of this period")))
        return [*found, (_("The file to verify"), link(_("Public page"), address))]


def own_employers(by: Actor) -> QuerySet[Employer]:
    """Return the employers that a contact speaks for; none for anybody else."""
    if by.person is None:
        return Employer.objects.none()
    spoken_for = by.person.employer_contacts.filter(ended_at=None).values("employer")
    return Employer.objects.filter(association=by.association, pk__in=spoken_for).order_by("name")


def rows_of(by: Actor, employers: Sequence[Employer]) -> list[OwnRow]:
    """Return the rows of some employers in the last periods that were told, the latest first.

    Before a period is told there is nothing: a key could be looked for in no file yet, and who is in the
    draw at all is nobody's to know.
    """
    told = DrawPeriod.objects.filter(association=by.association, state=PeriodState.TOLD)
    periods = list(told.prefetch_related("weeks").order_by("-first_on")[:MOST_PERIODS])
    merged = Employer.objects.filter(merged_into__in=employers).values_list("pk", "merged_into")
    into = {**{each.pk: each.pk for each in employers}, **{pk: kept for pk, kept in merged if kept}}
    keys: dict[tuple[int, int], list[str]] = {}
    found = RosterRow.objects.filter(period__in=periods, employer__in=into).order_by("key")
    for period, employer, key in found.values_list("period_id", "employer", "key"):
        keys.setdefault((period, into[employer]), []).append(key)
    return [
        OwnRow(period, employer, key, _weeks_of(period, key))
        for period in periods
        for employer in employers
        for key in keys.get((period.pk, employer.pk), [""])
    ]


def _weeks_of(period: DrawPeriod, key: str) -> tuple[str, ...]:
    return tuple(week.name for week in period.weeks.all() if any(row[0] == key for row in week.drawn))
