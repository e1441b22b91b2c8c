"""From what was written down to what the engine says, and how that is kept."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from safe_employment.engines import screening as engine
from safe_employment.screenings.models import Age, Given, Kind

if TYPE_CHECKING:
    from safe_employment.screenings.models import Screening, ScreeningAnswer

Answers = Mapping[str, Mapping[str, engine.Answer]]

# The oldest of each band, in full years, and whether someone of unknown age is protected as a child. What
# the rules ask is only: under 14, under 16, under 18.
AGES: Mapping[str, tuple[int | None, bool]] = {
    Age.UNDER_14: (13, False),
    Age.AGED_14_15: (15, False),
    Age.AGED_16_17: (17, False),
    Age.ADULT: (18, False),
    Age.MAYBE_CHILD: (None, True),
    Age.UNKNOWN: (None, False),
}


def person_of(screening: Screening) -> engine.Person:
    """Return the person as far as the rules need to know."""
    age, presumed_child = AGES[screening.age]
    return engine.Person(age, presumed_child=presumed_child, at_work=engine.Answer(screening.at_work))


def indicators_for(screening: Screening) -> engine.IndicatorSet:
    """Return the set for the person's age: of adults or of children."""
    return engine.indicator_set(person_of(screening).age_group)


def by_kind(answers: Iterable[ScreeningAnswer]) -> Answers:
    """Return the answers by kind and question; “not asked” is no answer at all."""
    found: dict[str, dict[str, engine.Answer]] = defaultdict(dict)
    for each in answers:
        if each.answer != Given.NOT_ASKED:
            found[each.kind][each.question] = engine.Answer(each.answer)
    return found


def interview_of(given: Answers, indicators: engine.IndicatorSet) -> engine.Interview:
    """Return the interview as the engine takes it. Indicators of an older list are left out."""
    known = indicators.ids | indicators.unused
    labour = given.get(Kind.LABOUR, {})
    return engine.Interview(
        answers={code: said for code, said in given.get(Kind.INDICATOR, {}).items() if code in known},
        danger=engine.Danger(**given.get(Kind.DANGER, {})),
        palermo=engine.PalermoAnswers(
            acts={engine.Act(code): said for code, said in given.get(Kind.ACT, {}).items()},
            means={engine.Means(code): said for code, said in given.get(Kind.MEANS, {}).items()},
            purposes={engine.Purpose(code): said for code, said in given.get(Kind.PURPOSE, {}).items()},
        ),
        involuntariness=labour.get("involuntariness", engine.Answer.UNKNOWN),
        menace_of_penalty=labour.get("menace_of_penalty", engine.Answer.UNKNOWN),
    )


def assess(screening: Screening, answers: Iterable[ScreeningAnswer]) -> engine.Screening:
    """Return all that the engine says of a screening."""
    indicators = indicators_for(screening)
    return engine.screen(indicators, person_of(screening), interview_of(by_kind(answers), indicators))


def offences(screening: Screening, answers: Iterable[ScreeningAnswer]) -> tuple[engine.PossibleOffence, ...]:
    """Return the articles that the declared facts may touch, for the agency to judge."""
    facts = {engine.Fact(code): said for code, said in by_kind(answers).get(Kind.FACT, {}).items()}
    age, _presumed = AGES[screening.age]
    return engine.possible_offences(facts, age=age, sex=engine.Sex(screening.sex))


def digest_of(indicators: engine.IndicatorSet) -> str:
    """Return sixteen signs by which a changed list of indicators is known from the one before."""
    rows = [[each.id, each.dimension, each.strength, each.ilo11] for each in indicators.indicators]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


def snapshot(screening: Screening, answers: Iterable[ScreeningAnswer]) -> dict[str, Any]:
    """Return what is kept at a conclusion: the answers, all that the engine said of them, and by which list.

    Keys: `result` (the engine's output), `answers` (by kind and question), `engine`, `version`,
    `indicators` (age group and digest of the list).
    """
    rows = list(answers)
    indicators = indicators_for(screening)
    kept = {
        "result": asdict(assess(screening, rows)),
        "answers": {row.kind: {} for row in rows},
        "engine": "engines.screening",
        "version": version("safe-employment"),
        "indicators": {"age_group": indicators.age_group, "digest": digest_of(indicators)},
    }
    for row in rows:
        kept["answers"][row.kind][row.question] = row.answer  # type: ignore[index]
    return dict(json.loads(json.dumps(kept)))
