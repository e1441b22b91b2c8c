"""What the pages of this room have in common."""

from __future__ import annotations

from safe_employment.kit.pages import RoomPages

FINDINGS = RoomPages("findings")
page, page_of, list_page, action_if = FINDINGS.page, FINDINGS.page_of, FINDINGS.list_page, FINDINGS.action_if
