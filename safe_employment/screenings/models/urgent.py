"""A positive screening, or a sign that does not wait: urgent for the case officers until one takes it."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.engines.screening import NextStep
from safe_employment.kit.marks import Mark
from safe_employment.kit.models import AssociationRecord
from safe_employment.screenings.models.screenings import Screening

URGENT_STEPS = (NextStep.REFER, NextStep.EMERGENCY)


@pghistory.track(exclude=["changed_at", "plan", "reminded_at", "reminders"])
class UrgentRecord(AssociationRecord):
    """That a screening points to forced labour or trafficking, or was opened upon someone in danger now, or a
    child at work. Case officers alone know of it.

    One for each step that a screening reaches: what was to be referred may become an emergency. It holds
    no name and no employer. `reminded_at` is claimed by a conditional update: each reminder is sent once.
    """

    number = models.PositiveIntegerField(_("number"), editable=False)
    screening = models.ForeignKey(
        Screening, on_delete=models.CASCADE, related_name="urgent_records", verbose_name=_("screening")
    )
    step = models.CharField(_("next step"), max_length=20)
    opened_at = models.DateTimeField(_("opened"))
    acknowledged_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("taken by")
    )
    acknowledged_at = models.DateTimeField(_("taken"), null=True)
    plan = models.CharField(_("what is done next"), max_length=500, blank=True)
    reminded_at = models.DateTimeField(null=True, editable=False)
    reminders = models.PositiveSmallIntegerField(_("reminders"), default=0, editable=False)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["association", "number"], name="urgent_number_once"),
            models.UniqueConstraint(fields=["screening", "step"], name="urgent_once_a_step"),
            models.CheckConstraint(
                condition=Q(step__in=[step.value for step in URGENT_STEPS]), name="only_urgent_steps"
            ),
            models.CheckConstraint(
                condition=Q(acknowledged_by=None, acknowledged_at=None)
                | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
                name="taken_by_someone_at_a_time",
            ),
        ]
        indexes = [
            models.Index(
                fields=["association", "opened_at"],
                condition=Q(acknowledged_at=None),
                name="urgent_to_be_taken",
            )
        ]
        triggers = [pgtrigger.ReadOnly(name="urgent_stays", fields=["screening", "step", "opened_at"])]

    def __str__(self) -> str:
        return f"U-{self.number:04d}"

    @property
    def is_taken(self) -> bool:
        """Whether a person has taken it."""
        return self.acknowledged_at is not None

    @property
    def mark(self) -> Mark:
        """Whether someone has taken it, as a word and a shape."""
        return Mark(_("Taken"), "good") if self.is_taken else Mark(_("Nobody has taken it yet"), "urgent")
