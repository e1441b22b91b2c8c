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
TIE_ALREADY_DECLARED = ErrorKind(
    "TIE_ALREADY_DECLARED",
    _("This tie is declared already."),
    _("Nothing is to be done."),
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
