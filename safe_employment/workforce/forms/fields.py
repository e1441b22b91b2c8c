"""Fields that several forms of this room have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator

if TYPE_CHECKING:
    from django.db.models import TextChoices
    from django.utils.functional import _StrPromise


def several(choices: type[TextChoices], label: str | _StrPromise, **kwargs: Any) -> forms.Field:
    """Some of given codes, each with a box to tick."""
    return forms.MultipleChoiceField(
        choices=choices.choices,
        label=label,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        **kwargs,
    )


def money(label: str | _StrPromise, **kwargs: Any) -> forms.DecimalField:
    """An amount that may be left empty."""
    return forms.DecimalField(
        label=label, min_value=0, max_digits=12, decimal_places=2, required=False, **kwargs
    )


def counts(form: forms.BaseForm, most: int = 9_999) -> None:
    """Refuse counts of days, months or people that no book has and the database would not take."""
    for field in form.fields.values():
        if type(field) is forms.IntegerField:
            field.validators.append(MaxValueValidator(most))
