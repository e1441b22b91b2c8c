"""The pages of a room: their addresses, its lists, and what may be done on them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.actors import actor_of
from safe_employment.kit.navigation import address
from safe_employment.kit.pages.records import Action, Kind, only
from safe_employment.kit.parts import Tab
from safe_employment.kit.policies import can
from safe_employment.kit.tables import list_page

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet
    from django.http import HttpRequest, HttpResponseBase
    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.policies import Permission
    from safe_employment.kit.tables import Table

M = TypeVar("M", bound="Model")


@dataclass(frozen=True)
class RoomPages:
    """The pages of one room, called by their routes; `tabs` are (route, label) of its lists."""

    room: str
    tabs: tuple[tuple[str, str | _StrPromise], ...] = ()

    def page(self, by: Actor, route: str, pk: int | None = None) -> str:
        """Return the address of a page of the room."""
        return address(by, f"{self.room}:{route}", **({} if pk is None else {"pk": pk}))

    def page_of(self, by: Actor, route: str) -> Callable[[Model], str]:
        """Return the function that gives the address of a record's page, to go on to from a form."""
        return lambda found: self.page(by, route, found.pk)

    def tabs_for(self, by: Actor, current: str) -> list[Tab]:
        """Return the room's lists as tabs; the page of route `current` is marked."""
        return [Tab(label, self.page(by, route), route == current) for route, label in self.tabs]

    def list_page(
        self,
        request: HttpRequest,
        table: type[Table[M]],
        found: QuerySet[M],
        *actions: Action | None,
        subtitle: object = "",
        back: str = "",
        template: str = "kit/list_page.html",
        **context: Any,
    ) -> HttpResponseBase:
        """List `found` under the title of its table, with the room's tabs, or the way `back` (a route).

        A room's template may extend `kit/list_page.html` and fill `before` and `after`.
        """
        by = actor_of(request)
        current = request.resolver_match.url_name if request.resolver_match else None
        shown = {
            "title": table.title,
            "subtitle": subtitle,
            "back": self.page(by, back) if back else "",
            "tabs": self.tabs_for(by, current or ""),
            "actions": only(*actions),
        }
        return list_page(request, table, found, template, {**shown, **context})

    def action_if(
        self,
        by: Actor,
        permission: Permission,
        label: str | _StrPromise,
        route: str,
        pk: int | None = None,
        *,
        kind: Kind = "plain",
        icon: str = "",
        posts: bool = False,
    ) -> Action | None:
        """Return the action if the actor may do it."""
        if not can(by, permission):
            return None
        return Action(label, self.page(by, route, pk), kind, icon, posts)

    def edit_and_remove(self, by: Actor, permission: Permission, record: str, pk: int) -> list[Action]:
        """Return what ends the actions of a record: the routes `change_<record>` and `remove_<record>`."""
        return only(
            self.action_if(by, permission, _("Edit"), f"change_{record}", pk),
            self.action_if(by, permission, _("Remove"), f"remove_{record}", pk, kind="danger"),
        )
