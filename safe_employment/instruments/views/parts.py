"""What the pages of this room have in common."""

from __future__ import annotations

from safe_employment.kit.pages import RoomPages

INSTRUMENTS = RoomPages("instruments")
page, page_of, list_page, action_if = (
    INSTRUMENTS.page,
    INSTRUMENTS.page_of,
    INSTRUMENTS.list_page,
    INSTRUMENTS.action_if,
)
