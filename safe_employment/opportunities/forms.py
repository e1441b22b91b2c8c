"""Forms of field trips, pledges and school support. Their values go to commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actor_forms import (
    ActorForm,
    ActorModelForm,
    DistrictField,
    OwnChoiceField,
    OwnMultipleChoiceField,
)
from safe_employment.kit.queries import agencies_for
from safe_employment.members.choosing import EmployerField
from safe_employment.opportunities.models import (
    FieldTrip,
    Filling,
    JobPledge,
    Participant,
    SchoolSupport,
    TripState,
)
from safe_employment.opportunities.queries import trips_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

LONG = forms.Textarea(attrs={"rows": 4})


def _trips(by: Actor) -> QuerySet[FieldTrip]:
    return trips_for(by).exclude(state=TripState.CANCELLED)


class TripForm(ActorModelForm[FieldTrip]):
    """A field trip as it is planned."""

    destination_code = DistrictField(label=_("Destination"), everywhere=True)
    hosts = OwnMultipleChoiceField(agencies_for, label=_("Host agencies"), required=False)

    class Meta:
        model = FieldTrip
        fields = ("title_zh", "title_en", "destination_code", "held_on", "purpose", "hosts")
        widgets = {"purpose": LONG}


class HoldTripForm(ActorForm):
    """How a trip went."""

    held_on = forms.DateField(label=_("Held on"))
    outcome = forms.CharField(label=_("What came of it"), required=False, max_length=2000, widget=LONG)


class ParticipantForm(ActorForm):
    """An employer who takes part."""

    employer = EmployerField()
    people = forms.IntegerField(label=_("People sent"), min_value=1, max_value=999, initial=1)


class ParticipantPeopleForm(ActorModelForm[Participant]):
    """How many people an employer sent."""

    people = forms.IntegerField(label=_("People sent"), min_value=1, max_value=999)

    class Meta:
        model = Participant
        fields = ("people",)


class PledgeForm(ActorModelForm[JobPledge]):
    """Jobs of one post that an employer pledges."""

    employer = EmployerField()
    trip = OwnChoiceField(_trips, label=_("On the field trip"), required=False)
    jobs = forms.IntegerField(label=_("Jobs pledged"), min_value=1, max_value=100_000)

    class Meta:
        model = JobPledge
        fields = (
            "employer",
            "post",
            "jobs",
            "pledged_on",
            "wage_from",
            "channel",
            "agency_name",
            "trip",
        )


class FillingForm(ActorModelForm[Filling]):
    """Jobs that were filled."""

    filled = forms.IntegerField(label=_("Jobs filled"), min_value=1, max_value=100_000)

    class Meta:
        model = Filling
        fields = ("filled", "women", "reported_on")


class SchoolSupportForm(ActorModelForm[SchoolSupport]):
    """An employer supports girls' schooling."""

    employer = EmployerField()
    division_code = DistrictField(label=_("District"), everywhere=True)
    girls = forms.IntegerField(label=_("Girls"), min_value=1, max_value=100_000)

    class Meta:
        model = SchoolSupport
        fields = ("employer", "division_code", "place", "girls", "amount", "given_on", "remarks")
