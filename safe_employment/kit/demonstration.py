"""What the first page of the demonstration lets a newcomer open at once; each room adds its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Callable

DEMO_DOMAIN = "@demo.example"


@dataclass(frozen=True)
class Opening:
    """Something to be opened with one press; `posts` where the press does something."""

    title: str
    about: str
    url: str
    posts: bool = False


_openings: list[Callable[[], list[Opening]]] = []


def add_openings(contributed: Callable[[], list[Opening]]) -> Callable[[], list[Opening]]:
    """Add what a room has to show (called from its addresses)."""
    _openings.append(contributed)
    return contributed


def openings() -> list[Opening]:
    """Return what can be opened; nothing where this is not the demonstration."""
    return [each for contributed in _openings for each in contributed()] if settings.DEMO else []
