"""Forms of recruitment and dispatch agencies."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actor_forms import ActorModelForm
from safe_employment.kit.forms import OfficeForm
from safe_employment.workforce.models import RecruitmentAgency


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
