"""Who may do what in training."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import permission
from safe_employment.kit.roles import STAFF_ROLES, Role

PLANNERS = frozenset({Role.MANAGER, Role.TRAINER})
RECORDERS = PLANNERS | {Role.CLERK}

SEE_TRAINING = permission("training.see_training", _("See courses, workshops and who came"), STAFF_ROLES)
PLAN_TRAINING = permission(
    "training.plan_training", _("Keep courses; plan, change and cancel workshops"), PLANNERS
)
KEEP_STAFF = permission(
    "training.keep_staff", _("Keep the list of the association's staff to be trained"), PLANNERS
)
RECORD_ATTENDANCE = permission(
    "training.record_attendance", _("Register employers for workshops and record who came"), RECORDERS
)
EXPORT_TRAINING = permission(
    "training.export_training", _("Take lists of training out as spreadsheets"), RECORDERS | {Role.BOARD}
)
REGISTER_OWN_EMPLOYER = permission(
    "training.register_own_employer",
    _("See coming workshops and register one's own employer"),
    {Role.EMPLOYER_CONTACT},
)
SEE_CERTIFICATE = permission(
    "training.see_certificate", _("See certificates of training"), STAFF_ROLES | {Role.EMPLOYER_CONTACT}
)
