"""The score of a filled-in questionnaire: by cluster, and as a whole by the weights of the instrument.

A good answer counts one, a partly good one a half, an adverse one nothing; what was not asked, not seen or
does not apply does not count. The whole is the mean of the clusters by their weights. An adverse answer to
a critical question stops the score: there is none, however good the rest is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from safe_employment.instruments.definitions import ADVERSE, Group, Question, told, without_positions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from safe_employment.instruments.definitions import Definition

HALF = 0.5


@dataclass(frozen=True)
class ClusterScore:
    """One cluster: how many answers were good (partly good ones a half), and how many counted."""

    group: Group
    good: float
    counted: int

    @property
    def title(self) -> str:
        """The name of the cluster, in the reader's language."""
        return told(self.group.labels)

    @property
    def percent(self) -> int | None:
        """The share of good answers; None where none counted."""
        return round(100 * self.good / self.counted) if self.counted else None


@dataclass(frozen=True)
class Score:
    """The clusters in their order, and the critical questions that were answered adversely."""

    clusters: tuple[ClusterScore, ...]
    stopped_by: tuple[Question, ...]

    @property
    def percent(self) -> int | None:
        """The whole; None where a critical answer stops it or nothing counted."""
        counted = [each for each in self.clusters if each.counted and each.group.weight]
        weight = sum(each.group.weight for each in counted)
        if self.stopped_by or not weight:
            return None
        return round(sum(each.group.weight * 100 * each.good / each.counted for each in counted) / weight)

    @property
    def is_scored(self) -> bool:
        """Whether the questionnaire has judged questions that were answered."""
        return any(each.counted for each in self.clusters)


def value_of(question: Question, answer: str) -> float | None:
    """Return what an answer counts; None for one that does not count."""
    if not question.is_judged:
        return None
    if answer in question.good:
        return 1.0
    if answer == ADVERSE:
        return HALF
    return 0.0 if question.is_adverse(answer) else None


def score(definition: Definition, answers: Mapping[str, str]) -> Score:
    """Return the score of the answers, {path: value}."""
    good: dict[str, float] = {}
    counted: dict[str, int] = {}
    stopped: dict[str, Question] = {}
    for path, answer in answers.items():
        question = definition.question(without_positions(path))
        value = value_of(question, answer.strip()) if question else None
        if question is None or value is None:
            continue
        if question.is_critical and question.is_adverse(answer.strip()):
            stopped[question.path] = question
        if (cluster := definition.cluster_of(question)) is not None:
            good[cluster.path] = good.get(cluster.path, 0) + value
            counted[cluster.path] = counted.get(cluster.path, 0) + 1
    clusters = tuple(
        ClusterScore(group, good.get(group.path, 0), counted.get(group.path, 0))
        for group in definition.groups
        if group.cluster
    )
    return Score(clusters, tuple(stopped.values()))
