"""Who may do what with the results."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import permission
from safe_employment.kit.roles import STAFF_ROLES, Role

SEE_FIGURES = permission(
    "results.see_figures",
    _("See the figures, their targets and their definitions"),
    STAFF_ROLES | {Role.ANALYST},
)
OPEN_RECORDS = permission(
    "results.open_records", _("Open the list of records that a figure was counted from"), STAFF_ROLES
)
EXPORT_FIGURES = permission(
    "results.export_figures",
    _("Take the figures out as a workbook, a CSV file or a printed report"),
    STAFF_ROLES | {Role.ANALYST},
)
KEEP_PROGRAMMES = permission(
    "results.keep_programmes", _("Keep programmes, their phases and their targets"), {Role.MANAGER}
)
