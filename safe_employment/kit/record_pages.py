"""The page of one record: what is known, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.shortcuts import render
from django.utils.html import format_html

from safe_employment.kit.navigation import address
from safe_employment.kit.parts import Tab
from safe_employment.kit.policies import can

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise
    from django.utils.safestring import SafeString

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.marks import Mark
    from safe_employment.kit.policies import Permission


Kind = Literal["plain", "primary", "danger"]


@dataclass(frozen=True)
class Action:
    """Something that can be done: a link to its form. One action of a page is primary."""

    label: str | _StrPromise
    url: str
    kind: Kind = "plain"

    @property
    def classes(self) -> str:
        """The classes of its button."""
        return {"primary": "btn btn-primary", "danger": "btn btn-outline-danger"}.get(self.kind, "btn")


Fact = tuple["str | _StrPromise", object]


def link(text: object, url: str) -> SafeString:
    """Return a link for a fact or a cell."""
    return format_html('<a href="{}">{}</a>', url, text)


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


@dataclass(frozen=True)
class RoomPages:
    """The pages of one room: their addresses, tabs and what may be done on them.

    `tabs` are (route, label) of the room's lists.
    """

    room: str
    tabs: tuple[tuple[str, str | _StrPromise], ...] = ()

    def page(self, by: Actor, route: str, pk: int | None = None) -> str:
        """Return the address of a page of the room."""
        return address(by, f"{self.room}:{route}", **({} if pk is None else {"pk": pk}))

    def tabs_for(self, by: Actor, current: str) -> list[Tab]:
        """Return the room's lists as tabs; the page of route `current` is marked."""
        return [Tab(label, self.page(by, route), route == current) for route, label in self.tabs]

    def listing(
        self, by: Actor, current: str, title: object, *actions: Action | None, subtitle: object = ""
    ) -> dict[str, Any]:
        """Return what `kit/list_page.html` shows around a list."""
        tabs = self.tabs_for(by, current)
        return {"title": title, "subtitle": subtitle, "tabs": tabs, "actions": only(*actions)}

    def action_if(
        self,
        by: Actor,
        permission: Permission,
        label: str | _StrPromise,
        route: str,
        pk: int | None = None,
        *,
        kind: Kind = "plain",
    ) -> Action | None:
        """Return the action if the actor may do it."""
        return Action(label, self.page(by, route, pk), kind) if can(by, permission) else None


def only(*actions: Action | None) -> list[Action]:
    """Leave out what the actor may not do."""
    return [action for action in actions if action is not None]
