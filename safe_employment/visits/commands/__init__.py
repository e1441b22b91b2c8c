"""What can be done with visits."""

from safe_employment.visits.commands.answering import answer_questions, record_answer_finding
from safe_employment.visits.commands.planning import (
    cancel_visit,
    change_plan,
    plan_visit,
    postpone_visit,
    replan_visit,
)
from safe_employment.visits.commands.reporting import (
    report_visit,
    review_visit,
    take_back_report,
    write_report,
)
from safe_employment.visits.commands.visiting import end_visit, record_visit, set_out

__all__ = [
    "answer_questions",
    "cancel_visit",
    "change_plan",
    "end_visit",
    "plan_visit",
    "postpone_visit",
    "record_answer_finding",
    "record_visit",
    "replan_visit",
    "report_visit",
    "review_visit",
    "set_out",
    "take_back_report",
    "write_report",
]
