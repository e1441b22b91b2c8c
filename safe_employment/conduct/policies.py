"""Who may do what with the code of conduct and the recommendation."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import permission
from safe_employment.kit.roles import STAFF_ROLES, Role

RECORDERS = frozenset({Role.MANAGER, Role.CLERK, Role.TRAINER})

SEE_CONDUCT = permission(
    "conduct.see_conduct", _("See the code, the recommendation, signatures and copies"), STAFF_ROLES
)
READ_CODE = permission(
    "conduct.read_code",
    _("Read the published code and recommendation"),
    STAFF_ROLES | {Role.EMPLOYER_CONTACT},
)
WRITE_TEXTS = permission(
    "conduct.write_texts", _("Draft versions of the code and of the recommendation"), {Role.MANAGER}
)
PUBLISH_TEXTS = permission(
    "conduct.publish_texts", _("Publish the code and the recommendation"), {Role.MANAGER}
)
SIGN_FOR_EMPLOYER = permission(
    "conduct.sign_for_employer", _("Sign the code for one's own employer"), {Role.EMPLOYER_CONTACT}
)
RECORD_SIGNATURES = permission(
    "conduct.record_signatures", _("Record signatures that were given on paper"), RECORDERS
)
WITHDRAW_SIGNATURES = permission(
    "conduct.withdraw_signatures", _("Withdraw signatures, with a reason"), {Role.MANAGER, Role.CLERK}
)
RECORD_ADVOCACY = permission(
    "conduct.record_advocacy", _("Record who advocates the recommendation"), RECORDERS
)
RECORD_COPIES = permission("conduct.record_copies", _("Record copies handed out"), RECORDERS)
EXPORT_CONDUCT = permission(
    "conduct.export_conduct", _("Take lists of signatures, advocates and copies out as spreadsheets"),
    RECORDERS | {Role.BOARD},
)  # fmt: skip
