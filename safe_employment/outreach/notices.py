"""What outreach tells people."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.notices import notice_kind

DAY_WITHOUT_EVENT = notice_kind(
    "outreach.day_without_event",
    _("No event is planned for %(occasion)s"),
    _(
        "%(occasion)s is on %(day)s, in %(days)d days, and no public event is planned. Agree the place with "
        "the partner agencies and see that enough handbooks and brochures are in stock."
    ),
)
EVENT_NOT_REPORTED = notice_kind(
    "outreach.event_not_reported",
    _("How did “%(title)s” go?"),
    _("It was planned for %(day)s. Record that it was held and how many people were reached, or cancel it."),
)
