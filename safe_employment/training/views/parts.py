"""What the pages of this room have in common."""

from __future__ import annotations

from safe_employment.kit.pages import RoomPages

TRAINING = RoomPages("training")
page, page_of, list_page, action_if = TRAINING.page, TRAINING.page_of, TRAINING.list_page, TRAINING.action_if
