"""Forms of the worker register. Their values go to commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.actor_forms import ActorModelForm, DistrictField
from safe_employment.kit.forms import OfficeForm
from safe_employment.kit.sealed import masked
from safe_employment.workforce.choosing import AgencyField, DaysField, NationalityField, SealedInputField
from safe_employment.workforce.models import (
    Contract,
    ContractTerm,
    EmploymentForm,
    FamilyContact,
    Hazard,
    Paper,
    PenaltyClause,
    Recruitment,
    RecruitmentAgency,
    SensitiveFacts,
    Sex,
    Topic,
    Worker,
)

if TYPE_CHECKING:
    from django.db.models import TextChoices
    from django.utils.functional import _StrPromise


def _several(choices: type[TextChoices], label: str | _StrPromise, **kwargs: Any) -> forms.Field:
    """Some of given codes, each with a box to tick."""
    return forms.MultipleChoiceField(
        choices=choices.choices,
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        **kwargs,
    )


def _money(label: str | _StrPromise, **kwargs: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label, min_value=0, max_digits=12, decimal_places=2, required=False, **kwargs
    )


class PersonForm(ActorModelForm[Worker]):
    """Who it is, by the document that was shown, and since when they work."""

    id_number = SealedInputField(label=pgettext_lazy("a document", "Number"))
    number_as_shown = forms.BooleanField(
        label=_("The card really says so, although its last sign does not fit"), required=False
    )
    sex = forms.ChoiceField(choices=[("", "–"), *Sex.choices], label=_("Sex"), required=False)
    birth_date = forms.DateField(label=_("Birth date"), required=False)
    nationality = NationalityField(label=_("Nationality"), initial="CN")

    class Meta:
        model = Worker
        fields = (
            "id_type",
            "name",
            "sex",
            "birth_date",
            "nationality",
            "hire_date",
            "employment_form",
            "post",
        )

    field_order = ("id_type", "id_number", "number_as_shown", "name", "sex", "birth_date")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound:  # asked only when the last sign did not fit
            del self.fields["number_as_shown"]
        number = self.fields["id_number"]
        number.help_text = _("Sex and birth date are read from it where the document has them in its number.")
        if self.instance.pk and self.instance.id_number is not None:
            kept = _("Now %(number)s. Leave it empty to keep it.")
            number.help_text = str(kept) % {"number": masked(self.instance, "id_number")}

    def _post_clean(self) -> None:
        """Leave the record alone: the command settles what the number says and what was written."""


class WorkForm(ActorModelForm[Worker]):
    """Where and as what they work."""

    post_hazard_tags = _several(Hazard, _("Hazards of the post"))
    dispatch_agency = AgencyField(label=_("Dispatching company"))

    class Meta:
        model = Worker
        fields = ("workplace", "staff_no", "dispatch_agency", "post_hazard_tags", "in_dormitory")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.instance.employer.workplaces.filter(closed_on=None)
        self.fields["workplace"].queryset = places  # type: ignore[attr-defined]
        self.initial["post_hazard_tags"] = self.instance.post_hazard_tags
        if self.instance.employment_form != EmploymentForm.DISPATCHED:
            del self.fields["dispatch_agency"]

    def _post_clean(self) -> None:
        """Leave the record alone: the command writes it."""


class HomeForm(ActorModelForm[Worker]):
    """Where they are at home, and how to reach them."""

    household_code = DistrictField(
        label=_("District of the household registration"),
        everywhere=True,
        required=False,
        empty=_("Elsewhere, or not known"),
    )

    class Meta:
        model = Worker
        fields = ("household_address", "household_code", "hukou_rural", "current_address", "phone")

    field_order = ("household_address", "household_code", "hukou_rural")


class AccountForm(ActorModelForm[Worker]):
    """Where the wage is paid to, and social insurance."""

    bank_account = SealedInputField(label=_("Account for wages"))

    class Meta:
        model = Worker
        fields = ("account_holder_is_worker", "si_registered_on")

    field_order = ("bank_account", "account_holder_is_worker", "si_registered_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.bank_account is not None:
            kept = _("Now %(number)s. Leave it empty to keep it.")
            told = {"number": masked(self.instance, "bank_account")}
            self.fields["bank_account"].help_text = str(kept) % told


class RecruitmentForm(ActorModelForm[Recruitment]):
    """How they came to the job and what it cost them."""

    agency = AgencyField(label=pgettext_lazy("recruitment", "Agency"), free=True)
    recruitment_fee = _money(_("Paid by the worker for the job (yuan)"))
    debt_to_employer = _money(_("Debt or advance to be worked off (yuan)"))

    class Meta:
        model = Recruitment
        fields = (
            "channel",
            "agency",
            "recruiter",
            "recruiter_contact",
            "origin",
            "arrived_in_group",
            "travelled_with",
            "recruitment_fee",
            "fee_paid_to",
            "fee_repaid_on",
            "debt_to_employer",
            "promise_kept",
            "remarks",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.agency_name:
            self.initial["agency"] = self.instance.agency_name

    def _post_clean(self) -> None:
        """Leave the record alone: the command writes it."""

    def arguments(self) -> dict[str, Any]:
        """Return the agency as one of the register, or as it was written."""
        given = dict(self.cleaned_data)
        agency = given.pop("agency")
        known = agency if isinstance(agency, RecruitmentAgency) else None
        return {**given, "agency": known, "agency_name": "" if known else agency or ""}


class LeavingForm(OfficeForm):
    """When a worker left."""

    leave_date = forms.DateField(
        label=_("First day no longer at work"), help_text=_("The day after the last day of work")
    )


class RehireForm(OfficeForm):
    """The new spell of someone who comes back."""

    hire_date = forms.DateField(label=_("First day of work"))
    employment_form = forms.ChoiceField(choices=EmploymentForm.choices, label=_("Form of employment"))
    post = forms.CharField(label=pgettext_lazy("a job", "Post"), max_length=80)


class ContractForm(ActorModelForm[Contract]):
    """A contract as it was signed."""

    terms_present = _several(
        ContractTerm,
        _("Terms that it has"),
        help_text=_("The law wants the first nine of them, and with a woman the last one too."),
    )
    breach_penalty_clauses = _several(PenaltyClause, _("The worker must pay for"))
    documents_held = _several(
        Paper,
        _("Papers of the worker that are held"),
        help_text=_("The law forbids it: give them back at once."),
    )
    base_wage = _money(_("Monthly wage (yuan)"))
    probation_wage = _money(_("Monthly wage in probation (yuan)"))
    deposit_amount = _money(
        _("Deposit taken (yuan)"), help_text=_("The law forbids it: pay it back at once.")
    )

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
            "terms_present",
            "breach_penalty_clauses",
            "deposit_amount",
            "documents_held",
        )

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


class SensitiveForm(ActorModelForm[SensitiveFacts]):
    """What the law protects most."""

    disability = forms.TypedChoiceField(
        label=_("Has a disability certificate"),
        choices=[("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        empty_value=None,
        required=False,
    )
    health_checks = DaysField(
        label=_("Health checks on"), required=False, max_length=200, help_text=_("Days, parted by commas")
    )

    class Meta:
        model = SensitiveFacts
        fields = (
            "pregnancy_start",
            "birth_date_child",
            "disability",
            "health_checks",
            "young_worker_cert_no",
            "permit_no",
            "permit_from",
            "permit_to",
            "permit_city",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.instance.disability
        self.initial["disability"] = "" if known is None else "yes" if known else "no"

    def _post_clean(self) -> None:
        """Leave the record alone: the command writes it."""


class AgencyForm(ActorModelForm[RecruitmentAgency]):
    """An agency and its licence, as it was checked."""

    class Meta:
        model = RecruitmentAgency
        fields = (
            "name",
            "uscc",
            "kind",
            "found",
            "licence_no",
            "issued_by",
            "valid_from",
            "valid_to",
            "source",
            "checked_on",
            "remarks",
        )

    def _post_clean(self) -> None:
        """Leave the record alone: the command checks and writes it."""


class RevokeForm(OfficeForm):
    """From which day a licence is revoked, and why."""

    revoked_on = forms.DateField(label=_("Revoked on"))
    reason = forms.CharField(label=_("Reason"), max_length=300)


class FindNumberForm(OfficeForm):
    """Whom an identity number belongs to."""

    number = SealedInputField(label=_("Number of the document"), required=True)


class WhyForm(OfficeForm):
    """What something hidden is needed for."""

    reason = forms.CharField(
        label=_("What is it needed for?"), max_length=300, help_text=_("Kept in the log with your name.")
    )
