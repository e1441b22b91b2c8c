"""Who may do what with field trips, job pledges and school support."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import permission
from safe_employment.kit.roles import STAFF_ROLES, Role

SEE_OPPORTUNITIES = permission(
    "opportunities.see",
    _("See field trips, job pledges and school support, and take the lists out"),
    STAFF_ROLES,
)
KEEP_TRIPS = permission(
    "opportunities.keep_trips", _("Plan field trips and record who took part"), {Role.MANAGER, Role.TRAINER}
)
KEEP_PLEDGES = permission(
    "opportunities.keep_pledges",
    _("Record jobs pledged and filled, and school support"),
    {Role.MANAGER, Role.TRAINER, Role.CLERK},
)
