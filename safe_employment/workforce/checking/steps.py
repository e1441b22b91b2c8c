"""The steps of a check in words, as they appear on the page one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.writing import number_text

from .desk import Step

__all__ = ["Line", "lines_of"]

_WORDS = {
    "begun": _("Your file has arrived; it is being read."),
    "read": _("Read: %(done)s rows on %(total)s sheets. The hours are being added up."),
    "preparing": _(
        "The rules have changed since the last check and are being prepared; this takes half a minute."
    ),
    "hours": _("Days and weeks are added up; now the pay."),
    "pay": _("Pay and deductions are added up; now month by month."),
    "months": _("Hours, pay and promises stand side by side; now the rules."),
    "rules": _("Rules: %(done)s of %(total)s steps."),
}


@dataclass(frozen=True)
class Line:
    """A step as a sentence."""

    name: str
    done: int
    total: int

    def __str__(self) -> str:
        figures = {"done": number_text(self.done), "total": number_text(self.total)}
        return str(_WORDS[self.name]) % figures


def lines_of(steps: Sequence[Step]) -> list[Line]:
    """Return the sentences of the steps."""
    return [Line(step.name, step.done, step.total) for step in steps if step.name in _WORDS]
