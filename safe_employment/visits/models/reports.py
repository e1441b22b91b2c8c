"""What belongs to a report: photographs, and what the employer answers."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.files import IMAGES
from safe_employment.kit.models import HistoryModel


@pghistory.track(exclude=["changed_at"])
class VisitPhoto(HistoryModel):
    """A photograph of a visit. The employer sees it in the report only where `for_employer` says so."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.CASCADE, related_name="photos")
    file = models.ForeignKey("kit.StoredFile", on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(_("what it shows"), max_length=200)
    question = models.CharField(_("question"), max_length=3, blank=True)
    for_employer = models.BooleanField(_("in the report"), default=True)
    added_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    source = models.OneToOneField(
        "instruments.SubmissionFile", on_delete=models.PROTECT, null=True, related_name="+", editable=False
    )

    class Meta:
        ordering = ["visit", "question", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(caption=""), name="photo_says_what_it_shows")]

    def __str__(self) -> str:
        return self.caption

    @property
    def can_be_shown(self) -> bool:
        """Whether it is of a kind that a page and the report can show (an iPhone's HEIC is not)."""
        return self.file.content_type in IMAGES


class ReportReply(HistoryModel):
    """What the employer says to the report as a whole, within its period; it is never changed."""

    visit = models.ForeignKey("visits.Visit", on_delete=models.CASCADE, related_name="replies")
    text = models.TextField(_("reply"), max_length=5000)
    written_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey("kit.StoredFile", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["visit", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="report_reply_says_something")]
        triggers = [pgtrigger.ReadOnly(name="report_reply_stays", exclude=["changed_at"])]

    def __str__(self) -> str:
        return f"{self.visit_id} · {self.pk}"
