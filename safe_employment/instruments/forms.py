"""Forms of questionnaires."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from safe_employment.instruments.models import Instrument, InstrumentKind
from safe_employment.kit.forms import OfficeForm, OfficeModelForm

if TYPE_CHECKING:
    from safe_employment.instruments.on_phones import Lack


class UploadForm(OfficeForm):
    """A file of a questionnaire."""

    file = forms.FileField(
        label=_("File of the questionnaire"),
        help_text=_("An XLSForm: a workbook (.xlsx) or the same table in Markdown (.md)"),
    )
    kind = forms.ChoiceField(
        label=_("What it is for"),
        choices=InstrumentKind.choices,
        initial=InstrumentKind.OTHER,
        help_text=_("Of a form id that is here already it stays as it is"),
    )

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes: the content of the file."""
        file = self.cleaned_data["file"]
        return {"data": file.read(), "name": Path(file.name).name, "kind": self.cleaned_data["kind"]}


class DescribeForm(OfficeModelForm[Instrument]):
    """What a questionnaire is for, and its titles."""

    class Meta:
        model = Instrument
        fields = ("kind", "title_zh", "title_en")


class MediaForm(OfficeForm):
    """A file that a form shows."""

    file = forms.FileField(label=_("Picture or sound"))

    def arguments(self) -> dict[str, Any]:
        """Return what the command takes."""
        file = self.cleaned_data["file"]
        return {"file": file, "name": Path(file.name).name}


class PublishForm(OfficeForm):
    """Nothing to fill in; `lacks` is what phones do not ask as ODK Collect does."""

    def __init__(self, *args: Any, lacks: list[Lack], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lacks = lacks


class DeviceForm(OfficeForm):
    """A device of one's own."""

    name = forms.CharField(
        label=_("Name of the device"),
        max_length=80,
        help_text=_("So that you know it again, e.g. “Red phone”"),
    )
    kind = forms.ChoiceField(label=_("What it uses"), choices=())

    def __init__(self, *args: Any, kinds: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - declared above
        kind.choices = kinds


class AboutForm(OfficeForm):
    """Which visit something that was kept aside is about."""

    about = forms.CharField(
        label=_("Number of the visit"), max_length=20,
        help_text=_("Such as V-00012. What was written names no visit; ask the person who sent it."),
    )  # fmt: skip


class DiscardForm(OfficeForm):
    """Why something that was kept aside is put away."""

    why = forms.CharField(
        label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It stays readable, with this reason."),
    )  # fmt: skip
