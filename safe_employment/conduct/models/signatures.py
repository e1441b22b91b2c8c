"""Who signed the code."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.conduct.models.codes import CodeVersion
from safe_employment.kit.models import AssociationRecord


class SignatureWay(models.TextChoices):
    """How an employer signed."""

    PORTAL = "portal", _("In the portal")
    PAPER = "paper", _("On paper")


class SignatureState(models.TextChoices):
    """The states of a signature."""

    SIGNED = "signed", _("Signed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


@pghistory.track(exclude=["changed_at"])
class Signature(AssociationRecord):
    """An employer signed a version of the code.

    `reference` is printed on the certificate; it cannot be guessed, and whoever has it may check the
    certificate. `recorded_by` is who typed a paper signature, or the signatory's own account.
    """

    TONES = {"signed": "good", "withdrawn": "ended"}

    employer = models.ForeignKey(
        "members.Employer",
        on_delete=models.PROTECT,
        related_name="code_signatures",
        verbose_name=_("employer"),
    )
    version = models.ForeignKey(
        CodeVersion, on_delete=models.PROTECT, related_name="signatures", verbose_name=_("version")
    )
    signed_on = models.DateField(_("signed on"))
    way = models.CharField(_("way"), max_length=6, choices=SignatureWay)
    signatory_name = models.CharField(_("name of the signatory"), max_length=80)
    signatory_post = models.CharField(_("post of the signatory"), max_length=80, blank=True)
    recorded_by = models.ForeignKey(
        "kit.Person",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name=_("recorded by"),
    )
    scan = models.ForeignKey(
        "kit.StoredFile",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("scan"),
    )
    reference = models.CharField(_("certificate number"), max_length=16, unique=True, editable=False)
    state = models.CharField(
        _("state"), max_length=9, choices=SignatureState, default=SignatureState.SIGNED, editable=False
    )
    withdrawn_on = models.DateField(_("withdrawn on"), null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(
        _("reason of the withdrawal"), max_length=500, blank=True, editable=False
    )

    class Meta:
        ordering = ["-signed_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employer", "version"], condition=Q(state="signed"), name="signed_once_per_version"
            ),
            models.CheckConstraint(
                condition=Q(state="signed", withdrawn_on=None, withdrawn_reason="")
                | (Q(state="withdrawn", withdrawn_on__isnull=False) & ~Q(withdrawn_reason="")),
                name="withdrawn_with_day_and_reason",
            ),
            models.CheckConstraint(condition=~Q(signatory_name=""), name="signature_has_a_signatory"),
        ]
        indexes = [
            models.Index(fields=["association", "state", "-signed_on"], name="signatures_by_day"),
            models.Index(fields=["version", "state", "employer"], name="signatures_by_version"),
        ]

    def __str__(self) -> str:
        return f"{self.employer} · {self.reference}"
