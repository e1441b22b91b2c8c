"""What the pages of outreach have in common."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.pages import RoomPages

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
page, page_of, list_page = OUTREACH.page, OUTREACH.page_of, OUTREACH.list_page
action_if, edit_and_remove = OUTREACH.action_if, OUTREACH.edit_and_remove
