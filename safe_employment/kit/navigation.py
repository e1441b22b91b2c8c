"""The menu of the office: each room adds its pages; one sees only what one may open."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import SEE_AGENCIES, SEE_AUDIT, SEE_PEOPLE, SEE_TASKS, can
from safe_employment.kit.roles import Role

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor
    from safe_employment.kit.policies import Permission

GROUPS = {
    "chain": _("The chain"),
    "prevention": _("Prevention"),
    "results": _("Results"),
    "office": _("Office"),
}


@dataclass(frozen=True)
class Page:
    """A page of the menu: where it is, what it is called, its icon, and who may open it.

    Pages whose address begins with its own belong to it, and those of the routes `also`.
    """

    group: str
    order: int
    route: str
    title: str | _StrPromise
    icon: str
    permission: Permission
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class MenuItem:
    """A page as one actor sees it."""

    title: str
    url: str
    icon: str
    is_current: bool


@dataclass(frozen=True)
class MenuGroup:
    """A group of pages as one actor sees it."""

    title: str
    items: list[MenuItem]


_pages: dict[str, Page] = {}
_landings: list[tuple[Role, str]] = []
_public: dict[str, str | _StrPromise] = {}


def address(by: Actor, route: str, **arguments: object) -> str:
    """Return the address of a room's page in the association in which the actor acts."""
    return reverse(route, kwargs={"association": by.home.slug, **arguments})


def add_landing(role: Role, route: str) -> None:
    """Have people who hold `role` and no staff role begin on `route`."""
    _landings.append((role, route))


def landing(by: Actor) -> str:
    """Return where the actor begins in the association."""
    _load()
    if by.is_staff:
        return address(by, "kit:office")
    for role, route in _landings:
        if role in by.roles:
            return address(by, route)
    return address(by, "kit:notices")


def add_page(page: Page) -> None:
    """Add a page to the menu (called from a room's `urls`)."""
    _pages[page.route] = page


def add_public_page(route: str, title: str | _StrPromise) -> None:
    """Add a page that anyone may open to those that the first pages name."""
    _public[route] = title


def public_pages() -> list[tuple[str, str]]:
    """Return (address, title) of the pages for people without an account."""
    return [(reverse(route), str(title)) for route, title in _public.items()]


def menu(by: Actor, path: str) -> list[MenuGroup]:
    """Return the menu of the actor; the page under `path` is marked."""
    _load()
    pages = {
        address(by, page.route): page
        for page in sorted(_pages.values(), key=_order)
        if can(by, page.permission)
    }
    current = _current(pages, path)
    groups = []
    for group, title in GROUPS.items():
        items = [
            MenuItem(str(page.title), url, page.icon, url == current)
            for url, page in pages.items()
            if page.group == group
        ]
        if items:
            groups.append(MenuGroup(str(title), items))
    return groups


def _current(pages: Mapping[str, Page], path: str) -> str | None:
    """Return the address of the one page of the menu to which `path` belongs."""
    try:
        route = resolve(path).view_name
    except Resolver404:
        route = ""
    named = (url for url, page in pages.items() if route in page.also)
    return next(named, max((url for url in pages if path.startswith(url)), key=len, default=None))


def _order(page: Page) -> int:
    return page.order


def _load() -> None:
    from django.conf import settings

    for room in settings.ROOMS:
        if find_spec(f"safe_employment.{room}.urls"):
            import_module(f"safe_employment.{room}.urls")


for _page in (
    Page("office", 10, "kit:people", _("People"), "users", SEE_PEOPLE),
    Page("office", 20, "kit:agencies", _("Partner agencies"), "building-community", SEE_AGENCIES),
    Page("office", 30, "kit:tasks", _("Long work"), "loader", SEE_TASKS),
    Page("office", 40, "kit:audit", _("Audit log"), "history", SEE_AUDIT),
):
    add_page(_page)

add_landing(Role.ADMINISTRATOR, "kit:people")
