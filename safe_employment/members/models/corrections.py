"""What an employer says is wrong in its own record; a clerk approves it."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord
from safe_employment.members.models.employers import Employer


class CorrectionState(models.TextChoices):
    """The states of a proposed correction."""

    PROPOSED = "proposed", _("Proposed")
    APPROVED = "approved", _("Approved")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


@pghistory.track(exclude=["changed_at"])
class Correction(AssociationRecord):
    """New values for some facts of an employer; `before` is what stood there when it was proposed.

    `answer` is what the association says to a proposal that it declined.
    """

    employer = models.ForeignKey(Employer, on_delete=models.CASCADE, related_name="corrections")
    proposed_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    values = models.JSONField(_("new values"), default=dict)
    before = models.JSONField(_("values before"), default=dict)
    note = models.CharField(_("note"), max_length=500, blank=True)
    state = models.CharField(
        _("state"), max_length=9, choices=CorrectionState, default=CorrectionState.PROPOSED
    )
    answer = models.CharField(_("answer of the association"), max_length=500, blank=True)
    decided_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [models.Index(fields=["association", "state"], name="corrections_by_state")]

    def __str__(self) -> str:
        return str(self.employer)
