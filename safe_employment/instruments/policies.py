"""Who may do what with questionnaires.

Confidential ones are read by case officers alone, worker interviews by them and the team (see `queries`).
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import permission
from safe_employment.kit.roles import STAFF_ROLES, Role

SEE_INSTRUMENTS = permission("instruments.see_instruments", _("See the questionnaires"), STAFF_ROLES)
MANAGE_INSTRUMENTS = permission(
    "instruments.manage_instruments", _("Upload, publish and retire questionnaires"), {Role.MANAGER}
)
SUBMIT = permission(
    "instruments.submit",
    _("Fill in questionnaires on a device of one's own"),
    {Role.MANAGER, Role.MONITOR, Role.CASE_OFFICER},
)
SEE_DEVICES = permission(
    "instruments.see_devices", _("See and revoke the devices of everyone"), {Role.MANAGER, Role.ADMINISTRATOR}
)
KEEP_DEVICES = permission(
    "instruments.keep_devices",
    _("Open the page of a device, one's own or one that one may see, and sign it out"),
    SUBMIT.roles | SEE_DEVICES.roles,
)
READ_SUBMISSIONS = permission(
    "instruments.read_submissions",
    _("Read what was answered"),
    {Role.MANAGER, Role.MONITOR, Role.CASE_OFFICER},
)
READ_CONFIDENTIAL = permission(
    "instruments.read_confidential",
    _("Read confidential questionnaires and all worker interviews"),
    {Role.CASE_OFFICER},
)
SETTLE_HELD = permission(
    "instruments.settle_held",
    _("Look at what was kept aside and settle it"),
    {Role.MANAGER, Role.CASE_OFFICER},
)
EXPORT_SUBMISSIONS = permission(
    "instruments.export_submissions", _("Take answers out as a file"), {Role.MANAGER}
)
