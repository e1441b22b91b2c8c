"""What can go wrong between the visit app and the association."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

CODE_UNKNOWN = ErrorKind(
    "PHONE_CODE_UNKNOWN",
    _("This code does not work: it was used, is older than ten minutes, or was typed otherwise."),
    _("Ask for a new code on the page “Phones”."),
)
TOO_OFTEN = ErrorKind(
    "PHONE_TOO_OFTEN", _("Too many codes were tried from here."), _("Wait ten minutes and try again.")
)
SIGNED_OUT = ErrorKind(
    "PHONE_SIGNED_OUT",
    _("This phone was signed out by the association, or your part in it has ended."),
    _("What is sealed can still be handed in. Then the app forgets everything."),
)
NOT_KNOWN = ErrorKind(
    "PHONE_NOT_KNOWN",
    _("The association does not know this phone."),
    _("Sign in again with a new code; what is on the phone stays there."),
)
HELD_ASIDE = ErrorKind(
    "PHONE_HELD_ASIDE",
    _("It could not be taken as it is: it is with the questionnaires that were kept aside."),
    _("Look at it there, then accept it or put it away."),
)
BAD_REQUEST = ErrorKind(
    "PHONE_BAD_REQUEST",
    _("The app sent something that cannot be read."),
    _("Update the app and try again; nothing is lost."),
)
TOO_MANY_PIECES = ErrorKind(
    "PHONE_TOO_MANY_PIECES",
    _("A part takes at most %(limit)s photos and recordings; this one has %(number)s."),
    _("It stays on the phone. Tell the programme manager, and keep the phone as it is."),
)
OTHER_EYES = ErrorKind(
    "PHONE_OTHER_EYES",
    _("You filled this in yourself, or have a tie with the employer whom it is about."),
    _(
        "Ask another person to settle it, who neither filled it in nor has a tie; without any, have one "
        "named."
    ),
)
OTHER_CONTENT = ErrorKind(
    "PHONE_OTHER_CONTENT",
    _("Another content was handed in under the same name before."),
    _("Both are kept; the office looks at it."),
)
DOES_NOT_OPEN = ErrorKind(
    "PHONE_DOES_NOT_OPEN",
    _("The sealed part does not open with the association's keys, or it was changed on its way."),
    _("It is kept; ask the person who filled it in."),
)
SENT_AFTER_SIGNING_OUT = ErrorKind(
    "PHONE_SENT_AFTER_SIGNING_OUT",
    _("It came after the phone was signed out."),
    _("Ask the person who filled it in, then take it or put it away."),
)
NOT_FOR_VISIT = ErrorKind(
    "PHONE_NOT_FOR_VISIT",
    _("The person is not on the team of the visit that it names, or the visit takes no answers."),
    _("Ask the person who filled it in, then take it or put it away."),
)
NOT_ENDED = ErrorKind(
    "PHONE_NOT_ENDED",
    _("Nobody ended this interview: it was hidden and nobody came back, or the app was closed."),
    _("Ask the person who filled it in, then take it or put it away."),
)
FILE_REFUSED = ErrorKind(
    "PHONE_FILE_REFUSED",
    _("The answers are stored; a file that came with them is not a picture, or another one has its name."),
    _("Ask the person who filled it in, then put it away."),
)
FILE_GONE = ErrorKind(
    "PHONE_FILE_GONE",
    _("The answers are stored; the phone no longer has a photo that they name."),
    _("Ask the person who filled it in, then take it as it is."),
)
KEPT = {
    kind.code: kind
    for kind in (
        HELD_ASIDE,
        BAD_REQUEST,
        OTHER_CONTENT,
        DOES_NOT_OPEN,
        SENT_AFTER_SIGNING_OUT,
        NOT_FOR_VISIT,
        NOT_ENDED,
        FILE_REFUSED,
        FILE_GONE,
    )
}
