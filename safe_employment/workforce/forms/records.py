"""Forms of what is recorded of a worker: contracts, papers, family, what they were told, how they left."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.actor_forms import ActorModelForm
from safe_employment.kit.forms import OfficeForm
from safe_employment.workforce.choosing import YesNoField
from safe_employment.workforce.forms.fields import counts, money, several
from safe_employment.workforce.models import (
    AnnualLeave,
    Contract,
    ContractTerm,
    FamilyContact,
    Leaving,
    Paper,
    PenaltyClause,
    Topic,
    WaiverClause,
)


class ContractForm(ActorModelForm[Contract]):
    """A contract as it was signed."""

    terms_present = several(
        ContractTerm,
        _("Terms that it has"),
        help_text=_("The law wants the first nine of them, and with a woman the last one too."),
    )
    waiver_clauses = several(WaiverClause, _("The worker gives up"))
    breach_penalty_clauses = several(PenaltyClause, _("The worker must pay for"))
    documents_held = several(
        Paper,
        _("Papers of the worker that are held"),
        help_text=_("The law forbids it: give them back at once."),
    )
    base_wage = money(_("Monthly wage (yuan)"))
    probation_wage = money(_("Monthly wage in probation (yuan)"))
    deposit_amount = money(_("Deposit taken (yuan)"), help_text=_("The law forbids it: pay it back at once."))

    training_cost = money(_("Cost of a training that binds the worker (yuan)"))
    training_penalty = money(_("Asked of the worker for leaving before its time is served (yuan)"))
    worker_asked_fixed = YesNoField(label=_("The worker asked for a fixed term"))
    explained = YesNoField(label=_("Explained in a language the worker knows"))

    class Meta:
        model = Contract
        fields = (
            "kind",
            "signed_on",
            "from_date",
            "to_date",
            "base_wage",
            "probation_from",
            "probation_to",
            "probation_wage",
            "copy_given_on",
            "kept_until",
            "explained",
            "worker_asked_fixed",
            "terms_present",
            "breach_penalty_clauses",
            "waiver_clauses",
            "deposit_amount",
            "documents_held",
            "training_cost",
            "training_months",
            "training_months_served",
            "training_penalty",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counts(self)

    def clean_terms_present(self) -> list[str] | None:
        """Terms that nobody ticked are not known; papers, penalties and waivers nobody ticked are none."""
        return self.cleaned_data["terms_present"] or None

    def _post_clean(self) -> None:
        """Leave the record alone: the command checks the days and writes it."""


class PaperForm(OfficeForm):
    """A paper that was looked at and handed back."""

    kind = forms.ChoiceField(choices=Paper.choices, label=_("Paper"))
    seen_on = forms.DateField(label=_("Seen on"))
    seen_by = forms.CharField(label=_("Seen by"), max_length=80)


class FamilyContactForm(ActorModelForm[FamilyContact]):
    """Whom of the family to reach."""

    class Meta:
        model = FamilyContact
        fields = ("name", "relation", "phone", "consent_on", "confirmed_on")


class TrainingForm(OfficeForm):
    """What a worker was told."""

    topic = forms.ChoiceField(choices=Topic.choices, label=pgettext_lazy("what someone was told", "About"))
    told_on = forms.DateField(label=_("The worker was told on"))
    language = forms.CharField(label=_("In which language"), max_length=40)


class LeavingFactsForm(ActorModelForm[Leaving]):
    """How the employment ended, and how the last pay was settled."""

    resignation_accepted = YesNoField(label=_("The notice was accepted"))
    pay_withheld_at_exit = money(_("Pay withheld (yuan)"))

    class Meta:
        model = Leaving
        fields = (
            "resigned_on",
            "resignation_accepted",
            "termination_ground",
            "final_pay_date",
            "pay_withheld_at_exit",
        )

    def _post_clean(self) -> None:
        """Leave the record alone: the command writes it."""


class AnnualLeaveForm(ActorModelForm[AnnualLeave]):
    """The annual leave of a year; that of a year that is recorded already is corrected."""

    paid = money(_("Paid for days not taken (yuan)"))
    average_wage = money(_("Average monthly wage of the twelve months before, without overtime (yuan)"))

    class Meta:
        model = AnnualLeave
        fields = ("year", "service_years", "days_taken", "paid", "average_wage")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        counts(self)
        if self.instance.pk:
            del self.fields["year"]

    def _post_clean(self) -> None:
        """Leave the record alone: the command checks the year and writes it."""
