"""What the pages of this room have in common."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.pages import RoomPages

INTERVIEWS = RoomPages("interviews")
FULL = RoomPages("interviews", (("case_studies", _("Case studies")), ("themes", _("Codebook"))))
page, page_of = INTERVIEWS.page, INTERVIEWS.page_of
action_if, edit_and_remove = INTERVIEWS.action_if, INTERVIEWS.edit_and_remove
