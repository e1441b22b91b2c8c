"""Who may do what. Each room declares its permissions once, with the roles that hold them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import Hidden
from safe_employment.kit.roles import STAFF_ROLES, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.utils.functional import _StrPromise

    from safe_employment.kit.actors import Actor


@dataclass(frozen=True)
class Permission:
    """A thing that some roles may do. `code` is `room.verb_noun`, `words` is what the matrix says."""

    code: str
    words: str | _StrPromise
    roles: frozenset[Role]

    @property
    def room(self) -> str:
        """The room that declared it."""
        return self.code.partition(".")[0]


_declared: dict[str, Permission] = {}


def permission(code: str, words: str | _StrPromise, roles: Iterable[Role]) -> Permission:
    """Declare a permission.

    Raises ValueError if the code is taken.
    """
    if code in _declared:
        raise ValueError(f"permission {code} is declared twice")
    _declared[code] = Permission(code, words, frozenset(roles))
    return _declared[code]


def can(by: Actor, wanted: Permission) -> bool:
    """Whether the actor holds the permission in the association in which they act."""
    return bool(by.roles & wanted.roles)


def check(by: Actor, wanted: Permission) -> None:
    """Let the actor pass, or raise Hidden: a refusal looks like a record that does not exist."""
    if not can(by, wanted):
        raise Hidden


def declared() -> list[Permission]:
    """Return every permission of every room, in the order of the rooms."""
    from django.conf import settings

    for room in settings.ROOMS:
        import_module(f"safe_employment.{room}.policies")
    return list(_declared.values())


SEE_OFFICE = permission("kit.see_office", _("Open the association's office"), STAFF_ROLES)
SEE_PEOPLE = permission(
    "kit.see_people", _("See who works in the programme"), {Role.MANAGER, Role.ADMINISTRATOR}
)
INVITE_PEOPLE = permission(
    "kit.invite_people", _("Invite people and end their roles"), {Role.MANAGER, Role.ADMINISTRATOR}
)
SEE_AUDIT = permission("kit.see_audit", _("Search the audit log"), {Role.MANAGER, Role.ADMINISTRATOR})
SEE_TASKS = permission("kit.see_tasks", _("See and cancel long work"), STAFF_ROLES | {Role.ADMINISTRATOR})
MANAGE_AGENCIES = permission("kit.manage_agencies", _("Keep the list of partner agencies"), {Role.MANAGER})
SEE_AGENCIES = permission("kit.see_agencies", _("See the partner agencies"), STAFF_ROLES)
