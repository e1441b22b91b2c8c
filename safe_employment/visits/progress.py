"""How far the checklist of a visit is: what is answered, what shows harm, what still lacks a finding."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from safe_employment.findings.models import Cluster, Finding, FindingState, SourceKind
from safe_employment.kit.policies import can
from safe_employment.visits import checklist
from safe_employment.visits.models import Answer, GivenAnswer
from safe_employment.visits.policies import READ_REMARKS

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.visits.checklist import Question
    from safe_employment.visits.models import Visit


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question with the answer that the visit gave, if any, and the finding that it led to."""

    question: Question
    answer: Answer | None
    finding: Finding | None

    @property
    def is_adverse(self) -> bool:
        """Whether the answer shows harm."""
        return self.answer is not None and self.question.is_adverse(self.answer.answer)

    @property
    def needs_finding(self) -> bool:
        """Whether the answer shows harm and nothing is recorded yet."""
        return self.is_adverse and self.finding is None


@dataclass(frozen=True)
class ClusterPage:
    """One cluster of the checklist: its questions with their answers."""

    cluster: str
    rows: list[AnsweredQuestion]

    @property
    def title(self) -> str:
        """The name of the cluster."""
        return str(Cluster(self.cluster).label)

    @property
    def answered(self) -> int:
        """How many of its questions have an answer."""
        return sum(row.answer is not None for row in self.rows)

    @property
    def is_complete(self) -> bool:
        """Whether every question has an answer."""
        return self.answered == len(self.rows)


@dataclass(frozen=True)
class Difference:
    """Different answers of several people of the team to one question, each person's last."""

    question: str
    given: list[GivenAnswer]
    answer: Answer | None

    @cached_property
    def is_settled(self) -> bool:
        """Whether the reviewer has settled it after the last of them was given."""
        settled = self.answer.settled_at if self.answer else None
        return settled is not None and settled >= max(one.given_at for one in self.given)


def differences_of(visit: Visit) -> list[Difference]:
    """Return the questions to which people gave different answers (two queries)."""
    last: dict[str, dict[int | None, GivenAnswer]] = {}
    replaced = {one.submission.replaces_id for one in visit.given.all() if one.submission} - {None}
    for one in visit.given.all():
        if one.submission_id is None or one.submission_id not in replaced:
            last.setdefault(one.question, {})[one.given_by_id] = one
    answers = {answer.question: answer for answer in visit.answers.all()}
    return [
        Difference(question, list(people.values()), answers.get(question))
        for question, people in sorted(last.items())
        if len({one.answer for one in people.values()}) > 1
    ]


def pages_of(visit: Visit) -> list[ClusterPage]:
    """Return the checklist of a visit, cluster by cluster (two queries)."""
    answers = {answer.question: answer for answer in visit.answers.all()}
    found = {finding.question: finding for finding in _findings(visit)}
    return [
        ClusterPage(
            cluster,
            [
                AnsweredQuestion(question, answers.get(question.id), found.get(question.id))
                for question in checklist.of_cluster(cluster)
            ],
        )
        for cluster in checklist.clusters()
    ]


def pages_for(by: Actor, visit: Visit) -> list[ClusterPage]:
    """Return the checklist as far as the actor may read it.

    What rests on what workers said, or concerns a child, is only for those who read the staff's remarks.
    """
    pages = pages_of(visit)
    if can(by, READ_REMARKS):
        return pages
    told = [ClusterPage(page.cluster, [row for row in page.rows if row.question.tell]) for page in pages]
    return [page for page in told if page.rows]


def _findings(visit: Visit) -> list[Finding]:
    made = Finding.objects.filter(
        association=visit.association_id, source_kind=SourceKind.VISIT, source_id=str(visit.pk)
    )
    return list(made.exclude(question="").exclude(state=FindingState.WITHDRAWN))


def unanswered(visit: Visit) -> list[Question]:
    """Return the questions without an answer."""
    given = {answer.question for answer in visit.answers.all()}
    return [question for question in checklist.questions().values() if question.id not in given]


def adverse_without_finding(visit: Visit) -> list[Question]:
    """Return the questions whose answer shows harm and that led to no finding yet."""
    return [row.question for page in pages_of(visit) for row in page.rows if row.needs_finding]
