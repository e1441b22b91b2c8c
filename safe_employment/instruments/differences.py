"""What changed from one version to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.instruments.definitions import Definition, Group, Question, Words, told

if TYPE_CHECKING:
    from collections.abc import Sequence

Part = Question | Group
FACETS = ("labels", "hints", "se", "logic")


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
    return found + gone + _moved(old, new)


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
        answers = _answers(before, old), _answers(after, new)
        if answers[0] != answers[1]:
            facets.append(Facet(_("Answers"), *answers))
    if old.path != new.path:
        facets.insert(0, Facet(_("Name"), old.path, new.path))
    return Difference(Change.CHANGED, new.path, told(new.labels), tuple(facets)) if facets else None


def _facets(old: Part, new: Part) -> Iterator[Facet]:
    for facet in FACETS:
        one, other = getattr(old, facet, {}), getattr(new, facet, {})
        for name in dict.fromkeys((*one, *other)):
            if one.get(name, "") != other.get(name, ""):
                yield Facet(_facet_word(facet, name), one.get(name, ""), other.get(name, ""))


def _facet_word(facet: str, name: str) -> str:
    language = {"zh": _("Chinese"), "en": _("English")}.get(name, name)
    if facet == "labels":
        return _("Words, %(language)s") % {"language": language}
    if facet == "hints":
        return _("Hint, %(language)s") % {"language": language}
    return name


def _answers(definition: Definition, question: Question) -> str:
    return "; ".join(
        f"{choice.name}: {_both(choice.labels)}" for choice in definition.choices.get(question.choices, ())
    )


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
