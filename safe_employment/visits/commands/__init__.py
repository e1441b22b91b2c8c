"""What can be done with visits."""

from safe_employment.visits.commands.answering import (
    answer_questions,
    record_answer_finding,
    settle_difference,
    take_submission,
)
from safe_employment.visits.commands.cancelling import (
    ask_to_cancel,
    confirm_cancelling,
    refuse_cancelling,
    take_cancelling_back,
)
from safe_employment.visits.commands.photographs import photo_changes, take_photos
from safe_employment.visits.commands.planning import (
    cancel_visit,
    change_plan,
    draw_visit,
    open_seal,
    plan_visit,
    postpone_visit,
    replan_visit,
    seal_visit,
)
from safe_employment.visits.commands.replying import (
    add_photo,
    leave_photo_out,
    note_reading,
    reply_to_report,
)
from safe_employment.visits.commands.reporting import (
    close_visit,
    report_visit,
    review_visit,
    take_back_report,
    write_report,
)
from safe_employment.visits.commands.routing import move_in_route
from safe_employment.visits.commands.teams import dissolve_team, keep_team, name_officers
from safe_employment.visits.commands.visiting import (
    end_visit,
    go_on,
    record_visit,
    release_visit,
    set_out,
)

__all__ = [
    "add_photo",
    "answer_questions",
    "ask_to_cancel",
    "cancel_visit",
    "change_plan",
    "close_visit",
    "confirm_cancelling",
    "dissolve_team",
    "draw_visit",
    "end_visit",
    "go_on",
    "keep_team",
    "leave_photo_out",
    "move_in_route",
    "name_officers",
    "note_reading",
    "open_seal",
    "photo_changes",
    "plan_visit",
    "postpone_visit",
    "record_answer_finding",
    "record_visit",
    "refuse_cancelling",
    "release_visit",
    "replan_visit",
    "reply_to_report",
    "report_visit",
    "review_visit",
    "seal_visit",
    "set_out",
    "settle_difference",
    "take_back_report",
    "take_cancelling_back",
    "take_photos",
    "take_submission",
    "write_report",
]
