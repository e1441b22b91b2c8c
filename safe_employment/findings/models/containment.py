"""That the harm of a critical finding has stopped: who saw to it, how, and when."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.models.findings import Finding
from safe_employment.kit.models import AssociationRecord


@pghistory.track(exclude=["changed_at"])
class Containment(AssociationRecord):
    """What was done at once, before anything is corrected; one in each round of a finding.

    `who` is whoever stopped it, at the employer or of the team; `noted_by` wrote it down. Written once.
    """

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="containments")
    round = models.PositiveSmallIntegerField(_("round"), editable=False)
    who = models.CharField(_("who stopped it"), max_length=80)
    how = models.TextField(_("how it was stopped"), max_length=2000)
    contained_at = models.DateTimeField(_("when"))
    noted_by = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("noted by")
    )

    class Meta:
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["finding", "round"], name="contained_once_a_round"),
            models.CheckConstraint(condition=~Q(who="") & ~Q(how=""), name="containment_says_who_and_how"),
        ]
        triggers = [
            pgtrigger.Protect(name="containments_stay", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.finding_id} · {self.who}"
