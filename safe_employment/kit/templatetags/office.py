"""Tags of the office's pages."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from django import forms, template
from django.urls import reverse

from safe_employment.kit.marks import Mark, Tone, icon_html, mark_of
from safe_employment.kit.policies import can as holds
from safe_employment.kit.policies import declared
from safe_employment.kit.writing import (
    currency_text,
    day_text,
    instant_text,
    month_text,
    number_text,
    written,
)
from safe_employment.kit.writing import unbroken as unbroken_text

if TYPE_CHECKING:
    from django.db.models import Model
    from django.forms import BoundField
    from django.template.context import Context
    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag(takes_context=True)
def go(context: Context, route: str, *args: Any, **kwargs: Any) -> str:
    """Return the address of a room's page in the association of this request."""
    return reverse(route, args=None, kwargs=_arguments(context, args, kwargs))


def _arguments(context: Context, args: tuple[Any, ...], kwargs: dict[str, Any]) -> dict[str, Any]:
    named = {"association": context["association"].slug, **kwargs}
    if args:
        named["pk"] = args[0]
    return named


@register.simple_tag(takes_context=True)
def may(context: Context, code: str) -> bool:
    """Whether the actor of this page holds the permission, e.g. {% may 'members.import' as ok %}."""
    wanted = next((p for p in declared() if p.code == code), None)
    if wanted is None:
        raise template.TemplateSyntaxError(f"no permission is called {code}")
    return holds(context["by"], wanted)


@register.simple_tag
def icon(name: str, label: object = "") -> SafeString:
    """Draw an icon of the sprite; a label makes it speak."""
    return icon_html(name, label)


@register.simple_tag
def mark(state: object, tone: str = "plain") -> SafeString:
    """Draw a state: a Mark as it is; any other word with a tone."""
    found = state if isinstance(state, Mark) else Mark(str(state or ""), cast("Tone", tone))
    return found.__html__()


@register.simple_tag
def state_of(record: Model, field: str = "state") -> Mark:
    """Return the mark of a record's state, by the model's `TONES`."""
    return mark_of(record, field)


@register.filter
def field_kind(field: BoundField) -> str:
    """Return how a field is laid out: hidden, check, choices, file or plain."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxInput):
        return "check"
    if isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "choices"
    return "file" if isinstance(widget, forms.FileInput) else "plain"


@register.simple_tag
def widget(field: BoundField, **attrs: Any) -> SafeString:
    """Draw a field's widget with the office's classes."""
    inner = field.field.widget
    name = {"check": "form-check-input", "choices": "choices"}.get(field_kind(field), "form-control")
    if isinstance(inner, forms.Select) and name == "form-control":
        name = "form-select"
    classes = [name, str(inner.attrs.get("class", "")), "is-invalid" if field.errors else ""]
    return field.as_widget(attrs={**attrs, "class": " ".join(found for found in classes if found)})


@register.simple_tag
def fact(value: object) -> SafeString:
    """Write the value of a fact: a Mark, a day, a number, a link made by `format_html`, or text."""
    return written(value, "text")


@register.filter
def day(value: date | None) -> str:
    """Write a day; an instant by its local day; nothing for None."""
    return day_text(value) if value else ""


@register.filter
def month(value: date | None) -> str:
    """Write the month of a day; nothing for None."""
    return month_text(value) if value else ""


@register.filter
def instant(value: datetime | None) -> str:
    """Write an instant in local time; nothing for None."""
    return instant_text(value) if value else ""


@register.filter
def figure(value: float | None) -> str:
    """Write a number with its thousands apart; nothing for None."""
    return "" if value is None else number_text(value)


@register.filter
def unbroken(text: object) -> str:
    """Keep figures of a text on one line with their signs; nothing for None."""
    return "" if text is None else unbroken_text(str(text))


@register.filter
def currency(code: str) -> str:
    """Write a currency as people say it."""
    return currency_text(code)
