"""The groups in which indicators are shown, in the order of the programme's chain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

GROUPS = {
    "members": _("Members"),
    "training": _("Training"),
    "conduct": _("Code of conduct, recommendation and network"),
    "outreach": _("Outreach"),
    "opportunities": _("Interviews and opportunities"),
    "visits": _("Visits, findings and corrections"),
}

UNITS = {
    "persons": pgettext_lazy("unit", "persons"),
    "employers": pgettext_lazy("unit", "employers"),
    "copies": pgettext_lazy("unit", "copies"),
    "case_studies": pgettext_lazy("unit", "case studies"),
    "events": pgettext_lazy("unit", "events"),
    "visits": pgettext_lazy("unit", "visits"),
    "workshops": pgettext_lazy("unit", "workshops"),
    "findings": pgettext_lazy("unit", "findings"),
    "actions": pgettext_lazy("unit", "corrective actions"),
    "items": pgettext_lazy("unit", "items"),
    "broadcasts": pgettext_lazy("unit", "broadcasts"),
    "jobs": pgettext_lazy("unit", "jobs"),
    "girls": pgettext_lazy("unit", "girls"),
    "women": pgettext_lazy("unit", "women"),
}
