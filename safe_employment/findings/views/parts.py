"""What the pages of this room have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect

from safe_employment.kit.pages import RoomPages

if TYPE_CHECKING:
    from django.http import HttpRequest

    from safe_employment.kit.errors import ProgrammeError

FINDINGS = RoomPages("findings")
page, page_of, list_page, action_if = FINDINGS.page, FINDINGS.page_of, FINDINGS.list_page, FINDINGS.action_if


def led_back(request: HttpRequest, refused: ProgrammeError, back: str) -> HttpResponseRedirect:
    """Say why, and who could, to someone who opens the page of a move that they cannot make."""
    messages.error(request, f"{refused.what} {refused.remedy}")
    return HttpResponseRedirect(back)
