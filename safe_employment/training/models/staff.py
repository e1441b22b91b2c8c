"""The association's own staff, who are trained to advocate and to train employers."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord
from safe_employment.training.models.attendance_words import Sex


@pghistory.track(exclude=["changed_at"])
class StaffMember(AssociationRecord):
    """Someone who works for the association or one of its branches; needs no account."""

    name = models.CharField(_("name"), max_length=80)
    office = models.CharField(_("office or branch"), max_length=120)
    division_code = models.CharField(_("district"), max_length=6, blank=True)
    post = models.CharField(_("post"), max_length=80, blank=True)
    sex = models.CharField(_("sex"), max_length=6, choices=Sex, blank=True)
    person = models.ForeignKey(
        "kit.Person",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    left_on = models.DateField(_("left on"), null=True, blank=True, editable=False)

    class Meta:
        ordering = ["office", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["association", "name", "office"], name="staff_member_once_per_office"
            ),
            models.UniqueConstraint(
                fields=["association", "person"],
                condition=Q(person__isnull=False),
                name="one_staff_member_a_person",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="staff_member_has_a_name"),
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.office}"
