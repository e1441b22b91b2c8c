"""Who may do what in outreach."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import permission
from safe_employment.kit.roles import STAFF_ROLES, Role

SEE_OUTREACH = permission(
    "outreach.see", _("See materials, publicity and public events, and take the lists out"), STAFF_ROLES
)
KEEP_MATERIALS = permission(
    "outreach.keep_materials",
    _("Keep materials and print runs"),
    {Role.MANAGER, Role.TRAINER, Role.CLERK},
)
DISTRIBUTE = permission(
    "outreach.distribute",
    _("Record that copies were handed out"),
    {Role.MANAGER, Role.TRAINER, Role.CLERK, Role.MONITOR},
)
KEEP_PUBLICITY = permission(
    "outreach.keep_publicity",
    _("Record wall newspapers, radio messages and media items"),
    {Role.MANAGER, Role.TRAINER},
)
KEEP_EVENTS = permission(
    "outreach.keep_events", _("Plan public events and record how they went"), {Role.MANAGER, Role.TRAINER}
)
