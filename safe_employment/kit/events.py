"""What a lower room tells higher ones: small frozen events, published when the transaction commits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction

E = TypeVar("E", bound="Event")


@dataclass(frozen=True)
class Event:
    """Something that happened; carries keys, not records."""

    association_id: int


_handlers: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def subscribe(kind: type[E], handler: Callable[[E], None]) -> None:
    """Have `handler` called after every commit that published an event of this kind."""
    if handler not in _handlers[kind]:
        _handlers[kind].append(handler)


def publish(event: Event) -> None:
    """Tell the subscribers when, and only when, the transaction commits."""

    def tell() -> None:
        for handler in _handlers[type(event)]:
            handler(event)

    transaction.on_commit(tell)
