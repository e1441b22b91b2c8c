"""Entries that only few may read: to others they are not in the log.

The chain holds them like all others and `verify` goes through them; only who searches the log finds none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.policies import Permission

_apart: dict[str, Permission] = {}


def keep_apart(beginning: str, reader: Permission) -> None:
    """Show entries whose action or kind of record begins so only to those who hold `reader`."""
    _apart[beginning] = reader


def apart_from(by: Actor) -> Q:
    """Return which entries the actor may not know of."""
    hidden = Q(pk=None)
    for beginning, reader in _apart.items():
        if not by.roles & reader.roles:
            hidden |= Q(action__startswith=beginning) | Q(object_type__startswith=beginning)
    return hidden
