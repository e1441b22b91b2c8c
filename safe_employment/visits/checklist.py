"""The questions of a visit: the critical ones, one page a cluster, and all that its questionnaire judges.

A visit takes them from the version of the questionnaire that was in force when it was released; where the
association has none, the short checklist of our own holds (`checklist.yaml`, the 22 critical questions).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from django.utils.translation import gettext_lazy as _

from safe_employment.instruments.definitions import Definition
from safe_employment.instruments.models import InstrumentVersion
from safe_employment.kit.models.associations import in_language

if TYPE_CHECKING:
    from safe_employment.instruments.definitions import Question as Asked
    from safe_employment.visits.models import Visit

CAPTION = 200  # how much of a question is the caption of its photograph
ROOM = Path(__file__).parent
REFERENCE = ROOM.parent / "reference" / "visit_checklist.yaml"
METHODS = {
    "document": _("Look at papers"),
    "observation": _("See for yourself"),
    "worker interview": _("Speak with workers alone"),
    "manager interview": _("Ask the manager"),
}


@dataclass(frozen=True)
class Question:
    """A judged question. `good` is the good answer; `tell` whether the employer may learn the answer.

    `critical` is whether an adverse answer opens the confidential screening; `path` where a questionnaire
    has it, `ilo` the numbers of the ILO's indicators.
    """

    id: str
    cluster: str
    text_zh: str
    text_en: str
    good: str
    methods: tuple[str, ...]
    law: str
    finding_zh: str
    finding_en: str
    severity: str
    statement: str
    tell: bool
    critical: bool = True
    path: str = ""
    ilo: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The question in the reader's language."""
        return in_language(self.text_zh, self.text_en)

    @property
    def finding(self) -> str:
        """The title of the finding that an adverse answer proposes, in the reader's language."""
        return in_language(self.finding_zh, self.finding_en)

    @property
    def ways(self) -> list[str]:
        """How it is found out, in words."""
        return [str(METHODS[method]) for method in self.methods if method in METHODS]

    @property
    def asks_workers(self) -> bool:
        """Whether workers are asked, alone and without the employer."""
        return "worker interview" in self.methods

    def is_adverse(self, answer: str) -> bool:
        """Whether an answer shows harm: the opposite of the good one, or partly. Not seen shows nothing."""
        good = self.good.split()
        return answer not in good and answer in ("yes", "no", "partly")


@cache
def questions() -> dict[str, Question]:
    """Return the critical questions of our own short checklist by id, in the order of the reference."""
    ours = _read(ROOM / "checklist.yaml")["questions"]
    critical = [row for row in _read(REFERENCE)["questions"] if row["critical"]]
    return {row["id"]: _question(row, ours[row["id"]]) for row in critical}


def _read(path: Path) -> dict[str, Any]:
    with path.open(encoding="utf-8") as file:
        found: dict[str, Any] = yaml.safe_load(file)
    return found


def _question(row: dict[str, Any], ours: dict[str, Any]) -> Question:
    return Question(
        id=row["id"], cluster=row["cluster"], text_zh=ours["zh"], text_en=row["q"], good=row["good_answer"],
        methods=tuple(row["method"].split("+")), law=row["law"], finding_zh=ours["finding"]["zh"],
        finding_en=ours["finding"]["en"], severity=ours["severity"], statement=ours["statement"],
        tell=ours["tell"],
    )  # fmt: skip


@dataclass(frozen=True)
class Checklist:
    """What a visit asks: every judged question by id, and what each cluster weighs in the score."""

    asked: dict[str, Question]
    weights: dict[str, int]

    @property
    def critical(self) -> dict[str, Question]:
        """The critical questions by id: without an answer to each of them there is no report."""
        return {key: question for key, question in self.asked.items() if question.critical}

    @property
    def clusters(self) -> tuple[str, ...]:
        """The letters of the clusters that have critical questions, in order."""
        return tuple(sorted({question.cluster for question in self.critical.values()}))


def checklist_of(visit: Visit) -> Checklist:
    """Return what a visit asks (one query for a version that was not read before)."""
    found = _of_version(visit.version_id) if visit.version_id else None
    return found if found is not None and found.critical else _short()


@cache
def _short() -> Checklist:
    return Checklist(questions(), dict.fromkeys(clusters(), 1))


def own_words(visit: Visit, question: str) -> dict[str, tuple[str, str]]:
    """Return the words of the questionnaire itself, as findings and captions take them, with the Chinese and
    the English of each; empty for a question that the visit does not have.
    """
    asked = checklist_of(visit).asked.get(question)
    if asked is None:
        return {}
    pairs = ((asked.finding_zh, asked.finding_en), (asked.text_zh[:CAPTION], asked.text_en[:CAPTION]))
    return {words: pair for pair in pairs for words in pair if words}


def in_its_language(visit: Visit, question: str, words: str) -> str:
    """Return words of the questionnaire in the reader's language; what people wrote stays as it is."""
    pair = own_words(visit, question).get(words)
    return in_language(*pair) if pair else words


@lru_cache(maxsize=32)
def _of_version(pk: int) -> Checklist:
    """Read a version; what was published never changes."""
    kept = InstrumentVersion.objects.values_list("definition", flat=True).get(pk=pk)
    definition = Definition.from_json(kept)
    return Checklist(
        {asked.id: _from_form(asked) for asked in definition.questions if asked.id and asked.is_judged},
        {group.cluster: group.weight for group in definition.groups if group.cluster},
    )


def _from_form(asked: Asked) -> Question:
    return Question(
        id=asked.id, cluster=asked.id[0], text_zh=asked.labels.get("zh", ""),
        text_en=asked.labels.get("en", ""), good=" ".join(sorted(asked.good)),
        methods=tuple(method.replace("_", " ") for method in asked.methods), law=asked.se.get("article", ""),
        finding_zh=asked.finding["zh"], finding_en=asked.finding["en"],
        severity=asked.se.get("severity", "minor"), statement=asked.se.get("statement", "possible_breach"),
        tell=asked.tells, critical=asked.is_critical, path=asked.path, ilo=asked.ilo,
    )  # fmt: skip


@cache
def clusters() -> tuple[str, ...]:
    """Return the letters of the clusters of our own short checklist, in order."""
    return tuple(sorted({question.cluster for question in questions().values()}))
