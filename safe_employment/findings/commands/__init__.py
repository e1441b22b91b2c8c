"""What can be done with findings, actions, replies and ties."""

from safe_employment.findings.commands.actions import (
    agree_action,
    drop_action,
    extend_action,
    report_action_done,
    send_action_back,
    verify_action,
)
from safe_employment.findings.commands.findings import (
    close_wish,
    edit_finding,
    record_finding,
    reopen_finding,
    share_finding,
    share_findings_of,
    withdraw_finding,
)
from safe_employment.findings.commands.remarks import reply_to_finding, write_note
from safe_employment.findings.commands.ties import declare_tie, end_tie

__all__ = [
    "agree_action",
    "close_wish",
    "declare_tie",
    "drop_action",
    "edit_finding",
    "end_tie",
    "extend_action",
    "record_finding",
    "reopen_finding",
    "reply_to_finding",
    "report_action_done",
    "send_action_back",
    "share_finding",
    "share_findings_of",
    "verify_action",
    "withdraw_finding",
    "write_note",
]
