"""Public events, above all those of the two fixed days of the year."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.models import AssociationRecord
from safe_employment.kit.models.associations import in_language

if TYPE_CHECKING:
    from safe_employment.kit.marks import Tone


class Occasion(models.TextChoices):
    """What an event is held for."""

    WOMENS_DAY = "international_womens_day", _("International Women's Day (8 March)")
    CHILD_LABOUR_DAY = "world_day_against_child_labour", _("World Day Against Child Labour (12 June)")
    OTHER = "other", _("Another occasion")


class EventState(models.TextChoices):
    """The states of a public event."""

    PLANNED = "planned", pgettext_lazy("event", "Planned")
    HELD = "held", pgettext_lazy("event", "Held")
    CANCELLED = "cancelled", _("Cancelled")


@pghistory.track(exclude=["changed_at"])
class PublicEvent(AssociationRecord):
    """An event in public with partner agencies; `held_on` is the planned day until it was held.

    `people_reached` is an estimate, kept only together with who made it.
    """

    TONES: ClassVar[dict[str, Tone]] = {"planned": "waiting", "held": "good", "cancelled": "ended"}

    title_zh = models.CharField(_("title in Chinese"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    occasion = models.CharField(_("occasion"), max_length=32, choices=Occasion)
    held_on = models.DateField(_("on"))
    place = models.CharField(_("place"), max_length=200)
    division_code = models.CharField(_("district"), max_length=6, blank=True)
    programme = models.TextField(_("what happens there"), max_length=2000, blank=True)
    partners = models.ManyToManyField(
        "kit.PartnerAgency", related_name="public_events", blank=True, verbose_name=_("partners")
    )
    people_reached = models.PositiveIntegerField(_("people reached (estimate)"), null=True, blank=True)
    counted_by = models.CharField(_("who counted, and how"), max_length=160, blank=True)
    state = models.CharField(
        _("state"), max_length=9, choices=EventState, default=EventState.PLANNED, editable=False
    )
    cancelled_because = models.CharField(_("cancelled because"), max_length=300, blank=True, editable=False)

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(people_reached=None, counted_by="")
                | (Q(people_reached__isnull=False) & ~Q(counted_by="")),
                name="people_reached_with_who_counted",
            ),
            models.CheckConstraint(
                condition=Q(people_reached=None) | Q(state=EventState.HELD),
                name="people_reached_only_when_held",
            ),
            models.CheckConstraint(
                condition=(Q(state=EventState.CANCELLED) & ~Q(cancelled_because=""))
                | (~Q(state=EventState.CANCELLED) & Q(cancelled_because="")),
                name="event_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(division_code="") | Q(division_code__regex=r"^\d{6}$"),
                name="event_division_is_six_digits",
            ),
        ]
        indexes = [models.Index(fields=["association", "occasion", "held_on"], name="events_by_occasion")]

    def __str__(self) -> str:
        return in_language(self.title_zh, self.title_en)
