"""Who may do what with the worker register.

The employer's contact keeps it. The association sees counts; a case officer reads one worker's record
where a case needs it, and every such reading is noted. The membership clerk and the trainer see nothing
of it.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import permission
from safe_employment.kit.roles import STAFF_ROLES, Role

KEEP_WORKERS = permission(
    "workforce.keep_workers", _("Keep the worker register of one's own employer"), {Role.EMPLOYER_CONTACT}
)
READ_WORKERS = permission(
    "workforce.read_workers",
    _("Read single workers' records for a case; each reading is noted"),
    {Role.CASE_OFFICER},
)
READ_SENSITIVE = permission(
    "workforce.read_sensitive",
    _("Read one worker's protected facts; each reading is noted"),
    {Role.EMPLOYER_CONTACT, Role.CASE_OFFICER},
)
UNMASK_NUMBERS = permission(
    "workforce.unmask_numbers",
    _("Have a hidden number shown, with a reason that is kept"),
    {Role.EMPLOYER_CONTACT, Role.CASE_OFFICER},
)
SEE_COUNTS = permission(
    "workforce.see_counts",
    _("See the worker registers in counts"),
    {Role.MANAGER, Role.MONITOR, Role.CASE_OFFICER, Role.BOARD},
)
SEE_RECRUITMENT_AGENCIES = permission(
    "workforce.see_recruitment_agencies",
    _("Look up recruitment and dispatch agencies"),
    STAFF_ROLES | {Role.EMPLOYER_CONTACT},
)
KEEP_RECRUITMENT_AGENCIES = permission(
    "workforce.keep_recruitment_agencies",
    _("Keep the register of recruitment and dispatch agencies"),
    {Role.MANAGER, Role.CLERK},
)
SEE_RETENTION = permission(
    "workforce.see_retention",
    _("See what is collected of workers and for how long"),
    STAFF_ROLES | {Role.EMPLOYER_CONTACT},
)
CHECK_REGISTER = permission(
    "workforce.check_register",
    _("Have the register of one's own employer checked, and read what was found"),
    {Role.EMPLOYER_CONTACT},
)
READ_RESULTS = permission(
    "workforce.read_results",
    _("Read single results of an employer's checks; each reading is noted"),
    {Role.CASE_OFFICER},
)
SEE_ALERTS = permission(
    "workforce.see_alerts",
    _("See signs of forced labour that checks of the books raise"),
    {Role.CASE_OFFICER},
)
MAKE_FINDINGS = permission(
    "workforce.make_findings",
    _("Make a finding with a corrective action of a result"),
    {Role.EMPLOYER_CONTACT, Role.CASE_OFFICER},
)
