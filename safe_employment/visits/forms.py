"""Forms of visits."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, BinaryIO

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.findings.forms import WordsForm, long_text
from safe_employment.kit.actor_forms import ActorForm, OwnMultipleChoiceField
from safe_employment.kit.divisions import district_choices
from safe_employment.kit.forms import OfficeForm
from safe_employment.members.choosing import EmployerField
from safe_employment.members.models import Workplace
from safe_employment.visits.models import WORKING_WEEK, Outcome
from safe_employment.visits.queries import monitors_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import Person
    from safe_employment.visits.models import Team, Visit
    from safe_employment.visits.progress import Difference

DAYS = [WEEKDAYS[number] for number in range(7)]


def _monitors(by: Actor) -> QuerySet[Person]:
    return monitors_of(by.home)


class TeamForm(ActorForm):
    """A form that names a team."""

    team = OwnMultipleChoiceField(
        _monitors, label=_("Team"), help_text=_("At least two monitors, none with a tie to the employer")
    )


class PlanForm(TeamForm):
    """A planned visit; one that makes a refused visit again goes to the workplace where it was refused."""

    employer = EmployerField()
    planned_on = forms.DateField(label=_("Planned for"))
    why = long_text(
        _("Why just this employer"),
        _("What was seen, heard or reported. Only the team and the manager read it, before and after."),
        rows=3,
    )
    field_order = ["employer", "planned_on", "team", "why"]

    def __init__(self, *args: Any, refused: Visit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.refused = refused

    def clean(self) -> dict[str, Any]:
        """Add the workplace."""
        values = super().clean() or self.cleaned_data
        employer = values.get("employer")
        if self.refused is not None and employer is not None and employer.pk == self.refused.employer_id:
            values["workplace"] = self.refused.workplace
        return values


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


class StandingTeamForm(ActorForm):
    """A standing team."""

    name = forms.CharField(label=_("Name"), max_length=60)
    members = OwnMultipleChoiceField(
        _monitors, label=pgettext_lazy("a team", "Members"), help_text=_("At least two monitors")
    )
    working_days = forms.TypedMultipleChoiceField(
        label=_("Working days"),
        choices=list(enumerate(DAYS)),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )
    hours_per_day = forms.DecimalField(
        label=_("Hours a day for visits"), min_value=Decimal("0.5"), max_value=Decimal(12), decimal_places=1,
        initial=Decimal(6),
    )  # fmt: skip
    districts = forms.MultipleChoiceField(
        label=_("Districts"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("None marked: all that the association serves"),
    )  # fmt: skip

    def __init__(self, *args: Any, by: Actor, team: Team | None = None, **kwargs: Any) -> None:
        if team is not None:
            kwargs["initial"] = {
                "name": team.name, "members": list(team.members.all()), "working_days": team.working_days,
                "hours_per_day": team.hours_per_day, "districts": team.districts,
            }  # fmt: skip
        else:
            kwargs.setdefault("initial", {"working_days": list(WORKING_WEEK)})
        super().__init__(*args, by=by, **kwargs)
        districts = self.fields["districts"]
        assert isinstance(districts, forms.MultipleChoiceField)  # noqa: S101 - declared above
        districts.choices = district_choices(by)


class OfficersForm(OfficeForm):
    """Who comes along from partner agencies, one person a line."""

    officers = long_text(
        _("Officers"),
        _("One person a line: agency; name; what for. They need no account."),
        required=False,
        rows=4,
    )

    def __init__(self, *args: Any, visit: Visit, **kwargs: Any) -> None:
        lines = [f"{one.agency}; {one.name}; {one.role}".rstrip("; ") for one in visit.officers.all()]
        super().__init__(*args, initial={"officers": "\n".join(lines)}, **kwargs)

    def clean_officers(self) -> list[tuple[str, str, str]]:
        """Return (agency, name, what for) of each line."""
        found = []
        for line in self.cleaned_data["officers"].splitlines():
            parts = [part.strip() for part in re.split(r"[;；]", line)]
            if not any(parts):
                continue
            if len(parts) < 2 or not all(parts[:2]):
                raise forms.ValidationError(
                    _("“%(line)s” lacks the agency or the name."), "incomplete", {"line": line.strip()}
                )
            found.append((parts[0][:120], parts[1][:80], _join(parts[2:])[:120]))
        return found


def _join(parts: list[str]) -> str:
    return " ".join(part for part in parts if part)


class SettleForm(OfficeForm):
    """Which of several answers holds, and why."""

    given = forms.TypedChoiceField(label=_("Which answer holds?"), coerce=int, widget=forms.RadioSelect)
    why = long_text(_("Why"), _("What you asked, and whom. Both answers stay to be seen."), rows=3)

    def __init__(self, *args: Any, difference: Difference, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = self.fields["given"]
        assert isinstance(given, forms.TypedChoiceField)  # noqa: S101 - declared above
        given.choices = [
            (one.pk, f"{one.get_answer_display()} · {one.given_by or ''} {one.note}".strip())
            for one in difference.given
        ]


class ReportReplyForm(OfficeForm):
    """What the employer says to the report."""

    text = long_text(_("Your reply"), _("What you see differently, or what you will do and by when"))
    evidence = forms.FileField(
        label=_("Photograph or paper"),
        required=False,
        help_text=_("JPEG, PNG, WebP or PDF. Place and time of photographs are removed."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*,application/pdf"}),
    )

    def clean_evidence(self) -> tuple[str, BinaryIO] | None:
        """Return (name, content)."""
        sent = self.cleaned_data.get("evidence")
        return (sent.name, sent.file) if sent else None


class PhotoForm(OfficeForm):
    """A photograph of a visit."""

    photo = forms.ImageField(
        label=_("Photograph"),
        help_text=_("No faces. Place and time are removed."),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*", "capture": "environment"}),
    )
    caption = forms.CharField(label=_("What it shows"), max_length=200)
    question = forms.RegexField(
        r"^[A-L]\d\d$", label=_("Question of the checklist"), required=False, max_length=3
    )
    for_employer = forms.BooleanField(label=_("In the report"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        """Give the file as name and content."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        sent = cleaned.pop("photo", None)
        if sent is not None:
            sent.file.seek(0)
            cleaned |= {"content": sent.file, "name": sent.name}
        return cleaned


class OutcomeForm(OfficeForm):
    """How a visit went."""

    outcome = forms.ChoiceField(
        label=_("How did it go?"), choices=Outcome.choices, widget=forms.RadioSelect, initial=Outcome.HELD
    )
    reason = long_text(
        _("If it was not held: what happened"), _("What was said and seen, by whom"), required=False, rows=3
    )
    workers_interviewed = forms.IntegerField(
        label=_("With how many workers did you speak alone?"),
        required=False,
        min_value=0,
        max_value=1000,
        help_text=_("The report tells the number only from five on, and nothing of what they said."),
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

    reason = long_text(
        _("Why it is lighter than it was"),
        _("Only if its severity or what is said becomes less grave."),
        required=False,
        rows=3,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["cluster"], self.fields["question"]

    def clean_question(self) -> str:
        """The question is the answer's, not the form's."""
        return ""
