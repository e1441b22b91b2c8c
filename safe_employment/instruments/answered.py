"""What was answered, as people read it: by group in the order of the questionnaire, repeats one by one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from safe_employment.instruments.definitions import Question, told, without_positions
from safe_employment.instruments.reading import SILENT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from safe_employment.instruments.definitions import Definition

FAR = 1_000_000
PLACES = ("geopoint", "start-geopoint")


@dataclass(frozen=True)
class Answered:
    """A question with its answer. `question` is None where the version knows no such question."""

    path: str
    value: str
    words: str
    question: Question | None

    @property
    def label(self) -> str:
        """What was asked."""
        return (self.question.label if self.question else "") or self.path.rpartition("/")[2]

    @property
    def is_adverse(self) -> bool:
        """Whether the answer shows harm."""
        return self.question is not None and self.question.is_adverse(self.value)

    @property
    def is_file(self) -> bool:
        """Whether the answer is the name of a file."""
        return self.question is not None and self.question.type in (
            "image",
            "photo",
            "audio",
            "video",
            "file",
        )


@dataclass
class AnsweredGroup:
    """Answers that stand together; of a repeat one of them."""

    path: str
    title: str
    answers: list[Answered] = field(default_factory=list)


def answered(definition: Definition, answers: Mapping[str, str]) -> list[AnsweredGroup]:
    """Return the answers that a person gave, by group; what the device reckoned is left out."""
    order = _order(definition)
    found: list[AnsweredGroup] = []
    for path in sorted(answers, key=lambda each: _place(each, order)):
        question = definition.question(path)
        if path.startswith("meta/") or (question and question.type in SILENT):
            continue
        group = path.rpartition("/")[0]
        if not found or found[-1].path != group:
            found.append(AnsweredGroup(group, _title(definition, group)))
        value = answers[path].strip()
        words = definition.words_of(question, value) if question else value
        found[-1].answers.append(Answered(path, value, words, question))
    return found


@dataclass(frozen=True)
class Compared:
    """An answer of what was kept aside beside that stored under its ID, in words; "" where there is none."""

    label: str
    id: str
    held: str
    stored: str
    differs: bool


def compared(
    held: tuple[Definition, Mapping[str, str]], stored: tuple[Definition, Mapping[str, str]]
) -> list[tuple[str, list[Compared]]]:
    """Return the answers of both, each with its own version, by group in the order of what was kept aside."""
    here, there = ({each.path: each for group in answered(*one) for each in group.answers}
                   for one in (held, stored))  # fmt: skip
    return [
        (group.title, [_compared(each, here.get(each.path), there.get(each.path)) for each in group.answers])
        for group in answered(held[0], {**stored[1], **held[1]})
    ]


def _compared(asked: Answered, held: Answered | None, stored: Answered | None) -> Compared:
    return Compared(
        asked.label, asked.question.id if asked.question else "", held.words if held else "",
        stored.words if stored else "", (held.value if held else "") != (stored.value if stored else ""),
    )  # fmt: skip


def places(definition: Definition, answers: Mapping[str, str]) -> list[tuple[float, float]]:
    """Return the places that were noted, latitude and longitude in degrees."""
    found: list[tuple[float, float]] = []
    for path, value in answers.items():
        question = definition.question(path)
        if question is not None and question.type in PLACES:
            try:
                latitude, longitude = (float(part) for part in value.split()[:2])
            except ValueError:
                continue
            found.append((latitude, longitude))
    return found


def _title(definition: Definition, path: str) -> str:
    group = definition.group(without_positions(path))
    words = told(group.labels) if group else ""
    position = path.rpartition("[")[2].rstrip("]") if path.endswith("]") else ""
    return f"{words} {position}".strip()


def _order(definition: Definition) -> dict[str, int]:
    """Return the place of each question and of each group's first question."""
    order: dict[str, int] = {}
    for place, question in enumerate(definition.questions):
        parts = question.path.split("/")
        for depth in range(1, len(parts) + 1):
            order.setdefault("/".join(parts[:depth]), place)
    return order


def _place(path: str, order: Mapping[str, int]) -> tuple[tuple[int, int], ...]:
    found = []
    parts = path.split("/")
    for depth in range(1, len(parts) + 1):
        position = parts[depth - 1].partition("[")[2].rstrip("]")
        plain = without_positions("/".join(parts[:depth]))
        found.append((order.get(plain, FAR), int(position) if position.isdecimal() else 0))
    return tuple(found)
