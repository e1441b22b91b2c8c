"""Facts of a visit that several filled-in questionnaires tell differently: 12 people at work, or 40."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from safe_employment.instruments.definitions import Definition
from safe_employment.visits.models import Visit
from safe_employment.visits.submissions import ABOUT_THE_VISIT, counts_for, sent_by_team

if TYPE_CHECKING:
    from collections.abc import Iterator

    from safe_employment.instruments.definitions import Question
    from safe_employment.instruments.models import Submission

# What is chosen or counted is the same for all who look; what is written freely is everybody's own.
COMPARED = ("select", "integer", "decimal", "range", "date", "time")
OWN = ("parts",)  # which part of the questionnaire somebody fills in


@dataclass(frozen=True)
class SaidFact:
    """What one filled-in questionnaire says, in words."""

    submission: Submission
    words: str


@dataclass(frozen=True)
class DifferentFact:
    """A question that is not judged, with what each of them says."""

    label: str
    said: list[SaidFact]


def different_facts(visit: Visit) -> list[DifferentFact]:
    """Return the facts that were told differently, in the order of the questionnaire (one query)."""
    found: dict[tuple[int, str], list[tuple[Question, str, SaidFact]]] = defaultdict(list)
    sent = sent_by_team(visit).filter(version__instrument__kind__in=ABOUT_THE_VISIT)
    counted = [each for each in sent.order_by("received_at", "pk") if counts_for(visit, each)]
    for submission in counted if len(counted) > 1 else ():
        for question, value, words in _facts_in(submission):
            said = SaidFact(submission, words)
            found[submission.version.instrument_id, question.path].append((question, value, said))
    return [
        DifferentFact(rows[0][0].label, [said for _question, _value, said in rows])
        for rows in found.values()
        if len({value for _question, value, _said in rows}) > 1
    ]


def _facts_in(submission: Submission) -> Iterator[tuple[Question, str, str]]:
    """Yield the facts of a questionnaire with their value, and in words; repeats are not compared."""
    definition = Definition.from_json(submission.version.definition)
    for question in definition.questions:
        value = str(submission.answers.get(question.path, "")).strip()
        if value and question.type.startswith(COMPARED) and not question.id and question.name not in OWN:
            yield question, value, definition.words_of(question, value)
