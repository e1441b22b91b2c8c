"""Members who support the schooling of girls in sending areas."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models import AssociationRecord


@pghistory.track(exclude=["changed_at"])
class SchoolSupport(AssociationRecord):
    """An employer supports the schooling of some girls in a place; only their number is kept.

    `amount` is what was given in all, in yuan.
    """

    employer = models.ForeignKey(
        "members.Employer",
        on_delete=models.PROTECT,
        related_name="school_supports",
        verbose_name=_("employer"),
    )
    division_code = models.CharField(_("district"), max_length=6)
    place = models.CharField(_("school or village"), max_length=160)
    girls = models.PositiveIntegerField(_("girls"))
    amount = models.DecimalField(_("amount (yuan)"), max_digits=12, decimal_places=2, null=True, blank=True)
    given_on = models.DateField(_("given on"))
    remarks = models.CharField(_("remarks"), max_length=300, blank=True)

    class Meta:
        ordering = ["-given_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(girls__gte=1), name="school_support_reaches_a_girl"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gt=0), name="school_support_amount_is_positive"
            ),
            models.CheckConstraint(
                condition=Q(division_code__regex=r"^\d{6}$"), name="school_support_division_is_six_digits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} · {self.employer}"
