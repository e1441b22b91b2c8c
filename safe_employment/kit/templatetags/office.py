"""Tags of the office's pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import reverse

from safe_employment.kit.policies import can as holds
from safe_employment.kit.policies import declared

if TYPE_CHECKING:
    from django.template.context import Context

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
