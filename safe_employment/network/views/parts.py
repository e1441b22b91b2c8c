"""What the pages of the network have in common."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.pages import RoomPages

NETWORK = RoomPages(
    "network",
    (
        ("overview", _("The network")),
        ("typical_employers", _("Typical employers")),
        ("ties", _("Ties")),
        ("advocates", _("Advocates")),
    ),
)
page, page_of, list_page = NETWORK.page, NETWORK.page_of, NETWORK.list_page
action_if, edit_and_remove = NETWORK.action_if, NETWORK.edit_and_remove
