"""Private files."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models.base import AssociationRecord


@pghistory.track(exclude=["changed_at"])
class StoredFile(AssociationRecord):
    """A file in private storage; who may read it is decided by the doorway that its purpose names."""

    purpose = models.CharField(_("purpose"), max_length=60)
    subject_id = models.BigIntegerField(_("record"), null=True, blank=True)
    name = models.CharField(_("file name"), max_length=200)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.BigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=200, editable=False)
    uploaded_by = models.ForeignKey("kit.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["purpose", "subject_id"], name="file_by_record")]

    def __str__(self) -> str:
        return self.name
