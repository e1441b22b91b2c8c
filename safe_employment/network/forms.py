"""Forms of the network. Their values go to commands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actor_forms import ActorForm, ActorModelForm, OwnChoiceField
from safe_employment.kit.forms import ShortReasonForm
from safe_employment.members.choosing import EmployerField
from safe_employment.network.models import Tie, TypicalEmployer
from safe_employment.training.models import WorkshopState
from safe_employment.training.queries import workshops_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor


def _workshops(by: Actor) -> QuerySet[Any]:
    return workshops_for(by).filter(state=WorkshopState.HELD)


class SelectionForm(ActorModelForm[TypicalEmployer]):
    """The day and the reason of a selection."""

    class Meta:
        model = TypicalEmployer
        fields = ("selected_on", "why")


class NewSelectionForm(SelectionForm):
    """An employer to be selected."""

    employer = EmployerField()
    field_order = ("employer",)


class TrainedForm(ActorForm):
    """When a typical employer was trained."""

    trained_on = forms.DateField(label=_("Trained on"))
    workshop = OwnChoiceField(_workshops, label=_("At the workshop"), required=False)


class EndForm(ShortReasonForm):
    """When and why an employer is no typical employer any more."""

    ended_on = forms.DateField(label=_("Ended on"))
    field_order = ("ended_on", "reason")


class TieForm(ActorModelForm[Tie]):
    """A tie from one employer to another."""

    from_employer = EmployerField(label=_("From employer"))
    to_employer = EmployerField(label=_("To employer"))

    class Meta:
        model = Tie
        fields = ("from_employer", "kind", "to_employer", "since", "ended_on")


class ReachedForm(ActorForm):
    """An employer to whom a typical employer passes the message."""

    to_employer = EmployerField(label=_("Passes the message to"))
    since = forms.DateField(label=_("Since"))


class EndTieForm(ActorForm):
    """When a tie ended."""

    ended_on = forms.DateField(label=_("Ended on"))
