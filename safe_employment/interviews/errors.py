"""What can go wrong with case studies."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from safe_employment.kit.errors import ErrorKind

NO_RECORDER = ErrorKind(
    "INTERVIEWS_NO_RECORDER",
    _("Consent is recorded by a person, and none is given."),
    _("Say who recorded it."),
)
WITNESS_MISSING = ErrorKind(
    "INTERVIEWS_WITNESS_MISSING",
    _("Oral consent needs a witness who is not the one who records it."),
    _("Name the colleague who was there, or have the consent given in writing."),
)
GUARDIAN_MISSING = ErrorKind(
    "INTERVIEWS_GUARDIAN_MISSING",
    _("Someone under 18 cannot consent alone."),
    _("Say who agreed besides them: a parent or guardian, or an authority."),
)
CONSENT_AFTER_INTERVIEW = ErrorKind(
    "INTERVIEWS_CONSENT_AFTER_INTERVIEW",
    _("Consent was given on %(given)s, after the story was told on %(told)s."),
    _("Correct one of the days. A story is recorded only after consent was given."),
)
DAY_TO_COME = ErrorKind(
    "INTERVIEWS_DAY_TO_COME",
    _("%(day)s is still to come."),
    _("Correct the day."),
)
CONSENT_WITHDRAWN = ErrorKind(
    "INTERVIEWS_CONSENT_WITHDRAWN",
    _("Consent to this case study was withdrawn; nothing can be written in it any more."),
    _("If they wish to tell their story again, record a new case study with a new consent."),
)
SCOPE_TOO_NARROW = ErrorKind(
    "INTERVIEWS_SCOPE_TOO_NARROW",
    _("They agreed to this: “%(scope)s”."),
    _("Ask them whether it may be used further, and record their answer first."),
)
STORY_MISSING = ErrorKind(
    "INTERVIEWS_STORY_MISSING",
    _("There is no text yet."),
    _("Write the text first."),
)
STORY_EMPTY = ErrorKind(
    "INTERVIEWS_STORY_EMPTY",
    _("The text is empty."),
    _("Write at least one of its parts."),
)
STORY_IN_USE = ErrorKind(
    "INTERVIEWS_STORY_IN_USE",
    _("This case study is “%(state)s”; its text cannot be changed while others use it."),
    _("Take it back first, then change it and release it again."),
)
STORY_HOLDS_IDENTITY = ErrorKind(
    "INTERVIEWS_STORY_HOLDS_IDENTITY",
    _("The text holds what looks like an identity number, a phone number or an address on the internet."),
    _("Take it out. The text must not lead to the person, to another person or to an employer."),
)
CHILD_NOT_PUBLISHED = ErrorKind(
    "INTERVIEWS_CHILD_NOT_PUBLISHED",
    _("The story of someone under 18 is not published."),
    _("Use what was counted from it instead."),
)
RECOGNISABLE = ErrorKind(
    "INTERVIEWS_RECOGNISABLE",
    _("Only %(sharing)d case studies share this home county, sector and age: someone could know them."),
    _("Take it back, give the prefecture as home or leave the home out, then release and clear it again."),
)
SAME_PERSON = ErrorKind(
    "INTERVIEWS_SAME_PERSON",
    _("Whoever heard the story does not clear it for publication."),
    _("Ask a colleague who may do it to read it with fresh eyes."),
)
THEME_TWICE = ErrorKind(
    "INTERVIEWS_THEME_TWICE",
    _("There is a theme of this name already."),
    _("Use that one, or give this one another name."),
)
THEME_IN_USE = ErrorKind(
    "INTERVIEWS_THEME_IN_USE",
    _("%(number)d case studies are coded with this theme."),
    _("Retire it instead: what was coded stays, and it is not offered any more."),
)
