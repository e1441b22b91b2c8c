"""Who may do what with visits. A sealed visit is open to its team; the manager opens it with a reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.policies import permission
from safe_employment.kit.roles import Role

SEE_VISITS = permission(
    "visits.see_visits",
    _("See visits once the team has set out"),
    {Role.MANAGER, Role.MONITOR, Role.CASE_OFFICER, Role.BOARD},
)
SEE_SEALED = permission(
    "visits.see_sealed", _("Open sealed visits of any team with a reason (the team is told)"), {Role.MANAGER}
)
EXPORT_VISITS = permission(
    "visits.export_visits", _("Take the list of visits out as a spreadsheet"), {Role.MANAGER, Role.BOARD}
)
PLAN_VISITS = permission(
    "visits.plan_visits", _("Plan, postpone and cancel visits"), {Role.MANAGER, Role.MONITOR}
)
MAKE_VISITS = permission(
    "visits.make_visits", _("Make visits, answer the checklist and report"), {Role.MANAGER, Role.MONITOR}
)
DRAW_VISITS = permission(
    "visits.draw_visits", _("Turn the rows of a draw into sealed visits"), {Role.MANAGER}
)
SEE_DRAW = permission(
    "visits.see_draw",
    _("See the periods of the draw and their hashes, never a target"),
    {Role.MANAGER, Role.BOARD},
)
KEEP_DRAW_RULES = permission(
    "visits.keep_draw_rules", _("Set the weights, floors and shares of the draw"), {Role.MANAGER}
)
SEE_DRAW_RISKS = permission(
    "visits.see_draw_risks", _("See the risk of each employer line by line"), {Role.MANAGER}
)
ASK_TARGETED = permission(
    "visits.ask_targeted",
    _("Ask for a visit to one employer, with reasons"),
    {Role.MANAGER, Role.MONITOR, Role.CASE_OFFICER},
)
DECIDE_TARGETED = permission(
    "visits.decide_targeted", _("Decide upon requests for targeted visits of others"), {Role.MANAGER}
)
SEE_CANCELLING = permission(
    "visits.see_cancelling",
    _("See requests to cancel drawn visits, by number (monitors: their own)"),
    {Role.MANAGER, Role.MONITOR, Role.BOARD},
)
DECIDE_CANCELLING = permission(
    "visits.decide_cancelling",
    _("Confirm or refuse that a drawn visit of another team is cancelled"),
    {Role.MANAGER, Role.BOARD},
)
RELEASE_VISITS = permission(
    "visits.release_visits",
    _("Release a visit to its team on the day, where the clock has not done it"),
    {Role.MANAGER},
)
KEEP_TEAMS = permission("visits.keep_teams", _("Form and change standing teams"), {Role.MANAGER})
SEE_TEAMS = permission("visits.see_teams", _("See the standing teams"), {Role.MANAGER, Role.MONITOR})
REVIEW_VISITS = permission("visits.review_visits", _("Review and close reported visits"), {Role.MANAGER})
READ_REMARKS = permission(
    "visits.read_remarks",
    _("Read notes and remarks of visits"),
    {Role.MANAGER, Role.MONITOR, Role.CASE_OFFICER},
)
SEE_OWN_REPORTS = permission(
    "visits.see_own_reports", _("Read the reports of visits to one's own employer"), {Role.EMPLOYER_CONTACT}
)
SEE_PHONES = permission(
    "visits.see_phones", _("See the phones of everyone and sign them out"), {Role.MANAGER}
)
SETTLE_PARTS = permission(
    "visits.settle_parts",
    _("Look at what phones sent and was kept aside, and settle it; what workers said: case officers alone"),
    {Role.MANAGER, Role.CASE_OFFICER},
)
OPEN_PHONES = permission(
    "visits.open_phones", _("Open the page of phones"), MAKE_VISITS.roles | SETTLE_PARTS.roles
)
