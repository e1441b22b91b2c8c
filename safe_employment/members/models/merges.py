"""Two records of one employer made one, so that it can be taken back."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord
from safe_employment.members.models.employers import Employer


@pghistory.track(exclude=["changed_at"])
class EmployerMerge(AssociationRecord):
    """What a merge did: `moved` names the records that followed, `filled` the facts that were taken over."""

    kept = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="merges_kept")
    gone = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="merges_gone")
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    moved = models.JSONField(default=dict)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["gone"], condition=Q(undone_at=None), name="merged_once"),
            models.CheckConstraint(condition=~Q(kept=models.F("gone")), name="merge_of_two_records"),
        ]

    def __str__(self) -> str:
        return f"{self.gone} → {self.kept}"
