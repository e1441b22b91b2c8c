"""Labour contracts as they were signed."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.models import AssociationRecord
from safe_employment.kit.writing import day_text
from safe_employment.workforce.models.choices import ContractKind, ContractTerm, Paper, PenaltyClause
from safe_employment.workforce.models.workers import Worker


def _codes(choices: type[models.TextChoices], length: int) -> models.CharField[str, str]:
    return models.CharField(max_length=length, choices=choices)


@pghistory.track(exclude=["changed_at"])
class Contract(AssociationRecord):
    """A contract of one worker. Days are as the paper has them: `to_date` is its last day.

    Money is a month's, in `currency`. What the law forbids (deposit, held papers, penalties) is recorded,
    not refused: the register must say what is.
    """

    worker = models.ForeignKey(
        Worker, on_delete=models.CASCADE, related_name="contracts", verbose_name=_("worker")
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    from_date = models.DateField(pgettext_lazy("a contract", "from"))
    to_date = models.DateField(pgettext_lazy("a contract", "last day"), null=True, blank=True)
    kind = models.CharField(_("kind of term"), max_length=5, choices=ContractKind, default=ContractKind.FIXED)
    probation_from = models.DateField(_("probation from"), null=True, blank=True)
    probation_to = models.DateField(_("last day of probation"), null=True, blank=True)
    probation_wage = models.DecimalField(
        _("monthly wage in probation"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    base_wage = models.DecimalField(_("monthly wage"), max_digits=12, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    copy_given_on = models.DateField(_("the worker got a copy on"), null=True, blank=True)
    terms_present = ArrayField(
        _codes(ContractTerm, 50), verbose_name=_("terms that it has"), default=list, blank=True
    )
    breach_penalty_clauses = ArrayField(
        _codes(PenaltyClause, 30), verbose_name=_("penalties for the worker"), default=list, blank=True
    )
    deposit_amount = models.DecimalField(
        _("deposit taken"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    documents_held = ArrayField(
        _codes(Paper, 20), verbose_name=_("papers of the worker held"), default=list, blank=True
    )

    class Meta:
        ordering = ["worker", "-from_date", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=ContractKind.FIXED, to_date__isnull=False)
                | Q(kind=ContractKind.OPEN, to_date=None)
                | Q(kind=ContractKind.TASK),
                name="only_a_fixed_term_has_a_last_day",
            ),
            models.CheckConstraint(
                condition=Q(to_date=None) | Q(to_date__gte=F("from_date")),
                name="contract_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(probation_from=None, probation_to=None)
                | (
                    Q(probation_from__gte=F("from_date"), probation_to__gte=F("probation_from"))
                    & (Q(to_date=None) | Q(probation_to__lte=F("to_date")))
                ),
                name="probation_lies_in_the_contract",
            ),
            *(
                models.CheckConstraint(
                    condition=Q(**{name: None}) | Q(**{f"{name}__gte": 0}),
                    name=f"contract_{name}_not_negative",
                )
                for name in ("probation_wage", "base_wage", "deposit_amount")
            ),
            models.CheckConstraint(
                condition=Q(currency__regex=r"^[A-Z]{3}$"), name="contract_currency_is_three_letters"
            ),
            ExclusionConstraint(
                name="contracts_of_a_worker_do_not_overlap",
                expressions=[
                    (
                        Func(F("worker"), F("worker"), Value("[]"), function="int8range"),
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
        return f"{self.worker} {self.from_date:%Y-%m-%d}"

    @property
    def days_text(self) -> str:
        """The days of the contract in words."""
        if self.to_date is None:
            return str(pgettext_lazy("a contract", "from %(day)s")) % {"day": day_text(self.from_date)}
        days = {"first": day_text(self.from_date), "last": day_text(self.to_date)}
        return str(pgettext_lazy("a contract", "%(first)s to %(last)s")) % days
