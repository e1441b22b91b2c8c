"""What every page knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from safe_employment.kit.actors import actor_of
from safe_employment.kit.navigation import menu

if TYPE_CHECKING:
    from django.http import HttpRequest


def office(request: HttpRequest) -> dict[str, object]:
    """Return the actor, their association, its menu, and whether this is a demonstration."""
    by = actor_of(request)
    return {
        "by": by,
        "association": by.association,
        "menu": menu(by, request.path) if by.association else [],
        "is_demo": settings.DEMO,
    }
