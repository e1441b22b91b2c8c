"""What the pages of this room have in common."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.pages import RoomPages

OPPORTUNITIES = RoomPages(
    "opportunities",
    (
        ("trips", _("Field trips")),
        ("participants", _("Employers on field trips")),
        ("pledges", _("Jobs pledged")),
        ("fillings", _("Jobs filled")),
        ("school_supports", _("Support of girls' schooling")),
    ),
)
page, page_of, list_page = OPPORTUNITIES.page, OPPORTUNITIES.page_of, OPPORTUNITIES.list_page
action_if, edit_and_remove = OPPORTUNITIES.action_if, OPPORTUNITIES.edit_and_remove
