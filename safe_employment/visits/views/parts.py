"""What the pages of this room have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponseRedirect

from safe_employment.kit.pages import RoomPages

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor

VISITS = RoomPages("visits")
page, page_of, list_page, action_if = VISITS.page, VISITS.page_of, VISITS.list_page, VISITS.action_if


def to_open(by: Actor, pk: int) -> HttpResponseRedirect:
    """Go to where the seal of a visit is opened with a reason."""
    return HttpResponseRedirect(page(by, "open_seal", pk))
