"""What can go wrong with the code, signatures, advocates and copies."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

PUBLISHED_STAYS = ErrorKind(
    "CONDUCT_PUBLISHED_STAYS",
    _("“%(text)s” is published; a published text never changes."),
    _("Draft a new version, change it there, and publish that."),
)
DRAFT_EXISTS = ErrorKind(
    "CONDUCT_DRAFT_EXISTS",
    _("There is a draft already: version %(number)s."),
    _("Go on with that draft, or remove it first."),
)
STANDARD_IN_FORCE = ErrorKind(
    "CONDUCT_STANDARD_IN_FORCE",
    _("The standard text is in force already, as version %(number)s."),
    _("Nothing needs to be done. To change it, draft a new version."),
)
NO_ARTICLES = ErrorKind(
    "CONDUCT_NO_ARTICLES",
    _("The draft has no articles."),
    _("Write at least one article in both languages, then publish."),
)
POINTS_MISSING = ErrorKind(
    "CONDUCT_POINTS_MISSING",
    _("No article carries out these points of safe employment: %(points)s."),
    _("Add an article for each of the seven points, then publish."),
)
LANGUAGE_MISSING = ErrorKind(
    "CONDUCT_LANGUAGE_MISSING",
    _("“%(title)s” is not written in both languages."),
    _("Write its title and text in Chinese and in English, then publish."),
)
PUBLISHED_TOO_EARLY = ErrorKind(
    "CONDUCT_PUBLISHED_TOO_EARLY",
    _("The version in force was published on %(day)s; a new one cannot be older."),
    _("Choose that day or a later one."),
)
IN_THE_FUTURE = ErrorKind(
    "CONDUCT_IN_THE_FUTURE",
    _("The day %(day)s has not come yet."),
    _("Write the day on which it happened, or wait until it has."),
)
NOTHING_PUBLISHED = ErrorKind(
    "CONDUCT_NOTHING_PUBLISHED",
    _("No version is published yet."),
    _("Publish the text first."),
)
NOT_TO_BE_SIGNED = ErrorKind(
    "CONDUCT_NOT_TO_BE_SIGNED",
    _("Version %(number)s is not the one in force, so it cannot be signed here."),
    _("Open the code again and sign the version in force."),
)
SIGNED_BEFORE_PUBLICATION = ErrorKind(
    "CONDUCT_SIGNED_BEFORE_PUBLICATION",
    _("Version %(number)s was published on %(day)s; it cannot have been signed before."),
    _("Correct the day, or choose the version that was in force then."),
)
SIGNED_ALREADY = ErrorKind(
    "CONDUCT_SIGNED_ALREADY",
    _("%(employer)s signed version %(number)s already, on %(day)s."),
    _("Nothing needs to be done. If that was a mistake, withdraw that signature first."),
)
NOT_AGREED = ErrorKind(
    "CONDUCT_NOT_AGREED",
    _("The box under the text is not ticked."),
    _("Read the code and tick the box if your employer will keep it."),
)
NAME_MISSING = ErrorKind(
    "CONDUCT_NAME_MISSING",
    _("The signatory is not named."),
    _("Write the full name of the person who signs."),
)
LIST_HAS_NOTHING = ErrorKind(
    "CONDUCT_LIST_HAS_NOTHING",
    _("No row of the list is ready."),
    _("Choose the employers of the uncertain rows, or bring in a corrected list."),
)
ADVOCATES_ALREADY = ErrorKind(
    "CONDUCT_ADVOCATES_ALREADY",
    _("%(employer)s advocates the recommendation already, since %(day)s."),
    _("Change that record instead of adding another."),
)
ENDS_BEFORE_IT_BEGAN = ErrorKind(
    "CONDUCT_ENDS_BEFORE_IT_BEGAN",
    _("The advocacy began on %(day)s; it cannot end before."),
    _("Choose that day or a later one."),
)
NO_COPIES = ErrorKind(
    "CONDUCT_NO_COPIES",
    _("The number of copies is not a number from 1 up."),
    _("Write how many copies were handed out."),
)
ONE_DOCUMENT = ErrorKind(
    "CONDUCT_ONE_DOCUMENT",
    _("Copies are either of the code or of the recommendation."),
    _("Choose one version of one of them."),
)
DRAFT_NOT_HANDED_OUT = ErrorKind(
    "CONDUCT_DRAFT_NOT_HANDED_OUT",
    _("A draft cannot be signed, advocated or handed out."),
    _("Choose a version that was published."),
)
