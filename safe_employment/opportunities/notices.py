"""What this room tells people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.notices import notice_kind

ASK_WHAT_WAS_FILLED = notice_kind(
    "opportunities.ask_what_was_filled",
    _("Which of the pledged jobs were filled?"),
    _(
        "“%(pledge)s” was pledged on %(day)s, three months ago, and no filled job was reported. Ask the "
        "employer and record the number, even if it is small."
    ),
)
