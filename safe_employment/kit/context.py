"""What every page knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from safe_employment.kit.actors import actor_of
from safe_employment.kit.navigation import landing, menu, public_pages
from safe_employment.kit.queries import unread_notices

if TYPE_CHECKING:
    from django.http import HttpRequest


def office(request: HttpRequest) -> dict[str, object]:
    """Return the actor, their association, its menu, the public pages; whether this is a demonstration."""
    by = actor_of(request)
    return {
        "by": by,
        "association": by.association,
        "menu": menu(by, request.path) if by.association else [],
        "landing": landing(by) if by.association else "",
        "unread_notices": unread_notices(by) if by.association and by.person else 0,
        "is_demo": settings.DEMO,
        "public_pages": public_pages,
    }
