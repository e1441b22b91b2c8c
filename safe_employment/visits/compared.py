"""Facts of a visit as its team told them: 12 people at work, or 40; and whether it had to leave early."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from safe_employment.instruments.definitions import Definition
from safe_employment.visits.models import Visit
from safe_employment.visits.submissions import ABOUT_THE_VISIT, counts_for, sent_by_team

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from safe_employment.instruments.definitions import Question
    from safe_employment.instruments.models import Submission

# What is chosen or counted is the same for all who look; what is written freely is everybody's own.
COMPARED = ("select", "integer", "decimal", "range", "date", "time")
OWN = ("parts",)  # which part of the questionnaire somebody fills in
STOPPED, STOPPED_WHY = "stopped_early", "stopped_why"


@dataclass(frozen=True)
class SaidFact:
    """What one filled-in questionnaire says, in words."""

    submission: Submission
    words: str


@dataclass(frozen=True)
class ToldFact:
    """A question that is not judged, with what each of them says."""

    name: str
    label: str
    said: list[SaidFact]
    differs: bool


@dataclass(frozen=True)
class Stop:
    """That the team had to leave early, as one of them sent it, and why."""

    submission: Submission
    why: str


@dataclass(frozen=True)
class Told:
    """What the team told of a visit beside the judged answers."""

    facts: tuple[ToldFact, ...] = ()
    stops: tuple[Stop, ...] = ()

    @property
    def different(self) -> list[ToldFact]:
        """The facts that were told differently."""
        return [fact for fact in self.facts if fact.differs]

    @property
    def same(self) -> list[tuple[str, str]]:
        """The other facts, in words; that nobody had to leave early is none."""
        return [
            (fact.label, fact.said[0].words)
            for fact in self.facts
            if not fact.differs and fact.name != STOPPED
        ]


def told_of(visit: Visit) -> Told:
    """Return what the team told, the facts in the order of the questionnaire (one query)."""
    found: dict[tuple[int, str], list[tuple[Question, str, SaidFact]]] = defaultdict(list)
    sent = sent_by_team(visit).filter(version__instrument__kind__in=ABOUT_THE_VISIT)
    counted = [each for each in sent.order_by("received_at", "pk") if counts_for(visit, each)]
    for submission in counted:
        for question, value, words in _facts_in(submission):
            said = SaidFact(submission, words)
            found[submission.version.instrument_id, question.path].append((question, value, said))
    facts = tuple(
        ToldFact(
            rows[0][0].name, rows[0][0].label, [said for _question, _value, said in rows],
            len({value for _question, value, _said in rows}) > 1,
        )
        for rows in found.values()
        if len({value for _question, value, _said in rows}) > 1 or not rows[0][0].is_judged
    )  # fmt: skip
    stops = (Stop(each, _named(each.answers, STOPPED_WHY)) for each in counted if is_stopped(each.answers))
    return Told(facts, tuple(stops))


def is_stopped(answers: Mapping[str, object]) -> bool:
    """Whether a filled-in questionnaire says that the team had to leave early: it was not safe to stay."""
    return _named(answers, STOPPED) == "yes"


def _named(answers: Mapping[str, object], name: str) -> str:
    found = (str(value).strip() for path, value in answers.items() if path.rpartition("/")[2] == name)
    return next(found, "")


def _facts_in(submission: Submission) -> Iterator[tuple[Question, str, str]]:
    """Yield the facts of a questionnaire with their value, and in words; repeats are not compared."""
    definition = Definition.from_json(submission.version.definition)
    for question in definition.questions:
        value = str(submission.answers.get(question.path, "")).strip()
        is_fact = question.type.startswith(COMPARED) and not question.id and question.name not in OWN
        if value and is_fact:
            yield question, value, definition.words_of(question, value)
