"""Forms of the worker register. Their values go to commands."""

from safe_employment.workforce.forms.agencies import AgencyForm, RevokeForm
from safe_employment.workforce.forms.establishment import ApprovalForm, BankFileForm, EstablishmentForm
from safe_employment.workforce.forms.records import (
    AnnualLeaveForm,
    ContractForm,
    FamilyContactForm,
    LeavingFactsForm,
    PaperForm,
    TrainingForm,
)
from safe_employment.workforce.forms.workers import (
    AccountForm,
    FindNumberForm,
    HomeForm,
    LeavingForm,
    PersonForm,
    RecruitmentForm,
    RehireForm,
    SensitiveForm,
    WhyForm,
    WorkForm,
)

__all__ = [
    "AccountForm",
    "AgencyForm",
    "AnnualLeaveForm",
    "ApprovalForm",
    "BankFileForm",
    "ContractForm",
    "EstablishmentForm",
    "FamilyContactForm",
    "FindNumberForm",
    "HomeForm",
    "LeavingFactsForm",
    "LeavingForm",
    "PaperForm",
    "PersonForm",
    "RecruitmentForm",
    "RehireForm",
    "RevokeForm",
    "SensitiveForm",
    "TrainingForm",
    "WhyForm",
    "WorkForm",
]
