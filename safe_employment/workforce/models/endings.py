"""How an employment ended, and the annual leave of each year."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.models import AssociationRecord
from safe_employment.workforce.models.choices_of_law import TerminationGround
from safe_employment.workforce.models.workers import Worker


@pghistory.track(exclude=["changed_at"])
class Leaving(AssociationRecord):
    """How a worker gave notice or was dismissed, and how the last pay was settled. Money is in `currency`."""

    worker = models.OneToOneField(
        Worker, on_delete=models.CASCADE, related_name="leaving", verbose_name=_("worker")
    )
    resigned_on = models.DateField(_("gave notice on"), null=True, blank=True)
    resignation_accepted = models.BooleanField(_("the notice was accepted"), null=True, blank=True)
    termination_ground = models.CharField(
        _("ground of the ending"), max_length=11, choices=TerminationGround, blank=True
    )
    pay_withheld_at_exit = models.DecimalField(
        _("pay withheld"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    final_pay_date = models.DateField(_("last pay on"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="CNY")

    class Meta:
        ordering = ["worker"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pay_withheld_at_exit=None) | Q(pay_withheld_at_exit__gte=0),
                name="pay_withheld_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="leaving_currency_is_three_letters"
            ),
        ]

    def __str__(self) -> str:
        return str(self.worker)


@pghistory.track(exclude=["changed_at"])
class AnnualLeave(AssociationRecord):
    """The annual leave of one worker in one calendar year, as it stood when the books were handed in.

    `service_years` are those of the worker's whole working life; `average_wage` is that of the twelve
    months before, without overtime pay (Paid Annual Leave Regulations arts 3 and 5). Money is in `currency`.
    """

    worker = models.ForeignKey(
        Worker, on_delete=models.CASCADE, related_name="annual_leave", verbose_name=_("worker")
    )
    year = models.PositiveSmallIntegerField(pgettext_lazy("of leave", "year"))
    service_years = models.PositiveSmallIntegerField(_("years of work in total"), null=True, blank=True)
    days_taken = models.PositiveSmallIntegerField(_("days taken"), null=True, blank=True)
    paid = models.DecimalField(
        _("paid for days not taken"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    average_wage = models.DecimalField(
        _("average monthly wage"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    currency = models.CharField(_("currency"), max_length=3, default="CNY")

    class Meta:
        ordering = ["worker", "-year"]
        constraints = [
            models.UniqueConstraint(fields=["worker", "year"], name="annual_leave_once_a_year"),
            models.CheckConstraint(condition=Q(year__gte=1990, year__lte=2060), name="a_year_of_leave"),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__gte": 0}),
                    name=f"leave_{name}_not_negative",
                )
                for name in ("paid", "average_wage")
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="leave_currency_is_three_letters"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.worker} {self.year}"
