"""The programme's year in public: its two fixed days, what is ready for them, what each month saw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Sum, Value
from django.db.models.functions import ExtractMonth
from django.utils.dates import MONTHS_3
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from safe_employment.kit.charts import Chart
from safe_employment.kit.marks import Mark
from safe_employment.outreach.days import FixedDay, fixed_days
from safe_employment.outreach.models import EventState, MaterialKind, PublicEvent
from safe_employment.outreach.queries import (
    distributions_for,
    events_for,
    materials_for,
    media_items_for,
    radio_messages_for,
    wall_newspapers_for,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor


@dataclass(frozen=True)
class Readiness:
    """One thing that a fixed day needs, and whether it is there."""

    words: str
    mark: Mark


@dataclass(frozen=True)
class DayOfYear:
    """A fixed day with its events and what is ready for it."""

    fixed: FixedDay
    days_away: int
    events: list[PublicEvent]
    readiness: list[Readiness]

    @property
    def mark(self) -> Mark:
        """Where it stands: held, planned, to prepare, or nothing yet."""
        states = {event.state for event in self.events}
        if EventState.HELD in states:
            return Mark(pgettext("event", "Held"), "good")
        if EventState.PLANNED in states:
            return (
                Mark(pgettext("event", "Planned"), "waiting")
                if self.days_away >= 0
                else Mark(_("To report"), "attention")
            )
        if self.days_away < 0:
            return Mark(_("No event"), "ended")
        return Mark(_("Nothing planned"), "attention" if self.days_away <= 30 else "plain")

    @property
    def needs_event(self) -> bool:
        """Whether it is to come and nothing is planned."""
        return self.days_away >= 0 and not self.events


def days_of_year(by: Actor, year: int, today: date) -> list[DayOfYear]:
    """Return the two fixed days of a year with what is planned and ready."""
    events = events_for(by).filter(held_on__year=year).exclude(state=EventState.CANCELLED)
    planned = list(events.prefetch_related("partners"))
    kinds = (MaterialKind.HANDBOOK, MaterialKind.BROCHURE)
    stock = materials_for(by).filter(kind__in=kinds, withdrawn_on=None)
    copies = sum(material.in_stock for material in stock)
    found = []
    for fixed in fixed_days(year):
        own = [event for event in planned if event.occasion == fixed.occasion]
        away = (fixed.day - today).days
        found.append(DayOfYear(fixed, away, own, _readiness(own, copies) if away >= 0 else []))
    return found


def _readiness(events: list[PublicEvent], copies: int) -> list[Readiness]:
    partners = {str(agency) for event in events for agency in event.partners.all()}
    has_programme = any(event.programme for event in events)
    there, missing = Mark(_("ready"), "good"), Mark(_("missing"), "waiting")
    in_stock = there if copies else missing
    return [
        Readiness(_("An event with a day and a place"), there if events else missing),
        Readiness(
            _("Partners: %(names)s") % {"names": ", ".join(sorted(partners))}
            if partners
            else _("Partner agencies"),
            there if partners else missing,
        ),
        Readiness(_("What happens there"), there if has_programme else missing),
        Readiness(_("%(copies)d handbooks and brochures in stock") % {"copies": copies}, in_stock),
    ]


def months_chart(by: Actor, year: int) -> Chart:
    """Return how much was done in each month of a year: events held, walls, radio messages, media items."""
    held = events_for(by).filter(state=EventState.HELD)
    kinds: tuple[tuple[str, QuerySet[Any], str], ...] = (
        (_("Public events"), held, "held_on"),
        (_("Wall newspapers"), wall_newspapers_for(by), "posted_on"),
        (_("Radio messages"), radio_messages_for(by), "first_on"),
        (_("Media items"), media_items_for(by), "published_on"),
    )
    counted = _by_month([(records, field) for _label, records, field in kinds], year)
    rows = [
        {"month": str(MONTHS_3[month]), "number": counted.get((kind, month), 0), "kind": label}
        for kind, (label, _records, _field) in enumerate(kinds)
        for month in range(1, 13)
    ]
    return Chart(
        _("What the public saw and heard in %(year)d") % {"year": year},
        rows=rows,
        x="month",
        y="number",
        series="kind",
        kind="stacked",
        x_title=_("Month"),
        y_title=_("How many"),
    )


def _by_month(kinds: list[tuple[QuerySet[Any], str]], year: int) -> dict[tuple[int, int], int]:
    """Return how many records of each kind (by its place) a month of the year has, in one query."""
    first, *others = (
        records.filter(**{f"{field}__year": year})
        .order_by()
        .annotate(kind_of_record=Value(kind), month=ExtractMonth(field))
        .values_list("kind_of_record", "month")
        .annotate(n=Count("pk"))
        for kind, (records, field) in enumerate(kinds)
    )
    return {(kind, month): number for kind, month, number in first.union(*others, all=True)}


def copies_in(by: Actor, year: int) -> int:
    """Return the copies handed out in a year, of whatever kind."""
    found = distributions_for(by).filter(distributed_on__year=year)
    return found.aggregate(n=Sum("copies"))["n"] or 0
