"""Seals opened before their day, by someone who is not on the team."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import HistoryModel


class SealOpening(HistoryModel):
    """Someone outside the team opened a sealed visit; its team reads the reason. It is never changed."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.CASCADE, related_name="openings")
    person = models.ForeignKey("kit.Person", on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("opened at"))
    reason = models.CharField(_("reason"), max_length=300)

    class Meta:
        ordering = ["visit", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="seal_opened_for_a_reason")]

    def __str__(self) -> str:
        return f"{self.visit_id}"
