"""The short checklist of a visit: the 22 critical questions, one page a cluster."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from django.utils.translation import gettext_lazy as _

from safe_employment.kit.models.associations import in_language

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
    """A critical question. `good` is the good answer; `tell` whether the employer may learn the answer."""

    id: str
    cluster: str
    text_zh: str
    text_en: str
    good: Literal["yes", "no"]
    methods: tuple[str, ...]
    law: str
    finding_zh: str
    finding_en: str
    severity: str
    statement: str
    tell: bool

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
        return [str(METHODS[method]) for method in self.methods]

    @property
    def asks_workers(self) -> bool:
        """Whether workers are asked, alone and without the employer."""
        return "worker interview" in self.methods

    def is_adverse(self, answer: str) -> bool:
        """Whether an answer shows harm: the opposite of the good one, or partly. Not seen shows nothing."""
        return answer == "partly" or (answer in ("yes", "no") and answer != self.good)


@cache
def questions() -> dict[str, Question]:
    """Return the critical questions by id, in the order of the reference."""
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


@cache
def clusters() -> tuple[str, ...]:
    """Return the letters of the clusters that have critical questions, in order."""
    return tuple(sorted({question.cluster for question in questions().values()}))


def of_cluster(cluster: str) -> list[Question]:
    """Return the questions of one cluster; empty for a letter that has none."""
    return [question for question in questions().values() if question.cluster == cluster]
