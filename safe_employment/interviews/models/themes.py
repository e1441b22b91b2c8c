"""The codebook: themes by which stories are coded, so that they can be counted and planned with."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord
from safe_employment.kit.models.associations import in_language


class Side(models.TextChoices):
    """The question that a theme answers."""

    WHY_MIGRATED = "why_migrated", _("Why they migrated")
    HOW_TREATED = "how_treated", _("How they were treated")


@pghistory.track(exclude=["changed_at"])
class Theme(AssociationRecord):
    """A theme of the association's codebook.

    `times` is there when it was read by `queries.themes_for`: the case studies coded with it.
    """

    times: int

    side = models.CharField(_("what it answers"), max_length=12, choices=Side)
    name_zh = models.CharField(_("name in Chinese"), max_length=80)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    is_retired = models.BooleanField(_("no longer used for new case studies"), default=False)

    class Meta:
        ordering = ["-side", "name_zh", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["association", "side", "name_zh"], name="theme_once_in_codebook"),
            models.CheckConstraint(condition=~Q(name_zh=""), name="theme_has_a_name"),
        ]

    def __str__(self) -> str:
        return in_language(self.name_zh, self.name_en)
