"""A questionnaire as people read it: groups with their questions, and what is done with an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from safe_employment.instruments.definitions import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safe_employment.instruments.definitions import Choice, Definition, Group, Question

# What no one is asked: reckoned or noted by the device.
SILENT = frozenset(
    ("calculate", "hidden", "start", "end", "today", "deviceid", "audit", "start-geopoint", "phonenumber")
)
AT_ONCE = 100


@dataclass(frozen=True)
class ReadQuestion:
    """A question as it is read, with the answers that can be chosen."""

    question: Question
    answers: tuple[Choice, ...]

    @property
    def label(self) -> str:
        """What is asked."""
        return self.question.label or self.question.name

    @property
    def hint(self) -> str:
        """How it is found out."""
        return told(self.question.hints)

    @property
    def words(self) -> list[tuple[str, bool]]:
        """The answers that can be chosen, each with whether it is a good one."""
        return [(told(choice.labels), choice.name in self.question.good) for choice in self.answers]

    @property
    def proposes(self) -> str:
        """The finding that an adverse answer proposes."""
        return told({key: words for key, words in self.question.finding.items() if words})

    @property
    def condition(self) -> str:
        """When it is asked, as written in the form."""
        return self.question.logic.get("relevant", "")


@dataclass(frozen=True)
class Section:
    """Questions that stand together; `group` is None before and after all groups."""

    group: Group | None
    questions: list[ReadQuestion]

    @property
    def title(self) -> str:
        """The name of the group."""
        if self.group is None:
            return _("Without a group")
        return told(self.group.labels) or self.group.path.rpartition("/")[2]


def sections(definition: Definition, *, after: int = 0) -> tuple[list[Section], int]:
    """Return up to 100 questions from a position on, by group, and the position of the next (0: none)."""
    asked = [question for question in definition.questions if question.type not in SILENT]
    shown = asked[after : after + AT_ONCE]
    found = list(_by_group(definition, shown))
    following = after + AT_ONCE
    return found, following if following < len(asked) else 0


def _by_group(definition: Definition, shown: list[Question]) -> Iterator[Section]:
    held: list[ReadQuestion] = []
    for position, question in enumerate(shown):
        held.append(ReadQuestion(question, definition.choices.get(question.choices, ())))
        following = shown[position + 1] if position + 1 < len(shown) else None
        if following is None or following.group != question.group:
            yield Section(definition.group(question.group), held)
            held = []
