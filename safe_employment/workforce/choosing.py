"""Form fields of this room: a sealed number, a nationality, days in a line, an agency by any of its names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.sealed import Plain
from safe_employment.workforce.models import RecruitmentAgency
from safe_employment.workforce.presentation import nationalities
from safe_employment.workforce.queries import agencies_called, agencies_for

if TYPE_CHECKING:
    from datetime import date

    from safe_employment.kit.actors import Actor

OFFERED = 6
SIGN = " · "


class SealedInputField(forms.CharField):
    """A number that is sealed: cleans to `Plain` or None, and never shows what is stored."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}))
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """Return the number as a value that does not print itself."""
        text = super().clean(value)
        return Plain(text) if text else None


class NationalityField(forms.ChoiceField):
    """A nationality by its ISO 3166 code, named in the reader's language."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=nationalities, **kwargs)


class DaysField(forms.CharField):
    """Several days in a line, parted by commas of either script; cleans to a sorted list of dates."""

    def clean(self, value: Any) -> Any:
        """Return the days."""
        text = super().clean(value)
        for sign in "，、;；\n":
            text = text.replace(sign, ",")
        return sorted({self._day(part.strip()) for part in text.split(",") if part.strip()})

    @staticmethod
    def _day(text: str) -> date:
        try:
            found = parse_date(text)
        except ValueError:
            found = None
        if found is None:
            raise ValidationError(
                _("“%(text)s” is not a day. Write days as 2026-09-30."), "day", {"text": text}
            )
        return found

    def prepare_value(self, value: Any) -> Any:
        """Write the days in a line."""
        return ", ".join(day.isoformat() for day in value) if isinstance(value, list) else value


class WordsField(forms.CharField):
    """Several words in a line, parted by commas of either script; cleans to a list, or None for none."""

    def clean(self, value: Any) -> Any:
        """Return the words."""
        text = super().clean(value)
        for sign in "，、;；\n":
            text = text.replace(sign, ",")
        words = list(dict.fromkeys(part.strip()[:80] for part in text.split(",") if part.strip()))
        return words or None

    def prepare_value(self, value: Any) -> Any:
        """Write the words in a line."""
        return ", ".join(value) if isinstance(value, list) else value


class YesNoField(forms.TypedChoiceField):
    """Yes, no, or not known: cleans to True, False or None."""

    def __init__(self, **kwargs: Any) -> None:
        choices = [("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))]
        super().__init__(
            choices=choices, coerce=lambda value: value == "yes", empty_value=None, required=False, **kwargs
        )

    def prepare_value(self, value: Any) -> Any:
        """Show what is kept."""
        return {True: "yes", False: "no", None: ""}.get(value, value)


class AgencyField(forms.CharField):
    """An agency by name, code or licence number.

    Cleans to a RecruitmentAgency, to None where it is empty, or, with `free`, to the text itself where
    the register knows no such agency. When several fit, the error names them.
    """

    def __init__(self, *, free: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Name, unified social credit code or licence number"))
        super().__init__(max_length=160, required=False, **kwargs)
        self.free = free
        self.by: Actor | None = None

    def for_actor(self, by: Actor) -> None:
        """Choose in the register of this actor's association."""
        self.by = by

    def prepare_value(self, value: Any) -> Any:
        """Show an agency (or its key, as forms of models give it) by name and licence number."""
        if isinstance(value, int) and self.by is not None:
            value = agencies_for(self.by).filter(pk=value).first()
        if isinstance(value, RecruitmentAgency):
            return f"{value.name}{SIGN}{value.licence_no}" if value.licence_no else value.name
        return value

    def clean(self, value: Any) -> Any:
        """Return the agency that is meant.

        Raises ValidationError where several are, or none and the field takes no free text.
        """
        text = super().clean(value)
        if not text:
            return None
        if self.by is None:
            raise ValueError("the field has no actor")
        licence = text.rpartition(SIGN)[2].strip()
        exact = list(agencies_for(self.by).filter(licence_no=licence)[:2]) if licence else []
        found = exact or list(agencies_called(self.by, text)[: OFFERED + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            return self._unknown(text)
        named = "; ".join(self.prepare_value(one) for one in found[:OFFERED])
        raise ValidationError(
            _("Several agencies fit. Give the licence number of the one that is meant: %(named)s"),
            "several_agencies",
            {"named": named},
        )

    def _unknown(self, text: str) -> str:
        if self.free:
            return text
        raise ValidationError(
            _(
                "The association's register knows no such company. Leave it empty here, and write it as the "
                "agency under “How they came”."
            ),
            "no_agency",
        )
