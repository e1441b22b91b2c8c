"""The groups in which indicators are shown, in the order of the programme's chain."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

GROUPS = {
    "members": _("Members"),
    "training": _("Training"),
    "conduct": _("Code of conduct, recommendation and network"),
    "outreach": _("Outreach"),
    "opportunities": _("Interviews and opportunities"),
    "visits": _("Visits, findings and corrections"),
}

UNITS = {
    "persons": _("persons"),
    "employers": _("employers"),
    "copies": _("copies"),
    "case_studies": _("case studies"),
    "events": _("events"),
    "visits": _("visits"),
    "workshops": _("workshops"),
    "findings": _("findings"),
    "actions": _("corrective actions"),
    "items": _("items"),
    "broadcasts": _("broadcasts"),
    "jobs": _("jobs"),
    "girls": _("girls"),
    "women": _("women"),
}
