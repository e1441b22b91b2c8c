"""Forms of case studies. Their values go to commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from safe_employment.interviews.models import (
    AgeBand,
    CaseStudy,
    ConsentWay,
    Guardian,
    Scope,
    Sector,
    Sex,
    Story,
    Theme,
)
from safe_employment.interviews.queries import themes_for
from safe_employment.kit.actor_forms import (
    ActorForm,
    ActorModelForm,
    DistrictField,
    OwnChoiceField,
    OwnMultipleChoiceField,
)
from safe_employment.kit.models import Person
from safe_employment.kit.roles import STAFF_ROLES

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

CONSENT = ("scope", "way", "language", "given_on", "witness", "sheet_kept_at", "guardian")


def colleagues(by: Actor) -> QuerySet[Person]:
    """Return the others who work for the association now."""
    others = Person.objects.filter(
        is_active=True,
        assignments__association=by.association,
        assignments__role__in=STAFF_ROLES,
        assignments__ended_at=None,
    )
    return (others.exclude(pk=by.person.pk) if by.person else others).distinct()


def _themes(by: Actor) -> QuerySet[Theme]:
    return themes_for(by).filter(is_retired=False)


class CaseStudyForm(ActorModelForm[CaseStudy]):
    """The facts of a case study."""

    home_division_code = DistrictField(
        label=_("Home"),
        everywhere=True,
        required=False,
        help_text=_("The prefecture is enough; the county only if needed"),
    )
    themes = OwnMultipleChoiceField(_themes, label=_("Themes"), required=False)

    class Meta:
        model = CaseStudy
        fields = (
            "invented_name",
            "interviewed_on",
            "sector",
            "age_band",
            "sex",
            "home_division_code",
            "themes",
        )

    def clean_invented_name(self) -> str:
        """Ask for the name, which only a withdrawn case study lacks."""
        name = str(self.cleaned_data["invented_name"]).strip()
        if not name:
            raise forms.ValidationError(_("Give an invented name."), "required")
        return name


class NewCaseStudyForm(ActorForm):
    """A consent, and with it a case study."""

    scope = forms.ChoiceField(label=_("They agree that we"), choices=Scope.choices, widget=forms.RadioSelect)
    way = forms.ChoiceField(label=_("How it was given"), choices=ConsentWay.choices, widget=forms.RadioSelect)
    language = forms.CharField(
        label=_("Language in which it was explained"),
        max_length=40,
        help_text=_("For example: Chinese, Yi"),
    )
    given_on = forms.DateField(label=_("Consent given on"))
    witness = OwnChoiceField(
        colleagues, label=_("Witness"), required=False, help_text=_("Needed when it was given orally")
    )
    sheet_kept_at = forms.CharField(
        label=_("Where the signed sheet is kept"),
        required=False,
        max_length=160,
        help_text=_("Never the person's name"),
    )
    guardian = forms.ChoiceField(label=_("For someone under 18"), choices=Guardian.choices, required=False)
    invented_name = forms.CharField(
        label=_("Invented name"), max_length=40, help_text=_("Never a real name or nickname")
    )
    interviewed_on = forms.DateField(label=_("Told on"))
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    age_band = forms.ChoiceField(label=_("Age"), choices=AgeBand.choices, initial=AgeBand.AGED_18_20)
    sex = forms.ChoiceField(label=_("Sex"), choices=Sex.choices)
    home_division_code = DistrictField(
        label=_("Home"),
        everywhere=True,
        required=False,
        help_text=_("The prefecture is enough; the county only if needed"),
    )
    themes = OwnMultipleChoiceField(_themes, label=_("Themes"), required=False)

    def arguments(self) -> dict[str, object]:
        """Give the consent's facts apart from those of the case study."""
        given = super().arguments()
        consent = {name: given.pop(name) for name in CONSENT}
        return {**given, "consent": consent}


class StoryForm(ActorModelForm[Story]):
    """The text of a case study."""

    is_anonymous = forms.BooleanField(
        label=_("I have taken out every name: of the person, of others, of places and of employers")
    )

    class Meta:
        model = Story
        fields = ("why_migrated", "how_treated", "wishes")
        widgets = {
            "why_migrated": forms.Textarea(attrs={"rows": 8}),
            "how_treated": forms.Textarea(attrs={"rows": 8}),
            "wishes": forms.Textarea(attrs={"rows": 4}),
        }

    def arguments(self) -> dict[str, object]:
        """Give the texts to the command."""
        return {name: self.cleaned_data[name] for name in ("why_migrated", "how_treated", "wishes")}


class ScopeForm(ActorForm):
    """How far the consent goes now."""

    scope = forms.ChoiceField(label=_("They agree that we"), choices=Scope.choices, widget=forms.RadioSelect)


class ThemeForm(ActorModelForm[Theme]):
    """A theme of the codebook."""

    class Meta:
        model = Theme
        fields = ("side", "name_zh", "name_en", "is_retired")
