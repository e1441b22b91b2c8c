"""Who may do what with findings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import permission
from safe_employment.kit.roles import STAFF_ROLES, Role

FOLLOWERS = frozenset({Role.MANAGER, Role.MONITOR, Role.CASE_OFFICER})

SEE_FINDINGS = permission("findings.see_findings", _("See findings and actions"), FOLLOWERS | {Role.BOARD})
SEE_INDICATORS = permission(
    "findings.see_indicators", _("See findings that are indicators of forced labour"), FOLLOWERS
)
SEE_REPORTED = permission(
    "findings.see_reported",
    _("See findings that come from a confidential report"),
    {Role.MANAGER, Role.CASE_OFFICER},
)
EXPORT_FINDINGS = permission(
    "findings.export_findings",
    _("Take findings and actions out as a spreadsheet"),
    {Role.MANAGER, Role.BOARD},
)
RECORD_FINDINGS = permission("findings.record_findings", _("Record and change findings"), FOLLOWERS)
SHARE_FINDINGS = permission("findings.share_findings", _("Tell an employer of a finding"), FOLLOWERS)
WITHDRAW_FINDINGS = permission(
    "findings.withdraw_findings", _("Withdraw a finding that was a mistake"), {Role.MANAGER, Role.MONITOR}
)
REOPEN_FINDINGS = permission("findings.reopen_findings", _("Open closed findings again"), FOLLOWERS)
AGREE_ACTIONS = permission("findings.agree_actions", _("Agree corrective actions"), FOLLOWERS)
EXTEND_ACTIONS = permission("findings.extend_actions", _("Give more time for an action"), {Role.MANAGER})
DECIDE_PROPOSALS = permission(
    "findings.decide_proposals",
    _("Accept, change or put aside what is proposed as a finding"),
    FOLLOWERS,
)
CONTAIN_FINDINGS = permission(
    "findings.contain", _("Note that the harm of a critical finding has stopped"), FOLLOWERS
)
ASK_FOR_TIME = permission(
    "findings.ask_for_time", _("Ask for more time for an action"), {Role.EMPLOYER_CONTACT, Role.MONITOR}
)
PROPOSE_ACTIONS = permission(
    "findings.propose_actions",
    _("Propose what one's own employer does about a finding"),
    {Role.EMPLOYER_CONTACT},
)
SET_ESCALATION = permission("findings.set_escalation", _("Set when a delay is told to whom"), {Role.MANAGER})
SEE_BOARDS = permission(
    "findings.see_boards",
    _("See the boards of what is overdue, how long corrections take and what comes back"),
    FOLLOWERS | {Role.BOARD},
)
REPORT_DONE = permission(
    "findings.report_done", _("Report an action done, with evidence"), FOLLOWERS | {Role.EMPLOYER_CONTACT}
)
VERIFY_ACTIONS = permission("findings.verify_actions", _("Verify that an action was done"), FOLLOWERS)
KEEP_NOTES = permission("findings.keep_notes", _("Read and write internal notes on findings"), FOLLOWERS)
REPLY_TO_FINDINGS = permission("findings.reply", _("Reply to a finding"), FOLLOWERS | {Role.EMPLOYER_CONTACT})
SEE_OWN_FINDINGS = permission(
    "findings.see_own_findings", _("See the findings at one's own employer"), {Role.EMPLOYER_CONTACT}
)
SEE_TIES = permission("findings.see_ties", _("See declared ties"), STAFF_ROLES)
DECLARE_TIES = permission("findings.declare_ties", _("Declare one's own ties with employers"), STAFF_ROLES)
KEEP_TIES = permission("findings.keep_ties", _("See and declare the ties of others"), {Role.MANAGER})
END_TIES = permission(
    "findings.end_ties",
    _("End the ties of others (board: of those who ask for it)"),
    {Role.MANAGER, Role.BOARD},
)
