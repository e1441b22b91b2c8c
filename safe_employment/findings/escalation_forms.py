"""The form of the steps of a delay: one row for each severity."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING, Any

from django import forms

from safe_employment.findings.deadlines import Steps, has_containment
from safe_employment.findings.models import EscalationDays, Severity
from safe_employment.kit.forms import OfficeForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms.boundfield import BoundField

NAMES = tuple(field.name for field in fields(Steps))
MOST_DAYS = 365
HARM = tuple(name for name in NAMES if name.startswith("harm_"))  # of severities that have a containment
ALWAYS = ("owner_every_days", *HARM)  # steps that cannot be left out


def _names(severity: str) -> tuple[str, ...]:
    """Return the steps that a severity has."""
    return tuple(name for name in NAMES if name not in HARM or has_containment(severity))


def _word(name: str) -> str:
    return str(getattr(EscalationDays._meta.get_field(name), "verbose_name", name))


class EscalationForm(OfficeForm):
    """Days of each step for each severity; an empty field leaves the step out."""

    def __init__(self, *args: Any, current: Mapping[str, Steps], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for severity in Severity.from_gravest():
            for name in _names(severity.value):
                least = 1 if name == "owner_every_days" else 0
                self.fields[f"{severity.value}_{name}"] = forms.IntegerField(
                    label=f"{severity.label}: {_word(name)}",
                    min_value=least, max_value=MOST_DAYS, required=name in ALWAYS,
                    initial=getattr(current[severity], name),
                )  # fmt: skip

    @property
    def heads(self) -> list[str]:
        """The heads of the columns."""
        return [_word(name) for name in NAMES]

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, BoundField | None]]]]:
        """The severities, the gravest first, with their fields under the heads of the columns."""
        return [
            (
                str(severity.label),
                [
                    (
                        _word(name),
                        self[f"{severity.value}_{name}"] if name in _names(severity.value) else None,
                    )
                    for name in NAMES
                ],
            )
            for severity in Severity.from_gravest()
        ]

    def steps(self) -> dict[str, Steps]:
        """Return the steps that were given, by severity."""
        return {
            severity: Steps(**{name: self.cleaned_data[f"{severity}_{name}"] for name in _names(severity)})
            for severity in Severity.values
        }

    def arguments(self) -> dict[str, Any]:
        """Return what the command is given."""
        return {"steps": self.steps()}
