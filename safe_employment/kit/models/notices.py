"""Notices to people, and the demonstration's mailbox."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Notice(models.Model):
    """Something a person should know; worded in their language when it is shown or mailed."""

    association = models.ForeignKey("kit.Association", on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey("kit.Person", on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("kind"), max_length=60)
    facts = models.JSONField(_("facts"), default=dict)
    path = models.CharField(_("page"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("when"), auto_now_add=True)
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(
                fields=["person", "-created_at"], condition=models.Q(read_at=None), name="unread_notices"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} → {self.person}"


class MailboxMessage(models.Model):
    """A mail that the demonstration would have sent."""

    sent_at = models.DateTimeField(auto_now_add=True)
    to = models.CharField(_("to"), max_length=500)
    subject = models.CharField(_("subject"), max_length=300)
    body = models.TextField(_("text"))

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
