"""What the pages of this room have in common."""

from __future__ import annotations

from safe_employment.kit.pages import RoomPages

VISITS = RoomPages("visits")
page, page_of, list_page, action_if = VISITS.page, VISITS.page_of, VISITS.list_page, VISITS.action_if
