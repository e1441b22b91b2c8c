"""Employers who say that they will come."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord
from safe_employment.training.models.workshops import Workshop


class RegistrationWay(models.TextChoices):
    """How an employer registered."""

    PORTAL = "portal", _("In the portal")
    STAFF = "staff", _("Through the association")


class RegistrationState(models.TextChoices):
    """The states of a registration."""

    REGISTERED = "registered", _("Signed up")
    WITHDRAWN = "withdrawn", _("Withdrawn")


@pghistory.track(exclude=["changed_at"])
class Registration(AssociationRecord):
    """An employer will come to a workshop with so many people."""

    TONES = {"registered": "active", "withdrawn": "ended"}

    workshop = models.ForeignKey(
        Workshop, on_delete=models.PROTECT, related_name="registrations", verbose_name=_("workshop")
    )
    employer = models.ForeignKey(
        "members.Employer",
        on_delete=models.PROTECT,
        related_name="workshop_registrations",
        verbose_name=_("employer"),
    )
    way = models.CharField(_("way"), max_length=6, choices=RegistrationWay)
    attendee_name = models.CharField(_("who will come"), max_length=80, blank=True)
    attendee_post = models.CharField(_("post"), max_length=80, blank=True)
    people = models.PositiveSmallIntegerField(_("how many people"), default=1)
    registered_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("registered by")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=RegistrationState,
        default=RegistrationState.REGISTERED,
        editable=False,
    )

    class Meta:
        ordering = ["workshop", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "employer"],
                condition=Q(state="registered"),
                name="employer_registered_once_per_workshop",
            ),
            models.CheckConstraint(
                condition=Q(people__gte=1, people__lte=50), name="registration_of_one_to_fifty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer} · {self.workshop}"
