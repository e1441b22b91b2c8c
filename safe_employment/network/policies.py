"""Who may do what with the network."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import permission
from safe_employment.kit.roles import STAFF_ROLES, Role

SEE_NETWORK = permission(
    "network.see", _("See typical employers, ties and advocates, and take the lists out"), STAFF_ROLES
)
KEEP_NETWORK = permission(
    "network.keep", _("Select typical employers and record who passes the message to whom"),
    {Role.MANAGER, Role.TRAINER},
)  # fmt: skip
