"""Addresses of findings, actions, ties and the employer's own findings."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from safe_employment.findings import policies
from safe_employment.findings.views import (
    actions,
    boards,
    escalating,
    findings,
    following,
    portal,
    proposals,
    ties,
)
from safe_employment.kit.navigation import Page, add_page

urlpatterns = [
    path("findings/", findings.findings, name="findings"),
    path("findings/new/", findings.new, name="new"),
    path("findings/<int:pk>/", findings.finding, name="finding"),
    path("findings/<int:pk>/edit/", findings.edit, name="edit"),
    path("findings/<int:pk>/share/", findings.share, name="share"),
    path("findings/<int:pk>/withdraw/", findings.withdraw, name="withdraw"),
    path("findings/<int:pk>/reopen/", findings.reopen, name="reopen"),
    path("findings/<int:pk>/close/", findings.close_wish, name="close_wish"),
    path("findings/<int:pk>/note/", findings.note, name="note"),
    path("findings/<int:pk>/reply/", actions.reply, name="reply"),
    path("findings/<int:pk>/agree/", actions.agree, name="agree"),
    path("actions/", actions.actions, name="actions"),
    path("actions/<int:pk>/done/", actions.report_done, name="report_done"),
    path("actions/<int:pk>/verify/", actions.verify, name="verify"),
    path("actions/<int:pk>/send-back/", actions.send_back, name="send_back"),
    path("actions/<int:pk>/extend/", actions.extend, name="extend"),
    path("actions/<int:pk>/drop/", actions.drop, name="drop"),
    path("findings/<int:pk>/contain/", following.contain, name="contain"),
    path("findings/<int:pk>/propose/", following.propose_action, name="propose_action"),
    path("findings/proposed/", proposals.proposals, name="proposals"),
    path("findings/proposed/<int:pk>/", proposals.proposal, name="proposal"),
    path("findings/proposed/<int:pk>/aside/", proposals.put_aside, name="put_proposal_aside"),
    path("findings/boards/", boards.overdue, name="overdue"),
    path("findings/boards/durations/", boards.durations, name="durations"),
    path("findings/boards/recurrence/", boards.recurrence, name="recurrence"),
    path("findings/escalation/", escalating.escalation_days, name="escalation"),
    path("actions/<int:pk>/ask/", following.ask_for_time, name="ask_for_time"),
    path("actions/time/<int:pk>/grant/", following.grant, name="grant_postponement"),
    path("actions/time/<int:pk>/refuse/", following.refuse, name="refuse_postponement"),
    path("actions/time/<int:pk>/take-back/", following.take_back, name="take_postponement_back"),
    path("actions/proposed/<int:pk>/agree/", following.agree_proposed, name="agree_proposed_action"),
    path("actions/proposed/<int:pk>/aside/", following.put_action_aside, name="put_proposed_action_aside"),
    path("ties/", ties.ties, name="ties"),
    path("ties/new/", ties.new_tie, name="new_tie"),
    path("ties/<int:pk>/ask-end/", ties.ask_end_tie, name="ask_end_tie"),
    path("ties/<int:pk>/end/", ties.end_tie, name="end_tie"),
    path("own/findings/", portal.own_findings, name="own_findings"),
    path("own/findings/<int:pk>/", portal.own_finding, name="own_finding"),
]

for _page in (
    Page("chain", 50, "findings:findings", _("Findings"), "alert-triangle", policies.SEE_FINDINGS),
    Page("chain", 60, "findings:actions", _("Corrective actions"), "checklist", policies.SEE_FINDINGS),
    Page("chain", 61, "findings:overdue", _("Boards of corrections"), "chart-bar", policies.SEE_BOARDS),
    Page(
        "office", 26, "findings:escalation", _("When a delay is told"), "bell", policies.SET_ESCALATION
    ),
    Page("office", 25, "findings:ties", _("Ties with employers"), "affiliate", policies.SEE_TIES),
    Page(
        "chain", 55, "findings:own_findings", _("Findings at our workplace"), "alert-triangle",
        policies.SEE_OWN_FINDINGS,
    ),
):  # fmt: skip
    add_page(_page)
