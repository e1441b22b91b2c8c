"""Forms of findings, actions, replies and ties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, BinaryIO

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from safe_employment.findings import policies
from safe_employment.findings.articles import article_words
from safe_employment.findings.deadlines import latest_due_on
from safe_employment.findings.eyes import refusal_to_ease
from safe_employment.findings.grounds import ilo_choices
from safe_employment.findings.models import (
    GRAVEST_FIRST,
    Basis,
    Cluster,
    Finding,
    ProposedFinding,
    RootCause,
    Statement,
    TieKind,
    VerifiedHow,
)
from safe_employment.kit.actor_forms import ActorForm, OwnChoiceField
from safe_employment.kit.forms import OfficeForm
from safe_employment.kit.models import Person, RoleAssignment
from safe_employment.kit.policies import can
from safe_employment.kit.roles import Role
from safe_employment.members.choosing import EmployerField
from safe_employment.members.models import Contact

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.core.files.uploadedfile import UploadedFile
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

MOST_FILES = 6


class SeveralFilesInput(forms.ClearableFileInput):
    """The browser's own field for several files; on a phone it offers the camera."""

    allow_multiple_selected = True


class EvidenceField(forms.FileField):
    """Photographs and papers; cleans to a list of (name, content)."""

    def __init__(self) -> None:
        widget = SeveralFilesInput(attrs={"accept": "image/*,application/pdf"})
        super().__init__(
            label=_("Photographs or papers"),
            help_text=_("JPEG, PNG, WebP or PDF, at most six. Place and time of photographs are removed."),
            required=False,
            widget=widget,
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Return what was sent as (name, content) pairs."""
        single = [data] if data else []
        sent: Sequence[UploadedFile[bytes]] = data if isinstance(data, list | tuple) else single
        if len(sent) > MOST_FILES:
            raise forms.ValidationError(_("At most six files at a time."), "too_many")
        pairs: list[tuple[str, BinaryIO]] = []
        for file in sent:
            cleaned = super().clean(file, initial)
            pairs.append((cleaned.name, cleaned.file))
        return pairs


def long_text(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 5) -> forms.CharField:
    """A field for several lines."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class WordsForm(OfficeForm):
    """What is said of a finding."""

    title = forms.CharField(label=_("In one line"), max_length=160)
    cluster = forms.ChoiceField(label=_("Cluster"), choices=Cluster.choices)
    question = forms.CharField(
        label=_("Question of the checklist"),
        max_length=3,
        required=False,
        help_text=_("For example G03; empty if it came up outside the checklist"),
    )
    statement = forms.ChoiceField(
        label=_("What is said"),
        choices=Statement.choices,
        widget=forms.RadioSelect,
        help_text=_("Say only what is known. These four are never mixed."),
    )
    severity = forms.ChoiceField(label=_("Severity"), choices=GRAVEST_FIRST, widget=forms.RadioSelect)
    article = forms.CharField(
        label=_("Law and article, or article of the code"), max_length=200, required=False
    )
    description = long_text(_("What was seen"), _("The employer reads this if it is told."), required=False)
    for_employer = forms.BooleanField(
        label=_("The employer may be told"),
        required=False,
        help_text=_("Never where the employer could tell from it that a worker spoke."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cited = str(self.initial.get("article", ""))
        self.initial["article"] = article_words(self.cited)

    def clean_article(self) -> str:
        """Keep the short form, which reads in every language, where its words were not changed."""
        words = str(self.cleaned_data["article"]).strip()
        return self.cited if words == article_words(self.cited) else words

    def clean_question(self) -> str:
        """Write the number of the question in capitals."""
        return str(self.cleaned_data["question"]).strip().upper()


def _ilo_choices() -> list[tuple[int, str]]:
    return [(number, f"{number} {word}") for number, word in ilo_choices()]


class GroundsForm(WordsForm):
    """What is said of a finding, what it rests on and why it came about."""

    basis = forms.ChoiceField(
        label=_("Rests on"),
        choices=Basis.choices,
        widget=forms.RadioSelect,
        help_text=_("The law with its article, or a rule of the programme; never both."),
    )
    ilo = forms.TypedMultipleChoiceField(
        label=_("ILO indicators of forced labour it points to"),
        choices=_ilo_choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    root_cause = forms.ChoiceField(
        label=_("Root cause, if it is known"), choices=[("", "–"), *RootCause.choices], required=False
    )
    root_cause_text = forms.CharField(label=_("Root cause in words"), max_length=500, required=False)
    field_order = [
        "title", "cluster", "question", "statement", "severity", "basis", "article", "description", "ilo",
        "root_cause", "root_cause_text", "for_employer",
    ]  # fmt: skip


class ChangedForm(GroundsForm):
    """Other words for what was found or proposed; what makes it lighter needs other eyes and a reason."""

    reason = long_text(_("Why it is lighter than it was"), required=False, rows=3)
    field_order = [*GroundsForm.field_order, "reason"]

    def __init__(self, *args: Any, by: Actor, found: Finding | ProposedFinding, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        noted = found.reason if isinstance(found, ProposedFinding) else ""
        self.changed_ground = gettext(noted) if noted else ""
        self.eased_by_others = refusal_to_ease(by, found)
        if self.eased_by_others:
            del self.fields["reason"]
        else:
            self.fields["reason"].help_text = _("Only if its severity or what is said becomes less grave.")


class FindingForm(ActorForm, GroundsForm):
    """A new finding."""

    employer = EmployerField()
    found_on = forms.DateField(label=_("Found on"))
    field_order = ["employer", "found_on", *GroundsForm.field_order]


class ContainForm(OfficeForm):
    """Who stopped the harm, how and when."""

    who = forms.CharField(label=_("Who stopped it"), max_length=80, help_text=_("A name and a post"))
    how = long_text(_("How it was stopped"), _("No worker's name, and nothing a worker said."), rows=4)
    contained_at = forms.DateTimeField(label=_("When"))


class AskForTimeForm(OfficeForm):
    """More time, and why."""

    wanted_on = forms.DateField(label=_("New day you ask for"))
    reason = long_text(_("Why more time is needed"), rows=4)


class NewDayForm(OfficeForm):
    """A new day for an action, which may not be too far."""

    def __init__(self, *args: Any, latest: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if latest:
            self.fields["due_on"].help_text = _("At the latest %(day)s for this severity") % {"day": latest}


class GrantForm(NewDayForm):
    """More time is granted."""

    due_on = forms.DateField(label=_("New day"))
    decision = long_text(_("Reason"), _("The owner reads this."), rows=3)


class RefuseForm(OfficeForm):
    """More time is refused."""

    decision = long_text(_("Reason"), _("The owner reads this."), rows=3)


class ProposeActionForm(OfficeForm):
    """What the employer would do."""

    what = forms.CharField(label=_("What will be done"), max_length=500)
    owner_name = forms.CharField(label=_("Who does it"), max_length=80, help_text=_("A name and a post"))
    due_on = forms.DateField(label=_("Until when"))


def followers_of(by: Actor) -> QuerySet[Person]:
    """Return the active people of the association who may follow findings."""
    held = RoleAssignment.objects.filter(association=by.home, role__in=policies.FOLLOWERS, ended_at=None)
    return Person.objects.filter(is_active=True, assignments__in=held).distinct().order_by("name", "pk")


def _no_contacts(by: Actor) -> QuerySet[Contact]:  # noqa: ARG001 - the finding's form offers its employer's
    return Contact.objects.none()


class ActionForm(ActorForm):
    """What will be done, by whom, until when."""

    what = forms.CharField(label=_("What will be done"), max_length=500)
    owner_contact = OwnChoiceField(
        _no_contacts, label=_("Who does it at the employer: a contact of the register"), required=False
    )
    owner_name = forms.CharField(
        label=_("or another person of the employer"),
        max_length=80,
        required=False,
        help_text=_("A name and a post"),
    )
    owner_person = OwnChoiceField(followers_of, label=_("or who of the association does it"), required=False)
    due_on = forms.DateField(label=_("Until when"))

    def __init__(self, *args: Any, by: Actor, finding: Finding, today: date, **kwargs: Any) -> None:
        latest = latest_due_on(finding.severity, today)
        kwargs.setdefault("initial", {"due_on": latest})
        super().__init__(*args, by=by, **kwargs)
        person = self.fields["owner_person"]
        assert isinstance(person, forms.ModelChoiceField)  # noqa: S101 - declared above
        person.queryset = followers_of(by).exclude(pk=finding.found_by_id)
        contact = self.fields["owner_contact"]
        assert isinstance(contact, forms.ModelChoiceField)  # noqa: S101 - declared above
        contact.queryset = Contact.objects.filter(employer=finding.employer_id).order_by("pk")
        if not finding.for_employer:
            del self.fields["owner_name"], self.fields["owner_contact"]
            person.required = True
            person.label = _("Who of the association does it")
        if latest:
            self.fields["due_on"].help_text = _("At the latest %(day)s for this severity") % {"day": latest}


class DoneForm(OfficeForm):
    """What was done, with evidence."""

    text = long_text(_("What was done"), rows=4)
    done_on = forms.DateField(label=_("Done on"))
    evidence = EvidenceField()


class VerifyForm(OfficeForm):
    """How it was looked at, and what was seen."""

    how = forms.ChoiceField(
        label=_("How you verified it"), choices=VerifiedHow.choices, widget=forms.RadioSelect
    )
    text = long_text(_("What you looked at"), required=False, rows=3)


class SendBackForm(NewDayForm):
    """Why it is not enough, and a new day if one is needed."""

    reason = long_text(_("What is missing"), _("The owner reads this."), rows=4)
    due_on = forms.DateField(label=_("New day, if more time is needed"), required=False)


class ReasonForm(OfficeForm):
    """A reason."""

    reason = long_text(_("Reason"), rows=3)


class ReopenForm(ReasonForm):
    """Why a closed finding is open again."""

    recurrence = forms.BooleanField(
        label=_("It was corrected and has come back"),
        required=False,
        help_text=_("Leave empty if it was never truly corrected."),
    )


class ExtendForm(NewDayForm):
    """More time for an action."""

    due_on = forms.DateField(label=_("New day"))
    reason = long_text(_("Reason"), rows=3)


class ReplyForm(OfficeForm):
    """A word to the other side."""

    text = long_text(_("Your reply"))
    evidence = EvidenceField()


class NoteForm(OfficeForm):
    """A note among the staff."""

    text = long_text(_("Internal note"), _("The employer never sees this."), rows=3)


def _colleagues(by: Actor) -> QuerySet[Person]:
    staff = RoleAssignment.objects.filter(association=by.home, ended_at=None).exclude(
        role=Role.EMPLOYER_CONTACT
    )
    return Person.objects.filter(assignments__in=staff).distinct()


class TieForm(ActorForm):
    """A tie with an employer."""

    person = OwnChoiceField(_colleagues, label=_("Person"), required=False)
    employer = EmployerField()
    kind = forms.ChoiceField(label=_("Kind of tie"), choices=TieKind.choices, widget=forms.RadioSelect)
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        person = self.fields["person"]
        assert isinstance(person, forms.ModelChoiceField)  # noqa: S101 - declared above
        if can(by, policies.KEEP_TIES):
            person.empty_label = str(by.person)
        else:
            del self.fields["person"]


class EndTieForm(OfficeForm):
    """Why one's tie does not hold any more."""

    reason = forms.CharField(label=_("Reason"), max_length=300)
