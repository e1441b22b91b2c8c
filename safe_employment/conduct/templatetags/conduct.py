"""Words for codes on the pages of this room."""

from __future__ import annotations

from django import template

from safe_employment.kit.divisions import division_name
from safe_employment.members.places import section_name

register = template.Library()


@register.filter
def district(code: str) -> str:
    """Return the name of a division in the reader's language."""
    return division_name(code)


@register.filter
def section(code: str) -> str:
    """Return the name of an industry section in the reader's language."""
    return section_name(code)
