"""The keys under which values are sealed, and the log of who had one shown in the clear."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models.base import AssociationRecord


class SealingKeyKind(models.TextChoices):
    """What a key is for."""

    VALUES = "values", _("Encrypts values")
    HASHES = "hashes", _("Finds values by keyed hash")


class SealingKey(AssociationRecord):
    """A key of one association, itself encrypted by the master key of the installation.

    A rotation makes the next version of the key for values; it is settled when no value is left under
    an older one. There is one key for hashes, so that hashes stay valid.
    """

    kind = models.CharField(_("kind"), max_length=6, choices=SealingKeyKind)
    version = models.PositiveIntegerField(_("version"))
    wrapped = models.BinaryField()
    settled_at = models.DateTimeField(_("rotation finished"), null=True)

    class Meta:
        ordering = ["association", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "kind", "version"], name="sealing_key_version_once"
            ),
            models.CheckConstraint(
                condition=Q(kind=SealingKeyKind.VALUES) | Q(version=1), name="one_key_for_hashes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class Unmasking(AssociationRecord):
    """Someone had a sealed value shown in the clear, and why.

    The audit log tells for good that it happened; the reason, which may name people, is kept here and
    only as long as the room's retention says.
    """

    person = models.ForeignKey(
        "kit.Person", on_delete=models.PROTECT, related_name="+", verbose_name=_("who")
    )
    at = models.DateTimeField(_("when"))
    object_type = models.CharField(_("kind of record"), max_length=60)
    object_id = models.BigIntegerField(_("record"))
    field = models.CharField(_("value"), max_length=60)
    reason = models.CharField(_("Reason"), max_length=300)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="unmasked_for_a_reason")]
        indexes = [
            models.Index(fields=["association", "at"], name="unmaskings_by_time"),
            models.Index(fields=["object_type", "object_id"], name="unmaskings_by_record"),
        ]

    def __str__(self) -> str:
        return f"{self.object_type} {self.object_id} {self.field}"
