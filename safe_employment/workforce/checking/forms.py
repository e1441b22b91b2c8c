"""The form of the public page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from safe_employment.engines.labour_law.jurisdiction import jurisdiction, jurisdictions
from safe_employment.kit.divisions import districts_of
from safe_employment.kit.forms import OfficeForm

from .asking import Asked, asked
from .errors import CATALOGUE, CheckRefused

__all__ = ["CheckForm"]

LANGUAGES = [("zh", "中文"), ("en", "English")]
_FIELDS = {"CHECK_PLACE_UNKNOWN": "place", "CHECK_MONTH_WRONG": "first"}


class MonthInput(forms.TextInput):
    """The browser's own field for a month; where it has none, a text like 2026-09."""

    input_type = "month"


class CheckForm(OfficeForm):
    """A file, where the workplace lies, which months, and the language of the answer."""

    file = forms.FileField(
        label=_("Your books"),
        required=False,
        help_text=_("A workbook (.xlsx, .xlsm, .xls) or JSON, up to 20 MB. Macros are never run."),
        widget=forms.FileInput(
            attrs={"accept": ".xlsx,.xlsm,.xls,.json,application/json,application/vnd.ms-excel"}
        ),
    )
    place = forms.ChoiceField(label=_("District of the workplace"))
    first = forms.CharField(label=_("First month"), required=False, max_length=10, widget=MonthInput)
    last = forms.CharField(label=_("Last month"), required=False, max_length=10, widget=MonthInput)
    lang = forms.ChoiceField(label=_("Language of the answer"), choices=LANGUAGES)

    def __init__(self, data: QueryDict | None = None, *args: Any, **kwargs: Any) -> None:
        law = jurisdiction(jurisdictions()[0])
        if data is not None:  # what a program leaves out is as on the page
            usual = {"place": [law.place], "lang": [LANGUAGES[0][0]]}
            data = MultiValueDict({**usual, **dict(data.lists())})  # type: ignore[assignment]
        super().__init__(data, *args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)  # noqa: S101 - as declared above
        place.choices = districts_of(law.place)
        place.initial = law.place
        for name in ("first", "last"):
            self.fields[name].widget.attrs["placeholder"] = "2026-09"

    def clean(self) -> dict[str, Any]:
        """Read the question; its refusals stand at their fields."""
        given = super().clean() or self.cleaned_data
        if not given.get("file") and "file" not in self.errors:
            problem = CATALOGUE["CHECK_NO_FILE"]
            self.add_error("file", [str(problem.what), str(problem.remedy)])
        try:
            given["question"] = asked(
                place=given.get("place") or "", first=given.get("first") or "", last=given.get("last") or ""
            )
        except CheckRefused as refused:
            self.add_error(_FIELDS.get(refused.code), [refused.what, refused.remedy])
        return given

    @property
    def question(self) -> Asked:
        """What is asked; of a valid form only."""
        found: Asked = self.cleaned_data["question"]
        return found
