"""What a questionnaire asks, read from its XForm: questions in order, groups, choices, and what we added.

The words are docs/decisions/0015: `good`, `critical`, `severity`, `statement`, `finding-…`, `article`, `ilo`,
`methods`, `part`, `tell` of a question, `cluster` and `weight` of a group.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from safe_employment.kit.models.associations import in_language

Words = dict[str, str]
ADVERSE = "partly"
JUDGED = ("yes", "no")


def told(words: Words) -> str:
    """Return the words in the reader's language, or in any that there is."""
    return in_language(words.get("zh", ""), words.get("en", "")) or next(iter(words.values()), "")


@dataclass(frozen=True)
class Choice:
    """One answer that can be chosen: the value that is sent, its words by language, its further columns."""

    name: str
    labels: Words
    rest: Words | None = None


@dataclass(frozen=True)
class Group:
    """A group of questions; `path` below the root, `se` what we added, `row` as of a question."""

    path: str
    labels: Words
    se: Words = field(default_factory=dict)
    repeat: bool = False
    logic: Words = field(default_factory=dict)
    rest: Words | None = None
    row: int | None = None

    @property
    def cluster(self) -> str:
        """The letter of its cluster, or "" where it is none."""
        return self.se.get("cluster", "")

    @property
    def weight(self) -> int:
        """What the cluster weighs in the score; 1 where the form does not say."""
        return int(self.se.get("weight", "1"))


@dataclass(frozen=True)
class Question:
    """A question, or a value that the form reckons (`type` calculate).

    `path` is below the root, e.g. `B/B02`; `type` as in the XLSForm; `choices` the name of its list;
    `group` the path of the group it stands in; `logic` when it is asked and what is taken, as written
    in the columns relevant, constraint, required, readonly, calculation and choice_filter; `rest` all other
    columns: messages, default, appearance, parameters, trigger, media (None: kept before these were); `row`
    its number in the sheet survey (None: kept before it was).
    """

    path: str
    name: str
    type: str
    labels: Words
    hints: Words = field(default_factory=dict)
    choices: str = ""
    group: str = ""
    se: Words = field(default_factory=dict)
    logic: Words = field(default_factory=dict)
    rest: Words | None = None
    row: int | None = None

    @property
    def id(self) -> str:
        """Its id in the checklist, e.g. `B02`; "" for a question that is not judged."""
        return self.se.get("question", "")

    @property
    def good(self) -> frozenset[str]:
        """The good answers; empty for a question that is not judged."""
        return frozenset(self.se.get("good", "").split())

    @property
    def is_judged(self) -> bool:
        """Whether an answer is good or adverse."""
        return bool(self.good)

    @property
    def is_critical(self) -> bool:
        """Whether an adverse answer opens the confidential screening."""
        return self.se.get("critical") == "yes"

    @property
    def tells(self) -> bool:
        """Whether the employer may learn the answer."""
        return self.se.get("tell") != "no"

    @property
    def ilo(self) -> tuple[int, ...]:
        """The numbers of the ILO's eleven indicators that it asks about."""
        return tuple(int(number) for number in self.se.get("ilo", "").split())

    @property
    def methods(self) -> tuple[str, ...]:
        """How it is found out."""
        return tuple(self.se.get("methods", "").split())

    @property
    def finding(self) -> Words:
        """The title of the finding that an adverse answer proposes, by language."""
        return {language: self.se.get(f"finding-{language}", "") for language in ("en", "zh")}

    @property
    def label(self) -> str:
        """What is asked, in the reader's language."""
        return told(self.labels)

    def is_adverse(self, answer: str) -> bool:
        """Whether an answer shows harm: partly, or yes or no where that is not the good one."""
        if not self.is_judged or answer in self.good:
            return False
        return answer == ADVERSE or answer in JUDGED


@dataclass(frozen=True)
class Definition:
    """A whole form. `root` is the name of the element around all answers; `media` the files it shows.

    `made` are the settings that its file does not name, so that they were made from its name and content.
    `settings` are those of the sheet, form id, version and title aside; `warnings` are the compiler's.
    """

    form_id: str
    version: str
    titles: Words
    languages: tuple[str, ...]
    questions: tuple[Question, ...]
    groups: tuple[Group, ...]
    choices: dict[str, tuple[Choice, ...]]
    root: str = "data"
    media: tuple[str, ...] = ()
    made: tuple[str, ...] = ()
    settings: Words | None = None
    warnings: tuple[str, ...] = ()

    def question(self, path: str) -> Question | None:
        """Return the question at a path; positions of repeats in it do not matter."""
        return self._by_path.get(without_positions(path))

    def group(self, path: str) -> Group | None:
        """Return the group at a path."""
        return next((group for group in self.groups if group.path == path), None)

    def cluster_of(self, question: Question) -> Group | None:
        """Return the cluster to which a question belongs: that of its letter, wherever it stands."""
        return next((group for group in self.groups if question.id and group.cluster == question.id[0]), None)

    @cached_property
    def _by_path(self) -> dict[str, Question]:
        return {question.path: question for question in self.questions}

    def words_of(self, question: Question, answer: str) -> str:
        """Return an answer in the reader's language: of a choice its words, of several their words."""
        known = {choice.name: told(choice.labels) for choice in self.choices.get(question.choices, ())}
        if not known:
            return answer
        return ", ".join(known.get(one, one) for one in answer.split())

    def to_json(self) -> dict[str, Any]:
        """Return what the database keeps."""
        return {
            "form_id": self.form_id, "version": self.version, "titles": self.titles, "root": self.root,
            "languages": list(self.languages), "media": list(self.media), "settings": self.settings,
            "made": list(self.made), "warnings": list(self.warnings),
            "questions": [vars(question) for question in self.questions],
            "groups": [vars(group) for group in self.groups],
            "choices": {name: [vars(choice) for choice in found] for name, found in self.choices.items()},
        }  # fmt: skip

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Definition:
        """Read what `to_json` gave."""
        return cls(
            form_id=kept["form_id"], version=kept["version"], titles=kept["titles"], root=kept["root"],
            languages=tuple(kept["languages"]), media=tuple(kept["media"]),
            made=tuple(kept.get("made", ())),
            warnings=tuple(kept.get("warnings", ())),
            settings=kept.get("settings"),
            questions=tuple(Question(**question) for question in kept["questions"]),
            groups=tuple(Group(**group) for group in kept["groups"]),
            choices={
                name: tuple(Choice(**choice) for choice in found) for name, found in kept["choices"].items()
            },
        )  # fmt: skip


def without_positions(path: str) -> str:
    """Return a path without the positions of repeats: `rooms[2]/beds` becomes `rooms/beds`."""
    if "[" not in path:
        return path
    return "/".join(part.partition("[")[0] for part in path.split("/"))
