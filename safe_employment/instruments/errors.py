"""What can go wrong with questionnaires, in words. Problems of a file: `compiling.wording`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

VERSION_TAKEN = ErrorKind(
    "INSTRUMENT_VERSION_TAKEN",
    _("Version %(version)s of “%(form_id)s” was published with another content; it never changes."),
    _("Write a new version in the sheet settings and upload the file again."),
)
MEDIA_MISSING = ErrorKind(
    "INSTRUMENT_MEDIA_MISSING",
    _("The form shows files that are not here yet: %(names)s."),
    _("Add them on the page of the version, then publish it."),
)
MEDIA_NOT_NAMED = ErrorKind(
    "INSTRUMENT_MEDIA_NOT_NAMED",
    _("The form does not show a file called “%(name)s”."),
    _("Rename the file as the form calls it: %(names)s."),
)
NOT_A_DRAFT = ErrorKind(
    "INSTRUMENT_NOT_A_DRAFT",
    _("Version %(version)s was published and is kept."),
    _("Upload a new version; retire this one if it should no longer be used."),
)
KIND_STAYS = ErrorKind(
    "INSTRUMENT_KIND_STAYS",
    _("Filled-in questionnaires are here already: what it is for decides who may read them, and stays."),
    _("Upload the questionnaire under another form id, with what that is for."),
)

NOT_ABOUT = ErrorKind(
    "INSTRUMENT_HELD_NOT_ABOUT",
    _("“%(name)s” is no visit of the person who sent this."),
    _("Ask that person at which visit it was filled in, and write its number, such as V-00012."),
)
OTHER_EYES = ErrorKind(
    "INSTRUMENT_HELD_OTHER_EYES",
    _("You sent this yourself, or have a tie with the employer whom it is about."),
    _("Ask another person to settle it, who neither sent it nor has a tie; without any, have one named."),
)
SETTLED = ErrorKind(
    "INSTRUMENT_HELD_SETTLED", _("This was settled already."), _("Look at what was done with it.")
)
NOT_ACCEPTABLE = ErrorKind(
    "INSTRUMENT_HELD_NOT_ACCEPTABLE",
    _("This cannot be stored: its questionnaire or version is not here, or its content is not of it."),
    _("Publish the version that it names and accept it then, or put it away with a reason."),
)
