"""Investment field trips: employers go where people look for work, so that work comes to them legally."""

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


class TripState(models.TextChoices):
    """The states of a field trip."""

    PLANNED = "planned", pgettext_lazy("trip", "Planned")
    HELD = "held", pgettext_lazy("trip", "Held")
    CANCELLED = "cancelled", _("Cancelled")


@pghistory.track(exclude=["changed_at"])
class FieldTrip(AssociationRecord):
    """A trip of employers to a district with high unemployment; `held_on` is its first day."""

    TONES: ClassVar[dict[str, Tone]] = {"planned": "waiting", "held": "good", "cancelled": "ended"}

    title_zh = models.CharField(_("title in Chinese"), max_length=160)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    destination_code = models.CharField(_("destination"), max_length=6, help_text=_("The district visited"))
    held_on = models.DateField(_("on"))
    purpose = models.TextField(_("purpose of the trip"), max_length=1000, blank=True)
    hosts = models.ManyToManyField(
        "kit.PartnerAgency", related_name="field_trips", blank=True, verbose_name=_("host agencies")
    )
    outcome = models.TextField(_("what came of it"), max_length=2000, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=9, choices=TripState, default=TripState.PLANNED, editable=False
    )
    cancelled_because = models.CharField(_("cancelled because"), max_length=300, blank=True, editable=False)

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(destination_code__regex=r"^\d{6}$"), name="trip_destination_is_six_digits"
            ),
            models.CheckConstraint(
                condition=(Q(state=TripState.CANCELLED) & ~Q(cancelled_because=""))
                | (~Q(state=TripState.CANCELLED) & Q(cancelled_because="")),
                name="trip_cancelled_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(state=TripState.HELD), name="trip_outcome_only_when_held"
            ),
        ]
        indexes = [models.Index(fields=["association", "held_on"], name="field_trips_by_day")]

    def __str__(self) -> str:
        return in_language(self.title_zh, self.title_en)


@pghistory.track(exclude=["changed_at"])
class Participant(AssociationRecord):
    """An employer on a field trip, with how many people it sent."""

    trip = models.ForeignKey(
        FieldTrip, on_delete=models.CASCADE, related_name="participants", verbose_name=_("field trip")
    )
    employer = models.ForeignKey(
        "members.Employer",
        on_delete=models.PROTECT,
        related_name="field_trip_participations",
        verbose_name=_("employer"),
    )
    people = models.PositiveSmallIntegerField(_("people"), default=1)

    class Meta:
        ordering = ["trip", "employer__name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["trip", "employer"], name="employer_once_on_a_trip"),
            models.CheckConstraint(condition=Q(people__gte=1), name="participant_sends_someone"),
        ]

    def __str__(self) -> str:
        return f"{self.trip} · {self.employer}"
