"""What the pages of this room have in common."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.record_pages import RoomPages

INTERVIEWS = RoomPages("interviews")
FULL = RoomPages("interviews", (("case_studies", _("Case studies")), ("themes", _("Codebook"))))
page, action_if = INTERVIEWS.page, INTERVIEWS.action_if
