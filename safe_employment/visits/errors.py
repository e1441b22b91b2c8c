"""What can go wrong with visits, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

TEAM_TOO_SMALL = ErrorKind(
    "VISIT_TEAM_TOO_SMALL",
    _("A visit is made by at least two monitors."),
    _("Add another monitor to the team."),
)
NOT_A_MONITOR = ErrorKind(
    "VISIT_NOT_A_MONITOR",
    _("%(people)s: not a monitor of this association."),
    _("Choose monitors, or have the manager give them the role."),
)
TEAM_HAS_TIE = ErrorKind(
    "VISIT_TEAM_HAS_TIE",
    _("%(people)s: a tie with this employer is declared."),
    _("Choose monitors without a tie."),
)
NOT_ON_THE_TEAM = ErrorKind(
    "VISIT_NOT_ON_THE_TEAM",
    _("Only the team of a visit makes it; the programme manager plans it too."),
    _("Ask someone of the team."),
)
PLAN_YOURSELF_IN = ErrorKind(
    "VISIT_PLAN_YOURSELF_IN",
    _("A visit that you plan and do not make would be open to you without need."),
    _("Put yourself on the team, or ask the programme manager to plan it."),
)
PLANNED_IN_THE_PAST = ErrorKind(
    "VISIT_PLANNED_IN_THE_PAST",
    _("A visit cannot be planned for a day that is over."),
    _("Choose a later day, or record a visit that was made on paper."),
)
IN_THE_FUTURE = ErrorKind(
    "VISIT_IN_THE_FUTURE",
    _("The day %(day)s has not come yet."),
    _("Enter the day on which the visit was really made."),
)
WORKPLACE_OF_ANOTHER = ErrorKind(
    "VISIT_WORKPLACE_OF_ANOTHER",
    _("This workplace belongs to another employer."),
    _("Choose one of the employer's own workplaces."),
)
NOT_OPEN_FOR_ANSWERS = ErrorKind(
    "VISIT_NOT_OPEN_FOR_ANSWERS",
    _("Answers are recorded from the moment the team sets out until the visit is reported."),
    _("The manager can take a report back, so that it can be corrected."),
)
UNKNOWN_QUESTION = ErrorKind(
    "VISIT_UNKNOWN_QUESTION",
    _("Question %(question)s is not on the checklist."),
    _("Open the checklist again."),
)
UNANSWERED = ErrorKind(
    "VISIT_UNANSWERED",
    _("These questions have no answer yet: %(questions)s."),
    _("Answer them; “not seen” and “does not apply” are answers too."),
)
ADVERSE_WITHOUT_FINDING = ErrorKind(
    "VISIT_ADVERSE_WITHOUT_FINDING",
    _("These answers show harm and no finding is recorded: %(questions)s."),
    _("Record a finding for each of them, or correct the answer."),
)
ANSWER_NOT_ADVERSE = ErrorKind(
    "VISIT_ANSWER_NOT_ADVERSE",
    _("The answer to question %(question)s shows no harm."),
    _("Correct the answer first if it should."),
)
REPORT_EMPTY = ErrorKind(
    "VISIT_REPORT_EMPTY",
    _("The report says nothing yet."),
    _("Write in a few sentences what was seen and what was agreed, as the employer will read it."),
)
REVIEWER_ON_THE_TEAM = ErrorKind(
    "VISIT_REVIEWER_ON_THE_TEAM",
    _("You were on the team, so someone else reviews this visit."),
    _("Ask another manager; without any, have one named: two pairs of eyes look at every visit."),
)
NOT_SEALED = ErrorKind(
    "VISIT_NOT_SEALED",
    _("The visit is not sealed any more."),
    _("Open its page: everybody who sees visits can read it now."),
)
PLAN_IS_OVER = ErrorKind(
    "VISIT_PLAN_IS_OVER",
    _("The plan of this visit can no longer be changed."),
    _("Open the visit and look at what is next."),
)
WHY_MISSING = ErrorKind(
    "VISIT_WHY_MISSING",
    _("A visit that was not drawn needs a reason."),
    _("Write what was seen, heard or reported. Only the team and the manager read it."),
)
NOT_ITS_DAY = ErrorKind(
    "VISIT_NOT_ITS_DAY",
    _("The day of this visit has not come."),
    _("It is released on the morning of its day. To go earlier, change the plan first."),
)
NOT_RELEASED_YET = ErrorKind(
    "VISIT_NOT_RELEASED_YET",
    _("This visit is not released yet."),
    _("It is released on the morning of its day; if it is not, ask the programme manager."),
)
IS_OVER = ErrorKind(
    "VISIT_IS_OVER",
    _("How this visit went was noted already."),
    _("If what was noted does not hold, choose “Go on with the visit” and say why."),
)
NOT_OVER = ErrorKind(
    "VISIT_NOT_OVER",
    _("Nobody has noted yet how the visit went."),
    _("End the visit with its outcome first."),
)
HAS_TIE = ErrorKind(
    "VISIT_HAS_TIE",
    _("You have a tie with this employer."),
    _("Leave the visit to someone who has none; another manager can change the team."),
)
REVIEWER_TOOK_PART = ErrorKind(
    "VISIT_REVIEWER_TOOK_PART",
    _("You had a part in this visit: you reported, answered or recorded it."),
    _("Have someone review it who had none."),
)
REVIEWER_HAS_TIE = ErrorKind(
    "VISIT_REVIEWER_HAS_TIE",
    _("You have declared a tie with this employer, so someone else reviews this visit."),
    _("Ask another manager."),
)
DIFFERENCES_OPEN = ErrorKind(
    "VISIT_DIFFERENCES_OPEN",
    _("The team gave different answers to these questions: %(questions)s."),
    _("Look at both answers, ask those who gave them, and settle which holds."),
)
TAKES_NO_ANSWERS = ErrorKind(
    "VISIT_TAKES_NO_ANSWERS",
    _("A visit that is “%(state)s” takes no answers."),
    _("What was sent is kept with the questionnaires; the programme manager looks at it."),
)
TAKES_NOTHING_FROM = ErrorKind(
    "VISIT_TAKES_NOTHING_FROM",
    _("A visit takes answers from its own team, and from nobody with a tie to the employer."),
    _("What was sent is kept with the questionnaires; the programme manager looks at it."),
)
NO_DIFFERENCE = ErrorKind(
    "VISIT_NO_DIFFERENCE",
    _("There are no different answers to question %(question)s."),
    _("Open the visit again."),
)
REPLY_TIME_RUNS = ErrorKind(
    "VISIT_REPLY_TIME_RUNS",
    _("The employer has not read the report and may reply until %(day)s."),
    _("Close the visit when it was read, or after that day."),
)
REPLY_TIME_OVER = ErrorKind(
    "VISIT_REPLY_TIME_OVER",
    _("The time to reply to this report ended on %(day)s."),
    _("Write to the association; the findings themselves can still be answered."),
)
NO_PLACE_KEPT = ErrorKind(
    "VISIT_NO_PLACE_KEPT",
    _("The places that this period of the draw keeps for visits with reasons are used."),
    _("Ask for the visit instead: with the agreement of another person it can be planned beyond them."),
)
DRAWN_ALREADY = ErrorKind(
    "VISIT_DRAWN_ALREADY",
    _("This row of the draw has its visit already."),
    _("Nothing needs to be done."),
)
TEAM_NAME_TAKEN = ErrorKind(
    "VISIT_TEAM_NAME_TAKEN",
    _("There is a team of this name."),
    _("Choose another name."),
)
TEAM_WITHOUT_DAYS = ErrorKind(
    "VISIT_TEAM_WITHOUT_DAYS",
    _("A team works on at least one day of the week."),
    _("Mark the days, or dissolve the team."),
)
TEAM_DISSOLVED = ErrorKind(
    "VISIT_TEAM_DISSOLVED",
    _("This team was dissolved."),
    _("Form a new team."),
)
PHOTO_WITHOUT_WORDS = ErrorKind(
    "VISIT_PHOTO_WITHOUT_WORDS",
    _("The photograph says nothing without words."),
    _("Write in a few words what it shows; no worker's name, post or shift."),
)
QUOTES_A_WORKER = ErrorKind(
    "VISIT_QUOTES_A_WORKER",
    _("%(where)s: here it tells what a worker said, or names a shift or a post: “%(words)s”."),
    _("Say what was seen. What workers said appears only as a count of at least five interviews."),
)
CANCEL_NEEDS_ANOTHER = ErrorKind(
    "VISIT_CANCEL_NEEDS_ANOTHER",
    _("A visit that was drawn is not cancelled by one person."),
    _("Ask to cancel it, with the reason; another person decides."),
)
CANCEL_ASKED = ErrorKind(
    "VISIT_CANCEL_ASKED",
    _("It is asked already that this visit is cancelled."),
    _("Wait for the decision. Until then the visit stays as it is."),
)
CANCEL_OWN_REQUEST = ErrorKind(
    "VISIT_CANCEL_OWN_REQUEST",
    _("You asked to cancel this visit, so someone else decides."),
    _("Ask another manager, or someone of the board."),
)
CANCEL_ON_THE_TEAM = ErrorKind(
    "VISIT_CANCEL_ON_THE_TEAM",
    _("You are on the team of this visit, so someone else decides whether it is cancelled."),
    _("Ask another manager, or someone of the board."),
)
CANCEL_OF_ANOTHER = ErrorKind(
    "VISIT_CANCEL_OF_ANOTHER",
    _("Only who asked takes a request back."),
    _("Refuse it with a reason instead."),
)
REASON_NAMES_TARGET = ErrorKind(
    "VISIT_REASON_NAMES_TARGET",
    _("The reason tells whom the visit is for: “%(words)s”."),
    _("Who decides may not know it. Say why the visit cannot be made, without name, person, phone or place."),
)
