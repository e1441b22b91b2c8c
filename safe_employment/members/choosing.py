"""A form field in which a person names an employer, whatever the size of the register."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from safe_employment.members import search
from safe_employment.members.models import Employer
from safe_employment.members.queries import employers_for

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from safe_employment.kit.actors import Actor

SIGN = " · "
OFFERED = 5


class EmployerField(forms.CharField):
    """An employer by member number, registration code, or words of the name.

    Cleans to an Employer that the actor may see, or None where it is not required and left empty. When
    several fit, the error names the first of them with their numbers. Give the actor with `for_actor`.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Employer"))
        kwargs.setdefault("help_text", _("Member number, registration code, or words of the name"))
        super().__init__(max_length=220, **kwargs)
        self.by: Actor | None = None

    def for_actor(self, by: Actor) -> None:
        """Choose among the employers that this actor may see."""
        self.by = by

    def prepare_value(self, value: Any) -> Any:
        """Show an employer (or its key, as forms of models give it) by number and name."""
        if isinstance(value, int) and self.by is not None:
            value = employers_for(self.by).filter(pk=value).first()
        return f"{value.member_number}{SIGN}{value.name}" if isinstance(value, Employer) else value

    def clean(self, value: Any) -> Any:
        """Return the employer that is meant.

        Raises ValidationError where none or several are.
        """
        text = super().clean(value)
        return self._one(text) if text else None

    def _one(self, text: str) -> Employer:
        if self.by is None:
            raise ValueError("the field has no actor")
        seen = employers_for(self.by)
        exact = self._exact(seen, text)
        if exact is not None:
            return exact
        found = list(search.matching(seen, text)[: OFFERED + 1])
        if len(found) == 1:
            return found[0]
        if not found:
            raise ValidationError(
                _("No employer of the register fits “%(text)s”."), "no_employer", {"text": text}
            )
        named = "; ".join(f"{one.member_number}{SIGN}{one.name}" for one in found[:OFFERED])
        raise ValidationError(
            _("Several employers fit. Give the number of the one that is meant: %(named)s"),
            "several_employers",
            {"named": named},
        )

    @staticmethod
    def _exact(seen: QuerySet[Employer], text: str) -> Employer | None:
        head = text.partition(SIGN)[0].strip()
        if head.isascii() and head.isdigit() and len(head) <= 9:
            numbered = seen.filter(number=int(head)).first()
            if numbered is not None:
                return numbered
        for same in (seen.filter(code=head.upper()), seen.filter(name=text)):
            found = list(same[:2])
            if len(found) == 1:
                return found[0]
        return None
