"""Copies of the code and of the recommendation that were handed out."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.conduct.models.codes import CodeVersion
from safe_employment.conduct.models.recommendations import Recommendation
from safe_employment.kit.models import AssociationRecord


class Audience(models.TextChoices):
    """For whom the copies were."""

    MEMBERS = "members", _("Members")
    WORKERS = "workers", _("Workers")
    PUBLIC = "public", _("Public")


class Document(models.TextChoices):
    """What was handed out."""

    CODE = "code", _("Code of conduct")
    RECOMMENDATION = "recommendation", _("Recommendation")


class RecordState(models.TextChoices):
    """Whether a record counts, or was withdrawn as a mistake."""

    RECORDED = "recorded", _("Recorded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


@pghistory.track(exclude=["changed_at"])
class CopyDistribution(AssociationRecord):
    """So many copies of one version, handed out on a day."""

    TONES = {"recorded": "good", "withdrawn": "ended"}

    document = models.CharField(_("document"), max_length=14, choices=Document, editable=False)
    code_version = models.ForeignKey(
        CodeVersion,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="distributions",
        verbose_name=_("version of the code"),
    )
    recommendation = models.ForeignKey(
        Recommendation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="distributions",
        verbose_name=_("recommendation"),
    )
    copies = models.PositiveIntegerField(_("copies"))
    handed_out_on = models.DateField(_("handed out on"))
    division_code = models.CharField(_("district"), max_length=6, blank=True)
    audience = models.CharField(_("audience"), max_length=7, choices=Audience)
    handed_out_by = models.CharField(_("handed out by"), max_length=120, blank=True)
    place = models.CharField(_("where"), max_length=200, blank=True)
    state = models.CharField(
        _("state"), max_length=9, choices=RecordState, default=RecordState.RECORDED, editable=False
    )
    withdrawn_reason = models.CharField(
        _("reason of the withdrawal"), max_length=500, blank=True, editable=False
    )

    class Meta:
        ordering = ["-handed_out_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(copies__gte=1), name="copies_at_least_one"),
            models.CheckConstraint(
                condition=Q(document="code", code_version__isnull=False, recommendation=None)
                | Q(document="recommendation", code_version=None, recommendation__isnull=False),
                name="copies_of_exactly_one_document",
            ),
            models.CheckConstraint(
                condition=Q(state="recorded", withdrawn_reason="")
                | (Q(state="withdrawn") & ~Q(withdrawn_reason="")),
                name="copies_withdrawn_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(division_code="") | Q(division_code__regex=r"^\d{6}$"),
                name="copies_division_is_six_digits",
            ),
        ]
        indexes = [models.Index(fields=["association", "document", "-handed_out_on"], name="copies_by_day")]

    def __str__(self) -> str:
        return f"{self.get_document_display()} × {self.copies}"

    @property
    def text(self) -> CodeVersion | Recommendation | None:
        """The version that was handed out."""
        return self.code_version or self.recommendation
