"""Interviews for tests: say what was answered yes, and what all the rest was."""

from collections.abc import Iterable

from safe_employment.engines.screening import (
    AgeGroup,
    Answer,
    Dimension,
    IndicatorSet,
    Strength,
    indicator_set,
)

ADULTS = indicator_set(AgeGroup.ADULT)
CHILDREN = indicator_set(AgeGroup.CHILD)

#: Enough yes-answers to make each dimension positive, for adults and for children.
ENOUGH = {
    Dimension.DECEPTIVE_RECRUITMENT: ("D1.01", "D1.02"),
    Dimension.COERCIVE_RECRUITMENT: ("D2.01", "D2.02"),
    Dimension.RECRUITMENT_BY_ABUSE: ("D3.01", "D3.02", "D3.03"),
    Dimension.EXPLOITATION: ("D4.01", "D4.02"),
    Dimension.COERCION_AT_DESTINATION: ("D5.01", "D5.02"),
    Dimension.ABUSE_AT_DESTINATION: ("D6.01", "D6.02", "D6.03"),
}


def answers(indicators: IndicatorSet, yes: Iterable[str] = (), rest: Answer = Answer.NO) -> dict[str, Answer]:
    """Return an answer to every indicator of the set."""
    return dict.fromkeys(sorted(indicators.ids), rest) | dict.fromkeys(yes, Answer.YES)


def positive(indicators: IndicatorSet, letters: str, not_assessed: str = "") -> dict[str, Answer]:
    """Return answers that make dimensions positive ("14": D1 and D4), others not assessed or negative."""
    given = answers(indicators)
    for number in not_assessed:
        given |= dict.fromkeys((each.id for each in indicators.of(Dimension(int(number)))), Answer.UNKNOWN)
    for number in letters:
        given |= dict.fromkeys(ENOUGH[Dimension(int(number))], Answer.YES)
    return given


def some(dimension: Dimension, strong: int, medium: int, weak: int, rest: Answer) -> dict[str, Answer]:
    """Return adult answers with so many yes of each strength in one dimension, the rest of it `rest`."""
    given = dict.fromkeys((each.id for each in ADULTS.of(dimension)), rest)
    for strength, count in zip(Strength, (strong, medium, weak), strict=True):
        ids = [each.id for each in ADULTS.of(dimension) if each.strength is strength][:count]
        assert len(ids) == count, f"{dimension} has fewer than {count} {strength}"
        given |= dict.fromkeys(ids, Answer.YES)
    return given
