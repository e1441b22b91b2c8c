"""Forms of screenings. Their values go to commands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actor_forms import ActorForm
from safe_employment.kit.forms import OfficeForm
from safe_employment.kit.sealed import Plain
from safe_employment.members.choosing import EmployerField
from safe_employment.screenings.models import Age, AtWork, Outcome, Sex


class PersonForm(ActorForm):
    """Whom a screening is about."""

    pseudonym = forms.CharField(
        label=_("Name for the person"),
        max_length=40,
        help_text=_("Any name by which you know whom it is about; better not the real one"),
    )
    age = forms.ChoiceField(
        label=_("Age when it happened"),
        choices=Age.choices,
        widget=forms.RadioSelect,
        help_text=_("Where someone may be under 18, the list for children applies until it is settled"),
    )
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices, initial=Sex.UNKNOWN)
    at_work = forms.ChoiceField(label=_("Works"), choices=AtWork.choices, initial=AtWork.UNKNOWN)


class ScreeningForm(PersonForm):
    """A screening that is opened directly, or whom it is about, corrected."""

    employer = EmployerField(
        required=False,
        help_text=_("Member number, registration code, or words of the name; empty if it is no member"),
    )
    contact = forms.CharField(
        label=_("How the person can be reached"),
        max_length=120,
        required=False,
        help_text=_("Stored encrypted. Only a way on which nobody else answers"),
    )

    def arguments(self) -> dict[str, Any]:
        """Give the contact to the command under its cover."""
        given = super().arguments()
        text = given.pop("contact").strip()
        return {**given, "contact": Plain(text) if text else None}


class ChangedPersonForm(ScreeningForm):
    """Whom a screening is about, corrected; the contact that is kept is not shown."""

    forget_contact = forms.BooleanField(label=_("Forget the contact that is kept"), required=False)

    def __init__(self, *args: Any, has_contact: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_contact:
            self.fields["contact"].help_text = _("One is kept. Write another to replace it")
        else:
            del self.fields["forget_contact"]


class ConclusionForm(OfficeForm):
    """What the case officer concludes."""

    outcome = forms.ChoiceField(label=_("Conclusion"), choices=Outcome.choices, widget=forms.RadioSelect)
    conclusion = forms.CharField(
        label=_("Why, in your words"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("It is removed with the screening; no names are needed"),
    )


class WhyForm(OfficeForm):
    """Why the contact is shown."""

    reason = forms.CharField(label=_("What is it needed for?"), max_length=300)


class TakeForm(OfficeForm):
    """What a case officer does who takes an urgent record."""

    plan = forms.CharField(
        label=_("What you do now"), max_length=500, help_text=_("Write no name and no employer.")
    )
