"""The page of one record: what is known, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.shortcuts import render
from django.utils.html import format_html

from safe_employment.kit.navigation import address

if TYPE_CHECKING:
    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise
    from django.utils.safestring import SafeString

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.marks import Mark


Kind = Literal["plain", "primary", "danger"]


@dataclass(frozen=True)
class Action:
    """Something that can be done: a link to its page, or a button that does it at once (`posts`).

    One action of a page is primary. `icon` is the name of an outline icon.
    """

    label: str | _StrPromise
    url: str
    kind: Kind = "plain"
    icon: str = ""
    posts: bool = False

    @property
    def classes(self) -> str:
        """The classes of its button."""
        return {"primary": "btn btn-primary", "danger": "btn btn-outline-danger"}.get(self.kind, "btn")


Fact = tuple["str | _StrPromise", object]


def link(text: object, url: str) -> SafeString:
    """Return a link for a fact or a cell."""
    return format_html('<a href="{}">{}</a>', url, text)


def link_to(by: Actor, route: str, found: Model | None) -> SafeString | str:
    """Return the name of a record, linked to its page, for a fact; "" for none."""
    return link(found, address(by, route, pk=found.pk)) if found else ""


def known(label: str | _StrPromise, value: object) -> list[Fact]:
    """Return the fact, or nothing where there is no value and a dash would say nothing."""
    return [(label, value)] if value else []


def only(*actions: Action | None) -> list[Action]:
    """Leave out what the actor may not do."""
    return [action for action in actions if action is not None]


def record_page(
    request: HttpRequest,
    *,
    title: object,
    facts: Sequence[Fact],
    back: str,
    back_label: object = "",
    subtitle: object = "",
    state: Mark | None = None,
    actions: Sequence[Action] = (),
    template: str = "kit/record_page.html",
    **context: Any,
) -> HttpResponse:
    """Show a record. A room's template may extend `kit/record_page.html` and fill `before` and `after`."""
    shown = {
        "title": title,
        "subtitle": subtitle,
        "facts": list(facts),
        "back": back,
        "back_label": back_label,
        "state": state,
        "actions": list(actions),
    }
    return render(request, template, {**shown, **context})
