"""Forms of the code, the recommendation, signatures, advocates and copies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safe_employment.conduct import queries
from safe_employment.conduct.models import (
    AdvocacyWay,
    Article,
    Audience,
    CodeVersion,
    Point,
    Recommendation,
    TextState,
)
from safe_employment.kit.actor_forms import ActorForm, DistrictField, OwnChoiceField
from safe_employment.kit.forms import OfficeForm, OfficeModelForm, ReasonForm
from safe_employment.members.choosing import EmployerField

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

LONG = forms.Textarea(attrs={"rows": 8})


class DayForm(OfficeForm):
    """The day from which a text is in force."""

    published_on = forms.DateField(label=_("In force from"))


class VersionForm(OfficeModelForm[CodeVersion]):
    """What stands around the articles."""

    class Meta:
        model = CodeVersion
        fields = ["preamble_zh", "preamble_en", "pledge_zh", "pledge_en", "change_note"]
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in fields[:4]}


class ArticleForm(OfficeForm):
    """An article in both languages."""

    point = forms.ChoiceField(label=_("Point of safe employment"), choices=Point.choices)
    title_zh = forms.CharField(label=_("Title in Chinese"), max_length=120)
    text_zh = forms.CharField(label=_("Text in Chinese"), widget=LONG, help_text=_("One paragraph a line"))
    title_en = forms.CharField(label=_("Title in English"), max_length=200)
    text_en = forms.CharField(label=_("Text in English"), widget=LONG)

    @classmethod
    def of(cls, article: Article, *sent: Any) -> ArticleForm:
        """Return the form filled with an article, or with what was sent."""
        return cls(*sent, initial={name: getattr(article, name) for name in cls.base_fields})


class RecommendationForm(OfficeModelForm[Recommendation]):
    """The recommendation in both languages."""

    class Meta:
        model = Recommendation
        fields = ["title_zh", "text_zh", "title_en", "text_en"]
        widgets = {"text_zh": LONG, "text_en": LONG}


class EndForm(ReasonForm):
    """When and why an advocacy ended."""

    ended_on = forms.DateField(label=_("Ended on"))
    field_order = ("ended_on", "reason")


class SigningForm(OfficeForm):
    """What an employer's contact fills in under the code."""

    agreed = forms.BooleanField(label=_("We have read this code and will keep it."), required=False)
    signatory_name = forms.CharField(
        label=_("Your full name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    signatory_post = forms.CharField(
        label=_("Your post"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization-title"}),
    )


def _published_versions(by: Actor) -> QuerySet[CodeVersion]:
    return queries.versions_for(by).exclude(state=TextState.DRAFT)


def _published_recommendations(by: Actor) -> QuerySet[Recommendation]:
    return queries.recommendations_for(by).exclude(state=TextState.DRAFT)


class _OfVersions(ActorForm):
    """A form that begins with the version of the code in force."""

    version = OwnChoiceField(_published_versions, label=_("Version signed"))

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["version"].initial = queries.version_in_force(by)


class PaperSignatureForm(_OfVersions):
    """A signature given on paper."""

    employer = EmployerField()
    signed_on = forms.DateField(label=_("Signed on"))
    signatory_name = forms.CharField(label=_("Name of the signatory"), max_length=80)
    signatory_post = forms.CharField(label=_("Post of the signatory"), max_length=80, required=False)
    scan = forms.FileField(
        label=_("Scan or photo"),
        required=False,
        help_text=_("PDF or picture; where and when it was taken is removed"),
    )
    field_order = ("employer",)

    def arguments(self) -> dict[str, Any]:
        """Return the command's arguments: the employer's key, the scan and its name."""
        given = dict(self.cleaned_data)
        scan = given.pop("scan")
        given["employer"] = given["employer"].pk
        return {**given, "scan": scan, "scan_name": scan.name if scan else ""}


class SignatureListForm(_OfVersions):
    """A list of paper signatures, pasted or as a file."""

    signed_on = forms.DateField(
        label=_("Signed on"), help_text=_("Used for the rows that give no day of their own")
    )
    text = forms.CharField(
        label=_("Paste the list"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_(
            "Columns: employer, signatory, post, day. Copy them from a spreadsheet, with or without a header."
        ),
    )
    file = forms.FileField(label=_("Or choose a file"), required=False, help_text=_("XLSX, XLS or CSV"))

    def arguments(self) -> dict[str, Any]:
        """Return the command's arguments: the file if there is one, else the pasted text."""
        given = {name: self.cleaned_data[name] for name in ("version", "signed_on")}
        file = self.cleaned_data["file"]
        content = file.read() if file else self.cleaned_data["text"]
        return {**given, "content": content, "file_name": file.name if file else ""}


class AdvocacyForm(ActorForm):
    """An employer who advocates; its employer is fixed once recorded."""

    employer = EmployerField()
    recommendation = OwnChoiceField(_published_recommendations, label=_("Recommendation"))
    since = forms.DateField(label=_("Since"))
    way = forms.ChoiceField(label=_("How"), choices=AdvocacyWay.choices)
    note = forms.CharField(label=_("Note"), max_length=500, required=False)

    def __init__(self, *args: Any, by: Actor, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["recommendation"].initial = queries.recommendation_in_force(by)
        if not is_new:
            del self.fields["employer"]

    def arguments(self) -> dict[str, Any]:
        """Return the command's arguments: the employer's key where it is asked for."""
        given = dict(self.cleaned_data)
        if "employer" in given:
            given["employer"] = given["employer"].pk
        return given


class CopiesForm(ActorForm):
    """Copies handed out."""

    text = forms.ChoiceField(label=_("Document"))
    copies = forms.IntegerField(label=_("Copies"), min_value=1, max_value=10_000_000)
    handed_out_on = forms.DateField(label=_("Handed out on"))
    audience = forms.ChoiceField(label=_("Audience"), choices=Audience.choices)
    division_code = DistrictField(label=_("District"), required=False, empty=_("All districts"))
    place = forms.CharField(label=_("Where"), max_length=200, required=False)
    handed_out_by = forms.CharField(label=_("Handed out by"), max_length=120, required=False)

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.texts = {f"code-{text.pk}": text for text in _published_versions(by)} | {
            f"recommendation-{text.pk}": text for text in _published_recommendations(by)
        }
        text = self.fields["text"]
        assert isinstance(text, forms.ChoiceField)  # noqa: S101 - declared above
        text.choices = [(key, str(text)) for key, text in self.texts.items()]

    def arguments(self) -> dict[str, Any]:
        """Return the command's arguments: the version itself instead of its key."""
        return {**self.cleaned_data, "text": self.texts[self.cleaned_data["text"]]}
