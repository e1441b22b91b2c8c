"""The phones and tablets that fill in questionnaires."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord


class DeviceKind(models.TextChoices):
    """With what a device speaks."""

    APP = "app", _("The visit app")
    COLLECT = "collect", _("ODK Collect")
    PROGRAM = "program", _("A program that reads answers")


@pghistory.track(exclude=["changed_at", "token_digest", "last_seen_at"])
class Device(AssociationRecord):
    """One device of one person. Its token is shown once; only its SHA-256 is kept.

    `wiped_at` is when a revoked app came by and learnt that it must forget everything.
    """

    person = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="devices", verbose_name=_("person")
    )
    kind = models.CharField(_("kind"), max_length=7, choices=DeviceKind)
    name = models.CharField(_("name of the device"), max_length=80)
    token_digest = models.BinaryField(max_length=32, unique=True, editable=False)
    last_seen_at = models.DateTimeField(_("last seen"), null=True, editable=False)
    revoked_at = models.DateTimeField(_("revoked"), null=True, editable=False)
    revoked_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("revoked by")
    )
    wiped_at = models.DateTimeField(_("wiped"), null=True, editable=False)

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(wiped_at=None) | Q(revoked_at__isnull=False),
                name="only_a_revoked_device_is_wiped",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether it may fetch and send."""
        return self.revoked_at is None
