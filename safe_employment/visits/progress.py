"""How far the checklist of a visit is: what is answered, what shows harm, what still lacks a finding."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from safe_employment.findings.models import Cluster, Finding, FindingState, SourceKind
from safe_employment.kit.policies import can
from safe_employment.visits.checklist import checklist_of
from safe_employment.visits.models import Answer, GivenAnswer
from safe_employment.visits.policies import READ_REMARKS

if TYPE_CHECKING:
    from safe_employment.kit.actors import Actor
    from safe_employment.visits.checklist import Question
    from safe_employment.visits.models import Visit


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


@dataclass(frozen=True)
class AnsweredQuestion:
    """A question with the answer that the visit gave, if any, and the finding that it led to."""

    question: Question
    answer: Answer | None
    finding: Finding | None
    difference: Difference | None = None

    @property
    def is_adverse(self) -> bool:
        """Whether the answer shows harm."""
        return self.answer is not None and self.question.is_adverse(self.answer.answer)

    @property
    def needs_finding(self) -> bool:
        """Whether the answer shows harm and nothing is recorded yet."""
        return self.is_adverse and self.finding is None

    @property
    def must_be_recorded(self) -> bool:
        """Whether there is no report without a finding for it."""
        return self.needs_finding and self.question.critical


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

    @property
    def adverse(self) -> list[AnsweredQuestion]:
        """The rows whose answer shows harm."""
        return [row for row in self.rows if row.is_adverse]

    @property
    def harmless(self) -> list[AnsweredQuestion]:
        """The rows with any other answer."""
        return [row for row in self.rows if row.answer is not None and not row.is_adverse]


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


def differences_for(by: Actor, visit: Visit) -> list[Difference]:
    """Return the different answers as far as the actor may read them, as `pages_for`."""
    asked = checklist_of(visit).asked
    return [
        each
        for each in differences_of(visit)
        if _reads_all(by) or (each.question in asked and asked[each.question].tell)
    ]


def _reads_all(by: Actor) -> bool:
    """Whether the actor reads what rests on what workers said, too."""
    return can(by, READ_REMARKS)


def pages_of(visit: Visit) -> list[ClusterPage]:
    """Return the checklist of a visit, cluster by cluster: critical questions, and others with an answer."""
    asked = checklist_of(visit)
    answers = {answer.question: answer for answer in visit.answers.all()}
    found = {finding.question: finding for finding in _findings(visit)}
    differing = {each.question: each for each in differences_of(visit)}
    pages: dict[str, list[AnsweredQuestion]] = {letter: [] for letter in asked.clusters}
    for key, question in asked.asked.items():
        if question.critical or key in answers:
            row = AnsweredQuestion(question, answers.get(key), found.get(key), differing.get(key))
            pages.setdefault(question.cluster, []).append(row)
    return [ClusterPage(letter, rows) for letter, rows in sorted(pages.items())]


def pages_for(by: Actor, visit: Visit) -> list[ClusterPage]:
    """Return the checklist as far as the actor may read it.

    What rests on what workers said, or concerns a child, is only for those who read the staff's remarks.
    """
    pages = pages_of(visit)
    if _reads_all(by):
        return pages
    told = [ClusterPage(page.cluster, [row for row in page.rows if row.question.tell]) for page in pages]
    return [page for page in told if page.rows]


def told_of(pages: list[ClusterPage]) -> list[ClusterPage]:
    """Return the clusters with answers as a report tells them: first those with an answer that shows harm."""
    return sorted((page for page in pages if page.answered), key=lambda page: not page.adverse)


def _findings(visit: Visit) -> list[Finding]:
    made = Finding.objects.filter(
        association=visit.association_id, source_kind=SourceKind.VISIT, source_id=str(visit.pk)
    )
    return list(made.exclude(question="").exclude(state=FindingState.WITHDRAWN))


def unanswered(visit: Visit) -> list[Question]:
    """Return the critical questions without an answer."""
    given = {answer.question for answer in visit.answers.all()}
    return [question for question in checklist_of(visit).critical.values() if question.id not in given]


def adverse_without_finding(visit: Visit) -> list[Question]:
    """Return the critical questions whose answer shows harm and that led to no finding yet."""
    return [row.question for page in pages_of(visit) for row in page.rows if row.must_be_recorded]


@dataclass(frozen=True)
class Score:
    """How good the answers are, of 100, by cluster and in all; None where nothing was judged.

    `stopped_by` are critical questions with an adverse answer: with one of them there is no score in all.
    `is_of_all` is whether all answers were reckoned, those too that rest on what workers said.
    """

    clusters: dict[str, int]
    total: int | None
    stopped_by: list[str]
    is_of_all: bool = True


GOODNESS = {"partly": Fraction(1, 2)}


def score_for(by: Actor, visit: Visit) -> Score:
    """Reckon the score of a visit by the weights of its questionnaire; partly counts half.

    For who may not read what rests on what workers said it is reckoned without these answers, as if they
    had not been given: neither a share nor a missing score tells of them.
    """
    all_of_it = _reads_all(by)
    asked, parts = checklist_of(visit), defaultdict[str, list[Fraction]](list)
    stopped = []
    for answer in visit.answers.all():
        question = asked.asked.get(answer.question)
        if question is None or answer.answer in ("not_applicable", "not_seen"):
            continue
        if not (all_of_it or question.tell):
            continue
        bad = question.is_adverse(answer.answer)
        parts[question.cluster].append(GOODNESS.get(answer.answer, Fraction(0)) if bad else Fraction(1))
        if bad and question.critical:
            stopped.append(question.id)
    shares = {letter: sum(found, Fraction(0)) / len(found) for letter, found in sorted(parts.items())}
    weights = {letter: asked.weights.get(letter, 1) for letter in shares}
    total = None
    if shares and not stopped:
        weighed = sum((shares[letter] * weights[letter] for letter in shares), Fraction(0))
        total = round(100 * weighed / sum(weights.values()))
    told = {letter: round(100 * share) for letter, share in shares.items()}
    return Score(told, total, sorted(stopped), all_of_it)
