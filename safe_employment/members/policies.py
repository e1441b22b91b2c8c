"""Who may do what with the register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import permission
from safe_employment.kit.roles import STAFF_ROLES, Role

KEEPERS = frozenset({Role.MANAGER, Role.CLERK})

SEE_EMPLOYERS = permission("members.see_employers", _("See the register of employers"), STAFF_ROLES)
EXPORT_EMPLOYERS = permission(
    "members.export_employers", _("Take the register out as a spreadsheet"), KEEPERS
)
EDIT_EMPLOYERS = permission("members.edit_employers", _("Add and change employers"), KEEPERS)
MOVE_STANDING = permission("members.move_standing", _("Admit, suspend and let go members"), KEEPERS)
IMPORT_EMPLOYERS = permission("members.import_employers", _("Import registers and undo imports"), KEEPERS)
REVIEW_MATCHES = permission(
    "members.review_matches", _("Decide whether two rows are the same employer"), KEEPERS
)
MERGE_EMPLOYERS = permission("members.merge_employers", _("Merge and unmerge employers"), KEEPERS)
APPROVE_CORRECTIONS = permission(
    "members.approve_corrections", _("Approve what employers correct in their own records"), KEEPERS
)
INVITE_CONTACTS = permission("members.invite_contacts", _("Give employers access to their own page"), KEEPERS)
SEE_OWN_EMPLOYER = permission(
    "members.see_own_employer", _("See one's own employer's page"), {Role.EMPLOYER_CONTACT}
)
CORRECT_OWN_EMPLOYER = permission(
    "members.correct_own_employer", _("Propose corrections to one's own employer's record"),
    {Role.EMPLOYER_CONTACT},
)  # fmt: skip
