"""What can be done with visits."""

from safe_employment.visits.commands.answering import answer_questions, record_answer_finding
from safe_employment.visits.commands.drawing import (
    draw_week,
    enter_number,
    keep_rules,
    seal_period,
    tell_secret,
)
from safe_employment.visits.commands.planning import (
    cancel_visit,
    change_plan,
    draw_visit,
    plan_visit,
    postpone_visit,
    replan_visit,
    seal_visit,
)
from safe_employment.visits.commands.reporting import (
    close_visit,
    report_visit,
    review_visit,
    take_back_report,
    write_report,
)
from safe_employment.visits.commands.targeting import (
    agree_target,
    ask_target,
    decline_target,
    withdraw_target,
)
from safe_employment.visits.commands.teams import dissolve_team, keep_team, name_officers
from safe_employment.visits.commands.visiting import (
    end_visit,
    go_on,
    record_visit,
    release_visit,
    set_out,
)

__all__ = [
    "agree_target",
    "answer_questions",
    "ask_target",
    "cancel_visit",
    "change_plan",
    "close_visit",
    "decline_target",
    "dissolve_team",
    "draw_visit",
    "draw_week",
    "end_visit",
    "enter_number",
    "go_on",
    "keep_rules",
    "keep_team",
    "name_officers",
    "plan_visit",
    "postpone_visit",
    "record_answer_finding",
    "record_visit",
    "release_visit",
    "replan_visit",
    "report_visit",
    "review_visit",
    "seal_period",
    "seal_visit",
    "set_out",
    "take_back_report",
    "tell_secret",
    "withdraw_target",
    "write_report",
]
