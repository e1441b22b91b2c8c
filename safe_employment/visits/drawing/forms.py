"""Forms of the draw."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.findings.forms import long_text
from safe_employment.kit.actor_forms import ActorForm
from safe_employment.kit.forms import FormSection, OfficeForm, OfficeModelForm
from safe_employment.members.choosing import EmployerField
from safe_employment.visits.forms import TeamForm
from safe_employment.visits.models import DrawRules, NumberKind


class PointsField(forms.CharField):
    """Figures by code, one a line: `530102 12`. Cleans to a mapping."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 4}))
        super().__init__(required=False, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Write a mapping as lines."""
        if isinstance(value, dict):
            return "\n".join(f"{code} {figure}" for code, figure in sorted(value.items()))
        return value

    def to_python(self, value: Any) -> Any:
        """Read lines."""
        found: dict[str, float] = {}
        for line in str(value or "").splitlines():
            words = line.split()
            if not words:
                continue
            try:
                figure = float(words[1])
            except (IndexError, ValueError) as problem:
                raise forms.ValidationError(
                    _("“%(line)s”: write a code and a figure."), params={"line": line}
                ) from problem
            if len(words) != 2 or not 0 <= figure < 1e5:
                raise forms.ValidationError(
                    _("“%(line)s”: write a code and a figure."), params={"line": line}
                )
            found[words[0]] = figure
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is meant."""
        return bool(self.prepare_value(initial) != data)


class RulesForm(OfficeModelForm[DrawRules]):
    """The rules of the draw."""

    trades = PointsField(
        label=_("Points of a trade"), help_text=_("One a line: H62 2 (industry code, points)")
    )
    district_floors = PointsField(
        label=_("Least expected visits a year of a district"),
        help_text=_("One a line: 530102 40 (division code, visits)"),
    )

    sections = (
        FormSection(
            _("What makes harm likelier"), _("Points, added up for each employer."),
            ("base", "minor", "major", "critical", "books", "reports", "report_threshold", "turnover",
             "month", "most_months", "trades"),
        ),
        FormSection(
            _("How much is at stake, and what a visit deters"),
            _("The points, multiplied by the size of the workplace, are the harm at stake."),
            ("staff_power", "deterrence"),
        ),
        FormSection(
            _("Limits that always hold"), _("No draw goes below or above them."),
            ("floor", "cap", "district_floors"),
        ),
        FormSection(_("The teams' weeks"), _("How many visits there are to draw."),
                    ("visits_per_day", "targeted_share")),
    )  # fmt: skip

    class Meta:
        model = DrawRules
        fields = [
            "base", "minor", "major", "critical", "books", "reports", "report_threshold", "turnover", "month",
            "most_months", "staff_power", "trades", "deterrence", "floor", "cap", "district_floors",
            "targeted_share", "visits_per_day",
        ]  # fmt: skip
        help_texts: ClassVar = {
            "report_threshold": _("Fewer reports count nothing, so that no visit points at one report."),
            "staff_power": _("0: size does not count. 0.5: four times the workers, twice the harm."),
            "deterrence": _("At 10, one expected visit in ten years deters 63 % of the harm."),
            "floor": _("0.01: one visit in a hundred years. Above 0, nobody is certain to be left alone."),
            "cap": _("1: one visit a year at the most."),
            "targeted_share": _("0.2: one place in five, for visits that somebody asked for with reasons."),
        }


class PeriodForm(OfficeForm):
    """A period to seal."""

    name = forms.CharField(label=pgettext_lazy("of a thing", "name"), max_length=60)
    first_on = forms.DateField(label=_("first day"), help_text=_("A Monday"))
    last_on = forms.DateField(label=_("last day"), help_text=_("A Sunday, at most 53 weeks later"))
    number_kind = forms.ChoiceField(
        label=_("public number"), choices=NumberKind.choices, widget=forms.RadioSelect,
        initial=NumberKind.LOTTERY,
    )  # fmt: skip
    number_name = forms.CharField(
        label=_("which draw or round"), max_length=120,
        help_text=_("So exactly that nobody can take another one: the lottery and the number of the draw"),
    )  # fmt: skip
    number_form = forms.CharField(
        label=_("numbers of each kind"), max_length=20, initial="6/1", required=False,
        help_text=_(
            "Of a lottery: 6/1 for six balls and one of another colour. So the number can be read in one way"
            " only. A drand round has its own form."
        ),
    )  # fmt: skip
    number_on = forms.DateField(
        label=_("drawn on"), help_text=_("After today and before the first day: nobody can know it yet")
    )


class NumberForm(OfficeForm):
    """The public number."""

    number = forms.CharField(
        label=_("the number"), max_length=300,
        help_text=_("As announced, with blanks, kind by kind: 3 8 14 22 27 31 / 9"),
    )  # fmt: skip


class KeyForm(ActorForm):
    """The employer whose row is looked up."""

    employer = EmployerField()


class AskForm(ActorForm):
    """A request for a targeted visit."""

    employer = EmployerField()
    why = long_text(
        _("Why just this employer"),
        _("What was seen, heard or reported. Name nobody who spoke. Only you and the manager read it."),
        rows=4,
    )


class AgreeForm(TeamForm):
    """The day and the team of a visit that was asked for."""

    planned_on = forms.DateField(label=_("Planned for"))
    field_order = ["planned_on", "team"]
