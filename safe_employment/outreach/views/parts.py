"""What the pages of outreach have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.navigation import address
from safe_employment.kit.record_pages import RoomPages, link

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.kit.models import StoredFile
    from safe_employment.members.models import Employer

OUTREACH = RoomPages(
    "outreach",
    (
        ("year", _("The year")),
        ("events", _("Public events")),
        ("materials", _("Materials")),
        ("distributions", _("Materials handed out")),
        ("print_runs", _("Print runs")),
        ("wall_newspapers", _("Wall newspapers")),
        ("radio_messages", _("Radio messages")),
        ("media_items", _("In the media")),
    ),
)
page, action_if, listing = OUTREACH.page, OUTREACH.action_if, OUTREACH.listing


def employer_fact(by: Actor, employer: Employer | None) -> object:
    """Return the employer's name, linked to its page."""
    return link(employer, address(by, "members:employer", pk=employer.pk)) if employer else ""


def file_fact(by: Actor, stored: StoredFile | None) -> object:
    """Return the file's name, linked to its download."""
    return link(stored.name, address(by, "kit:file", pk=stored.pk)) if stored else ""
