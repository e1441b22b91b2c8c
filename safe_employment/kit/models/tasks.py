"""Long work: what runs, how far it is, and whether it was asked to stop."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class TaskState(models.TextChoices):
    """The states of long work."""

    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    SUCCEEDED = "succeeded", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")


class TaskRun(models.Model):
    """One run of a long task, as a person sees it."""

    association = models.ForeignKey("kit.Association", on_delete=models.CASCADE, null=True, related_name="+")
    kind = models.CharField(_("kind"), max_length=80)
    facts = models.JSONField(default=dict)
    started_by = models.ForeignKey("kit.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=TaskState, default=TaskState.QUEUED)
    step = models.CharField(_("step"), max_length=80, blank=True)
    done = models.BigIntegerField(_("done"), default=0)
    total = models.BigIntegerField(_("total"), null=True)
    cancel_requested = models.BooleanField(default=False)
    error_code = models.CharField(max_length=60, blank=True)
    result = models.JSONField(default=dict)
    path = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(total=None) | Q(done__lte=F("total")), name="task_not_more_than_done"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def percent(self) -> int | None:
        """How far it is, 0 to 100; None while the total is not known."""
        if self.state == TaskState.SUCCEEDED:
            return 100
        return None if not self.total else min(100, 100 * self.done // self.total)

    @property
    def is_over(self) -> bool:
        """Whether it will not change any more."""
        return self.state in (TaskState.SUCCEEDED, TaskState.FAILED, TaskState.CANCELLED)
