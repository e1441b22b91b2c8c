"""Forms: how they look and how they call a command."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ProgrammeError

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField
    from django.forms.forms import BaseForm
    from django.utils.functional import _StrPromise

R = TypeVar("R")
M = TypeVar("M", bound=Model)


class DateInput(forms.DateInput):
    """The browser's own date field, written as ISO 8601 whatever the language."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DateTimeInput(forms.DateTimeInput):
    """The browser's own field for a day and a time."""

    input_type = "datetime-local"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class TimeInput(forms.TimeInput):
    """The browser's own field for a time of day."""

    input_type = "time"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%H:%M")


_BROWSER_WIDGETS: dict[type[forms.Field], type[forms.DateInput | forms.DateTimeInput | forms.TimeInput]] = {
    forms.DateField: DateInput,
    forms.DateTimeField: DateTimeInput,
    forms.TimeField: TimeInput,
}


def _use_browser_widgets(form: BaseForm) -> None:
    """Give date and time fields the browser's own widgets where the form names no other."""
    for field in form.fields.values():
        wanted = _BROWSER_WIDGETS.get(type(field))
        standard = type(field).widget
        if wanted is not None and type(field.widget) is standard:
            field.widget = wanted(dict(field.widget.attrs))
            field.widget.is_required = field.required


class FormSection(NamedTuple):
    """Fields of a long form that belong together, under a heading and a line that says what for."""

    title: str | _StrPromise
    about: str | _StrPromise
    fields: tuple[str, ...]


class OfficeForm(forms.Form):
    """A form of the office; shown by `<c-form :form="form" submit="…" />`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _use_browser_widgets(self)

    def arguments(self) -> dict[str, Any]:
        """Return what `run` gives to the command: the cleaned values, unless a subclass says otherwise."""
        return dict(self.cleaned_data)


class OfficeModelForm(forms.ModelForm[M]):
    """A form made from a model. It never saves: its values go to a command.

    A long one has `sections`; its fields are then shown under their headings.
    """

    sections: ClassVar[tuple[FormSection, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _use_browser_widgets(self)

    def by_section(self) -> list[tuple[FormSection, list[BoundField]]]:
        """Return the sections with their fields, for the template."""
        return [(section, [self[name] for name in section.fields]) for section in self.sections]

    def arguments(self) -> dict[str, Any]:
        """Return what `run` gives to the command: the cleaned values, unless a subclass says otherwise."""
        return dict(self.cleaned_data)


class ReasonForm(OfficeForm):
    """Why something is withdrawn, cancelled or taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class ShortReasonForm(OfficeForm):
    """Why something is done, in one line."""

    reason = forms.CharField(label=_("Why"), max_length=300)


def run(form: BaseForm, command: Callable[..., R], **kwargs: Any) -> R | None:
    """Call `command` with the form's values and `kwargs` (which win); return its result.

    Returns None where the form is not valid or the command refuses: the ProgrammeError's words are then
    on the form, at its field if the form has it.
    """
    if not form.is_valid():
        return None
    given = form.arguments() if isinstance(form, OfficeForm | OfficeModelForm) else dict(form.cleaned_data)
    try:
        return command(**{**given, **kwargs})
    except ProgrammeError as error:
        show_error(form, error)
        return None


def show_error(form: BaseForm, error: ProgrammeError) -> None:
    """Put a refusal on the form: what happened, then what to do."""
    field = error.field if error.field in form.fields else None
    words = [text for text in (error.what, error.remedy) if text]
    form.add_error(field, [ValidationError(text, code=error.code) for text in words])
