"""What the records of every room have in common."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class HistoryModel(models.Model):
    """A record with the instants of its creation and last change (row history is kept by trigger)."""

    created_at = models.DateTimeField(_("created"), auto_now_add=True, editable=False)
    changed_at = models.DateTimeField(_("changed"), auto_now=True, editable=False)

    class Meta:
        abstract = True


class AssociationRecord(HistoryModel):
    """A record that belongs to one association."""

    association = models.ForeignKey(
        "kit.Association", on_delete=models.PROTECT, related_name="+", verbose_name=_("association")
    )

    class Meta:
        abstract = True
