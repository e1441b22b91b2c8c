"""Forms of outreach. Their values go to commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from safe_employment.kit.actor_forms import (
    ActorForm,
    ActorModelForm,
    DistrictField,
    OwnChoiceField,
    OwnMultipleChoiceField,
)
from safe_employment.kit.queries import agencies_for
from safe_employment.members.choosing import EmployerField
from safe_employment.outreach.models import (
    Distribution,
    EventState,
    Language,
    Material,
    MediaItem,
    PrintRun,
    PublicEvent,
    RadioMessage,
    WallNewspaper,
)
from safe_employment.outreach.queries import events_for, materials_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

LONG = forms.Textarea(attrs={"rows": 5})


def _events(by: Actor) -> QuerySet[PublicEvent]:
    return events_for(by).exclude(state=EventState.CANCELLED)


def _materials(by: Actor) -> QuerySet[Material]:
    left: dict[str, int] = {"in_stock__gt": 0}
    return materials_for(by).filter(**left)


class MaterialForm(ActorModelForm[Material]):
    """A material in one version."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), choices=Language.choices, widget=forms.CheckboxSelectMultiple
    )
    upload = forms.FileField(
        label=_("File for printing"), required=False, help_text=_("PDF or picture; replaces the one before")
    )

    class Meta:
        model = Material
        fields = ("kind", "title_zh", "title_en", "version", "languages", "about")


class WithdrawMaterialForm(ActorForm):
    """From which day on a material is not handed out."""

    withdrawn_on = forms.DateField(
        label=pgettext_lazy("a material", "Withdrawn on"),
        required=False,
        help_text=_("From this day on it is not handed out. Leave it empty to hand it out again."),
    )


class PrintRunForm(ActorModelForm[PrintRun]):
    """Copies that came from the printer."""

    class Meta:
        model = PrintRun
        fields = ("copies", "printed_on", "printer", "cost")


class DistributionForm(ActorModelForm[Distribution]):
    """Copies that were handed out."""

    division_code = DistrictField(label=_("District"), required=False)
    event = OwnChoiceField(_events, label=_("At the event"), required=False)
    employer = EmployerField(required=False)

    class Meta:
        model = Distribution
        fields = (
            "copies",
            "distributed_on",
            "audience",
            "recipient",
            "division_code",
            "event",
            "employer",
        )


class NewDistributionForm(DistributionForm):
    """Copies of one of the materials in stock that were handed out."""

    material = OwnChoiceField(_materials, label=_("Material"), help_text=_("Those of which copies are left"))
    field_order = ("material",)

    def arguments(self) -> dict[str, object]:
        """Give the material's key to the command."""
        return {**super().arguments(), "material": self.cleaned_data["material"].pk}


class WallNewspaperForm(ActorModelForm[WallNewspaper]):
    """A wall newspaper."""

    division_code = DistrictField(label=_("District"), required=False)
    employer = EmployerField(required=False)
    upload = forms.FileField(
        label=_("Photo"), required=False, help_text=_("Place, time and camera are taken out of the picture")
    )

    class Meta:
        model = WallNewspaper
        fields = (
            "title_zh",
            "title_en",
            "place",
            "division_code",
            "employer",
            "posted_on",
            "removed_on",
        )


class RadioMessageForm(ActorModelForm[RadioMessage]):
    """A radio message."""

    class Meta:
        model = RadioMessage
        fields = ("station", "text_zh", "text_en", "times", "first_on", "last_on")
        widgets = {"text_zh": LONG, "text_en": LONG}


class MediaItemForm(ActorModelForm[MediaItem]):
    """Something that an outlet published."""

    link = forms.URLField(label=_("Link"), required=False, assume_scheme="https", max_length=500)
    event = OwnChoiceField(_events, label=_("About the event"), required=False)
    upload = forms.FileField(label=_("Clipping"), required=False, help_text=_("PDF or picture"))

    class Meta:
        model = MediaItem
        fields = ("outlet", "kind", "published_on", "title", "link", "event")


class EventForm(ActorModelForm[PublicEvent]):
    """A public event as it is planned."""

    division_code = DistrictField(label=_("District"), required=False)
    partners = OwnMultipleChoiceField(agencies_for, label=_("Partners"), required=False)

    class Meta:
        model = PublicEvent
        fields = (
            "title_zh",
            "title_en",
            "occasion",
            "held_on",
            "place",
            "division_code",
            "programme",
            "partners",
        )
        widgets = {"programme": LONG}


class HoldEventForm(ActorForm):
    """How an event went."""

    held_on = forms.DateField(label=_("Held on"))
    people_reached = forms.IntegerField(
        label=_("People reached (estimate)"), required=False, min_value=0, max_value=1_000_000
    )
    counted_by = forms.CharField(
        label=_("Who counted, and how"),
        required=False,
        max_length=160,
        help_text=_("For example: the Women's Federation, by leaflets given out"),
    )
