"""Labour contracts as they were signed."""

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
from safe_employment.workforce.models.choices import ContractKind, ContractTerm, Paper, PenaltyClause
from safe_employment.workforce.models.choices_of_law import WaiverClause
from safe_employment.workforce.models.told import known_none_field
from safe_employment.workforce.models.workers import Worker

MONEY = ("probation_wage", "base_wage", "deposit_amount", "training_cost", "training_penalty")


def _amount(words: object) -> models.DecimalField[Any, Any]:
    return models.DecimalField(words, max_digits=12, decimal_places=2, null=True, blank=True)  # type: ignore[arg-type]


def _several(choices: type[models.TextChoices], length: int, words: object) -> ArrayField[Any, Any]:
    """Some of given codes; null: nobody said which."""
    return ArrayField(_codes(choices, length), verbose_name=words, null=True, blank=True)  # type: ignore[arg-type]


def _codes(choices: type[models.TextChoices], length: int) -> models.CharField[str, str]:
    return models.CharField(max_length=length, choices=choices)


@pghistory.track(exclude=["changed_at"])
class Contract(AssociationRecord):
    """A contract of one worker. Days are as the paper has them: `to_date` is its last day.

    Money is a month's, in `currency`. What the law forbids (deposit, held papers, penalties) is recorded,
    not refused: the register must say what is. A list that is null was not told; an empty one says: none.
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
    probation_wage = _amount(_("monthly wage in probation"))
    base_wage = _amount(_("monthly wage"))
    currency = models.CharField(_("currency"), max_length=3, default="CNY")
    copy_given_on = models.DateField(_("the worker got a copy on"), null=True, blank=True)
    kept_until = models.DateField(_("the contract is kept until"), null=True, blank=True)
    terms_present = _several(ContractTerm, 50, _("terms that it has"))
    breach_penalty_clauses = _several(PenaltyClause, 30, _("penalties for the worker"))
    waiver_clauses = _several(WaiverClause, 12, _("what the worker gives up"))
    deposit_amount = _amount(_("deposit taken"))
    documents_held = _several(Paper, 20, _("papers of the worker held"))
    training_cost = _amount(_("cost of the training"))
    training_months = models.PositiveSmallIntegerField(_("months of service agreed"), null=True, blank=True)
    training_months_served = models.PositiveSmallIntegerField(_("months of it served"), null=True, blank=True)
    training_penalty = _amount(_("penalty asked for the training"))
    worker_asked_fixed = models.BooleanField(_("the worker asked for a fixed term"), null=True, blank=True)
    explained = models.BooleanField(_("explained in a language the worker knows"), null=True, blank=True)
    known_none = known_none_field()

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
                for name in MONEY
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
