"""Where people work for an employer."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.models import HistoryModel
from safe_employment.members.models.employers import Employer
from safe_employment.members.models.history import versions


@pghistory.track(*versions(), exclude=["changed_at"])
class Workplace(HistoryModel):
    """A place where an employer's people work; one of them is the main one."""

    employer = models.ForeignKey(
        Employer, on_delete=models.CASCADE, related_name="workplaces", verbose_name=_("employer")
    )
    name = models.CharField(pgettext_lazy("of a thing", "name"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=300)
    division_code = models.CharField(_("district"), max_length=6, blank=True)
    is_main = models.BooleanField(_("main workplace"), default=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        ordering = ["employer", "-is_main", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["employer"], condition=Q(is_main=True), name="one_main_workplace_per_employer"
            ),
            models.CheckConstraint(
                condition=Q(division_code="") | Q(division_code__regex=r"^\d{6}$"),
                name="workplace_division_is_six_digits",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.address
