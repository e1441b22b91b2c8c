"""What a questionnaire lacks though it can be filled in: told on the draft, before it is published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safe_employment.instruments.definitions import Definition, Words

MOST, MOST_NAMES, LONGEST = 20, 8, 300
NO_TEXT = ("", "-")  # pyxform writes a dash where a language has no words
_WITHOUT_CODE = re.compile(r"The following language declarations .*? codes: (.*?)\. Learn more", re.DOTALL)
# Told by ourselves, question by question; pyxform looks at columns alone.
_TOLD = re.compile(r"Language '[^']*' is missing the (survey|choices) (columns? )?(label|hint)")


def cautions_of(definition: Definition) -> list[str]:
    """Return what is to be looked at before it is published, in the reader's language; at most 20."""
    found = [*_untranslated(definition), *filter(None, map(_said, definition.warnings))]
    return found[:MOST]


def _untranslated(definition: Definition) -> Iterator[str]:
    for language in definition.languages:
        lacking = [name for name, words in _texts(definition) if _lacks(words, language)]
        if lacking:
            names = ", ".join([*lacking[:MOST_NAMES], *(["…"] if len(lacking) > MOST_NAMES else [])])
            facts = {"number": len(lacking), "language": _called(language), "names": names}
            yield (
                ngettext(
                    "One text has no words in %(language)s: %(names)s.",
                    "%(number)s texts have no words in %(language)s: %(names)s.",
                    len(lacking),
                )
                % facts
            )


def _texts(definition: Definition) -> Iterator[tuple[str, Words]]:
    yield from ((group.path, group.labels) for group in definition.groups)
    for question in definition.questions:
        yield from ((question.path, words) for words in (question.labels, question.hints))
    for name, choices in definition.choices.items():
        yield from ((f"{name}/{choice.name}", choice.labels) for choice in choices)


def _lacks(words: Words, language: str) -> bool:
    """Whether it has words in another language and none in this one."""
    return words.get(language, "") in NO_TEXT and any(said not in NO_TEXT for said in words.values())


def _called(language: str) -> str:
    return {"zh": _("Chinese"), "en": _("English")}.get(language, language)


def _said(warning: str) -> str:
    """Return what the compiler says; "" for what is told otherwise."""
    if languages := _WITHOUT_CODE.search(warning):
        return _(
            "These languages have no code: %(names)s. Write it in brackets behind the name, as in 中文 (zh)."
        ) % {"names": languages[1][:LONGEST]}
    if _TOLD.match(warning):
        return ""
    return _("The compiler says: %(words)s") % {"words": " ".join(warning.split())[:LONGEST]}
