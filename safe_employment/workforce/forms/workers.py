"""Forms of a worker: who it is, work, home, how they came, account, leaving, protected facts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.actor_forms import ActorModelForm, DistrictField
from safe_employment.kit.forms import OfficeForm
from safe_employment.kit.sealed import masked
from safe_employment.workforce.choosing import (
    AgencyField,
    DaysField,
    NationalityField,
    SealedInputField,
    YesNoField,
)
from safe_employment.workforce.forms.fields import counts, money, several
from safe_employment.workforce.models import (
    EmploymentForm,
    Hazard,
    Paper,
    Recruitment,
    RecruitmentAgency,
    SensitiveFacts,
    Sex,
    Worker,
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

    post_hazard_tags = several(Hazard, _("Hazards of the post"))
    dispatch_agency = AgencyField(label=_("Dispatching company"))
    work_district = DistrictField(
        label=_("District of work, where it is none of the workplaces"), everywhere=True, required=False
    )
    documents_held = several(
        Paper,
        _("Papers of the worker that are held"),
        help_text=_("The law forbids it: give them back at once."),
    )

    class Meta:
        model = Worker
        fields = (
            "workplace",
            "work_district",
            "staff_no",
            "dispatch_agency",
            "post_kind",
            "hours_system",
            "agreement_signed_on",
            "post_hazard_tags",
            "documents_held",
            "in_dormitory",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = self.instance.employer.workplaces.filter(closed_on=None)
        self.fields["workplace"].queryset = places  # type: ignore[attr-defined]
        self.initial["post_hazard_tags"] = self.instance.post_hazard_tags
        self.initial["documents_held"] = self.instance.documents_held
        if self.instance.employment_form != EmploymentForm.DISPATCHED:
            del self.fields["dispatch_agency"], self.fields["post_kind"]

    def clean_documents_held(self) -> list[str] | None:
        """Nothing ticked says nothing."""
        return self.cleaned_data["documents_held"] or None

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
        fields = (
            "household_address",
            "household_code",
            "hukou_rural",
            "current_address",
            "phone",
            "speaks_language",
        )

    field_order = ("household_address", "household_code", "hukou_rural")


class AccountForm(ActorModelForm[Worker]):
    """Where the wage is paid to, and social insurance."""

    bank_account = SealedInputField(label=_("Account for wages"))

    class Meta:
        model = Worker
        fields = ("account_holder_is_worker", "si_registered_on", "si_exempt", "work_injury_insured")

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
    recruitment_fee = money(_("Paid by the worker for the job (yuan)"))
    debt_to_employer = money(_("Debt or advance to be worked off (yuan)"))

    class Meta:
        model = Recruitment
        fields = (
            "channel",
            "agency",
            "agency_licence_no",
            "agency_licence_from",
            "agency_licence_to",
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
        if known is not None:  # its licence is the association's to know
            given |= {"agency_licence_no": "", "agency_licence_from": None, "agency_licence_to": None}
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


class SensitiveForm(ActorModelForm[SensitiveFacts]):
    """What the law protects most."""

    disability = YesNoField(label=_("Has a disability certificate"))
    difficult_birth = YesNoField(label=_("The birth was difficult"))
    pregnancy_test = YesNoField(label=_("A pregnancy test was made at hiring"))
    health_checks = DaysField(
        label=_("Health checks on"), required=False, max_length=200, help_text=_("Days, parted by commas")
    )

    class Meta:
        model = SensitiveFacts
        fields = (
            "pregnancy_start",
            "birth_date_child",
            "children_born",
            "difficult_birth",
            "maternity_leave_days",
            "breastfeeding_minutes",
            "pregnancy_test",
            "medical_period_to",
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
        counts(self)

    def _post_clean(self) -> None:
        """Leave the record alone: the command writes it."""


class FindNumberForm(OfficeForm):
    """Whom an identity number belongs to."""

    number = SealedInputField(label=_("Number of the document"), required=True)


class WhyForm(OfficeForm):
    """What something hidden is needed for."""

    reason = forms.CharField(
        label=_("What is it needed for?"), max_length=300, help_text=_("Kept in the log with your name.")
    )
