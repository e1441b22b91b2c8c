"""Lists of paper signatures on their way into the record."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from safe_employment.conduct.models.codes import CodeVersion
from safe_employment.kit.models import AssociationRecord


class ListState(models.TextChoices):
    """The states of a list."""

    READY = "ready", _("Ready to confirm")
    CONFIRMED = "confirmed", _("Confirmed")
    DISCARDED = "discarded", _("Discarded")


@pghistory.track(exclude=["changed_at", "rows"])
class SignatureList(AssociationRecord):
    """A pasted or uploaded list of employers who signed on paper; nothing is written before it is confirmed.

    `rows` are the rows as read (see `members.rosters`), each with the employer that was found or chosen
    and its problems. `written` counts the signatures that confirming wrote.
    """

    TONES = {"ready": "waiting", "confirmed": "good", "discarded": "ended"}

    version = models.ForeignKey(
        CodeVersion, on_delete=models.PROTECT, related_name="lists", verbose_name=_("version")
    )
    signed_on = models.DateField(_("signed on"), help_text=_("Used where a row has no day of its own"))
    file_name = models.CharField(_("file"), max_length=200, blank=True)
    rows = models.JSONField(default=list)
    written = models.PositiveIntegerField(_("signatures"), default=0)
    state = models.CharField(
        _("state"), max_length=9, choices=ListState, default=ListState.READY, editable=False
    )
    uploaded_by = models.ForeignKey(
        "kit.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("recorded by"),
    )

    class Meta:
        ordering = ["-created_at", "-pk"]

    def __str__(self) -> str:
        return self.file_name or str(self.created_at.date() if self.created_at else "")
