"""Forms of this room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.forms import OfficeForm, OfficeModelForm
from safe_employment.results.indicators import GROUPS, INDICATORS
from safe_employment.results.models import Phase, Programme

if TYPE_CHECKING:
    from collections.abc import Iterable


class ProgrammeForm(OfficeModelForm[Programme]):
    """A programme's titles, days and purpose."""

    class Meta:
        model = Programme
        fields = ["title_zh", "title_en", "slug", "starts_on", "ends_on", "purpose_zh", "purpose_en"]
        widgets = {"purpose_zh": forms.Textarea({"rows": 3}), "purpose_en": forms.Textarea({"rows": 3})}

    def validate_constraints(self) -> None:
        """Leave the rules to the command, whose refusals say what to do."""


class PhaseForm(OfficeModelForm[Phase]):
    """A phase's number, titles and days."""

    class Meta:
        model = Phase
        fields = ["number", "title_zh", "title_en", "starts_on", "ends_on"]

    def validate_constraints(self) -> None:
        """Leave the rules to the command, whose refusals say what to do."""


class TargetForm(OfficeForm):
    """What an indicator should reach, in the whole programme or in a phase."""

    indicator = forms.ChoiceField(label=_("Indicator"))
    phase = forms.ModelChoiceField(
        label=_("Phase"), queryset=Phase.objects.none(), required=False, empty_label=_("Whole programme")
    )
    number = forms.IntegerField(label=_("Target"), min_value=1, max_value=2_000_000_000)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phase, indicator = self.fields["phase"], self.fields["indicator"]
        if isinstance(phase, forms.ModelChoiceField):
            phase.queryset = programme.phases.all()
        if isinstance(indicator, forms.ChoiceField):
            indicator.choices = list(_grouped())


def _grouped() -> Iterable[tuple[str, list[tuple[str, str]]]]:
    for group, title in GROUPS.items():
        yield str(title), [(one.key, str(one.name)) for one in INDICATORS if one.group == group]
