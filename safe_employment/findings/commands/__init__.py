"""What can be done with findings, actions, replies and ties."""

from safe_employment.findings.commands.actions import (
    agree_action,
    drop_action,
    extend_action,
    report_action_done,
    send_action_back,
    verify_action,
)
from safe_employment.findings.commands.containment import contain_finding
from safe_employment.findings.commands.escalating import set_escalation
from safe_employment.findings.commands.findings import (
    close_wish,
    edit_finding,
    record_finding,
    reopen_finding,
    share_finding,
    share_findings_of,
    take_findings_back,
    withdraw_finding,
)
from safe_employment.findings.commands.postponements import (
    ask_for_postponement,
    decide_postponement,
    take_postponement_back,
)
from safe_employment.findings.commands.proposals import (
    accept_proposal,
    propose_finding,
    propose_findings,
    put_proposal_aside,
)
from safe_employment.findings.commands.proposed_actions import (
    agree_proposed_action,
    propose_action,
    put_proposed_action_aside,
)
from safe_employment.findings.commands.remarks import reply_to_finding, write_note
from safe_employment.findings.commands.ties import ask_to_end_tie, declare_tie, end_tie

__all__ = [
    "accept_proposal",
    "agree_action",
    "agree_proposed_action",
    "ask_for_postponement",
    "ask_to_end_tie",
    "close_wish",
    "contain_finding",
    "decide_postponement",
    "declare_tie",
    "drop_action",
    "edit_finding",
    "end_tie",
    "extend_action",
    "propose_action",
    "propose_finding",
    "propose_findings",
    "put_proposal_aside",
    "put_proposed_action_aside",
    "record_finding",
    "reopen_finding",
    "reply_to_finding",
    "report_action_done",
    "send_action_back",
    "set_escalation",
    "share_finding",
    "share_findings_of",
    "take_findings_back",
    "take_postponement_back",
    "verify_action",
    "withdraw_finding",
    "write_note",
]
