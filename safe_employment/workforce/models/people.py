"""The worker's family, and what the worker was told."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord
from safe_employment.workforce.models.choices import Relation, Topic
from safe_employment.workforce.models.workers import Worker


class FamilyContact(AssociationRecord):
    """Whom the worker wants to be reached at home: the sixth point of safe employment.

    Kept only while the person named and the worker agree; not in the row history.
    """

    worker = models.ForeignKey(
        Worker, on_delete=models.CASCADE, related_name="family_contacts", verbose_name=_("worker")
    )
    name = models.CharField(_("name"), max_length=80)
    relation = models.CharField(_("relation"), max_length=8, choices=Relation)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    confirmed_on = models.DateField(_("contact last confirmed on"), null=True, blank=True)
    consent_on = models.DateField(_("the worker agreed on"))

    class Meta:
        ordering = ["worker", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="family_contact_has_a_name")]

    def __str__(self) -> str:
        return f"{self.worker} {self.relation}"


@pghistory.track(exclude=["changed_at"])
class TrainingReceived(AssociationRecord):
    """What a worker was told, on which day and in which language."""

    worker = models.ForeignKey(
        Worker, on_delete=models.CASCADE, related_name="training_received", verbose_name=_("worker")
    )
    topic = models.CharField(_("about"), max_length=12, choices=Topic)
    told_on = models.DateField(_("the worker was told on"))
    language = models.CharField(_("in which language"), max_length=40)

    class Meta:
        ordering = ["worker", "-told_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["worker", "topic", "told_on"], name="told_once_a_day")]

    def __str__(self) -> str:
        return f"{self.worker} {self.topic}"
