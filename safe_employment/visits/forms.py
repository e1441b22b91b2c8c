"""Forms of visits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safe_employment.findings.forms import WordsForm, long_text
from safe_employment.kit.actor_forms import ActorForm, OwnMultipleChoiceField
from safe_employment.kit.forms import OfficeForm
from safe_employment.members.choosing import EmployerField
from safe_employment.members.models import Workplace
from safe_employment.visits.models import Outcome
from safe_employment.visits.queries import monitors_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person
    from safe_employment.visits.models import Visit


def _monitors(by: Actor) -> QuerySet[Person]:
    return monitors_of(by.home)


class TeamForm(ActorForm):
    """A form that names a team."""

    team = OwnMultipleChoiceField(
        _monitors, label=_("Team"), help_text=_("At least two monitors, none with a tie to the employer")
    )


class PlanForm(TeamForm):
    """A planned visit."""

    employer = EmployerField()
    planned_on = forms.DateField(label=_("Planned for"))
    why = long_text(
        _("Why just this employer"),
        _("What was seen, heard or reported. Only the team and the manager read it, before and after."),
        rows=3,
    )
    field_order = ["employer", "planned_on", "team", "why"]


class ChangePlanForm(TeamForm):
    """The day, the workplace and the team of a planned visit."""

    planned_on = forms.DateField(label=_("Planned for"))
    workplace = forms.ModelChoiceField(
        label=_("Workplace"), queryset=Workplace.objects.none(), required=False
    )
    field_order = ["planned_on", "workplace", "team"]

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        kwargs["initial"] = {
            "planned_on": visit.planned_on,
            "workplace": visit.workplace_id,
            "team": [member.person_id for member in visit.team.all()],
        }
        super().__init__(*args, **kwargs)
        workplace = self.fields["workplace"]
        assert isinstance(workplace, forms.ModelChoiceField)  # noqa: S101 - declared above
        workplace.queryset = Workplace.objects.filter(employer=visit.employer_id, closed_on=None)


class OutcomeForm(OfficeForm):
    """How a visit went."""

    outcome = forms.ChoiceField(
        label=_("How did it go?"), choices=Outcome.choices, widget=forms.RadioSelect, initial=Outcome.HELD
    )
    reason = long_text(
        _("If it was not held: what happened"), _("What was said and seen, by whom"), required=False, rows=3
    )


class PaperForm(TeamForm):
    """A visit that was made on paper."""

    employer = EmployerField()
    visited_on = forms.DateField(label=_("Visited on"))
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=Outcome.choices, widget=forms.RadioSelect, initial=Outcome.HELD
    )
    reason = long_text(_("If it was not held: what happened"), required=False, rows=3)
    field_order = ["employer", "visited_on", "team", "outcome", "reason"]


class ReplanForm(OfficeForm):
    """A new day for a postponed visit."""

    planned_on = forms.DateField(label=_("New day"))


class ReportForm(OfficeForm):
    """The report and the remarks."""

    report = long_text(
        _("Report, as the employer reads it"),
        _("What was seen and what was agreed. Nothing that a worker said, and no worker's name."),
        required=False,
        rows=10,
    )
    remarks = long_text(
        _("Remarks for the staff only"), _("The employer never sees this."), required=False, rows=6
    )


class AnswerFindingForm(WordsForm):
    """The finding that an adverse answer proposes; its cluster and question are the answer's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["cluster"], self.fields["question"]

    def clean_question(self) -> str:
        """The question is the answer's, not the form's."""
        return ""
