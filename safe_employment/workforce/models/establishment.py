"""What an employer's books say of the employer itself, besides what the register of members has."""

from __future__ import annotations

from typing import Any

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.models import AssociationRecord
from safe_employment.kit.writing import day_text
from safe_employment.workforce.models.choices_of_law import (
    SPECIAL_SYSTEMS,
    AdvertCondition,
    HoursCycle,
    LedgerItem,
)
from safe_employment.workforce.models.pay import FirstOfMonth
from safe_employment.workforce.models.told import known_none_field


def _flag(words: object) -> models.BooleanField[Any, Any]:
    return models.BooleanField(words, null=True, blank=True)  # type: ignore[arg-type]


def _count(words: object) -> models.PositiveIntegerField[Any, Any]:
    return models.PositiveIntegerField(words, null=True, blank=True)  # type: ignore[arg-type]


def _several(words: object, length: int, choices: Any = None) -> ArrayField[Any, Any]:
    """Several words or codes; null: nobody said which."""
    inner = models.CharField(max_length=length, choices=choices)
    return ArrayField(inner, verbose_name=words, null=True, blank=True)  # type: ignore[arg-type]


@pghistory.track(exclude=["changed_at"])
class Establishment(AssociationRecord):
    """The facts of an employer that rules ask for, as they were told last. What is null is not known."""

    employer = models.OneToOneField(
        "members.Employer",
        on_delete=models.PROTECT,
        related_name="establishment",
        verbose_name=_("employer"),
    )
    is_licensed = _flag(_("registered or licensed"))
    is_entertainment_venue = _flag(_("entertainment venue, bar or internet café"))
    hr_licence_no = models.CharField(_("own licence for placement or dispatch"), max_length=60, blank=True)
    own_contracts = _count(_("workers with contracts of one's own"))
    dispatched_workers = _count(_("dispatched workers"))
    auxiliary_posts = _several(_("auxiliary posts that were made known"), 80)
    exits_locked = _flag(_("exits are locked or blocked"))
    advert_conditions = _several(_("conditions in adverts"), 16, AdvertCondition.choices)
    pregnancy_test = _flag(_("pregnancy tests are made at hiring"))
    ledger_years = _count(_("years that the wage ledger is kept"))
    ledger_items = _several(_("items of the wage ledger"), 40, LedgerItem.choices)
    pay_day = models.PositiveSmallIntegerField(
        _("day of the following month on which wages are due"), null=True, blank=True
    )
    known_none = known_none_field()

    class Meta:
        ordering = ["employer"]
        constraints = [
            models.CheckConstraint(
                condition=Q(pay_day=None) | Q(pay_day__gte=1, pay_day__lte=31), name="pay_day_is_of_a_month"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id}"


@pghistory.track(exclude=["changed_at"])
class HoursApproval(AssociationRecord):
    """The labour bureau's approval of special hours (Labour Law art. 39); both days count.

    `posts` are those it names; null: all. The rules know one approval at a time, so those of an employer do
    not overlap.
    """

    employer = models.ForeignKey(
        "members.Employer",
        on_delete=models.PROTECT,
        related_name="hours_approvals",
        verbose_name=_("employer"),
    )
    system = models.CharField(_("hours system"), max_length=13, choices=SPECIAL_SYSTEMS)
    from_date = models.DateField(pgettext_lazy("an approval", "from"), null=True, blank=True)
    to_date = models.DateField(pgettext_lazy("an approval", "last day"), null=True, blank=True)
    cycle = models.CharField(_("cycle"), max_length=9, choices=HoursCycle, blank=True)
    posts = _several(_("for the posts"), 80)

    class Meta:
        ordering = ["employer", F("from_date").desc(nulls_last=True), "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(from_date=None) | Q(to_date__gte=F("from_date")),
                name="approval_ends_after_it_begins",
            ),
            ExclusionConstraint(
                name="approvals_of_an_employer_do_not_overlap",
                expressions=[
                    (
                        Func(F("employer"), F("employer"), Value("[]"), function="int8range"),
                        RangeOperators.OVERLAPS,
                    ),
                    (
                        Func(F("from_date"), F("to_date"), Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.system}"

    @property
    def days_text(self) -> str:
        """The days of the approval in words."""
        days = {
            "first": day_text(self.from_date) if self.from_date else "…",
            "last": day_text(self.to_date) if self.to_date else "…",
        }
        return str(pgettext_lazy("an approval", "%(first)s to %(last)s")) % days


@pghistory.track(exclude=["changed_at"])
class BankFile(AssociationRecord):
    """What an employer had the bank pay out for a month. Money is in `currency`."""

    employer = models.ForeignKey(
        "members.Employer", on_delete=models.PROTECT, related_name="bank_files", verbose_name=_("employer")
    )
    period = models.DateField(_("month"))
    total = models.DecimalField(pgettext_lazy("a bank file", "total"), max_digits=14, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3, default="CNY")

    class Meta:
        ordering = ["employer", "-period"]
        constraints = [
            models.UniqueConstraint(fields=["employer", "period"], name="bank_file_once_a_month"),
            models.CheckConstraint(
                condition=Q(period=FirstOfMonth(F("period"))), name="bank_file_period_is_a_month"
            ),
            models.CheckConstraint(condition=Q(total__gte=0), name="bank_file_total_not_negative"),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="bank_file_currency_is_three_letters"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employer_id} {self.period:%Y-%m}"
