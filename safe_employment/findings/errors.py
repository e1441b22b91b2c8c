"""What can go wrong with findings, in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

IN_THE_FUTURE = ErrorKind(
    "FINDING_IN_THE_FUTURE",
    _("The day %(day)s has not come yet."),
    _("Enter the day on which it really happened."),
)
ARTICLE_MISSING = ErrorKind(
    "FINDING_ARTICLE_MISSING",
    _("A breach of the law names the article that is broken."),
    _("Enter the law and its article, or call it a possible breach."),
)
WISH_IS_NO_BREACH = ErrorKind(
    "FINDING_WISH_IS_NO_BREACH",
    _("A good-practice wish has the severity “good practice”, and nothing else has it."),
    _("Choose either both or none."),
)
QUESTION_OF_OTHER_CLUSTER = ErrorKind(
    "FINDING_QUESTION_OF_OTHER_CLUSTER",
    _("Question %(question)s does not belong to cluster %(cluster)s."),
    _("Its first letter is the cluster. Correct one of the two, or leave the question empty."),
)
QUOTES_A_WORKER = ErrorKind(
    "FINDING_QUOTES_A_WORKER",
    _("The employer would read what a worker said, or a shift or a post: “%(words)s”."),
    _("Say what was seen, or do not tell the employer of it."),
)
ALREADY_RECORDED = ErrorKind(
    "FINDING_ALREADY_RECORDED",
    _("This answer has led to finding %(reference)s already."),
    _("Open that finding and complete it."),
)
NEVER_SHARED = ErrorKind(
    "FINDING_NEVER_SHARED",
    _("An indicator of forced labour is not told to the employer: a worker may have spoken."),
    _("Leave it among the association's staff; the case officer decides what is done."),
)
NOT_FOR_EMPLOYER = ErrorKind(
    "FINDING_NOT_FOR_EMPLOYER",
    _("This finding is kept among the association's staff."),
    _("If the employer may safely be told, say so in the finding first."),
)
ALREADY_SHARED = ErrorKind(
    "FINDING_ALREADY_SHARED",
    _("The employer has read this finding already, so it can no longer be kept among the staff."),
    _("Withdraw it if it was a mistake."),
)
FINDER_MISSING = ErrorKind(
    "FINDING_FINDER_MISSING",
    _("A finding names the person who found it."),
    _("Choose that person."),
)
IS_OVER = ErrorKind(
    "FINDING_IS_OVER",
    _("Finding %(reference)s is closed or withdrawn."),
    _("Open it again first, with a reason, if something is still to be done."),
)
OWNER_MISSING = ErrorKind(
    "ACTION_OWNER_MISSING",
    _("An action has exactly one owner: a person of the employer, or one of the association."),
    _("Enter the name of the employer's person, or choose the association's."),
)
OWNER_KEPT_IN_THE_DARK = ErrorKind(
    "ACTION_OWNER_KEPT_IN_THE_DARK",
    _("The employer is not told of this finding, so it cannot act on it."),
    _("Give the action to one of the association's people."),
)
FIXER_IS_FINDER = ErrorKind(
    "ACTION_FIXER_IS_FINDER",
    _("%(person)s found it, and cannot also be the one who corrects it."),
    _("Give the action to someone else."),
)
DUE_BEFORE_AGREED = ErrorKind(
    "ACTION_DUE_BEFORE_AGREED",
    _("The action would be due before it was agreed."),
    _("Choose a later day."),
)
DUE_TOO_LATE = ErrorKind(
    "ACTION_DUE_TOO_LATE",
    _("For this severity the action is due on %(latest)s at the latest."),
    _("Choose an earlier day. The programme manager can give more time, with a reason."),
)
DONE_BEFORE_AGREED = ErrorKind(
    "ACTION_DONE_BEFORE_AGREED",
    _("The action cannot have been done before it was agreed on %(agreed)s."),
    _("Check the day."),
)
SAY_WHAT_WAS_DONE = ErrorKind(
    "ACTION_SAY_WHAT_WAS_DONE",
    _("An action is done when someone can see how."),
    _("Write in a sentence what was done; add a photograph or paper if there is one."),
)
VERIFIER_IS_FINDER = ErrorKind(
    "ACTION_VERIFIER_IS_FINDER",
    _("You recorded this finding, so someone else verifies its correction."),
    _("Ask a colleague: finder, fixer and verifier are different people."),
)
VERIFIER_IS_DOER = ErrorKind(
    "ACTION_VERIFIER_IS_DOER",
    _("You did this or reported it done, so someone else verifies it."),
    _("Ask a colleague: finder, fixer and verifier are different people."),
)
VERIFIER_HAS_TIE = ErrorKind(
    "ACTION_VERIFIER_HAS_TIE",
    _("You have declared a tie with this employer."),
    _("Ask a colleague without a tie to verify it."),
)
VERIFIER_IS_MACHINE = ErrorKind(
    "ACTION_VERIFIER_IS_MACHINE",
    _("Only a person can verify a correction."),
    _("Sign in and verify it yourself."),
)
STILL_OPEN_ACTIONS = ErrorKind(
    "FINDING_STILL_OPEN_ACTIONS",
    _("Not every action of this finding is verified."),
    _("Verify or drop the remaining actions first."),
)
ONLY_A_WISH = ErrorKind(
    "FINDING_ONLY_A_WISH",
    _("Only a good-practice wish can be closed without an action."),
    _("Agree an action and have it verified."),
)
EASED_BY_MACHINE = ErrorKind(
    "FINDING_EASED_BY_MACHINE",
    _("Only a person can make a finding lighter or end it without a verified correction."),
    _("Sign in and do it yourself."),
)
EASED_BY_FINDER = ErrorKind(
    "FINDING_EASED_BY_FINDER",
    _(
        "You found this: someone else makes it lighter, withdraws it, puts it aside, "
        "or closes it without a verified correction."
    ),
    _("Ask a colleague who did not find it and has no tie with the employer, and say why."),
)
EASED_WITH_TIE = ErrorKind(
    "FINDING_EASED_WITH_TIE",
    _(
        "You have declared a tie with this employer: someone else makes the finding lighter, withdraws it, "
        "puts it aside, or closes it without a verified correction."
    ),
    _("Ask a colleague who did not find it and has no tie with the employer."),
)
EASED_WITHOUT_REASON = ErrorKind(
    "FINDING_EASED_WITHOUT_REASON",
    _("A finding is made lighter with a reason only."),
    _("Write in a sentence why it is less than what was said."),
)
TIE_ALREADY_DECLARED = ErrorKind(
    "TIE_ALREADY_DECLARED",
    _("This tie is declared already."),
    _("Nothing is to be done."),
)
TIE_NOT_ENDED_BY_ONESELF = ErrorKind(
    "TIE_NOT_ENDED_BY_ONESELF",
    _("This is your own tie, and nobody frees themselves of it."),
    _("Ask from the list of ties that it is ended: another manager does it, or the board."),
)
TIE_IS_OVER = ErrorKind(
    "TIE_IS_OVER",
    _("This tie is ended, or it is asked already that it is."),
    _("Nothing needs to be done."),
)
TIE_OF_ANOTHER = ErrorKind(
    "TIE_OF_ANOTHER",
    _("Everyone declares their own ties; only the manager does it for others."),
    _("Ask the person, or the programme manager."),
)
REASON_FOR_MORE_TIME = ErrorKind(
    "ACTION_REASON_FOR_MORE_TIME",
    _("More time needs a reason."),
    _("Write in a sentence why the employer needs it."),
)
MORE_TIME_IS_LATER = ErrorKind(
    "ACTION_MORE_TIME_IS_LATER",
    _("The new day must be after %(day)s."),
    _("Choose a later day."),
)
REPLY_EMPTY = ErrorKind("REPLY_EMPTY", _("Nothing is written."), _("Write what you have to say."))
LAW_NAMES_ARTICLE = ErrorKind(
    "FINDING_LAW_NAMES_ARTICLE",
    _("What rests on the law names the article."),
    _("Enter the law and its article, or say that it rests on a rule of the programme."),
)
PROGRAMME_RULE_IS_NO_BREACH = ErrorKind(
    "FINDING_PROGRAMME_RULE_IS_NO_BREACH",
    _("Only the law can be breached; this rests on a rule of the programme."),
    _("Call it a possible breach or a good-practice wish, or name the law and its article."),
)
CAUSE_IN_WORDS = ErrorKind(
    "FINDING_CAUSE_IN_WORDS",
    _("“Other” says nothing about the cause."),
    _("Write the cause in a sentence."),
)
ILO_UNKNOWN = ErrorKind(
    "FINDING_ILO_UNKNOWN",
    _("The ILO has eleven indicators of forced labour; %(number)s is none of them."),
    _("Choose from 1 to 11."),
)
NO_CONTAINMENT = ErrorKind(
    "FINDING_NO_CONTAINMENT",
    _("This finding has no clock of containment."),
    _("Agree a corrective action instead."),
)
ALREADY_CONTAINED = ErrorKind(
    "FINDING_ALREADY_CONTAINED",
    _("The harm of finding %(reference)s is contained already."),
    _("If it goes on, open the finding again once it is closed, or write a note."),
)
CONTAINED_BEFORE_FOUND = ErrorKind(
    "FINDING_CONTAINED_BEFORE_FOUND",
    _("It cannot have been contained before it was found on %(found)s."),
    _("Check the day and the hour."),
)
SAY_WHO_AND_HOW = ErrorKind(
    "FINDING_SAY_WHO_AND_HOW",
    _("A containment says who stopped the harm and how."),
    _("Write the person's name and post, and in a sentence what was done."),
)
PROPOSAL_DECIDED = ErrorKind(
    "PROPOSAL_DECIDED",
    _("This proposal is decided already: %(state)s."),
    _("Open it again and read by whom."),
)
PROPOSAL_DECIDER_HAS_TIE = ErrorKind(
    "PROPOSAL_DECIDER_HAS_TIE",
    _("You have declared a tie with this employer."),
    _("Ask a colleague without a tie to decide."),
)
REASON_TO_PUT_ASIDE = ErrorKind(
    "PROPOSAL_REASON_MISSING",
    _("What is put aside needs a reason."),
    _("Write in a sentence why."),
)
POSTPONEMENT_AFTER_DUE = ErrorKind(
    "POSTPONEMENT_AFTER_DUE",
    _("The action was due on %(due)s; more time is asked for before that day."),
    _("Report it done, or call the association: the programme manager can give more time."),
)
POSTPONEMENT_ASKED = ErrorKind(
    "POSTPONEMENT_ASKED",
    _("More time is asked for already, and not decided yet."),
    _("Wait for the decision, or take the request back and ask anew."),
)
POSTPONEMENT_DECIDER_ASKED = ErrorKind(
    "POSTPONEMENT_DECIDER_ASKED",
    _("You asked for it, so someone else decides."),
    _("Ask the programme manager."),
)
POSTPONEMENT_DECIDER_HAS_TIE = ErrorKind(
    "POSTPONEMENT_DECIDER_HAS_TIE",
    _("You have declared a tie with this employer, so someone else decides."),
    _("Ask a colleague without a tie."),
)
POSTPONEMENT_DECIDER_OWNS = ErrorKind(
    "POSTPONEMENT_DECIDER_OWNS",
    _("You have to do this yourself, so someone else decides on more time."),
    _("Ask another programme manager."),
)
MORE_TIME_TOO_FAR = ErrorKind(
    "ACTION_MORE_TIME_TOO_FAR",
    _("For this severity more time reaches until %(latest)s at the latest."),
    _("Choose an earlier day. If that is not enough either, more can be given then."),
)
POSTPONEMENT_OF_ANOTHER = ErrorKind(
    "POSTPONEMENT_OF_ANOTHER",
    _("Only who asked takes the request back."),
    _("Refuse it with a reason, or leave it."),
)
STEPS_OUT_OF_ORDER = ErrorKind(
    "ESCALATION_STEPS_OUT_OF_ORDER",
    _("The steps go from the owner to the employer's head, the manager and the board."),
    _("Give each step at least as many days as the one before it, or leave it empty."),
)
