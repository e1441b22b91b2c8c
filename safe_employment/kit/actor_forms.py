"""Forms whose choices depend on who fills them in."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms.models import construct_instance

from safe_employment.kit.divisions import district_choices, division_choices
from safe_employment.kit.forms import OfficeForm, OfficeModelForm

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor

M = TypeVar("M", bound=Model)


class DistrictField(forms.ChoiceField):
    """A district by its six-digit code: those that the association serves, or `everywhere` all known ones.

    `empty` is what no district is called, where one need not be chosen.
    """

    def __init__(self, *, everywhere: bool = False, empty: str | _StrPromise = "–", **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.everywhere, self.empty = everywhere, empty

    def for_actor(self, by: Actor) -> None:
        """Offer the divisions that this actor may choose."""
        offered = division_choices(by) if self.everywhere else district_choices(by)
        self.choices = [*([] if self.required else [("", self.empty)]), *offered]


class OwnChoiceField(forms.ModelChoiceField[M]):
    """One of the records that the actor may see: `of(by)` gives them."""

    def __init__(self, of: Callable[[Actor], QuerySet[M]], **kwargs: Any) -> None:
        super().__init__(queryset=None, **kwargs)
        self.of = of

    def for_actor(self, by: Actor) -> None:
        """Offer the records that this actor may see."""
        self.queryset = self.of(by)


class OwnMultipleChoiceField(forms.ModelMultipleChoiceField[M]):
    """Some of the records that the actor may see: `of(by)` gives them."""

    def __init__(self, of: Callable[[Actor], QuerySet[M]], **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(queryset=None, **kwargs)
        self.of = of

    def for_actor(self, by: Actor) -> None:
        """Offer the records that this actor may see."""
        self.queryset = self.of(by)


def _hand_actor(form: forms.BaseForm, by: Actor) -> None:
    for field in form.fields.values():
        take = getattr(field, "for_actor", None)
        if take is not None:
            take(by)


class ActorForm(OfficeForm):
    """A form that is given who fills it in, as `by`, and hands that to each field with `for_actor`."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        _hand_actor(self, by)


class ActorModelForm(OfficeModelForm[M]):
    """A form made from a model that is given who fills it in. The command checks what the database holds."""

    def __init__(self, *args: Any, by: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.by = by
        _hand_actor(self, by)

    def _post_clean(self) -> None:
        """Check each field as the model has it; uniqueness and constraints are refused by the command."""
        meta = self._meta
        given = self.cleaned_data.keys() & set(meta.fields or ())
        exclude = {field.name for field in self.instance._meta.fields if field.name not in given}
        try:
            self.instance = construct_instance(self, self.instance, meta.fields, meta.exclude)
            self.instance.clean_fields(exclude=exclude)
        except ValidationError as problem:
            self.add_error(None, problem)
