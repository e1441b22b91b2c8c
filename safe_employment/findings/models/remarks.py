"""What is said about a finding: the right of reply, internal notes, and why it was opened again."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.models.findings import Finding
from safe_employment.kit.models import AssociationRecord


@pghistory.track(exclude=["changed_at"])
class Reply(AssociationRecord):
    """A word between employer and association about a finding; both read it, none can change it."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="replies")
    person = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    from_employer = models.BooleanField(_("from the employer"))
    text = models.TextField(_("reply"), max_length=5000)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="reply_says_something")]
        triggers = [pgtrigger.Protect(name="replies_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.finding_id} · {self.person_id}"


@pghistory.track(exclude=["changed_at"])
class InternalNote(AssociationRecord):
    """A note among the association's staff, kept apart from everything that an employer can read."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="notes")
    person = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    text = models.TextField(_("note"), max_length=5000)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="note_says_something")]

    def __str__(self) -> str:
        return f"{self.finding_id} · {self.person_id}"


@pghistory.track(exclude=["changed_at"])
class Reopening(AssociationRecord):
    """A closed finding was opened again: because it came back, or because it was not truly corrected."""

    finding = models.ForeignKey(Finding, on_delete=models.PROTECT, related_name="reopenings")
    person = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, null=True, related_name="+", verbose_name=_("who")
    )
    reopened_on = models.DateField(_("opened again on"))
    reason = models.TextField(_("reason"), max_length=2000)
    recurrence = models.BooleanField(_("it came back after being corrected"))

    class Meta:
        ordering = ["reopened_on", "pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="reopening_gives_its_reason")]
        triggers = [pgtrigger.Protect(name="reopenings_stay", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.finding_id} · {self.reopened_on}"
