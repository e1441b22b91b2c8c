"""What the pages of this room have in common."""

from __future__ import annotations

from safe_employment.kit.pages import RoomPages

CONDUCT = RoomPages("conduct")
page, page_of, list_page, action_if = CONDUCT.page, CONDUCT.page_of, CONDUCT.list_page, CONDUCT.action_if
