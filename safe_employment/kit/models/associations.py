"""The associations that run the programme and the agencies they work with."""

from __future__ import annotations

import pghistory
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models.base import AssociationRecord, HistoryModel


def in_language(zh: str, en: str) -> str:
    """Return the text of the reader's language, or the other where that one is empty."""
    return (en or zh) if (get_language() or "").startswith("en") else (zh or en)


@pghistory.track(exclude=["changed_at"])
class Association(HistoryModel):
    """An employers' or business membership organisation; every record belongs to one."""

    slug = models.SlugField(_("short name in addresses"), max_length=60, unique=True)
    name_zh = models.CharField(_("name in Chinese"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=160)
    division_code = models.CharField(
        _("division"), max_length=6, help_text=_("GB/T 2260 code of the area it serves, e.g. 530100")
    )
    contact_phone = models.CharField(_("contact phone"), max_length=40, blank=True)
    contact_email = models.EmailField(_("contact email"), blank=True)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(division_code__regex=r"^\d{6}$"), name="association_division_is_six_digits"
            )
        ]

    def __str__(self) -> str:
        return in_language(self.name_zh, self.name_en)


class AgencyKind(models.TextChoices):
    """The kinds of agency in a joint team."""

    LABOUR = "labour", _("Labour bureau")
    POLICE = "police", _("Public security")
    WOMEN = "women", _("Women's Federation")
    EDUCATION = "education", _("Education bureau")
    UNION = "union", _("Trade union")
    OTHER = "other", _("Other")


@pghistory.track(exclude=["changed_at"])
class PartnerAgency(AssociationRecord):
    """An agency with which the association works: co-organiser of events, member of the joint team."""

    name_zh = models.CharField(_("name in Chinese"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=160, blank=True)
    kind = models.CharField(_("kind"), max_length=12, choices=AgencyKind)

    class Meta:
        ordering = ["association", "name_zh"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "name_zh"], name="agency_name_once_per_association"
            )
        ]

    def __str__(self) -> str:
        return in_language(self.name_zh, self.name_en)
