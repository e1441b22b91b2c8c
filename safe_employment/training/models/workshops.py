"""When and where a course is held."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.models import AssociationRecord, HistoryModel
from safe_employment.training.models.courses import Course


class WorkshopState(models.TextChoices):
    """The states of a workshop."""

    PLANNED = "planned", _("Planned")
    OPEN = "open", _("Invitations open")
    HELD = "held", pgettext_lazy("workshop", "Held")
    CANCELLED = "cancelled", _("Cancelled")


@pghistory.track(exclude=["changed_at"])
class Workshop(AssociationRecord):
    """A workshop of a course, on a day at a place.

    `number` counts the workshops of the association and stands in the numbers of its certificates.
    `lessons` is what the trainers learnt: what worked with which employers.
    """

    TONES = {"planned": "waiting", "open": "active", "held": "good", "cancelled": "ended"}

    number = models.PositiveIntegerField(_("number"), editable=False)
    course = models.ForeignKey(
        Course, on_delete=models.PROTECT, related_name="workshops", verbose_name=_("course")
    )
    held_on = models.DateField(_("day"))
    starts_at = models.TimeField(_("begins at"))
    place = models.CharField(_("place"), max_length=200)
    division_code = models.CharField(_("district"), max_length=6, blank=True)
    capacity = models.PositiveSmallIntegerField(_("seats"))
    agencies: models.ManyToManyField[models.Model, models.Model] = models.ManyToManyField(
        "kit.PartnerAgency",
        through="CoOrganiser",
        related_name="workshops",
        verbose_name=_("co-organisers"),
    )
    trainers: models.ManyToManyField[models.Model, models.Model] = models.ManyToManyField(
        "kit.Person", through="WorkshopTrainer", related_name="workshops", verbose_name=_("trainers")
    )
    guest_trainers = models.CharField(_("other trainers"), max_length=200, blank=True)
    lessons = models.TextField(
        _("lessons"),
        blank=True,
        help_text=_("What worked with which employers, and what to do otherwise next time"),
    )
    state = models.CharField(
        _("state"), max_length=9, choices=WorkshopState, default=WorkshopState.PLANNED, editable=False
    )
    cancel_reason = models.CharField(_("why it was cancelled"), max_length=500, blank=True, editable=False)

    class Meta:
        ordering = ["-held_on", "-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["association", "number"], name="workshop_number_once"),
            models.CheckConstraint(condition=Q(capacity__gte=1), name="workshop_has_places"),
            models.CheckConstraint(
                condition=Q(state="cancelled") & ~Q(cancel_reason="")
                | ~Q(state="cancelled") & Q(cancel_reason=""),
                name="workshop_cancelled_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(division_code="") | Q(division_code__regex=r"^\d{6}$"),
                name="workshop_division_is_six_digits",
            ),
        ]
        indexes = [models.Index(fields=["association", "held_on"], name="workshops_by_day")]

    def __str__(self) -> str:
        return f"{self.course} · {self.held_on:%Y-%m-%d}"


@pghistory.track(exclude=["changed_at"])
class CoOrganiser(HistoryModel):
    """An agency that holds a workshop together with the association."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="co_organisers")
    agency = models.ForeignKey("kit.PartnerAgency", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["workshop", "agency"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "agency"], name="agency_once_per_workshop")
        ]

    def __str__(self) -> str:
        return str(self.agency)


@pghistory.track(exclude=["changed_at"])
class WorkshopTrainer(HistoryModel):
    """Someone of the programme who trains at a workshop."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="workshop_trainers")
    person = models.ForeignKey("kit.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["workshop", "person"]
        constraints = [
            models.UniqueConstraint(fields=["workshop", "person"], name="trainer_once_per_workshop")
        ]

    def __str__(self) -> str:
        return str(self.person)
