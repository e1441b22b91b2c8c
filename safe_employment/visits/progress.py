"""How far the checklist of a visit is: what is answered, what shows harm, what still lacks a finding."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from safe_employment.findings.models import Cluster
from safe_employment.visits.checklist import checklist_of
from safe_employment.visits.models import Answer, GivenAnswer
from safe_employment.visits.queries import findings_made
from safe_employment.visits.reading import reads_all

if TYPE_CHECKING:
    from collections.abc import Iterable

    from safe_employment.findings.models import Finding
    from safe_employment.kit.actors import Actor
    from safe_employment.visits.checklist import Question
    from safe_employment.visits.models import Visit


@dataclass(frozen=True)
class Difference:
    """Different answers to one question, or different notes to the same answer, as they were given.

    An answer that the visit holds though whoever gave it has taken it back since is among them.
    """

    question: str
    given: list[GivenAnswer]
    answer: Answer | None
    is_of_notes: bool = False

    @cached_property
    def is_settled(self) -> bool:
        """Whether the reviewer has settled it after the last of them was given; notes need no settling."""
        if self.is_of_notes:
            return True
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


def given_in(visit: Visit) -> list[GivenAnswer]:
    """Return what was given in this attempt: since the visit was last sealed again (one query)."""
    given = visit.given.all()
    if "given" not in getattr(visit, "_prefetched_objects_cache", {}):
        given = given.select_related("submission").defer("submission__xml", "submission__answers")
    since = visit.sealed_again_at
    return [one for one in given if since is None or one.given_at > since]


def in_force(given: Iterable[GivenAnswer], replaced: int | None = None) -> dict[str, list[GivenAnswer]]:
    """Return by question the answers that stand side by side, in the order in which they came.

    A submission's answers end with the one that replaces it (`replaced`: by one that has no answer of its
    own), and with what its person answers in the office afterwards. Two submissions of one person stand side
    by side: their arrival does not tell which of them was filled in later.
    """
    given = sorted(given, key=lambda one: one.pk)
    gone = {one.submission.replaces_id for one in given if one.submission} | {replaced}
    standing: dict[str, list[GivenAnswer]] = {}
    for one in given:
        if one.submission_id is None:
            before = standing.get(one.question, [])
            standing[one.question] = [each for each in before if each.given_by_id != one.given_by_id]
        elif one.submission_id in gone:
            continue
        standing.setdefault(one.question, []).append(one)
    return standing


def differences_of(visit: Visit) -> list[Difference]:
    """Return the questions to which different answers or notes were given (two queries)."""
    given = given_in(visit)
    standing, answers = in_force(given), {answer.question: answer for answer in visit.answers.all()}
    by_question = defaultdict[str, list[GivenAnswer]](list)
    for one in given:
        by_question[one.question].append(one)
    found = (
        _difference(question, every, standing.get(question, []), answers.get(question))
        for question, every in sorted(by_question.items())
    )
    return [each for each in found if each is not None]


def _difference(
    question: str, every: list[GivenAnswer], standing: list[GivenAnswer], answer: Answer | None
) -> Difference | None:
    said = {one.answer for one in standing}
    if answer is not None and answer.answer not in said:
        held = [one for one in every if one.answer == answer.answer][-1:]
        return Difference(question, [*held, *standing], answer) if held else None
    if len(said) > 1:
        return Difference(question, standing, answer)
    if len({one.note for one in standing if one.note}) > 1:
        return Difference(question, standing, answer, is_of_notes=True)
    return None


def differences_for(by: Actor, visit: Visit) -> list[Difference]:
    """Return the different answers as far as the actor may read them, as `pages_for`."""
    asked = checklist_of(visit).asked
    return [
        each
        for each in differences_of(visit)
        if reads_all(by, visit) or (each.question in asked and asked[each.question].tell)
    ]


def pages_of(visit: Visit) -> list[ClusterPage]:
    """Return the checklist of a visit, cluster by cluster: critical questions, and others with an answer."""
    asked = checklist_of(visit)
    answers = {answer.question: answer for answer in visit.answers.all()}
    found = {finding.question: finding for finding in findings_made(visit)}
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
    if reads_all(by, visit):
        return pages
    told = [ClusterPage(page.cluster, [row for row in page.rows if row.question.tell]) for page in pages]
    return [page for page in told if page.rows]


def told_of(pages: list[ClusterPage]) -> list[ClusterPage]:
    """Return the clusters with answers as a report tells them: first those with an answer that shows harm."""
    return sorted((page for page in pages if page.answered), key=lambda page: not page.adverse)


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
    all_of_it = reads_all(by, visit)
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
