"""What changed from one version to another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.instruments.definitions import Choice, Definition, Group, Question, Words, told

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from safe_employment.instruments.models import InstrumentVersion

Part = Question | Group
FACETS = ("labels", "hints", "se", "logic", "rest")
LANGUAGE = re.compile(r"::.*\((\w+)\)$|::(.*)$")


class Change(StrEnum):
    """What happened to a question or group."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True)
class Facet:
    """One thing that is otherwise: its name, before and after."""

    name: str
    before: str
    after: str


@dataclass(frozen=True)
class Difference:
    """A question, group or list of answers that is not as it was."""

    change: Change
    path: str
    words: str
    facets: tuple[Facet, ...] = ()

    @property
    def word(self) -> str:
        """What happened, in a word."""
        return {
            Change.ADDED: _("Added"),
            Change.REMOVED: _("Removed"),
            Change.MOVED: _("Moved"),
            Change.CHANGED: _("Changed"),
        }[self.change]


def differences(before: Definition, after: Definition) -> list[Difference]:
    """Return what differs, in the order of the later version; what is gone comes last.

    A question is the same one when its id in the checklist is, or else its name; so one that went to
    another group is told as moved, not as removed and added.
    """
    old, new = _by_key(before), _by_key(after)
    found = [
        difference
        for key, part in new.items()
        if (difference := _compared(old.get(key), part, before, after)) is not None
    ]
    gone = [
        Difference(Change.REMOVED, part.path, told(part.labels))
        for key, part in old.items()
        if key not in new
    ]
    return [*_of_the_form(before, after), *found, *gone, *_moved(old, new)]


def same_form(before: InstrumentVersion, after: InstrumentVersion) -> bool:
    """Whether devices would see the same: the two XForms are equal, the version's own name aside."""
    return _nameless(before) == _nameless(after)


def _nameless(version: InstrumentVersion) -> str:
    return version.xform.replace(f'version="{version.version}"', "", 1)


def _of_the_form(before: Definition, after: Definition) -> Iterator[Difference]:
    """Tell what is otherwise with the form as a whole: its title and settings."""
    titles = [
        Facet(_("Title, %(language)s") % {"language": _language(name)}, *words)
        for name, words in _pairs(before.titles, after.titles)
    ]
    settings = [Facet(name, *words) for name, words in _pairs(before.settings, after.settings)]
    if facets := (*titles, *settings):
        yield Difference(Change.CHANGED, "settings", told(after.titles), facets)


def _by_key(definition: Definition) -> dict[str, Part]:
    parts: Sequence[Part] = (*definition.groups, *definition.questions)
    return {_key(part): part for part in parts}


def _key(part: Part) -> str:
    if isinstance(part, Group):
        return f"group {part.path}"
    return f"question {part.id}" if part.id else f"name {part.path}"


def _compared(old: Part | None, new: Part, before: Definition, after: Definition) -> Difference | None:
    if old is None:
        return Difference(Change.ADDED, new.path, told(new.labels))
    facets = [*_facets(old, new)]
    if isinstance(old, Question) and isinstance(new, Question):
        if old.type != new.type:
            facets.insert(0, Facet(_("Type"), old.type, new.type))
        whole = all(
            choice.rest is not None for form in (before, after) for choice in _chosen(form, (old, new))
        )
        answers = _answers(before, old, whole=whole), _answers(after, new, whole=whole)
        if answers[0] != answers[1]:
            facets.append(Facet(_("Answers"), *answers))
    if isinstance(old, Group) and isinstance(new, Group) and old.repeat != new.repeat:
        facets.insert(
            0, Facet(_("Type"), *(_("repeat") if each.repeat else _("group") for each in (old, new)))
        )
    if old.path != new.path:
        facets.insert(0, Facet(_("Name"), old.path, new.path))
    return Difference(Change.CHANGED, new.path, told(new.labels), tuple(facets)) if facets else None


def _facets(old: Part, new: Part) -> Iterator[Facet]:
    for facet in FACETS:
        for name, words in _pairs(getattr(old, facet, {}), getattr(new, facet, {})):
            yield Facet(_facet_word(facet, name), *words)


def _pairs(one: Words | None, other: Words | None) -> Iterator[tuple[str, tuple[str, str]]]:
    """Return what is otherwise, by name; nothing where one of the two was not kept."""
    if one is None or other is None:
        return
    for name in dict.fromkeys((*one, *other)):
        if one.get(name, "") != other.get(name, ""):
            yield name, (one.get(name, ""), other.get(name, ""))


def _facet_word(facet: str, name: str) -> str:
    if facet == "labels":
        return _("Words, %(language)s") % {"language": _language(name)}
    if facet == "hints":
        return _("Hint, %(language)s") % {"language": _language(name)}
    match = LANGUAGE.search(name.removeprefix("media::")) if facet == "rest" else None
    column = name.removeprefix("media::").partition("::")[0]
    words = {
        "constraint_message": _("Message where an answer is not taken"),
        "required_message": _("Message where an answer is lacking"),
        "guidance_hint": _("Guidance"), "default": _("Answer given beforehand"), "image": _("Picture"),
        "big-image": _("Large picture"), "audio": _("Sound"), "video": _("Film"),
        "appearance": _("Appearance"),
    }.get(column)  # fmt: skip
    if words is None or facet != "rest":
        return name
    language = _language((match[1] or match[2]).strip()) if match else ""
    return _("%(what)s, %(language)s") % {"what": words, "language": language} if language else words


def _language(name: str) -> str:
    return {"zh": _("Chinese"), "en": _("English")}.get(name, name)


def _chosen(definition: Definition, questions: Iterable[Question]) -> Iterator[Choice]:
    for question in questions:
        yield from definition.choices.get(question.choices, ())


def _answers(definition: Definition, question: Question, *, whole: bool) -> str:
    """Return the answers as text; `whole` with their further columns."""
    return "; ".join(
        f"{choice.name}: {_both(choice.labels)}{_further(choice) if whole else ''}"
        for choice in _chosen(definition, (question,))
    )


def _further(choice: Choice) -> str:
    found = ", ".join(f"{name}: {text}" for name, text in sorted((choice.rest or {}).items()))
    return f" ({found})" if found else ""


def _both(words: Words) -> str:
    return " / ".join(dict.fromkeys(words.values()))


def _moved(old: Mapping[str, Part], new: Mapping[str, Part]) -> list[Difference]:
    """Tell what stands before another that it stood after: the fewest that explain the new order."""
    kept = [key for key in new if key in old]
    rank = {key: position for position, key in enumerate(key for key in old if key in new)}
    stay = _longest_rising([rank[key] for key in kept])
    return [
        Difference(Change.MOVED, new[key].path, told(new[key].labels))
        for key in kept
        if rank[key] not in stay
    ]


def _longest_rising(ranks: list[int]) -> set[int]:
    """Return a longest rising subsequence (patience sorting, Schensted 1961)."""
    from bisect import bisect_left

    tops: list[int] = []
    at: list[int] = []
    before: list[int | None] = []
    for position, rank in enumerate(ranks):
        place = bisect_left(tops, rank)
        before.append(at[place - 1] if place else None)
        if place == len(tops):
            tops.append(rank)
            at.append(position)
        else:
            tops[place], at[place] = rank, position
    found: set[int] = set()
    step = at[-1] if at else None
    while step is not None:
        found.add(ranks[step])
        step = before[step]
    return found
