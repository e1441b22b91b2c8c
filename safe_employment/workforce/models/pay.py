"""What workers were paid, and when they worked."""

from __future__ import annotations

from typing import Any

import pghistory
from django.db import models
from django.db.models import Func, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.models import AssociationRecord
from safe_employment.kit.sealed import DigestField
from safe_employment.workforce.models.workers import Worker

AMOUNTS = (
    "base", "piece_pay", "ot_pay_150", "ot_pay_200", "ot_pay_300", "special_allowances", "welfare", "gross",
    "net",
)  # fmt: skip


class PayMethod(models.TextChoices):
    """How a wage is paid."""

    BANK = "bank", _("Bank")
    CASH = "cash", _("Cash")
    OTHER = "other", pgettext_lazy("a way to pay", "Another way")


class FirstOfMonth(Func):
    """The day itself where it is the first of a month: for constraints."""

    function = "date_trunc"
    template = "(date_trunc('month', %(expressions)s::timestamp))::date"
    output_field = models.DateField()


def _is_a_month(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(period=FirstOfMonth(models.F("period"))), name=f"{name}_period_is_a_month"
    )


def _amount(words: object) -> models.DecimalField[Any, Any]:
    return models.DecimalField(words, max_digits=12, decimal_places=2, null=True, blank=True)  # type: ignore[arg-type]


@pghistory.track(exclude=["changed_at", "account_digest", "deductions"])
class PayLine(AssociationRecord):
    """One line of a wage table: what one worker was paid for a month. Money is in `currency`.

    `period` is the month's first day. What was not said is null. `deductions` is a list of
    {code, amount, reason, written_notice}, amounts as text; null: it is not known whether there were any.
    `account_digest` is the keyed hash of the account paid into: enough to see that several are the same.
    """

    worker = models.ForeignKey(
        Worker, on_delete=models.CASCADE, related_name="pay_lines", verbose_name=_("worker")
    )
    period = models.DateField(_("month"))
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    pay_date = models.DateField(_("paid on"), null=True, blank=True)
    agreed_pay_date = models.DateField(_("agreed pay day"), null=True, blank=True)
    base = _amount(_("base pay"))
    piece_pay = _amount(_("piece pay"))
    ot_pay_150 = _amount(_("overtime pay 150 %"))
    ot_pay_200 = _amount(_("overtime pay 200 %"))
    ot_pay_300 = _amount(_("overtime pay 300 %"))
    special_allowances = _amount(_("special allowances"))
    welfare = _amount(_("welfare"))
    gross = _amount(_("gross pay"))
    net = _amount(_("net pay"))
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    method = models.CharField(_("paid by"), max_length=5, choices=PayMethod, blank=True)
    account_holder_is_worker = models.BooleanField(
        _("the account is the worker's own"), null=True, blank=True
    )
    account_digest = DigestField()
    card_with_worker = models.BooleanField(_("the worker keeps the card"), null=True, blank=True)
    slip_given = models.BooleanField(_("a pay slip was given"), null=True, blank=True)
    delay_filed = models.BooleanField(_("the delay was agreed and filed"), null=True, blank=True)
    days_paid = models.PositiveSmallIntegerField(_("days paid"), null=True, blank=True)
    deductions = models.JSONField(_("deductions"), null=True, blank=True)

    class Meta:
        ordering = ["worker", "period", "position"]
        constraints = [
            models.UniqueConstraint(fields=["worker", "period", "position"], name="pay_line_once"),
            _is_a_month("pay_line"),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__gte": 0}), name=f"pay_{name}_not_negative"
                )
                for name in AMOUNTS
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="pay_currency_is_three_letters"
            ),
        ]
        indexes = [models.Index(fields=["association", "period"], name="pay_lines_by_month")]

    def __str__(self) -> str:
        return f"{self.worker_id} {self.period:%Y-%m}"


@pghistory.track(exclude=["changed_at", "days"])
class AttendanceMonth(AssociationRecord):
    """The days of one worker in one month.

    `days` is a list of {date, planned_kind, start, end, break_minutes, minutes, night_minutes,
    comp_rest_for, leave}; times are minutes since midnight, days ISO dates; what was not said is left out.
    The row history keeps the sums, not the days: leave may be a protected fact.
    """

    worker = models.ForeignKey(
        Worker, on_delete=models.CASCADE, related_name="attendance", verbose_name=_("worker")
    )
    period = models.DateField(_("month"))
    days = models.JSONField(pgettext_lazy("of attendance", "days"), default=list)
    days_worked = models.PositiveSmallIntegerField(_("days worked"), default=0)
    minutes = models.PositiveIntegerField(_("minutes worked"), default=0)

    class Meta:
        ordering = ["worker", "period"]
        constraints = [
            models.UniqueConstraint(fields=["worker", "period"], name="attendance_month_once"),
            _is_a_month("attendance"),
        ]
        indexes = [models.Index(fields=["association", "period"], name="attendance_by_month")]

    def __str__(self) -> str:
        return f"{self.worker_id} {self.period:%Y-%m}"
